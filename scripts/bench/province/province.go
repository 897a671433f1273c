// Package province makes the input of the benchmarks: a map of a province's shape, vacancies and seekers of realistic
// length and variety. Everything is invented but the names of occupations; a real map can stand in for the made one.
//
// The same seed gives the same bytes on every machine: numbers are whole (points in millionths of a degree), and every
// vacancy, employer and village draws from a source of its own, so that any of them can be made alone and a larger province
// begins with the smaller one.
package province

import (
	"fmt"
	"iter"
	"math/rand/v2"

	"konggang/models"
)

// Day is the day on which the made market plays.
const Day = models.Date("2026-03-02")

// Year is the year of Day.
const Year = 2026

// Place is a division and the middle that things in it lie around.
type Place struct {
	Code models.DivisionCode
	Name string
	// Lat and Lon are millionths of a degree, GCJ-02.
	Lat, Lon  int
	Precision models.Precision
}

// Point is the place in degrees.
func (p Place) Point() *models.Point { return pointAt(p.Lat, p.Lon) }

func pointAt(lat, lon int) *models.Point {
	return &models.Point{Lat: float64(lat) / 1e6, Lon: float64(lon) / 1e6, Datum: models.GCJ02}
}

// Map is a province: its divisions by level, each list by code.
type Map struct {
	Province                          Place
	Cities, Counties, Towns, Villages []Place
	seed                              uint64
	villagesOf                        map[models.DivisionCode][]Place
	jobs                              []job
}

// The size of the made province; the number of its villages is the caller's.
const (
	madeCounties = 157
	madeTowns    = 2500
)

// Made invents a province with the given number of villages, 2,500 at least.
func Made(seed uint64, villages int) *Map {
	m := &Map{seed: seed, Province: Place{Code: "410000000000", Name: "豫中省", Lat: 34_765_000, Lon: 113_753_000, Precision: models.PrecisionOwn}}
	r := m.source(ofMap, 0)
	for i, c := range cityMiddles {
		code := models.DivisionCode(fmt.Sprintf("41%02d00000000", i+1))
		m.Cities = append(m.Cities, Place{code, placeName(r, "市"), c[0], c[1], models.PrecisionOwn})
	}
	perCity := (madeCounties + len(m.Cities) - 1) / len(m.Cities)
	for i := range madeCounties {
		city := m.Cities[i/perCity]
		code := models.DivisionCode(fmt.Sprintf("%s%02d000000", city.Code[:4], 2+i%perCity))
		m.Counties = append(m.Counties, city.child(r, code, "县", 450_000, models.PrecisionOwn))
	}
	for i := range madeTowns {
		county := m.Counties[i*madeCounties/madeTowns]
		code := models.DivisionCode(fmt.Sprintf("%s%03d000", county.Code[:6], 100+i%20))
		m.Towns = append(m.Towns, county.child(r, code, "镇", 220_000, models.PrecisionOwn))
	}
	for i := range villages {
		town := m.Towns[i*madeTowns/villages]
		code := models.DivisionCode(fmt.Sprintf("%s%03d", town.Code[:9], 200+i-(i*madeTowns/villages)*villages/madeTowns))
		m.Villages = append(m.Villages, town.child(r, code, "村委会", 45_000, models.PrecisionApproximate))
	}
	m.finish()
	return m
}

func (m *Map) finish() {
	m.villagesOf = map[models.DivisionCode][]Place{}
	for _, v := range m.Villages {
		m.villagesOf[v.Code.Town()] = append(m.villagesOf[v.Code.Town()], v)
	}
	m.jobs = jobsOf()
}

// child invents a place within reach (millionths of a degree) of p.
func (p Place) child(r *rand.Rand, code models.DivisionCode, ending string, reach int, precision models.Precision) Place {
	lat, lon := around(r, p.Lat, p.Lon, reach)
	return Place{code, placeName(r, ending), lat, lon, precision}
}

// around is a point near another, the nearer the likelier.
func around(r *rand.Rand, lat, lon, reach int) (int, int) {
	return lat + r.IntN(reach+1) - r.IntN(reach+1), lon + r.IntN(reach+1) - r.IntN(reach+1)
}

// The sources that are drawn from; each thing of a kind has its own.
const (
	ofMap uint64 = iota + 1
	ofEmployer
	ofVacancy
	ofVillage
)

func (m *Map) source(kind uint64, i int) *rand.Rand { return m.sourceOfEdit(kind, i, 0) }

// sourceOfEdit is another source for each edit of a thing.
func (m *Map) sourceOfEdit(kind uint64, i, edits int) *rand.Rand {
	return rand.New(rand.NewPCG(m.seed<<8|kind, uint64(i)|uint64(edits)<<32)) //nolint:gosec // the same numbers every time are the point
}

// All is every division of the map, the widest first.
func (m *Map) All() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for _, level := range [][]Place{{m.Province}, m.Cities, m.Counties, m.Towns, m.Villages} {
			for _, p := range level {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// Divisions is every division as the store keeps it.
func (m *Map) Divisions() []models.Division {
	var out []models.Division
	for p := range m.All() {
		out = append(out, models.Division{Code: p.Code, Name: p.Name, Point: p.Point(), Precision: p.Precision})
	}
	return out
}

// Names is what every division is called.
func (m *Map) Names() map[models.DivisionCode]string {
	out := map[models.DivisionCode]string{}
	for p := range m.All() {
		out[p.Code] = models.Division{Name: p.Name}.ShortName()
	}
	return out
}

// oneOf picks any of a list.
func oneOf[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// early picks one of a list, the first ones likelier: the less of two draws.
func early[T any](r *rand.Rand, list []T) T {
	return list[min(r.IntN(len(list)), r.IntN(len(list)))]
}

// chance is true so many times in a hundred.
func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }
