package storetest

import (
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
)

// Scan reads every column of every table of the database, as the database itself lists them, and tells where one of the
// needles occurs in any form that Find knows: "table.column(row): needle as form", the row by its first column.
func Scan(t testing.TB, db *sql.DB, needles ...string) []string {
	t.Helper()
	tongue := tongueOf(db)
	var found []string
	for _, table := range listed(t, db, tongue.tables) {
		found = append(found, scanTable(t, db, tongue, table, needles)...)
	}
	return found
}

// ScanFiles reads every file in a folder and below, such as the file of an embedded database, its write-ahead log and what lies
// beside it, and tells where one of the needles occurs: "file: needle as form".
func ScanFiles(t testing.TB, folder string, needles ...string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path) //nolint:gosec // the test names the folder
		for _, hit := range Find(content, needles...) {
			found = append(found, filepath.Base(path)+": "+hit)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// tongue is how an engine is asked what there is. Cell reads a column's bytes as they are kept.
type tongue struct{ tables, columns, cell string }

var (
	sqliteTongue = tongue{
		"SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
		"SELECT name FROM pragma_table_xinfo(?) ORDER BY cid",
		`CAST("%s" AS BLOB)`,
	}
	mysqlTongue = tongue{
		"SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name",
		"SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position",
		"CAST(`%s` AS BINARY)",
	}
)

func tongueOf(db *sql.DB) tongue {
	if _, is := db.Driver().(*mysql.MySQLDriver); is {
		return mysqlTongue
	}
	return sqliteTongue
}

func listed(t testing.TB, db *sql.DB, query string, args ...any) []string {
	t.Helper()
	var out []string
	eachRow(t, db, 1, func(cells [][]byte) { out = append(out, string(cells[0])) }, query, args...)
	if len(out) == 0 {
		t.Fatalf("nothing to scan: %s %v", query, args)
	}
	return out
}

func scanTable(t testing.TB, db *sql.DB, tongue tongue, table string, needles []string) []string {
	t.Helper()
	columns := listed(t, db, tongue.columns, table)
	var cells []string
	for _, c := range columns {
		cells = append(cells, fmt.Sprintf(tongue.cell, c))
	}
	var found []string
	eachRow(t, db, len(columns), func(row [][]byte) {
		for i, cell := range row {
			for _, hit := range Find(cell, needles...) {
				found = append(found, fmt.Sprintf("%s.%s(%s): %s", table, columns[i], row[0], hit))
			}
		}
	}, "SELECT "+strings.Join(cells, ", ")+" FROM "+table)
	return found
}

func eachRow(t testing.TB, db *sql.DB, columns int, see func(cells [][]byte), query string, args ...any) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		cells, into := make([][]byte, columns), make([]any, columns)
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		see(cells)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
