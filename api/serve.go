package api

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"konggang/models"
)

// Limits of a connection.
const (
	readHeaderTimeout = 10 * time.Second
	readTimeout       = 2 * time.Minute
	writeTimeout      = 2 * time.Minute
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 64 << 10
)

// Serve answers on the listener until ctx ends, and then lets running calls finish for at most grace.
func Serve(ctx context.Context, l net.Listener, h http.Handler, grace time.Duration, log *slog.Logger) error {
	srv := &http.Server{Handler: h, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaderBytes, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	log.Info("stopping", "grace", grace)
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	err := srv.Shutdown(stop)
	if served := <-failed; err == nil && !errors.Is(served, http.ErrServerClosed) {
		err = served
	}
	return err
}

// Background runs work beside the calls that started it, under a context that ends when the process stops.
type Background struct {
	ctx  context.Context //nolint:containedctx // it is the life of the process, not of a call
	work sync.WaitGroup
}

// NewBackground makes one that lives as long as ctx.
func NewBackground(ctx context.Context) *Background { return &Background{ctx: ctx} }

// Go runs work.
func (b *Background) Go(work func(ctx context.Context)) { b.work.Go(func() { work(b.ctx) }) }

// Every runs work at once and then at each interval until the process stops.
func (b *Background) Every(interval time.Duration, work func(ctx context.Context)) {
	b.Go(func(ctx context.Context) {
		tick := time.NewTicker(interval)
		defer tick.Stop()
		for {
			work(ctx)
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	})
}

// AtMidnight runs work whenever a day of the calendar begins, until the process stops. timer is time.After, but in tests.
func (b *Background) AtMidnight(c models.Calendar, timer func(time.Duration) <-chan time.Time, work func(ctx context.Context)) {
	b.Go(func(ctx context.Context) {
		for {
			select {
			case <-ctx.Done():
				return
			case <-timer(c.Tomorrow().Sub(c.Now())):
				work(ctx)
			}
		}
	})
}

// Wait returns when all work has ended.
func (b *Background) Wait() { b.work.Wait() }
