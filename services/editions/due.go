package editions

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"konggang/models"
)

// Occurrence is what came of a schedule that was due: the operation that it started, or why it started none.
type Occurrence struct {
	Schedule  models.Schedule
	Operation string
	Stop      Stop
}

// errNotNow undoes an occurrence that is not ours, or not to be yet.
var errNotNow = errors.New("not now")

// StartDue starts an operation for every schedule that is due, which Resume carries out, and has each wait for its next
// occurrence. Those that passed meanwhile, also of other schedules of the division or of one around it, are made up for by the one
// operation. A schedule stays due while an operation on some of its villages is under way, and so do those within its division. It
// tells what came of them, and what failed, which stays due.
func (s *Service) StartDue(ctx context.Context) ([]Occurrence, error) {
	const part = 100
	var out []Occurrence
	var failed []error
	var waiting []models.DivisionCode
	now := s.Calendar.Moment()
	for last := (models.Schedule{}); ; {
		due, err := s.Store.SchedulesDue(ctx, now, last, part)
		if err != nil || len(due) == 0 {
			return out, errors.Join(append(failed, err)...)
		}
		for _, last = range due {
			if slices.ContainsFunc(waiting, func(d models.DivisionCode) bool { return d.Contains(last.Division) }) {
				continue // what is waited for will make up for it
			}
			met, err := s.meet(ctx, last)
			switch {
			case err == nil:
				out = append(out, met)
			case errors.Is(err, errNotNow):
				waiting = append(waiting, last.Division)
			default:
				failed = append(failed, fmt.Errorf("schedule %s: %w", last.ID, err))
			}
		}
	}
}

// meet starts the operation of a schedule and moves it on, both or neither, so that each occurrence has one, also with two who do
// not know of each other.
func (s *Service) meet(ctx context.Context, c models.Schedule) (Occurrence, error) {
	var met Occurrence
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.aloneWithOperations(ctx); err != nil {
			return err
		}
		op, stop, err := s.startFor(ctx, c)
		if err != nil {
			return err
		}
		next := c
		next.NextAt = c.Next(s.Calendar.Now(), s.Calendar.Zone)
		if op.ID != "" {
			now := s.Calendar.Moment()
			next.LastAt, next.LastOperation = &now, op.ID
		}
		met = Occurrence{next, op.ID, stop}
		return s.moveOn(ctx, &met.Schedule)
	})
	return met, err
}

// startFor starts the operation of a schedule that is due, none where it is stopped or was made up for.
func (s *Service) startFor(ctx context.Context, c models.Schedule) (models.Operation, Stop, error) {
	a, stop, err := s.inWhoseName(ctx, c)
	if err != nil || stop != "" {
		return models.Operation{}, stop, err
	}
	made, err := s.madeUpFor(ctx, c)
	if err != nil || made {
		return models.Operation{}, "", err
	}
	op, err := s.Start(ctx, a, c.Division, c.Size)
	if models.CodeOf(err) == models.CodeOperationUnderway {
		err = errNotNow
	}
	return op, "", err
}

// madeUpFor tells whether another schedule of the division, or of one around it, ran since this one was due, as at the same moment,
// or after a night on which the program was off: nobody needs two editions one after the other.
func (s *Service) madeUpFor(ctx context.Context, c models.Schedule) (bool, error) {
	for _, division := range append(c.Division.Above(), c.Division) {
		all, err := s.Store.Schedules(ctx, division, models.Page{Limit: models.MaxSchedules})
		if err != nil {
			return false, err
		}
		for _, other := range all.Items {
			if other.ID != c.ID && other.LastAt != nil && !other.LastAt.Before(c.NextAt) {
				return true, nil
			}
		}
	}
	return false, nil
}

// moveOn has a schedule wait for its next occurrence, unless somebody else has moved it on or deleted it.
func (s *Service) moveOn(ctx context.Context, c *models.Schedule) error {
	err := s.Store.UpdateSchedule(ctx, c)
	if code := models.CodeOf(err); code == models.CodeStale || code == models.CodeNotFound {
		return errNotNow
	}
	return err
}
