package feed

import (
	"cmp"
	"context"
	"slices"
	"time"

	"konggang/models"
	"konggang/services/search"
)

// MostRecent is how many open vacancies, and how many that are not open any more, Recent tells at most.
const MostRecent = 50

// lookedBack is how many of the last changes of vacancies Recent looks at.
const lookedBack = 1000

// Recent is what was opened, edited or closed last: Open by when it was last written, Closed by when the feed told it, the newest
// first. At is the newest of these moments, or that of the last change of a vacancy, zero before the first.
type Recent struct {
	Open   []models.Posting
	Closed []Item
	At     time.Time
}

// Written is when a posting was last changed, by its vacancy or by its employer.
func Written(p models.Posting) time.Time {
	if p.Employer.UpdatedAt.After(p.Vacancy.UpdatedAt) {
		return p.Employer.UpdatedAt
	}
	return p.Vacancy.UpdatedAt
}

// Recent reads the end of the feed, for a division or, with "", for all.
func (s Service) Recent(ctx context.Context, in models.DivisionCode) (Recent, error) {
	changes, err := s.Store.LatestVacancyChanges(ctx, lookedBack)
	if err != nil {
		return Recent{}, err
	}
	opened, err := s.newest(ctx, in)
	if err != nil {
		return Recent{}, err
	}
	var out Recent
	if len(changes) > 0 {
		out.At = changes[0].At
	}
	slices.Reverse(changes)
	items, err := s.items(ctx, lastOfEach(slices.Concat(opened, changes)))
	for _, i := range items {
		if p := i.Posting; in != "" && !in.Contains(cmp.Or(p.Vacancy.Workplace.Division, p.Employer.Division)) {
			continue
		}
		if i.Open() {
			out.Open = append(out.Open, i.Posting)
		} else {
			out.Closed = append(out.Closed, i)
		}
	}
	out.sort()
	return out, err
}

// newest are the vacancies opened last, as if the feed told them: its own end may not reach so far back.
func (s Service) newest(ctx context.Context, in models.DivisionCode) ([]models.Change, error) {
	view, err := s.Market.Current(ctx)
	if err != nil {
		return nil, err
	}
	found, err := view.Search.Run(search.Query{Division: in, Sort: search.ByNewest, Limit: MostRecent})
	var out []models.Change
	for _, h := range found.Hits {
		out = append(out, models.Change{ID: h.ID})
	}
	return out, err
}

// sort puts the newest first, leaves the others out and finds the newest moment of what is told.
func (r *Recent) sort() {
	slices.SortFunc(r.Open, func(p, q models.Posting) int {
		return cmp.Or(Written(q).Compare(Written(p)), cmp.Compare(q.Vacancy.ID, p.Vacancy.ID))
	})
	slices.SortFunc(r.Closed, func(i, j Item) int { return cmp.Compare(j.Seq, i.Seq) })
	r.Open, r.Closed = r.Open[:min(len(r.Open), MostRecent)], r.Closed[:min(len(r.Closed), MostRecent)]
	var told time.Time
	if len(r.Open) > 0 {
		told = Written(r.Open[0])
	}
	if len(r.Closed) > 0 && r.Closed[0].At.After(told) {
		told = r.Closed[0].At
	}
	if !told.IsZero() {
		r.At = told
	}
}
