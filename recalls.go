package main

import (
	"context"
	"time"
)

// recallEvery is how long it may take until a vacancy that closed is recalled.
const recallEvery = time.Second

// recall gives what recalls the lines of vacancies that closed.
func (h *house) recall() func(context.Context) {
	failures := failing{log: h.log, what: "what closed was not recalled"}
	return func(ctx context.Context) { failures.tell(ctx, h.services.Recalls.Follow(ctx)) }
}
