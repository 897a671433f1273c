package main

import (
	"context"
	"time"
)

// followEvery is how long what another program wrote may take to be seen here.
const followEvery = 500 * time.Millisecond

// mergeEvery is how often the picture of the market is looked at for pieces to be merged.
const mergeEvery = 10 * time.Second

// readMarket makes the picture of the market before the first caller needs it, and says how far it is.
func (h *house) readMarket(ctx context.Context) error {
	began, tenth := time.Now(), 0
	counts := map[string]int{}
	err := h.services.Market.Build(ctx, func(what string, done, total int) {
		counts[what] = total
		if now := done * 10 / max(total, 1); now != tenth {
			tenth = now
			h.log.DebugContext(ctx, "reading the market", "what", what, "done", done, "of", total)
		}
	})
	if err == nil {
		h.log.InfoContext(ctx, "market read", "vacancies", counts["vacancies"], "seekers", counts["seekers"], "took", time.Since(began).Round(time.Millisecond))
	}
	return err
}

// followMarket numbers the changes of all programs and shows those of the others.
func (h *house) followMarket() func(context.Context) {
	failures := failing{log: h.log, what: "changes of the market not seen"}
	return func(ctx context.Context) { failures.tell(ctx, h.services.Market.Follow(ctx)) }
}

func (h *house) mergeMarket(ctx context.Context) {
	if err := h.services.Market.Tidy(ctx); err != nil && ctx.Err() == nil {
		h.log.ErrorContext(ctx, "pieces of the market not merged", "error", err.Error())
	}
}

// renewMarket makes the picture anew once a day, so that it does not remember words and ids that nobody uses any more.
func (h *house) renewMarket(ctx context.Context) {
	if err := h.readMarket(ctx); err != nil && ctx.Err() == nil {
		h.log.ErrorContext(ctx, "market not read anew", "error", err.Error())
	}
}
