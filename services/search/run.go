package search

import (
	"cmp"
	"slices"
	"time"

	"konggang/models"
)

// Hit is one vacancy that was found. DistanceKM is from the query's point, nil without one or where the place is unknown.
type Hit struct {
	Posting    *models.Posting
	Relevance  int
	DistanceKM *float64
}

// Result is all that was found, in order, with the places that are free in it and the facets that were asked for.
type Result struct {
	Hits      []Hit
	Headcount int
	Facets    map[string][]Count
	Terms     []string
}

// Run finds what matches every word and every filter.
func (x *Index) Run(q Query) Result {
	r := Result{Terms: terms(q.Text)}
	for _, d := range x.documents {
		hit, ok := d.match(q, r.Terms)
		if !ok {
			continue
		}
		r.Hits = append(r.Hits, hit)
		r.Headcount += d.posting.Vacancy.Remaining()
	}
	slices.SortFunc(r.Hits, order(q))
	r.Facets = x.facets(q.Facets, r.Hits)
	return r
}

func (d document) match(q Query, words []string) (Hit, bool) {
	if !d.passes(q) {
		return Hit{}, false
	}
	relevance, ok := d.relevance(words)
	if !ok {
		return Hit{}, false
	}
	hit := Hit{Posting: d.posting, Relevance: relevance}
	if q.Near != nil && d.posting.Place != nil {
		km := models.DistanceKM(*q.Near, *d.posting.Place)
		hit.DistanceKM = &km
	}
	if q.RadiusKM > 0 && (hit.DistanceKM == nil || *hit.DistanceKM > q.RadiusKM) {
		return Hit{}, false
	}
	return hit, true
}

// passes tells whether the vacancy has what every filter asks; what it does not state it has not.
func (d document) passes(q Query) bool {
	v := &d.posting.Vacancy
	return same(q.Employment, v.EmploymentType) && same(q.Shift, v.Shift) && same(q.Enterprise, v.EnterpriseID) &&
		(q.Division == "" || q.Division.Contains(d.division)) &&
		(q.Occupation == "" || within(v.Occupation, q.Occupation)) &&
		(q.WageMin == 0 || d.waged && d.wage >= q.WageMin) &&
		(q.Education == "" || admits(v.Education, q.Education)) &&
		(q.Since.IsZero() || openedSince(v, q.Since)) &&
		!slices.ContainsFunc(q.Benefits, func(b models.Benefit) bool { return !slices.Contains(v.Benefits, b) })
}

func same[T ~string](asked, stated T) bool { return asked == "" || asked == stated }

func openedSince(v *models.Vacancy, t time.Time) bool {
	return v.OpenedAt != nil && !v.OpenedAt.Before(t)
}

// admits tells whether somebody of the given level may apply.
func admits(least, level models.Education) bool { return least != "" && level.Meets(least) }

// within tells whether a code is the class or lies in it: 6-31-01-03 lies in 6-31.
func within(code, class models.OccupationCode) bool {
	return code == class || len(code) > len(class) && code[:len(class)] == class && code[len(class)] == '-'
}

// order puts hits in the query's order; ties are broken by the newest and then by id, so that paging is stable.
func order(q Query) func(a, b Hit) int {
	first := func(Hit, Hit) int { return 0 }
	switch q.Sort {
	case ByWage:
		first = func(a, b Hit) int { return cmp.Compare(monthly(b), monthly(a)) }
	case ByDistance:
		first = func(a, b Hit) int { return cmp.Compare(far(a), far(b)) }
	case ByNewest:
	default:
		first = func(a, b Hit) int { return cmp.Compare(b.Relevance, a.Relevance) }
	}
	return func(a, b Hit) int {
		return cmp.Or(first(a, b), cmp.Compare(opened(b), opened(a)), cmp.Compare(a.Posting.Vacancy.ID, b.Posting.Vacancy.ID))
	}
}

func monthly(h Hit) models.Fen {
	_, high, _ := h.Posting.Vacancy.Wage.Monthly()
	return high
}

func far(h Hit) float64 {
	if h.DistanceKM == nil {
		return 1e9
	}
	return *h.DistanceKM
}

func opened(h Hit) int64 {
	if t := h.Posting.Vacancy.OpenedAt; t != nil {
		return t.UnixMilli()
	}
	return 0
}
