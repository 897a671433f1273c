package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"runtime"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"
	"gorm.io/gorm/callbacks"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"
	"gorm.io/gorm/schema"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

var sqliteEngine = engine{
	name:       "sqlite",
	goose:      goose.DialectSQLite3,
	migrations: "migrations/sqlite",
	connect:    connectSQLite,
	dialector:  func(pool *sql.DB) gorm.Dialector { return sqliteDialector{pool} },
	classify:   classifySQLite,
	turns:      1, // there is one writer at a time in any case
	scrub:      scrubSQLite,
}

// connectSQLite opens the file. Each connection waits for a lock before it switches to WAL, checks references, and has
// every commit on the disk; what is deleted is overwritten, so that nobody finds it in the file; a transaction takes the write lock as it begins, so that it cannot fail half-way for want of it.
func connectSQLite(path string) (*sql.DB, error) {
	if path == "" || path == ":memory:" {
		return nil, errors.New("sqlite needs the path of a file")
	}
	dsn := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	dsn.RawQuery = url.Values{
		"_pragma":      {"busy_timeout(5000)", "journal_mode(WAL)", "foreign_keys(1)", "synchronous(FULL)", "secure_delete(1)"},
		"_txlock":      {"immediate"},
		"_time_format": {"sqlite"},
	}.Encode()
	pool, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, err
	}
	connections := max(4, 2*runtime.NumCPU())
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return pool, nil
}

// scrubSQLite empties the write-ahead log, which keeps rows as they were. While others read it may keep some; it is emptied
// for good when the last program closes the file.
func scrubSQLite(ctx context.Context, pool *sql.DB) error {
	_, err := pool.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

var sqliteFaults = map[int]faultKind{
	sqlite3.SQLITE_CONSTRAINT_UNIQUE:     faultDuplicate,
	sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: faultDuplicate,
	sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: faultDangling,
	sqlite3.SQLITE_BUSY:                  faultTransient,
	sqlite3.SQLITE_LOCKED:                faultTransient,
	sqlite3.SQLITE_PROTOCOL:              faultTransient,
	sqlite3.SQLITE_CANTOPEN:              faultUnavailable,
	sqlite3.SQLITE_CORRUPT:               faultUnavailable,
	sqlite3.SQLITE_FULL:                  faultUnavailable,
	sqlite3.SQLITE_IOERR:                 faultUnavailable,
	sqlite3.SQLITE_NOTADB:                faultUnavailable,
	sqlite3.SQLITE_READONLY:              faultUnavailable,
}

// classifySQLite reads the extended code, or the primary code in its low byte.
func classifySQLite(err error) fault {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return fault{}
	}
	kind, known := sqliteFaults[e.Code()]
	if !known {
		kind = sqliteFaults[e.Code()&0xff]
	}
	return fault{number: e.Code(), kind: kind}
}

// sqliteDialector is what GORM needs to know of SQLite to read and write rows. It has no Migrator: migrations are SQL.
type sqliteDialector struct{ pool *sql.DB }

func (sqliteDialector) Name() string { return "sqlite" }

func (d sqliteDialector) Initialize(db *gorm.DB) error {
	db.ConnPool = d.pool
	callbacks.RegisterDefaultCallbacks(db, &callbacks.Config{LastInsertIDReversed: true})
	return nil
}

func (sqliteDialector) Migrator(*gorm.DB) gorm.Migrator { return nil }

func (sqliteDialector) DataTypeOf(f *schema.Field) string { return string(f.DataType) }

func (sqliteDialector) DefaultValueOf(*schema.Field) clause.Expression {
	return clause.Expr{SQL: "NULL"}
}

func (sqliteDialector) BindVarTo(w clause.Writer, _ *gorm.Statement, _ any) { _ = w.WriteByte('?') }

// QuoteTo quotes a name of the package's own, table.column included; none has a quote in it.
func (sqliteDialector) QuoteTo(w clause.Writer, name string) {
	_ = w.WriteByte('"')
	for _, c := range []byte(name) {
		if c == '.' {
			_, _ = w.WriteString(`"."`)
			continue
		}
		_ = w.WriteByte(c)
	}
	_ = w.WriteByte('"')
}

func (sqliteDialector) Explain(statement string, values ...any) string {
	return logger.ExplainSQL(statement, nil, `'`, values...)
}
