package editions

import (
	"context"

	"konggang/models"
)

// Held is what became of the edition that somebody holds, beside the one in force. InForce is the zero edition where the village has
// none, Edition where nobody ever saw one of that number. Newer tells that the one in force is a later one, Closed which of the held
// lines have closed.
type Held struct {
	InForce models.Edition
	Edition models.Edition
	Newer   bool
	Closed  []ClosedLine
}

// Held reads the edition in force of a village, and what became of the one that was issued under a number in a year; with the number
// 0, which no edition has, only the former.
func (s *Service) Held(ctx context.Context, village models.DivisionCode, year, number int) (Held, error) {
	var h Held
	var err error
	if h.InForce, err = orNone(s.Latest(ctx, village)); err != nil || number == 0 {
		return h, err
	}
	if h.Edition, err = s.numbered(ctx, h.InForce, village, year, number); err != nil || h.Edition.ID == "" {
		return h, err
	}
	h.Newer = h.InForce.Total > h.Edition.Total
	h.Closed, err = s.ClosedLines(ctx, h.Edition)
	return h, err
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
