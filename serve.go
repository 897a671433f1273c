package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/services/accounts"
	"konggang/services/config"
)

// expireEvery is how often validity that has passed is looked for besides midnight, for a clock that was set or asleep then.
const expireEvery = 5 * time.Minute

// tidyEvery is how often what is kept for a while only is dropped.
const tidyEvery = time.Hour

// sequenceEvery is how long an entry of the audit may wait for its place in the chain, until when its loss cannot be seen.
const sequenceEvery = time.Second

// lastWords is how long the end of the program may take to give the last entries their places.
const lastWords = 5 * time.Second

func runServe(ctx context.Context, args []string, s streams) error {
	if err := parse(flags("serve", s), args, 0); err != nil {
		return err
	}
	c, err := config.Load(os.Environ())
	if err != nil {
		return err
	}
	h, err := open(ctx, c, time.Now, s)
	if err != nil {
		return err
	}
	defer func() { _ = h.store.Close() }()
	if err := h.prepare(ctx); err != nil {
		return err
	}
	return h.serve(ctx)
}

// serve answers until ctx ends.
func (h *house) serve(ctx context.Context) error {
	background := api.NewBackground(ctx)
	watch := h.watch()
	h.services.Background = background.Go
	if h.config.MetricsAddr != "" {
		h.services.Metrics = api.NewMetrics()
		if err := h.serveMetrics(ctx, background); err != nil {
			return err
		}
	}
	handler, err := api.New(h.services)
	if err != nil {
		return err
	}
	if err := h.readMarket(ctx); err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", h.config.Addr)
	if err != nil {
		return err
	}
	background.Every(followEvery, h.followMarket())
	background.Every(mergeEvery, h.mergeMarket)
	background.AtMidnight(h.calendar, time.After, h.renewMarket)
	background.Every(expireEvery, h.expire)
	background.AtMidnight(h.calendar, time.After, h.expire)
	background.Every(tidyEvery, h.tidy)
	background.Every(sequenceEvery, watch.look)
	background.Every(operateEvery, h.operate())
	background.Every(recallEvery, h.recall())
	h.sendDeliveries(background)
	h.log.Info("listening", "address", "http://"+l.Addr().String(), "database", h.config.DBDriver)
	err = api.Serve(ctx, l, handler, h.config.ShutdownGrace, h.log)
	background.Wait()
	watch.end(ctx)
	return err
}

// serveMetrics answers on the address of the metrics, which is not the villagers' business.
func (h *house) serveMetrics(ctx context.Context, background *api.Background) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", h.config.MetricsAddr)
	if err != nil {
		return err
	}
	h.log.Info("metrics", "address", "http://"+l.Addr().String()+"/metrics")
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", h.services.Metrics.Handler())
	background.Go(func(ctx context.Context) {
		if err := api.Serve(ctx, l, mux, h.config.ShutdownGrace, h.log); err != nil {
			h.log.Error("metrics stopped", "error", err.Error())
		}
	})
	return nil
}

func (h *house) expire(ctx context.Context) {
	n, err := h.services.Vacancies.Expire(ctx)
	if err != nil && ctx.Err() == nil {
		h.log.ErrorContext(ctx, "vacancies not expired", "error", err.Error())
	}
	if n > 0 {
		h.log.InfoContext(ctx, "vacancies expired", "count", n)
	}
}

func (h *house) tidy(ctx context.Context) {
	now := h.calendar.Moment()
	for _, drop := range []struct {
		what string
		err  error
	}{
		{"changes", h.store.DropOldChanges(ctx, now.Add(-models.ChangesKept))},
		{"idempotency keys", h.store.DropOldKeys(ctx, now.Add(-models.IdempotencyWindow))},
		{"one-time codes", h.store.DropOldCodes(ctx, now.Add(-accounts.CodesKept))},
		{"failed attempts", h.store.DropOldAttempts(ctx, now.Add(-accounts.AttemptsKept))},
		{"deliveries", h.store.DropOldDeliveries(ctx, now.Add(-models.DeliveriesKept))},
		{"tokens", h.store.DropOldTokens(ctx, now)},
		{"invitations", h.store.DropOldInvitations(ctx, now)},
		{"service records", h.store.DropServiceRecords(ctx, h.calendar.Today())},
	} {
		if drop.err != nil && ctx.Err() == nil {
			h.log.ErrorContext(ctx, "what is old was not dropped", "of", drop.what, "error", drop.err.Error())
		}
	}
}
