// Package market keeps the picture of the open vacancies in memory: ready to be searched and matched, and as fresh as the
// database at the moment of the call.
package market

import (
	"cmp"
	"context"
	"sync"
	"sync/atomic"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/matching"
	"konggang/services/search"
)

// Store is what the picture is made from. MarketStamp changes whenever a vacancy, an enterprise or a division does.
type Store interface {
	MarketStamp(ctx context.Context) (string, error)
	OpenPostings(ctx context.Context, today models.Date) ([]models.Posting, error)
	Posting(ctx context.Context, id string) (models.Posting, error)
	Seeker(ctx context.Context, id string) (models.Seeker, error)
	LookingSeekers(ctx context.Context, within models.DivisionCode) ([]models.Seeker, error)
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
}

// View is the market at one moment. It is immutable and shared.
type View struct {
	Matching *matching.Market
	Search   *search.Index
	Today    models.Date
	stamp    string
}

// Service gives views and answers what only needs one.
type Service struct {
	Store    Store
	Calendar models.Calendar
	Rules    matching.Rules

	making sync.Mutex
	view   atomic.Pointer[View]
}

// Current is the market as it is now; it is made anew only when something changed or a day began. Who has to make it looks
// again once its turn comes, so that readers who come together make it once.
func (s *Service) Current(ctx context.Context) (*View, error) {
	if view, _, err := s.fresh(ctx); view != nil || err != nil {
		return view, err
	}
	s.making.Lock()
	defer s.making.Unlock()
	view, stamp, err := s.fresh(ctx)
	if view != nil || err != nil {
		return view, err
	}
	view, err = s.build(ctx, stamp, s.Calendar.Today())
	if err == nil {
		s.view.Store(view)
	}
	return view, err
}

// fresh is the view that stands while it is true, else nil; and the stamp of now.
func (s *Service) fresh(ctx context.Context) (*View, string, error) {
	stamp, err := s.Store.MarketStamp(ctx)
	if err != nil {
		return nil, "", err
	}
	if view := s.view.Load(); view != nil && view.stamp == stamp && view.Today == s.Calendar.Today() {
		return view, stamp, nil
	}
	return nil, stamp, nil
}

func (s *Service) build(ctx context.Context, stamp string, today models.Date) (*View, error) {
	postings, err := s.Store.OpenPostings(ctx, today)
	if err != nil {
		return nil, err
	}
	names, err := s.names(ctx, postings)
	if err != nil {
		return nil, err
	}
	return &View{Matching: matching.NewMarket(today, s.Rules).With(postings, nil), Search: search.NewIndex(postings, names), Today: today, stamp: stamp}, nil
}

// names are what the divisions of the postings, and those around them, are called.
func (s *Service) names(ctx context.Context, postings []models.Posting) (map[models.DivisionCode]string, error) {
	names := map[models.DivisionCode]string{}
	for _, p := range postings {
		for _, at := range []models.DivisionCode{p.Vacancy.Workplace.Division, p.Employer.Division} {
			for ; at != ""; at = at.Parent() {
				if _, known := names[at]; known {
					break
				}
				d, err := s.Store.Division(ctx, at)
				if err != nil && models.CodeOf(err) != models.CodeNotFound {
					return nil, err
				}
				names[at] = d.ShortName()
			}
		}
	}
	return names, nil
}

// Match is a vacancy that suits a seeker.
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
	person, err := s.person(ctx, who, map[models.DivisionCode]models.Division{})
	if err != nil {
		return nil, err
	}
	var out []Match
	for _, found := range view.Matching.Top(person, limit) {
		posting, err := s.Store.Posting(ctx, found.VacancyID)
		if err != nil {
			return nil, err
		}
		if match, suits := view.Matching.ForSeeker(person, posting); suits {
			out = append(out, Match{match, posting})
		}
	}
	return out, nil
}

// Candidate is a seeker who suits a vacancy.
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
	people, err := s.people(ctx, around(p.Employer.Division))
	if err != nil {
		return Candidates{}, err
	}
	byID := map[string]matching.Person{}
	for _, who := range people {
		byID[who.Seeker.ID] = who
	}
	var out Candidates
	for _, c := range view.Matching.WithPeople(people, nil).Candidates(p, "", maxCandidates) {
		if !c.Shares {
			out.Withheld++
		} else if match, suits := view.Matching.ForEmployer(byID[c.SeekerID], p); suits && len(out.List) < limit {
			out.List = append(out.List, Candidate{match, byID[c.SeekerID].Seeker})
		}
	}
	return out, nil
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
	person, err := s.person(ctx, who, map[models.DivisionCode]models.Division{})
	if err != nil {
		return false, err
	}
	_, suits := view.Matching.ForEmployer(person, p)
	return suits, nil
}

func (s *Service) people(ctx context.Context, within models.DivisionCode) ([]matching.Person, error) {
	seekers, err := s.Store.LookingSeekers(ctx, within)
	if err != nil {
		return nil, err
	}
	known := map[models.DivisionCode]models.Division{}
	out := make([]matching.Person, len(seekers))
	for i, who := range seekers {
		if out[i], err = s.person(ctx, who, known); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Service) person(ctx context.Context, who models.Seeker, known map[models.DivisionCode]models.Division) (matching.Person, error) {
	home, ok := known[who.Village]
	if !ok {
		var err error
		home, err = s.Store.Division(ctx, who.Village)
		if err != nil && models.CodeOf(err) != models.CodeNotFound {
			return matching.Person{}, err
		}
		known[who.Village] = home
	}
	return matching.Person{Seeker: who, Place: home.Point, Precision: home.Precision}, nil
}
