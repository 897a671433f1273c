package recalls

import (
	"context"

	"konggang/models"
)

// Replaced settles what is recalled in a village, since another edition is issued, whose sheet hangs in its place, and has no group
// get one of before any more. It must be called in the transaction that issues it, before its vacancies are read for the last time:
// until that ends no change of a vacancy is acted upon, so that one which closes meanwhile is either seen by who publishes, or finds
// the edition published.
func (s Service) Replaced(ctx context.Context, village models.DivisionCode) error {
	if err := s.Store.Alone(ctx, name); err != nil {
		return err
	}
	open, err := s.Store.OpenRecalls(ctx, village)
	if err != nil {
		return err
	}
	if err := s.Store.SaveRecalls(ctx, s.replaced(open)); err != nil {
		return err
	}
	return s.Groups.Replaced(ctx, village)
}

func (s Service) replaced(open []models.Recall) []models.Recall {
	for i := range open {
		open[i].Settle(models.RecallReplaced, s.Calendar.Moment())
	}
	return open
}

// TakenBack recalls a whole edition, which makes up for its lines: all of it has to come down. It must be called in the transaction
// that takes it back. The sheet of an edition after which another was issued hangs no more, but its groups are told.
func (s Service) TakenBack(ctx context.Context, e models.Edition) error {
	if err := s.Store.Alone(ctx, name); err != nil {
		return err
	}
	open, err := s.Store.OpenRecalls(ctx, e.Village)
	if err != nil {
		return err
	}
	var changed []models.Recall
	for _, r := range open {
		if r.EditionID == e.ID {
			changed = append(changed, r)
		}
	}
	last, err := s.Store.LastIssued(ctx, e.Village)
	if err != nil {
		return err
	}
	now := s.Calendar.Moment()
	whole := models.Recall{Village: e.Village, EditionID: e.ID}
	whole.Open("", 1, now)
	if last.ID != e.ID {
		whole.Settle(models.RecallReplaced, now)
	}
	if err := s.Store.SaveRecalls(ctx, append(s.replaced(changed), whole)); err != nil {
		return err
	}
	return s.Groups.TellClosed(ctx, models.Closing{Edition: e, Round: 1})
}
