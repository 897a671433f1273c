package editions

import (
	"context"
	"time"

	"konggang/models"
	"konggang/services/access"
)

// ScheduleStore is what is kept of schedules.
type ScheduleStore interface {
	CreateSchedule(ctx context.Context, c *models.Schedule) error
	UpdateSchedule(ctx context.Context, c *models.Schedule) error
	DeleteSchedule(ctx context.Context, id string) error
	Schedule(ctx context.Context, id string) (models.Schedule, error)
	Schedules(ctx context.Context, division models.DivisionCode, p models.Page) (models.Listed[models.Schedule], error)
	SchedulesDue(ctx context.Context, now time.Time, behind models.Schedule, limit int) ([]models.Schedule, error)
	Account(ctx context.Context, id string) (models.Account, error)
}

// Stop is why a schedule drafts nothing any more; "" while it does.
type Stop string

// The reasons: the account in whose name it drafts was closed, or is no office over the division any more.
const (
	StopAccountClosed Stop = "account_closed"
	StopNotOverseen   Stop = "not_overseen"
)

// Scheduled is a schedule with whether it is stopped.
type Scheduled struct {
	models.Schedule
	Stop Stop
}

// Schedule keeps a new schedule of a division, in the actor's name. Errors: CodeForbidden, CodeNotFound for a division without
// villages, CodeInvalid, CodeTooManySchedules, CodeDuplicate where the division has another at the same time of the same day.
func (s *Service) Schedule(ctx context.Context, a models.Actor, c models.Schedule) (Scheduled, error) {
	if err := s.checkSchedule(ctx, a, c); err != nil {
		return Scheduled{}, err
	}
	c.AccountID, c.Rhythm = a.AccountID, c.Canonical()
	c.NextAt = c.Next(s.Calendar.Now(), s.Calendar.Zone)
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.refuseSchedule(ctx, c); err != nil {
			return err
		}
		if err := s.Store.CreateSchedule(ctx, &c); err != nil {
			return err
		}
		return s.Store.Record(ctx, a.Did("create", models.ObjectSchedule, c.ID, c.Division))
	})
	return Scheduled{Schedule: c}, err
}

func (s *Service) checkSchedule(ctx context.Context, a models.Actor, c models.Schedule) error {
	if err := access.Division(a, c.Division).Err(); err != nil {
		return err
	}
	var p models.Problems
	p.AddErr("", c.Validate())
	p.AddErr("", checkSize(c.Size))
	if err := p.Err(); err != nil {
		return err
	}
	_, err := s.villages(ctx, c.Division)
	return err
}

// refuseSchedule holds a new schedule against those that the division has, while nobody else makes one.
func (s *Service) refuseSchedule(ctx context.Context, c models.Schedule) error {
	if err := s.Store.Alone(ctx, "schedules/"+string(c.Division)); err != nil {
		return err
	}
	there, err := s.Store.Schedules(ctx, c.Division, models.Page{Limit: models.MaxSchedules})
	if err != nil {
		return err
	}
	for _, other := range there.Items {
		if other.Meets(c.Rhythm) {
			return &models.Error{Code: models.CodeDuplicate, Fields: []models.FieldError{{Field: "time", Code: models.CodeTimeTaken}}}
		}
	}
	if there.Total >= models.MaxSchedules {
		return models.Errorf(models.CodeTooManySchedules, models.MaxSchedules)
	}
	return nil
}

// Schedules lists the schedules of a division itself. Errors: CodeForbidden, CodeInvalidCursor.
func (s *Service) Schedules(ctx context.Context, a models.Actor, division models.DivisionCode, p models.Page) (models.Listed[Scheduled], error) {
	var out models.Listed[Scheduled]
	if err := access.Division(a, division).Err(); err != nil {
		return out, err
	}
	list, err := s.Store.Schedules(ctx, division, p)
	out.Next, out.Total = list.Next, list.Total
	for _, c := range list.Items {
		var stop Stop
		if err == nil {
			_, stop, err = s.inWhoseName(ctx, c)
		}
		out.Items = append(out.Items, Scheduled{c, stop})
	}
	return out, err
}

// ScheduleOf is one schedule of a division. Errors: CodeForbidden, CodeNotFound.
func (s *Service) ScheduleOf(ctx context.Context, a models.Actor, division models.DivisionCode, id string) (Scheduled, error) {
	c, err := s.schedule(ctx, a, division, id)
	if err != nil {
		return Scheduled{}, err
	}
	_, stop, err := s.inWhoseName(ctx, c)
	return Scheduled{c, stop}, err
}

// Unschedule deletes a schedule of a division; it never drafts again. Errors: CodeForbidden, CodeNotFound.
func (s *Service) Unschedule(ctx context.Context, a models.Actor, division models.DivisionCode, id string) error {
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		if _, err := s.schedule(ctx, a, division, id); err != nil {
			return err
		}
		if err := s.Store.DeleteSchedule(ctx, id); err != nil {
			return err
		}
		return s.Store.Record(ctx, a.Did("delete", models.ObjectSchedule, id, division))
	})
}

func (s *Service) schedule(ctx context.Context, a models.Actor, division models.DivisionCode, id string) (models.Schedule, error) {
	if err := access.Division(a, division).Err(); err != nil {
		return models.Schedule{}, err
	}
	c, err := s.Store.Schedule(ctx, id)
	if err == nil && c.Division != division {
		err = models.Errorf(models.CodeNotFound)
	}
	return c, err
}

// inWhoseName is who a schedule drafts as, or why it does not.
func (s *Service) inWhoseName(ctx context.Context, c models.Schedule) (models.Actor, Stop, error) {
	account, err := s.Store.Account(ctx, c.AccountID)
	if models.CodeOf(err) == models.CodeNotFound {
		return models.Actor{}, StopAccountClosed, nil
	}
	a := account.Actor()
	a.Origin, a.RequestID = "schedule", c.ID
	if err == nil && !a.Oversees(c.Division) {
		return a, StopNotOverseen, nil
	}
	return a, "", err
}
