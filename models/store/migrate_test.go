package store_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm/schema"

	"konggang/models/store"
	"konggang/models/store/storetest"
)

func TestMigrateTwiceIsOnce(t *testing.T) {
	for _, e := range storetest.Engines {
		t.Run(e.Name, func(t *testing.T) {
			c := e.Config(t)
			s, err := store.Open(t.Context(), c)
			must(t, err)
			defer func() { must(t, s.Close()) }()
			before := given(s.Schema(t.Context()))
			if before.Known() || before.Current != 0 || !strings.HasPrefix(before.Pending[0], "0001_") ||
				!strings.HasPrefix(before.Pending[len(before.Pending)-1], fmt.Sprintf("%04d_", before.Wanted)) {
				t.Errorf("an empty database has the schema %+v", before)
			}
			for range 2 {
				must(t, s.Migrate(t.Context()))
				after := given(s.Schema(t.Context()))
				if !after.Known() || after.Current != before.Wanted {
					t.Errorf("after migrating the schema is %+v", after)
				}
			}
		})
	}
}

func TestASchemaFromTheFutureIsRefused(t *testing.T) {
	storetest.EachRaw(t, func(t *testing.T, s *store.Store, db *sql.DB) {
		_, err := db.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)")
		must(t, err)
		if got := given(s.Schema(t.Context())); got.Known() || got.Current != 9999 {
			t.Errorf("schema %+v", got)
		}
		if err := s.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "9999") {
			t.Errorf("error %v", err)
		}
	})
}

// shape is what must be the same of a table on every engine: its columns, with ? where they may be NULL, and its unique
// keys, the primary key among them.
type shape struct{ Columns, Keys []string }

// The rows are the specification of the columns; both dialects must follow, and agree on keys and NULLs.
func TestEveryDialectHasTheShapeOfTheRows(t *testing.T) {
	want := map[string][]string{}
	for _, row := range store.Rows {
		parsed, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		must(t, err)
		want[row.TableName()] = slices.Sorted(slices.Values(parsed.DBNames))
	}
	shapes := map[string]map[string]shape{}
	storetest.EachConfig(t, func(t *testing.T, c store.Config, _ *store.Store, db *sql.DB) {
		got := map[string]shape{}
		for _, table := range column(t, db, tablesOf[c.Driver]) {
			got[table] = shape{column(t, db, columnsOf[c.Driver], table), column(t, db, keysOf[c.Driver], table)}
			var names []string
			for _, c := range got[table].Columns {
				names = append(names, strings.TrimSuffix(c, "?"))
			}
			if diff := cmp.Diff(want[table], names); diff != "" {
				t.Errorf("%s (-row +table):\n%s", table, diff)
			}
			if len(got[table].Keys) == 0 {
				t.Errorf("%s has no key", table)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d tables, %d rows", len(got), len(want))
		}
		shapes[c.Driver] = got
	})
	if len(shapes) == 2 {
		if diff := cmp.Diff(shapes["sqlite"], shapes["mysql"]); diff != "" {
			t.Errorf("the dialects differ (-sqlite +mysql):\n%s", diff)
		}
	}
}

var (
	tablesOf = map[string]string{
		"sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'",
		"mysql":  "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name NOT LIKE 'goose%'",
	}
	columnsOf = map[string]string{
		"sqlite": `SELECT name || iif("notnull", '', '?') FROM pragma_table_info(?) ORDER BY name`,
		"mysql": `SELECT CONCAT(column_name, IF(is_nullable = 'YES', '?', '')) FROM information_schema.columns
			WHERE table_schema = DATABASE() AND table_name = ? ORDER BY column_name`,
	}
	keysOf = map[string]string{
		"sqlite": `SELECT group_concat(c.name) FROM pragma_index_list(?) i, pragma_index_info(i.name) c
			WHERE i."unique" GROUP BY i.name ORDER BY 1`,
		"mysql": `SELECT GROUP_CONCAT(column_name ORDER BY seq_in_index) FROM information_schema.statistics
			WHERE table_schema = DATABASE() AND table_name = ? AND non_unique = 0 GROUP BY index_name ORDER BY 1`,
	}
)

func column(t *testing.T, db *sql.DB, query string, args ...any) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query, args...)
	must(t, err)
	defer func() { must(t, rows.Close()) }()
	var out []string
	for rows.Next() {
		var text string
		must(t, rows.Scan(&text))
		out = append(out, text)
	}
	must(t, rows.Err())
	return out
}

// A text that is compared or unique must be compared by its bytes; the database's default is another one in the tests.
func TestEveryMySQLTextIsBinary(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, c store.Config, _ *store.Store, db *sql.DB) {
		if c.Driver != "mysql" {
			return
		}
		for _, other := range column(t, db, `SELECT CONCAT(table_name, '.', column_name, ' ', collation_name) FROM information_schema.columns
			WHERE table_schema = DATABASE() AND collation_name <> 'utf8mb4_bin' AND table_name NOT LIKE 'goose%'`) {
			t.Error(other)
		}
	})
}
