package sqlscore_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/scripts/bench/law"
	"konggang/scripts/bench/naive"
	"konggang/scripts/bench/province"
	"konggang/scripts/bench/sqlscore"
)

// TestSQLAndWordsAgree holds the statement to the law in plain words, on both databases.
func TestSQLAndWordsAgree(t *testing.T) {
	m := province.Made(5, 2500)
	var all []law.Vacancy
	for p := range m.Vacancies(1200) {
		all = append(all, law.VacancyOf(p, province.Day))
	}
	for name, c := range map[string]struct {
		dialect sqlscore.Dialect
		dsn     string
	}{
		"sqlite":  {sqlscore.SQLite, filepath.Join(t.TempDir(), "score.db")},
		"mariadb": {sqlscore.MariaDB, os.Getenv("TEST_MYSQL_DSN")},
	} {
		t.Run(name, func(t *testing.T) {
			if c.dsn == "" {
				t.Skip("TEST_MYSQL_DSN is not set")
			}
			agree(t, m, all, c.dialect, c.dsn)
		})
	}
}

func agree(t *testing.T, m *province.Map, all []law.Vacancy, d sqlscore.Dialect, dsn string) {
	b, err := sqlscore.Open(t.Context(), d, dsn, all)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	matched := 0
	for i := range 8 {
		home := m.Home(i*300, 6)
		var people []law.Person
		for _, s := range home.Seekers {
			people = append(people, law.PersonOf(s, *home.Place.Point(), province.Year))
		}
		if err := b.Know(t.Context(), people); err != nil {
			t.Fatal(err)
		}
		for _, p := range people {
			got, err := b.Top(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			var want []sqlscore.Match
			for _, x := range naive.Top(all, p, 10) {
				want = append(want, sqlscore.Match(x))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s (-words +SQL):\n%s", p.ID, diff)
			}
			matched += len(got)
		}
	}
	if matched < 300 {
		t.Errorf("only %d matches were compared", matched)
	}
}
