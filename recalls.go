package main

import (
	"context"
	"time"

	"konggang/models"
)

// recallEvery is how long it may take until a vacancy that closed is recalled.
const recallEvery = time.Second

// recall gives what recalls the lines of vacancies that closed. That it fails is told once and not all the time.
func (h *house) recall() func(context.Context) {
	failing := false
	return func(ctx context.Context) {
		err := h.services.Recalls.Follow(ctx)
		if err != nil && ctx.Err() == nil && !failing {
			h.log.ErrorContext(ctx, "what closed was not recalled", "error", err.Error())
		}
		failing = err != nil
	}
}

// nobody is the groups of villages that have no robot.
type nobody struct{}

func (nobody) TellClosed(context.Context, models.Closing) error { return nil }
