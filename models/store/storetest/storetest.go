// Package storetest gives tests a real store of each engine: SQLite in a temporary folder always, MySQL or MariaDB where
// TEST_MYSQL_DSN names an account that may create databases.
package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"

	"konggang/models/store"
)

// EnvMySQL is the environment variable with the DSN of the server to test on.
const EnvMySQL = "TEST_MYSQL_DSN"

// Start is where the clock of a test's store starts; it advances by a second with every look.
var Start = time.Date(2025, 3, 1, 1, 0, 0, 0, time.UTC)

// Engine is one kind of database and a way to get an empty one.
type Engine struct {
	Name   string
	Config func(t testing.TB) store.Config
}

// Engines are the engines that tests run on.
var Engines = []Engine{{"sqlite", sqliteConfig}, {"mysql", mysqlConfig}}

// Each runs test on a migrated, empty store of every engine. Without TEST_MYSQL_DSN the MySQL variant is skipped.
func Each(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	for _, e := range Engines {
		t.Run(e.Name, func(t *testing.T) {
			test(t, Open(t, e.Config(t)))
		})
	}
}

// EachRaw is Each with a second door to the database of the store, which knows nothing of keys.
func EachRaw(t *testing.T, test func(t *testing.T, s *store.Store, db *sql.DB)) {
	t.Helper()
	EachConfig(t, func(t *testing.T, _ store.Config, s *store.Store, db *sql.DB) { test(t, s, db) })
}

// EachConfig is EachRaw for tests that also open the same database again, with the configuration that they get.
func EachConfig(t *testing.T, test func(t *testing.T, c store.Config, s *store.Store, db *sql.DB)) {
	t.Helper()
	for _, e := range Engines {
		t.Run(e.Name, func(t *testing.T) {
			c := e.Config(t)
			s := Open(t, c)
			test(t, c, s, Raw(t, c))
		})
	}
}

// Raw opens the database of c past the store.
func Raw(t testing.TB, c store.Config) *sql.DB {
	t.Helper()
	db, err := sql.Open(c.Driver, c.DSN)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// SQLite is a migrated, empty store on SQLite, for tests that are about something else than keeping.
func SQLite(t testing.TB) *store.Store {
	t.Helper()
	return Open(t, sqliteConfig(t))
}

// Open opens and migrates the database of c and closes it with the test.
func Open(t testing.TB, c store.Config) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), c)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatalf("migrate: %v", err)
	}
	return s
}

func sqliteConfig(t testing.TB) store.Config {
	return config(t, "sqlite", filepath.Join(t.TempDir(), "空岗 test.db"))
}

func mysqlConfig(t testing.TB) store.Config {
	given := os.Getenv(EnvMySQL)
	if given == "" {
		t.Skip("no MySQL or MariaDB: " + EnvMySQL + " is not set")
	}
	dsn, err := mysql.ParseDSN(given)
	if err != nil {
		t.Fatalf("%s cannot be read", EnvMySQL)
	}
	name := "konggang_" + strings.ToLower(rand.Text()[:12])
	administer(t, *dsn, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
	t.Cleanup(func() { administer(t, *dsn, "DROP DATABASE "+name) })
	dsn.DBName = name
	return config(t, "mysql", dsn.FormatDSN())
}

func administer(t testing.TB, dsn mysql.Config, statement string) {
	t.Helper()
	dsn.DBName = ""
	db, err := sql.Open("mysql", dsn.FormatDSN())
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(context.Background(), statement)
	if err != nil {
		t.Errorf("%s: %v", statement, err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}

func config(t testing.TB, driver, dsn string) store.Config {
	t.Helper()
	return store.Config{Driver: driver, DSN: dsn, Keys: Keyring(t, store.NewKeyring()), Clock: clock()}
}

// Keyring reads a key ring that must be right.
func Keyring(t testing.TB, text string) *store.Keyring {
	t.Helper()
	ring, err := store.ParseKeyring(text)
	if err != nil {
		t.Fatal(err)
	}
	return ring
}

func clock() func() time.Time {
	var lock sync.Mutex
	now := Start
	return func() time.Time {
		lock.Lock()
		defer lock.Unlock()
		now = now.Add(time.Second)
		return now
	}
}
