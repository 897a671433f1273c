package store

import (
	"context"
	"database/sql"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"
)

// engine is what differs between the databases.
type engine struct {
	name       string
	goose      goose.Dialect
	migrations string // the folder of its migrations
	connect    func(dsn string) (*sql.DB, error)
	dialector  func(*sql.DB) gorm.Dialector
	classify   func(error) fault
	isolation  sql.IsolationLevel
	turns      int // transactions at a time, fewer than connections
	// shared and exclusive end a SELECT that holds its rows until the transaction ends: against those who change them, and
	// against those who hold them too. Empty where transactions that write wait for one another anyway.
	shared    string
	exclusive string
	// adapt fits the engine to the server at hand; nil where all are alike.
	adapt func(context.Context, *sql.DB, *engine) error
	// scrub takes away what the engine keeps of rows beside the data itself, as far as it can now; nil where it cannot.
	scrub func(context.Context, *sql.DB) error
}

var engines = map[string]engine{"sqlite": sqliteEngine, "mysql": mysqlEngine}

// dialect is a GORM dialector whose errors are the domain's.
type dialect struct {
	gorm.Dialector
	engine engine
}

// Translate implements gorm.ErrorTranslator.
func (d dialect) Translate(err error) error { return d.engine.translate(err) }
