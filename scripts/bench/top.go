package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"konggang/scripts/bench/cpu"
	"konggang/scripts/bench/engines"
	"konggang/scripts/bench/figures"
	"konggang/scripts/bench/law"
	"konggang/scripts/bench/sqlscore"
)

// listLength is how many vacancies a seeker is shown.
const listLength = 10

// top is one seeker's ten best, cold, beside the same score as SQL.
func (b *bench) top() ([]figures.Row, error) {
	m, asked := b.market(b.size.vacancies), b.residents(b.size.asked)
	var times []float64
	lists := make([][]engines.Match, 0, len(asked))
	begun := time.Now()
	alone(func() {
		for _, r := range asked {
			start := cpu.Time()
			lists = append(lists, m.Top(r.seeker, r.home, listLength))
			times = append(times, figures.Millis(cpu.Time()-start))
			if time.Since(begun) > b.size.budget {
				return
			}
		}
	})
	vacancies := words(b.land.Vacancies(b.size.vacancies))
	var rows []figures.Row
	for _, d := range []struct {
		name    string
		dialect sqlscore.Dialect
		dsn     string
		clock   func() time.Duration
		reach   figures.Reach
	}{
		{"SQLite", sqlscore.SQLite, filepath.Join(b.dir, "score.db"), cpu.Time, figures.AtLeast(300)},
		{"MariaDB", sqlscore.MariaDB, os.Getenv("TEST_MYSQL_DSN"), b.elapsed, figures.Reach{}},
	} {
		name := "seeker top 10, cold, and the same as SQL on " + d.name
		if d.dsn == "" {
			rows = append(rows, figures.Unmeasured(name, "ms", d.reach, "no server in TEST_MYSQL_DSN"))
			continue
		}
		b.say("the score as SQL on %s", d.name)
		sql, err := b.bySQL(d.dialect, d.dsn, d.clock, vacancies, asked, lists)
		if err != nil {
			return rows, fmt.Errorf("%s: %w", d.name, err)
		}
		rows = append(rows, figures.Faster(name, figures.Mean(times), figures.Mean(sql.times), "ms", d.reach).
			Doing(fmt.Sprintf("%d vacancies; mean of %d seekers here, %d there; %d of %d lists the same", len(vacancies), len(times), len(sql.times), sql.same, len(sql.times))).
			Because(slowEngine(figures.Mean(times), "ms a seeker")))
	}
	return rows, nil
}

func slowEngine(value float64, unit string) string {
	return fmt.Sprintf("the engine takes %.3g %s", value, unit)
}

type sqlRun struct {
	times []float64
	same  int
}

// bySQL takes the time by the clock: MariaDB works in another process, for which only the wall's will do.
func (b *bench) bySQL(d sqlscore.Dialect, dsn string, clock func() time.Duration, vacancies []law.Vacancy, asked []resident, lists [][]engines.Match) (sqlRun, error) {
	var out sqlRun
	base, err := sqlscore.Open(b.ctx, d, dsn, vacancies)
	if err != nil {
		return out, err
	}
	defer func() { _ = base.Close() }()
	people := make([]law.Person, min(b.size.bySQL, len(lists)))
	for i := range people {
		people[i] = asked[i].person()
	}
	if err := base.Know(b.ctx, people); err != nil {
		return out, err
	}
	for i, p := range people {
		start := clock()
		got, err := base.Top(b.ctx, p)
		if err != nil {
			return out, err
		}
		out.times = append(out.times, figures.Millis(clock()-start))
		same := slices.EqualFunc(got, lists[i], func(a sqlscore.Match, b engines.Match) bool { return a.ID == b.ID && a.Score == b.Score })
		if same {
			out.same++
		}
	}
	return out, nil
}
