package main

import (
	"context"
	"time"
)

// operateEvery is how late a schedule may begin, and how long an operation may lie after its lease has lapsed, while no other one is
// carried out.
const operateEvery = 10 * time.Second

// operate gives what starts the operations of schedules that are due, and then carries out whatever operations nobody runs, one after
// the other: each reads all editions of its county, and on a Monday morning thirty towns are due at once.
func (h *house) operate() func(ctx context.Context) {
	start := h.startSchedules()
	return func(ctx context.Context) {
		start(ctx)
		if err := h.services.Editions.Resume(ctx); err != nil && ctx.Err() == nil {
			h.log.ErrorContext(ctx, "operation failed", "error", err.Error())
		}
	}
}

// startSchedules gives what starts the operations of schedules that are due.
func (h *house) startSchedules() func(ctx context.Context) {
	failures := failing{log: h.log, what: "schedule failed"}
	return func(ctx context.Context) {
		met, err := h.services.Editions.StartDue(ctx)
		if ctx.Err() != nil {
			return
		}
		for _, o := range met {
			log := h.log.With("schedule", o.Schedule.ID, "division", string(o.Schedule.Division))
			switch {
			case o.Stop != "":
				log.WarnContext(ctx, "schedule is stopped", "reason", string(o.Stop))
			case o.Operation == "":
				log.InfoContext(ctx, "schedule was made up for by another")
			default:
				log.InfoContext(ctx, "schedule started", "operation", o.Operation)
			}
		}
		failures.tell(ctx, err)
	}
}
