package editions_test

import (
	"context"
	"time"

	"konggang/models"
	"konggang/models/store/storetest"
)

// mortal is a store whose program meets its end, or something else, at one of the steps of an operation.
type mortal struct{ storetest.Mortal }

func (m *mortal) CreateEdition(ctx context.Context, e *models.Edition) error {
	return m.Did(func() error { return m.Store.CreateEdition(ctx, e) })
}

func (m *mortal) UpdateOperation(ctx context.Context, o *models.Operation) error {
	return m.Did(func() error { return m.Store.UpdateOperation(ctx, o) })
}

func (m *mortal) LetGoOperation(ctx context.Context, o *models.Operation, from time.Time) error {
	return m.Did(func() error { return m.Store.LetGoOperation(ctx, o, from) })
}

func (m *mortal) KeepPlans(ctx context.Context, o *models.Operation, plans []models.VillagePlan) error {
	return m.Did(func() error { return m.Store.KeepPlans(ctx, o, plans) })
}

func (m *mortal) PlansLeft(ctx context.Context, id string, behind models.DivisionCode, limit int) (plans []models.VillagePlan, err error) {
	err = m.Did(func() (err error) {
		plans, err = m.Store.PlansLeft(ctx, id, behind, limit)
		return err
	})
	return plans, err
}

func (m *mortal) MarkDrafted(ctx context.Context, id string, village models.DivisionCode) (mine bool, err error) {
	err = m.Did(func() (err error) {
		mine, err = m.Store.MarkDrafted(ctx, id, village)
		return err
	})
	return mine, err
}

func (m *mortal) EditionsInForce(ctx context.Context, within models.DivisionCode) (list []models.Edition, err error) {
	err = m.Did(func() (err error) {
		list, err = m.Store.EditionsInForce(ctx, within)
		return err
	})
	return list, err
}

func (m *mortal) SchedulesDue(ctx context.Context, now time.Time, behind models.Schedule, limit int) (due []models.Schedule, err error) {
	err = m.Did(func() (err error) {
		due, err = m.Store.SchedulesDue(ctx, now, behind, limit)
		return err
	})
	return due, err
}

func (m *mortal) CreateOperation(ctx context.Context, o *models.Operation) error {
	return m.Did(func() error { return m.Store.CreateOperation(ctx, o) })
}

func (m *mortal) UpdateSchedule(ctx context.Context, c *models.Schedule) error {
	return m.Did(func() error { return m.Store.UpdateSchedule(ctx, c) })
}
