package editions_test

import (
	"context"
	"errors"
	"time"

	"konggang/models"
	"konggang/models/store"
)

// mortal is a real store whose program meets its end, or something else, at one of the steps of an operation. Once it is dead
// nothing it asks for is done any more.
type mortal struct {
	*store.Store
	left   int    // steps until the end comes
	end    func() // what comes then
	dead   bool
	inside bool // of a transaction
}

var errDead = errors.New("killed")

func (m *mortal) step() error {
	if m.left--; m.left == 0 {
		m.end()
	}
	if m.dead {
		return errDead
	}
	return nil
}

// did is a step before work and one behind it, for what was done and not heard of.
func did(m *mortal, work func() error) error {
	if err := m.step(); err != nil {
		return err
	}
	if err := work(); err != nil {
		return err
	}
	return m.step()
}

func (m *mortal) Atomically(ctx context.Context, work func(context.Context) error) error {
	return did(m, func() error {
		m.inside = true
		defer func() { m.inside = false }()
		return m.Store.Atomically(ctx, work)
	})
}

func (m *mortal) CreateEdition(ctx context.Context, e *models.Edition) error {
	return did(m, func() error { return m.Store.CreateEdition(ctx, e) })
}

func (m *mortal) UpdateOperation(ctx context.Context, o *models.Operation) error {
	return did(m, func() error { return m.Store.UpdateOperation(ctx, o) })
}

func (m *mortal) LetGoOperation(ctx context.Context, o *models.Operation, from time.Time) error {
	return did(m, func() error { return m.Store.LetGoOperation(ctx, o, from) })
}

func (m *mortal) KeepPlans(ctx context.Context, o *models.Operation, plans []models.VillagePlan) error {
	return did(m, func() error { return m.Store.KeepPlans(ctx, o, plans) })
}

func (m *mortal) PlansLeft(ctx context.Context, id string, behind models.DivisionCode, limit int) (plans []models.VillagePlan, err error) {
	err = did(m, func() (err error) {
		plans, err = m.Store.PlansLeft(ctx, id, behind, limit)
		return err
	})
	return plans, err
}

func (m *mortal) MarkDrafted(ctx context.Context, id string, village models.DivisionCode) (mine bool, err error) {
	err = did(m, func() (err error) {
		mine, err = m.Store.MarkDrafted(ctx, id, village)
		return err
	})
	return mine, err
}

func (m *mortal) EditionsInForce(ctx context.Context, within models.DivisionCode) (list []models.Edition, err error) {
	err = did(m, func() (err error) {
		list, err = m.Store.EditionsInForce(ctx, within)
		return err
	})
	return list, err
}

func (m *mortal) SchedulesDue(ctx context.Context, now time.Time, behind models.Schedule, limit int) (due []models.Schedule, err error) {
	err = did(m, func() (err error) {
		due, err = m.Store.SchedulesDue(ctx, now, behind, limit)
		return err
	})
	return due, err
}

func (m *mortal) CreateOperation(ctx context.Context, o *models.Operation) error {
	return did(m, func() error { return m.Store.CreateOperation(ctx, o) })
}

func (m *mortal) UpdateSchedule(ctx context.Context, c *models.Schedule) error {
	return did(m, func() error { return m.Store.UpdateSchedule(ctx, c) })
}
