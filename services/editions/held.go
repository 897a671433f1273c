package editions

import (
	"context"
	"reflect"

	"konggang/models"
)

// Held is what became of the edition that somebody holds, beside the one in force. InForce is the zero edition where the village has
// none, Edition where nobody ever saw one of that number. Open are the vacancies of the one in force that villages may still hear
// of, in its order. Newer tells that the one in force is a later one, Closed which of the held lines have closed, Changed which say
// something else than their vacancies do now, places that were filled apart.
type Held struct {
	InForce models.Edition
	Open    []models.Posting
	Edition models.Edition
	Newer   bool
	Closed  []ClosedLine
	Changed []models.EditionItem
}

// Held reads the edition in force of a village, and what became of the one that was issued under a number in a year; with the number
// 0, which no edition has, only the former.
func (s *Service) Held(ctx context.Context, village models.DivisionCode, year, number int) (Held, error) {
	var h Held
	var err error
	if h.InForce, err = orNone(s.Latest(ctx, village)); err != nil {
		return h, err
	}
	if number != 0 {
		if h.Edition, err = s.numbered(ctx, h.InForce, village, year, number); err != nil {
			return h, err
		}
	}
	postings, err := s.Store.PostingsByID(ctx, append(vacancyIDs(h.InForce), vacancyIDs(h.Edition)...))
	if err != nil {
		return h, err
	}
	h.compare(postings, s.Calendar.Today())
	return h, nil
}

// compare holds the lines against their vacancies as they are now.
func (h *Held) compare(postings map[string]models.Posting, today models.Date) {
	for _, id := range vacancyIDs(h.InForce) {
		if p := postings[id]; p.Live(today) {
			h.Open = append(h.Open, p)
		}
	}
	h.Newer = h.Edition.ID != "" && h.InForce.Total > h.Edition.Total
	h.Closed = closedAmong(h.Edition, postings, today)
	for _, item := range h.Edition.Items {
		p := postings[item.VacancyID]
		if !p.Live(today) {
			continue
		}
		then, now := said(h.Edition, item, p)
		then.Headcount = now.Headcount
		if !reflect.DeepEqual(then, now) {
			h.Changed = append(h.Changed, item)
		}
	}
}

// numbered is the issued edition of a number, mostly the one in force, which is there already. A draft is none: its number tells a
// stranger nothing.
func (s *Service) numbered(ctx context.Context, inForce models.Edition, village models.DivisionCode, year, number int) (models.Edition, error) {
	if inForce.Year == year && inForce.Number == number {
		return inForce, nil
	}
	e, err := orNone(s.Store.EditionByNumber(ctx, village, year, number))
	if e.Status == models.EditionDraft {
		return models.Edition{}, err
	}
	return e, err
}

// orNone is the zero edition for one that is not there.
func orNone(e models.Edition, err error) (models.Edition, error) {
	if models.CodeOf(err) == models.CodeNotFound {
		return models.Edition{}, nil
	}
	return e, err
}
