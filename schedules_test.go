package main

import (
	"context"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
)

// TestAScheduleRunsOnceWhateverHappens starts two processes at once on one database in which a schedule has been due for weeks,
// kills both with -9 in the middle of the county's editions, and starts two again: one operation, each village once.
func TestAScheduleRunsOnceWhateverHappens(t *testing.T) {
	const county = models.DivisionCode("410184000000")
	d := newDesk(t)
	d.command(t, "", "account", "create", "-role", "office", "-division", string(county))
	kept := reopened(t)
	offices, err := kept.AccountsWithin(t.Context(), county, models.Page{Limit: 1})
	if err != nil || len(offices.Items) != 1 {
		t.Fatal(offices, err)
	}
	due := time.Now().AddDate(0, 0, -20)
	c := models.Schedule{Division: county, AccountID: offices.Items[0].ID, Size: 5, NextAt: due,
		Rhythm: models.Rhythm{Time: models.ClockTime(due.Add(-12 * time.Hour).UTC().Format("15:04"))}} // four hours from now in the office's zone
	if err := kept.CreateSchedule(t.Context(), &c); err != nil {
		t.Fatal(err)
	}

	both := []served{}
	for _, listening := range []func() served{launch(t), launch(t)} {
		both = append(both, listening())
	}
	op := untilOperation(t, kept, c.ID, func(op models.Operation) bool { return op.Done > 0 })
	for _, s := range both {
		s.kill(t)
	}
	op, err = kept.Operation(t.Context(), op.ID)
	if err != nil || op.Finished || op.Done == 0 || op.Done == op.Total {
		t.Fatalf("they were not killed in the middle: %+v, %v", op, err)
	}
	// The lease of the dead process lapses.
	if err := kept.RenewLease(t.Context(), op, time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}

	both = both[:0]
	for _, listening := range []func() served{launch(t), launch(t)} {
		both = append(both, listening())
	}
	last := untilOperation(t, kept, c.ID, func(op models.Operation) bool { return op.Finished })
	for _, s := range both {
		s.end(t)
	}
	if last.ID != op.ID || last.Done != last.Total || last.Total < 100 || len(last.Failures) > 0 {
		t.Errorf("%+v, killed %+v", last, op)
	}
	eachVillageOnce(t, kept, county, last.Total)
	if other, err := kept.ClaimOperation(t.Context(), "", time.Now().AddDate(1, 0, 0), time.Now()); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("another operation was begun: %+v, %v", other, err)
	}
	after, err := kept.Schedule(t.Context(), c.ID)
	if err != nil || after.Version != 2 || !after.NextAt.After(time.Now()) {
		t.Errorf("the schedule moved on more than once: %+v, %v", after, err)
	}
}

// untilOperation waits until the schedule has started an operation of which that is true. It looks rarely enough to leave the
// database to those who work on it, and often enough to see them in the middle.
func untilOperation(t *testing.T, s *store.Store, schedule string, is func(models.Operation) bool) models.Operation {
	t.Helper()
	const pause, patience = 10 * time.Millisecond, 2 * time.Minute
	ctx, give := context.WithTimeout(t.Context(), patience)
	defer give()
	look := time.NewTicker(pause)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			t.Fatal(ctx.Err())
		case <-look.C:
		}
		c, err := s.Schedule(ctx, schedule)
		if err != nil {
			t.Fatal(err)
		}
		if c.LastOperation == "" {
			continue
		}
		op, err := s.Operation(ctx, c.LastOperation)
		if err != nil {
			t.Fatal(err)
		}
		if is(op) {
			return op
		}
	}
}
