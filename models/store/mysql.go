package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/pressly/goose/v3"
	gormmysql "gorm.io/driver/mysql"
	"gorm.io/gorm"
)

// Under read committed a statement sees what was committed before it began, and fewer gaps are locked than by default.
var mysqlEngine = engine{
	name:       "mysql",
	goose:      goose.DialectMySQL,
	migrations: "migrations/mysql",
	connect:    connectMySQL,
	dialector: func(pool *sql.DB) gorm.Dialector {
		return gormmysql.New(gormmysql.Config{Conn: pool, SkipInitializeWithVersion: true})
	},
	classify:  classifyMySQL,
	isolation: sql.LevelReadCommitted,
	turns:     mysqlConnections * 3 / 4,
	shared:    " LOCK IN SHARE MODE",
	exclusive: " FOR UPDATE",
	adapt:     adaptMySQL,
}

// adaptMySQL leaves out the shared lock on TiDB, which has none and refuses the words.
func adaptMySQL(ctx context.Context, pool *sql.DB, e *engine) error {
	var version string
	err := pool.QueryRowContext(ctx, "SELECT VERSION()").Scan(&version)
	if strings.Contains(version, "TiDB") {
		e.shared = ""
	}
	return err
}

const (
	mysqlDialTimeout     = 5 * time.Second
	mysqlTransferTimeout = 30 * time.Second
	mysqlConnections     = 32
	mysqlConnectionLife  = 5 * time.Minute
)

// connectMySQL settles what the store relies on whatever the DSN says: UTC, strict values, changed (not matched) rows
// counted; and gives a dead network an end where the DSN does not.
func connectMySQL(dsn string) (*sql.DB, error) {
	c, err := mysql.ParseDSN(dsn)
	if err != nil {
		return nil, errors.New("the MySQL DSN cannot be read; its form is user:password@tcp(host:port)/database")
	}
	c.ParseTime, c.Loc, c.Collation, c.ClientFoundRows = true, time.UTC, "utf8mb4_bin", false
	if c.Params == nil {
		c.Params = map[string]string{}
	}
	c.Params["sql_mode"] = "'STRICT_ALL_TABLES'"
	c.Logger = &mysql.NopLogger{}
	for _, timeout := range []struct {
		of   *time.Duration
		when time.Duration
	}{{&c.Timeout, mysqlDialTimeout}, {&c.ReadTimeout, mysqlTransferTimeout}, {&c.WriteTimeout, mysqlTransferTimeout}} {
		if *timeout.of == 0 {
			*timeout.of = timeout.when
		}
	}
	connector, err := mysql.NewConnector(c)
	if err != nil {
		return nil, errors.New("the MySQL DSN cannot work")
	}
	pool := sql.OpenDB(connector)
	pool.SetMaxOpenConns(mysqlConnections)
	pool.SetMaxIdleConns(mysqlConnections)
	pool.SetConnMaxLifetime(mysqlConnectionLife)
	return pool, nil
}

var mysqlFaults = map[uint16]faultKind{
	1062: faultDuplicate,
	1451: faultDangling,
	1452: faultDangling,
	1213: faultTransient,   // deadlock
	1205: faultTransient,   // lock wait timeout
	1020: faultTransient,   // MariaDB: record has changed since last read
	9007: faultTransient,   // TiDB: write conflict
	8022: faultTransient,   // TiDB: commit failed, may be tried again
	8002: faultTransient,   // TiDB: a locked row changed
	1021: faultUnavailable, // disk full
	1040: faultUnavailable, // too many connections
	1053: faultUnavailable, // shutting down
	1114: faultUnavailable, // table full
	1203: faultUnavailable, // too many connections of this account
	1290: faultUnavailable, // read-only
	1317: faultUnavailable, // interrupted by the server
	1792: faultUnavailable, // read-only transaction
	1836: faultUnavailable, // read-only mode
	1927: faultUnavailable, // MariaDB: connection killed
}

func classifyMySQL(err error) fault {
	if errors.Is(err, mysql.ErrInvalidConn) {
		return fault{number: 2013, kind: faultUnavailable} // the client library's number of a connection lost
	}
	var e *mysql.MySQLError
	if !errors.As(err, &e) {
		return fault{}
	}
	return fault{number: int(e.Number), kind: mysqlFaults[e.Number]}
}
