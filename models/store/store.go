package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"konggang/models"
)

// Config says which database to open. Driver is "sqlite", where DSN is the path of the file, or "mysql" (also MariaDB),
// where DSN has the form user:password@tcp(host:port)/database. Clock gives the times of rows, by default time.Now;
// Log hears of slow and failed statements, by default slog.Default.
type Config struct {
	Driver string
	DSN    string
	Keys   *Keyring
	// Reload reads the key ring anew from where it came, for when another process has begun to seal with a key that is not
	// in it (see Rotate); nil where it cannot change while the program runs.
	Reload func() (*Keyring, error)
	Clock  func() time.Time
	Log    *slog.Logger
}

// Store is an open database. It is safe for use by many goroutines.
type Store struct {
	gorm   *gorm.DB
	pool   *sql.DB
	engine engine
	keys   atomic.Pointer[Keyring]
	reload func() (*Keyring, error)
	clock  func() time.Time
	log    *slog.Logger
	// turns has a place for each transaction that may run at a time. Who waits for a turn holds no connection; otherwise all
	// connections could be held by those who wait for a lock, and its holder, or whoever prepares a statement, get none.
	turns chan struct{}
	// auditKey is the key of the audit chain once it was opened.
	auditKey atomic.Pointer[[]byte]
	// hear is told after each commit what it changed.
	hear []func(ctx context.Context, changed []models.Change)
}

// Open connects to the database, which need not have a schema yet (see Migrate). Errors: CodeUnavailable when it cannot
// be reached, a plain error for a configuration that cannot work.
func Open(ctx context.Context, c Config) (*Store, error) {
	engine, known := engines[c.Driver]
	if !known {
		return nil, fmt.Errorf("store: unknown driver %q, choose sqlite or mysql", c.Driver)
	}
	if c.Keys == nil {
		return nil, errors.New("store: seekers cannot be kept without keys")
	}
	pool, err := engine.connect(c.DSN)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	err = pool.PingContext(ctx)
	if err == nil && engine.adapt != nil {
		err = engine.adapt(ctx, pool, &engine)
	}
	if err != nil {
		return nil, errors.Join(&models.Error{Code: models.CodeUnavailable, Cause: err}, pool.Close())
	}
	s := &Store{pool: pool, engine: engine, reload: c.Reload, clock: c.Clock, log: c.Log, turns: make(chan struct{}, engine.turns)}
	s.keys.Store(c.Keys)
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.log == nil {
		s.log = slog.Default()
	}
	s.gorm, err = gorm.Open(dialect{engine.dialector(pool), engine}, &gorm.Config{
		SkipDefaultTransaction: true, // every write goes through Atomically
		DisableAutomaticPing:   true,
		TranslateError:         true,
		PrepareStmt:            true,
		PrepareStmtMaxSize:     preparedStatements,
		NowFunc:                s.moment,
		Logger:                 discreet{s.log},
	})
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return s, nil
}

// preparedStatements bounds what one store keeps prepared; lists of ids make many forms of one statement.
const preparedStatements = 256

// Close ends all connections.
func (s *Store) Close() error { return s.pool.Close() }

// Ping tells whether the database answers; error CodeUnavailable.
func (s *Store) Ping(ctx context.Context) error { return s.engine.translate(s.pool.PingContext(ctx)) }

// moment is now in UTC, cut to the milliseconds that every engine keeps.
func (s *Store) moment() time.Time { return s.clock().UTC().Truncate(time.Millisecond) }

func newID() string { return uuid.Must(uuid.NewV7()).String() }
