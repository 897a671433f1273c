package store

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

const (
	tries       = 5
	firstPause  = 10 * time.Millisecond
	pauseFactor = 3
)

// unit is one transaction on its way.
type unit struct {
	tx *gorm.DB
	// broken is a transient error that something inside met: the database may have given the whole transaction up, so it
	// must not be committed even when that error was swallowed.
	broken error
	// keysFollowed says that the key that seals was looked up, and stays until the transaction ends (see followKeys).
	keysFollowed bool
	touched      touched
}

type unitKey struct{ of *Store }

// Atomically runs work in one transaction: all of it is kept, or nothing when work returns an error or panics. Store
// methods called with work's context take part, and so does an Atomically inside. When the database asks for another try
// (deadlock, lock timeout, write conflict), work is run again from the start, up to five times: it must read inside what it
// changes. Errors: work's own; CodeUnavailable when every try failed. A connection lost during the commit leaves open
// whether it took place; that is what idempotency keys are for.
func (s *Store) Atomically(ctx context.Context, work func(context.Context) error) error {
	if u, inside := ctx.Value(unitKey{s}).(*unit); inside {
		err := work(ctx)
		if transient(err) {
			u.broken = err
		}
		return err
	}
	pause := firstPause
	for try := 1; ; try++ {
		changed, err := s.once(ctx, work)
		if err == nil {
			s.tell(ctx, changed)
		}
		if !transient(err) || try == tries || !sleep(ctx, pause/2+rand.N(pause)) {
			return err
		}
		pause *= pauseFactor
	}
}

// once tries the transaction and tells what it changed.
func (s *Store) once(ctx context.Context, work func(context.Context) error) ([]models.Change, error) {
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-ctx.Done():
		return nil, &models.Error{Code: models.CodeUnavailable, Cause: ctx.Err()}
	}
	var changed []models.Change
	err := s.gorm.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		u := &unit{tx: tx}
		ctx := context.WithValue(ctx, unitKey{s}, u)
		if err := work(ctx); err != nil {
			return err
		}
		if u.broken != nil {
			return u.broken
		}
		changed = u.touched.list
		return s.keepChanges(ctx, changed)
	}, &sql.TxOptions{Isolation: s.engine.isolation})
	return changed, err
}

// sleep waits; false when the context ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// db is the transaction in ctx, or the database itself.
func (s *Store) db(ctx context.Context) *gorm.DB {
	if u, inside := ctx.Value(unitKey{s}).(*unit); inside {
		return u.tx
	}
	return s.gorm
}
