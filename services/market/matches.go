package market

import (
	"cmp"
	"context"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/matching"
)

// Match is a vacancy that suits a seeker, and why.
type Match struct {
	matching.Match
	Posting models.Posting
}

// Matches ranks the open vacancies for a seeker. Errors: CodeNotFound for a seeker who is not the actor's to see, CodeNoConsent
// for one who does not agree to be matched (PIPL art. 24).
func (s *Service) Matches(ctx context.Context, a models.Actor, seekerID string, limit int) ([]Match, error) {
	who, err := s.Store.Seeker(ctx, seekerID)
	if err != nil {
		return nil, err
	}
	if err := access.Seeker(a, who).Err(); err != nil {
		return nil, err
	}
	if !who.Consented(models.ConsentMatching) {
		return nil, models.NeedsConsent(models.ConsentMatching)
	}
	view, err := s.Current(ctx)
	if err != nil {
		return nil, err
	}
	person := view.person(who)
	found := view.Matching.Top(person, limit)
	ids := make([]string, len(found))
	for i, m := range found {
		ids[i] = m.VacancyID
	}
	postings, err := s.Store.PostingsByID(ctx, ids)
	var out []Match
	for _, id := range ids {
		// A vacancy that changed since the picture was made is judged as it is now.
		if m, suits := view.Matching.ForSeeker(person, postings[id]); suits {
			out = append(out, Match{m, postings[id]})
		}
	}
	return out, err
}

// Candidate is a seeker who suits a vacancy, and why, in words for the employer.
type Candidate struct {
	matching.Match
	Seeker models.Seeker
}

// Candidates are the people for a vacancy who agreed to be shown to employers; Withheld counts those who did not.
type Candidates struct {
	List     []Candidate
	Withheld int
}

// maxCandidates bounds how many are ranked before those who did not agree are taken out.
const maxCandidates = 1000

// around is the county of a division, or the division itself where it is wider than one.
func around(d models.DivisionCode) models.DivisionCode { return cmp.Or(d.County(), d) }

// Candidates ranks the registered seekers around the employer for an open vacancy. Errors: CodeNotFound and
// CodeForbidden as for changing the vacancy.
func (s *Service) Candidates(ctx context.Context, a models.Actor, vacancyID string, limit int) (Candidates, error) {
	p, err := s.Store.Posting(ctx, vacancyID)
	if err != nil {
		return Candidates{}, err
	}
	if err := access.WriteVacancy(a, p).Err(); err != nil {
		return Candidates{}, err
	}
	view, err := s.Current(ctx)
	if err != nil {
		return Candidates{}, err
	}
	var out Candidates
	var ids []string
	for _, c := range view.Matching.Candidates(p, around(p.Employer.Division), maxCandidates) {
		switch {
		case !c.Shares:
			out.Withheld++
		case len(ids) < limit:
			ids = append(ids, c.SeekerID)
		}
	}
	people, err := s.Store.SeekersByID(ctx, ids)
	for _, id := range ids {
		who := people[id]
		if m, suits := view.Matching.ForEmployer(view.person(who), p); suits && who.Consented(models.ConsentShare) {
			out.List = append(out.List, Candidate{m, who})
		}
	}
	return out, err
}

// Suits tells whether a person is shown to the employer of a vacancy: lives around, agrees to be matched and shown, and the
// vacancy, which is open, suits.
func (s *Service) Suits(ctx context.Context, who models.Seeker, p models.Posting) (bool, error) {
	if !around(p.Employer.Division).Contains(who.Village) || !who.Consented(models.ConsentShare) {
		return false, nil
	}
	view, err := s.Current(ctx)
	if err != nil {
		return false, err
	}
	_, suits := view.Matching.ForEmployer(view.person(who), p)
	return suits, nil
}
