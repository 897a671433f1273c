package main

import (
	"context"
	"time"
)

// scheduleEvery is how late a schedule may begin.
const scheduleEvery = 15 * time.Second

// keepSchedules gives what starts the operations of schedules that are due and has them carried out beside one another. A failure
// that lasts is told once.
func (h *house) keepSchedules() func(ctx context.Context) {
	told := ""
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
				h.services.Background(func(ctx context.Context) { h.carryOut(ctx, o.Operation) })
			}
		}
		failure := ""
		if err != nil {
			failure = err.Error()
		}
		if failure != "" && failure != told {
			h.log.ErrorContext(ctx, "schedule failed", "error", failure)
		}
		told = failure
	}
}

func (h *house) carryOut(ctx context.Context, operation string) {
	if err := h.services.Editions.Run(ctx, operation); err != nil && ctx.Err() == nil {
		h.log.ErrorContext(ctx, "operation failed", "operation", operation, "error", err.Error())
	}
}
