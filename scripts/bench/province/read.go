package province

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"

	"konggang/models"
)

// Open reads a map from a CSV file, gzipped when its name ends so (see Read).
func Open(path string, seed uint64) (*Map, error) {
	f, err := os.Open(path) //nolint:gosec // whoever runs the benchmark names the file
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	if !strings.HasSuffix(path, ".gz") {
		return Read(f, seed)
	}
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return Read(unzipped, seed)
}

// Read reads a map with the columns code, name, lat and lon (GCJ-02). A division without a point gets one near the wider
// division that has one, drawn from the seed. Divisions that hold no village are left out.
func Read(r io.Reader, seed uint64) (*Map, error) {
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, errors.Join(errors.New("no map"), err)
	}
	columns := map[string]int{}
	for i, name := range rows[0] {
		columns[name] = i
	}
	for _, must := range []string{"code", "name", "lat", "lon"} {
		if _, ok := columns[must]; !ok {
			return nil, fmt.Errorf("the map has no column %q", must)
		}
	}
	reader := mapReader{Map: &Map{seed: seed}, known: map[models.DivisionCode]Place{}}
	reader.random = reader.source(ofMap, 0)
	slices.SortFunc(rows[1:], func(a, b []string) int { return strings.Compare(a[columns["code"]], b[columns["code"]]) })
	for _, row := range rows[1:] {
		if err := reader.add(row[columns["code"]], row[columns["name"]], row[columns["lat"]], row[columns["lon"]]); err != nil {
			return nil, err
		}
	}
	return reader.inhabited()
}

type mapReader struct {
	*Map
	known  map[models.DivisionCode]Place
	random *rand.Rand
}

// reaches are how far a division lies from the middle of the wider one, in millionths of a degree.
var reaches = map[models.Level]int{models.LevelCity: 900_000, models.LevelCounty: 450_000, models.LevelTown: 200_000, models.LevelVillage: 45_000}

func (r mapReader) add(code, name, lat, lon string) error {
	c, err := models.ParseDivisionCode(code)
	if err != nil {
		return fmt.Errorf("division %q: %w", code, err)
	}
	p := Place{Code: c, Name: name, Precision: models.PrecisionOwn}
	la, errLat := strconv.ParseFloat(lat, 64)
	lo, errLon := strconv.ParseFloat(lon, 64)
	wider, placed := r.wider(c)
	switch {
	case errLat == nil && errLon == nil:
		p.Lat, p.Lon = int(math.Round(la*1e6)), int(math.Round(lo*1e6))
	case placed:
		p.Lat, p.Lon = around(r.random, wider.Lat, wider.Lon, reaches[c.Level()])
		p.Precision = models.PrecisionApproximate
	default:
		return fmt.Errorf("neither %s nor a wider division has a point", code)
	}
	r.known[c] = p
	r.put(p)
	return nil
}

func (r mapReader) wider(c models.DivisionCode) (Place, bool) {
	for c = c.Parent(); c != ""; c = c.Parent() {
		if p, ok := r.known[c]; ok {
			return p, true
		}
	}
	return Place{}, false
}

func (r mapReader) put(p Place) {
	switch p.Code.Level() {
	case models.LevelProvince:
		r.Province = p
	case models.LevelCity:
		r.Cities = append(r.Cities, p)
	case models.LevelCounty:
		r.Counties = append(r.Counties, p)
	case models.LevelTown:
		r.Towns = append(r.Towns, p)
	case models.LevelVillage:
		r.Villages = append(r.Villages, p)
	}
}

// inhabited is the map without towns and counties that hold no village.
func (r mapReader) inhabited() (*Map, error) {
	m := r.Map
	homes := map[models.DivisionCode]bool{}
	for _, v := range m.Villages {
		homes[v.Code.Town()], homes[v.Code.County()] = true, true
	}
	empty := func(p Place) bool { return !homes[p.Code] }
	m.Towns, m.Counties = slices.DeleteFunc(m.Towns, empty), slices.DeleteFunc(m.Counties, empty)
	if len(m.Cities) == 0 || len(m.Counties) == 0 || len(m.Towns) == 0 {
		return nil, errors.New("the map needs cities, counties, towns and villages")
	}
	m.finish()
	return m, nil
}
