// Package feed is the public feed: what villages may hear of now, what they could hear of and may no more, and in what order
// that came about. It tells of vacancies alone, as everybody may see them; one that was never open does not occur in it.
package feed

import (
	"cmp"
	"context"
	"slices"
	"time"

	"konggang/models"
	"konggang/services/market"
)

// Store is the feed of all changes, and what they are about.
type Store interface {
	KeptChanges(ctx context.Context) (first, last int64, err error)
	VacancyChangesAfter(ctx context.Context, seq int64, limit int) ([]models.Change, error)
	LatestVacancyChanges(ctx context.Context, limit int) ([]models.Change, error)
	PostingsByID(ctx context.Context, ids []string) (map[string]models.Posting, error)
}

// Service is the use cases of the feed.
type Service struct {
	Store    Store
	Market   *market.Service
	Calendar models.Calendar
}

// Item is a vacancy that changed, as it stands today: Seq and At are the place and the time of the change. Status is
// VacancyOpen where villages may hear of it, and otherwise what became of it.
type Item struct {
	Seq     int64
	At      time.Time
	Status  models.VacancyStatus
	Posting models.Posting
}

// Open tells whether villages may hear of the vacancy.
func (i Item) Open() bool { return i.Status == models.VacancyOpen }

// Page is a part of the feed. Next is where to read on, behind the last change that was looked at; Head is the last place.
type Page struct {
	Items []Item
	Next  int64
	Head  int64
}

// More tells whether there is more to be read now.
func (p Page) More() bool { return p.Next < p.Head }

// Ends are the first place that is kept and the last one. As long as both stay, and the day, the feed reads the same.
func (s Service) Ends(ctx context.Context) (first, head int64, err error) {
	return s.Store.KeptChanges(ctx)
}

// After reads the feed behind a place, 0 for all of it: at most limit changes of vacancies, each vacancy once and at the last of
// its places on the page. Who begins with 0 and applies page after page, putting down what is open and striking out what is not,
// holds at the head exactly the vacancies that villages may hear of. Behind the head there is nothing, and Next leads back to
// it. Error CodeFeedGap for a place behind which changes are no longer kept.
func (s Service) After(ctx context.Context, since int64, limit int) (Page, error) {
	_, head, err := s.Store.KeptChanges(ctx)
	if err != nil || since >= head {
		return Page{Next: head, Head: head}, err
	}
	changes, err := s.Store.VacancyChangesAfter(ctx, since, limit)
	if err != nil {
		return Page{}, err
	}
	if since > 0 { // asked afterwards, so that nothing can have been dropped before the changes were read
		if first, _, err := s.Store.KeptChanges(ctx); err != nil || first > since+1 {
			return Page{}, cmp.Or[error](err, models.Errorf(models.CodeFeedGap))
		}
	}
	page := Page{Next: head, Head: head}
	if n := len(changes); n > 0 {
		last := changes[n-1].Seq
		page.Head = max(head, last)
		if page.Next = page.Head; n == limit {
			page.Next = last
		}
	}
	page.Items, err = s.items(ctx, lastOfEach(changes))
	return page, err
}

// lastOfEach are the changes, of each vacancy the last, in order.
func lastOfEach(changes []models.Change) []models.Change {
	var out []models.Change
	seen := map[string]bool{}
	for _, c := range slices.Backward(changes) {
		if !seen[c.ID] {
			seen[c.ID] = true
			out = append(out, c)
		}
	}
	slices.Reverse(out)
	return out
}

// items are the vacancies of the changes as they stand today, without those that nobody ever heard of.
func (s Service) items(ctx context.Context, changes []models.Change) ([]Item, error) {
	ids := make([]string, len(changes))
	for i, c := range changes {
		ids[i] = c.ID
	}
	found, err := s.Store.PostingsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	today := s.Calendar.Today()
	var out []Item
	for _, c := range changes {
		if p, there := found[c.ID]; there && p.Vacancy.EverOpen() {
			out = append(out, itemOf(c, p, today))
		}
	}
	return out, nil
}

func itemOf(c models.Change, p models.Posting, today models.Date) Item {
	status := models.VacancyOpen
	if !p.Live(today) {
		status = p.Became(today)
	}
	p.Vacancy = p.Vacancy.On(today)
	return Item{Seq: c.Seq, At: c.At, Status: status, Posting: p}
}
