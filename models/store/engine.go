package store

import (
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
}

var engines = map[string]engine{"sqlite": sqliteEngine, "mysql": mysqlEngine}

// dialect is a GORM dialector whose errors are the domain's.
type dialect struct {
	gorm.Dialector
	engine engine
}

// Translate implements gorm.ErrorTranslator.
func (d dialect) Translate(err error) error { return d.engine.translate(err) }
