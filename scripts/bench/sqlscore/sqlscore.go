// Package sqlscore is a frozen baseline: the score law as one SQL statement, on SQLite and on MariaDB. It is what a good
// engineer does in an hour who has the vacancies in a database already and wants the best ten for a seeker: the conditions
// in WHERE, a column for whatever can be worked out when a row is written (radians, the month's wage, the age in days), the
// kinship of every wish with every job worked out beforehand in a table of its own, an index on the latitude that a limit of
// distance narrows by, statistics taken. Rounding is that of the law, so the lists are the same.
package sqlscore

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"

	_ "github.com/go-sql-driver/mysql" // the MariaDB driver
	_ "modernc.org/sqlite"             // the SQLite driver

	"konggang/models"
	"konggang/scripts/bench/law"
)

// Dialect is what differs between the two databases.
type Dialect struct {
	driver         string
	least, most    string
	integer, floor string
	pragmas        []string
	analyze        string
}

// The two databases.
var (
	SQLite = Dialect{
		driver: "sqlite", least: "MIN", most: "MAX", integer: "/", floor: "CAST(%s AS INTEGER)", analyze: "ANALYZE",
		pragmas: []string{"PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-200000", "PRAGMA mmap_size=1073741824"},
	}
	MariaDB = Dialect{
		driver: "mysql", least: "LEAST", most: "GREATEST", integer: "DIV", floor: "FLOOR(%s)",
		analyze: "ANALYZE TABLE vacancy, vacancy_skill, vacancy_paper, kinship",
	}
)

// Base is a database with the vacancies in it.
type Base struct {
	db      *sql.DB
	dialect Dialect
	jobs    []law.Job
	skills  []string
	papers  []string
	wishes  map[law.Job]int
}

// Match is one vacancy for a person.
type Match struct {
	ID    string
	Score int
}

var schema = []string{
	`DROP TABLE IF EXISTS vacancy`, `DROP TABLE IF EXISTS vacancy_skill`, `DROP TABLE IF EXISTS vacancy_paper`, `DROP TABLE IF EXISTS kinship`,
	`CREATE TABLE vacancy (n INTEGER PRIMARY KEY, id VARCHAR(36) NOT NULL, job INTEGER NOT NULL, age_min INTEGER NOT NULL, age_max INTEGER NOT NULL,
		schooling INTEGER NOT NULL, wage BIGINT NOT NULL, waged INTEGER NOT NULL, shift VARCHAR(12) NOT NULL, meals INTEGER NOT NULL, lodging INTEGER NOT NULL,
		shuttle INTEGER NOT NULL, couple INTEGER NOT NULL, fresh INTEGER NOT NULL, skills INTEGER NOT NULL, papers INTEGER NOT NULL,
		lat DOUBLE NOT NULL, lon DOUBLE NOT NULL, cos_lat DOUBLE NOT NULL)`,
	`CREATE INDEX vacancy_lat ON vacancy (lat)`,
	`CREATE TABLE vacancy_skill (n INTEGER NOT NULL, skill INTEGER NOT NULL, PRIMARY KEY (n, skill))`,
	`CREATE TABLE vacancy_paper (n INTEGER NOT NULL, paper INTEGER NOT NULL, PRIMARY KEY (n, paper))`,
	`CREATE TABLE kinship (wish INTEGER NOT NULL, job INTEGER NOT NULL, points INTEGER NOT NULL, PRIMARY KEY (wish, job))`,
}

// Open fills a database, whose tables of these names it replaces, with the vacancies, in order of their ids.
func Open(ctx context.Context, d Dialect, dsn string, vacancies []law.Vacancy) (*Base, error) {
	db, err := sql.Open(d.driver, dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	b := &Base{db: db, dialect: d, wishes: map[law.Job]int{}}
	if err := b.fill(ctx, vacancies); err != nil {
		_ = db.Close()
		return nil, err
	}
	return b, nil
}

// Close gives the connection back.
func (b *Base) Close() error { return b.db.Close() }

func (b *Base) fill(ctx context.Context, vacancies []law.Vacancy) error {
	for _, statement := range append(slices.Clone(b.dialect.pragmas), schema...) {
		if _, err := b.db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	jobs, skills, papers := words[law.Job]{}, words[string]{}, words[string]{}
	w := writer{ctx: ctx, db: b.db}
	for n, v := range vacancies {
		own, asked := skills.all(v.Skills), papers.all(v.Papers)
		lat, lon := v.Place.Lat*math.Pi/180, v.Place.Lon*math.Pi/180
		w.put("vacancy", n, v.ID, jobs.of(v.Job), v.AgeMin, v.AgeMax, v.Schooling, int64(v.Wage), flag(v.Waged), string(v.Shift),
			has(v.Needs, models.BenefitMeals), has(v.Needs, models.BenefitLodging), flag(v.Shuttle), has(v.Needs, models.BenefitCoupleRoom),
			v.Fresh, len(v.Skills), len(v.Papers), lat, lon, math.Cos(lat))
		w.putEach("vacancy_skill", n, own)
		w.putEach("vacancy_paper", n, asked)
	}
	w.flush()
	b.jobs, b.skills, b.papers = jobs.list(), skills.list(), papers.list()
	if w.err != nil {
		return w.err
	}
	return nil
}

func flag(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func has(needs []models.Benefit, b models.Benefit) int { return flag(slices.Contains(needs, b)) }

// Know works out the kinship of the persons' wishes with every job, as a batch would each night.
func (b *Base) Know(ctx context.Context, people []law.Person) error {
	w := writer{ctx: ctx, db: b.db}
	for _, p := range people {
		for _, wish := range p.Wishes {
			if _, known := b.wishes[wish]; known {
				continue
			}
			n := len(b.wishes)
			b.wishes[wish] = n
			for j, job := range b.jobs {
				if points := law.Weights.Kinship[law.Kinship(wish, job)]; points > 0 {
					w.put("kinship", n, j, points)
				}
			}
		}
	}
	w.flush()
	if w.err != nil {
		return w.err
	}
	_, err := b.db.ExecContext(ctx, b.dialect.analyze)
	return err
}

// Top is the ten best vacancies for a person whose wishes are known, the best first, ties by id.
func (b *Base) Top(ctx context.Context, p law.Person) ([]Match, error) {
	narrowed := p.Reach < law.NoLimit && !slices.Contains(p.Needs, models.BenefitLodging)
	rows, err := b.db.QueryContext(ctx, b.statement(p, narrowed))
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []Match
	for rows.Next() {
		var m Match
		if err := rows.Scan(&m.ID, &m.Score); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, rows.Err()
}

// statement is the question for one person. Its values are numbers and codes of our own making.
func (b *Base) statement(p law.Person, narrowed bool) string {
	d, w := b.dialect, law.Weights
	band := ""
	if narrowed { // no felt way is shorter than the shuttle's part of it; half a hundredth of a degree for rounding
		reach := float64(p.Reach)/1000*100/float64(w.ShuttlePercent)/111.19 + 0.005
		band = fmt.Sprintf(" AND v.lat BETWEEN %.9f AND %.9f", (p.Place.Lat-reach)*math.Pi/180, (p.Place.Lat+reach)*math.Pi/180)
	}
	papers := ""
	if unheld := held(b.papers, p.Papers, law.Proves); unheld != "" {
		papers = fmt.Sprintf(" AND (v.papers = 0 OR v.papers = (SELECT COUNT(*) FROM vacancy_paper c WHERE c.n = v.n AND c.paper IN (%s)))", unheld)
	} else {
		papers = " AND v.papers = 0"
	}
	skills := "0"
	if list := held(b.skills, p.Skills, law.Similar); list != "" {
		skills = fmt.Sprintf("%d * (SELECT COUNT(*) FROM vacancy_skill s WHERE s.n = v.n AND s.skill IN (%s)) %s v.skills", w.Skills, list, d.integer)
	}
	lat, lon := p.Place.Lat*math.Pi/180, p.Place.Lon*math.Pi/180
	stays := has(p.Needs, models.BenefitLodging)
	metres := fmt.Sprintf(`ROUND(12742000 * ASIN(SQRT(SIN((v.lat - %[1]v) / 2) * SIN((v.lat - %[1]v) / 2) + %[3]v * v.cos_lat * SIN((v.lon - %[2]v) / 2) * SIN((v.lon - %[2]v) / 2))))`, lat, lon, math.Cos(lat))
	felt := fmt.Sprintf(d.floor, fmt.Sprintf("CASE WHEN v.shuttle = 1 THEN %s * %d / 100 ELSE %s END", metres, w.ShuttlePercent, metres))
	inner := fmt.Sprintf(`SELECT v.id, v.lodging, %s AS felt, COALESCE(k.points, 0) + v.fresh
		+ CASE WHEN v.skills = 0 THEN %d ELSE %s END
		+ CASE WHEN v.waged = 0 THEN %d ELSE %s(%s((v.wage - %d) * %d %s %d, 0), %d) END
		+ %s + %s AS points
		FROM vacancy v LEFT JOIN (SELECT job, MAX(points) AS points FROM kinship WHERE wish IN (%s) GROUP BY job) k ON k.job = v.job
		WHERE v.age_min <= %d AND (v.age_max = 0 OR v.age_max >= %d) AND v.schooling <= %d AND (v.waged = 0 OR v.wage >= %d)%s%s`,
		felt, w.SkillsUnasked, skills, w.WageUnknown, d.least, d.most, p.Wage/2, w.Wage, d.integer, p.Wage, w.Wage,
		shiftTerm(p), needTerm(p, d), b.wishList(p), p.Age, p.Age, p.Schooling, p.Least, papers, band)
	near := fmt.Sprintf("CASE WHEN felt >= 200000 THEN 0 ELSE "+d.floor+" END",
		fmt.Sprintf("%d * POW(2, -("+d.floor+") / %d.0) + 0.5", w.Distance, "felt / 100", 10*w.HalvingKM))
	return fmt.Sprintf(`SELECT id, points + CASE WHEN %d = 1 AND lodging = 1 THEN %s(%s, %d) ELSE %s END AS score
		FROM (%s) x WHERE felt <= %d OR (%d = 1 AND lodging = 1) ORDER BY score DESC, id LIMIT 10`,
		stays, d.most, near, w.Lodged, near, inner, p.Reach, stays)
}

func (b *Base) wishList(p law.Person) string {
	list := []string{"-1"}
	for _, w := range p.Wishes {
		list = append(list, fmt.Sprint(b.wishes[w]))
	}
	return strings.Join(list, ", ")
}

// held is the numbers of the market's words for which one of the person's counts.
func held(words, own []string, counts func(own, word string) bool) string {
	var out []string
	for i, w := range words {
		if slices.ContainsFunc(own, func(o string) bool { return counts(o, w) }) {
			out = append(out, fmt.Sprint(i))
		}
	}
	return strings.Join(out, ", ")
}

func shiftTerm(p law.Person) string {
	w := law.Weights
	if len(p.Shifts) == 0 {
		return fmt.Sprint(w.Shift)
	}
	list := "'" + string(models.ShiftFlexible) + "'"
	for _, s := range p.Shifts {
		list += ", '" + string(s) + "'"
	}
	return fmt.Sprintf("CASE WHEN v.shift IN (%s) THEN %d WHEN v.shift = '' THEN %d ELSE 0 END", list, w.Shift, w.ShiftUnknown)
}

func needTerm(p law.Person, d Dialect) string {
	w := law.Weights
	if len(p.Needs) == 0 {
		return fmt.Sprint(w.NeedsUnasked)
	}
	columns := map[models.Benefit]string{models.BenefitMeals: "v.meals", models.BenefitLodging: "v.lodging", models.BenefitShuttle: "v.shuttle", models.BenefitCoupleRoom: "v.couple"}
	var met []string
	for _, n := range p.Needs {
		met = append(met, columns[n])
	}
	return fmt.Sprintf("%d * (%s) %s %d", w.Needs, strings.Join(met, " + "), d.integer, len(p.Needs))
}
