package matching

import (
	"cmp"
	"slices"

	"konggang/models"
)

// Person is a seeker and where they live; Place is nil when that is unknown.
type Person struct {
	Seeker    models.Seeker
	Place     *models.Point
	Precision models.Precision
}

// Match is one vacancy that suits a seeker. Score is of 1000; DistanceKM is models.DistanceUnknown when a point is missing.
type Match struct {
	Posting    *models.Posting
	Score      int
	DistanceKM float64
	Precision  models.Precision
	Reasons    []models.Reason
}

// Candidate is one seeker who suits a vacancy; its reasons are worded for the employer.
type Candidate struct {
	Person     *Person
	Score      int
	DistanceKM float64
	Precision  models.Precision
	Reasons    []models.Reason
}

// hit is a pair that passed: the index of its offer or person, and how its score came about.
type hit struct {
	index int
	score int
	parts parts
	way   way
}

// Top is the k best vacancies for a person, the best first, ties by vacancy id. Nothing for somebody who is not looking,
// has not agreed to matching or is not certainly of working age.
func (m *Market) Top(p Person, k int) []Match {
	if !m.eligible(&p.Seeker) {
		return nil
	}
	profile := m.reader().profile(&p.Seeker)
	var hits []hit
	for i := range m.offers {
		way := m.way(p.Place, &m.offers[i])
		if parts, ok := m.judge(profile, &m.offers[i], way); ok {
			hits = append(hits, hit{i, parts.sum(), parts, way})
		}
	}
	var out []Match
	for _, h := range best(hits, k, cmp.Compare[int]) {
		o := &m.offers[h.index]
		out = append(out, Match{o.Posting, h.score, h.way.km(), p.Precision, m.reasons(toSeeker, profile, o, h, p.Precision)})
	}
	return out
}

// Candidates is the k best people for a vacancy, the best first, ties by seeker id; nothing when the vacancy is not live.
// Whether a seeker agreed to be shown to employers (PIPL art. 23) is the caller's to ask.
func (m *Market) Candidates(vacancyID string, people []Person, k int) []Candidate {
	n, ok := m.index[vacancyID]
	if !ok {
		return nil
	}
	o, r := &m.offers[n], m.reader()
	profiles := make([]*profile, len(people))
	var hits []hit
	for i := range people {
		if !m.eligible(&people[i].Seeker) {
			continue
		}
		profiles[i] = r.profile(&people[i].Seeker)
		way := m.way(people[i].Place, o)
		if parts, ok := m.judge(profiles[i], o, way); ok {
			hits = append(hits, hit{i, parts.sum(), parts, way})
		}
	}
	byID := func(a, b int) int { return cmp.Compare(people[a].Seeker.ID, people[b].Seeker.ID) }
	var out []Candidate
	for _, h := range best(hits, k, byID) {
		p := &people[h.index]
		out = append(out, Candidate{p, h.score, h.way.km(), p.Precision, m.reasons(toEmployer, profiles[h.index], o, h, p.Precision)})
	}
	return out
}

func best(hits []hit, k int, tie func(a, b int) int) []hit {
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), tie(a.index, b.index))
	})
	return hits[:min(max(k, 0), len(hits))]
}
