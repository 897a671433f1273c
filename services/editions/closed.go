package editions

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/access"
)

// ClosedLine is a line of an edition whose vacancy villages may not hear of any more, with what became of it: filled, expired,
// withdrawn or paused.
type ClosedLine struct {
	Item   models.EditionItem
	Status models.VacancyStatus
}

// ClosedLines are the lines of e that have closed since it was frozen, in its order.
func (s *Service) ClosedLines(ctx context.Context, e models.Edition) ([]ClosedLine, error) {
	if len(e.Items) == 0 {
		return nil, nil
	}
	postings, err := s.Store.PostingsByID(ctx, vacancyIDs(e))
	if err != nil {
		return nil, err
	}
	return closedAmong(e, postings, s.Calendar.Today()), nil
}

func closedAmong(e models.Edition, postings map[string]models.Posting, today models.Date) []ClosedLine {
	var out []ClosedLine
	for _, item := range e.Items {
		if p := postings[item.VacancyID]; !p.Live(today) {
			out = append(out, ClosedLine{item, p.Became(today)})
		}
	}
	return out
}

// gone are the lines of the edition before that closed and that e does not have itself, as its script tells them.
func gone(e models.Edition, closed []ClosedLine) []models.GoneLine {
	var out []models.GoneLine
	for _, c := range closed {
		if !slices.Contains(vacancyIDs(e), c.Item.VacancyID) {
			out = append(out, models.GoneLine{VacancyID: c.Item.VacancyID, Number: c.Item.Number, Title: c.Item.Vacancy.Title, Employer: c.Item.Employer, Became: c.Status})
		}
	}
	return out
}

// Closed reads an edition with its closed lines for those who have to tell the village. Errors: as Get, CodeForbidden for who does
// not work for its village.
func (s *Service) Closed(ctx context.Context, a models.Actor, id string) (models.Edition, []ClosedLine, error) {
	e, err := s.Store.Edition(ctx, id)
	if err == nil {
		err = access.WriteEdition(a, e).Err()
	}
	if err != nil {
		return models.Edition{}, nil, err
	}
	lines, err := s.ClosedLines(ctx, e)
	return e, lines, err
}
