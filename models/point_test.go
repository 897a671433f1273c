package models_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
)

// places are published points of 新郑 in both datums; their WGS-84 was found by one round of the inverse and is up to 2 m off.
var places = []struct {
	name       string
	gcj, wgs84 models.Point
}{
	{"河南省", models.Point{Lat: 34.765869, Lon: 113.753394, Datum: models.GCJ02}, models.Point{Lat: 34.766861, Lon: 113.747212, Datum: models.WGS84}},
	{"孟庄镇", models.Point{Lat: 34.580818, Lon: 113.812176, Datum: models.GCJ02}, models.Point{Lat: 34.582042, Lon: 113.806130, Datum: models.WGS84}},
	{"薛店镇", models.Point{Lat: 34.497578, Lon: 113.798718, Datum: models.GCJ02}, models.Point{Lat: 34.498842, Lon: 113.792644, Datum: models.WGS84}},
	{"靳沟村", models.Point{Lat: 34.374562, Lon: 113.586598, Datum: models.GCJ02}, models.Point{Lat: 34.376047, Lon: 113.580588, Datum: models.WGS84}},
}

const metre = 0.001

func TestDatums(t *testing.T) {
	for _, p := range places {
		if got := p.gcj.WGS(); got.Datum != models.WGS84 || models.DistanceKM(got, p.wgs84) > 2*metre {
			t.Errorf("%s from GCJ-02: %+v, want %+v", p.name, got, p.wgs84)
		}
		if got := p.wgs84.GCJ(); got.Datum != models.GCJ02 || models.DistanceKM(got, p.gcj) > 2*metre {
			t.Errorf("%s from WGS-84: %+v, want %+v", p.name, got, p.gcj)
		}
		if p.gcj.GCJ() != p.gcj || p.wgs84.WGS() != p.wgs84 {
			t.Errorf("%s moves although it is in its datum already", p.name)
		}
	}
}

func degreesApart(a, b models.Point) float64 {
	return math.Max(math.Abs(a.Lat-b.Lat), math.Abs(a.Lon-b.Lon))
}

func TestDistance(t *testing.T) {
	at := func(lat, lon float64) models.Point { return models.Point{Lat: lat, Lon: lon, Datum: models.GCJ02} }
	for _, c := range []struct {
		name string
		a, b models.Point
		want float64
	}{
		{"one degree of latitude", at(34, 113), at(35, 113), math.Pi / 180 * 6371},
		{"a degree of longitude is shorter in the north", at(53.9999, 113), at(53.9999, 114), math.Pi / 180 * 6371 * math.Cos(53.9999*math.Pi/180)},
		{"孟庄镇 to 薛店镇", places[1].gcj, places[2].gcj, 9.34},
	} {
		if got := models.DistanceKM(c.a, c.b); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s: %v km, want %v", c.name, got, c.want)
		}
	}
}

func TestPointValidate(t *testing.T) {
	good := func() models.Point { return places[1].gcj }
	checkRules(t, good, models.Point.Validate, []ruleCase[models.Point]{
		{"satellite", func(p *models.Point) { p.Datum = models.WGS84 }, ""},
		{"south-west corner", func(p *models.Point) { p.Lat, p.Lon = 3, 73 }, ""},
		{"north-east corner", func(p *models.Point) { p.Lat, p.Lon = 54, 136 }, ""},
		{"no datum", func(p *models.Point) { p.Datum = "" }, "datum unknown_value"},
		{"unknown datum", func(p *models.Point) { p.Datum = "bd09" }, "datum unknown_value"},
	})
	for _, p := range []models.Point{{Lat: 2.9, Lon: 113}, {Lat: 54.1, Lon: 113}, {Lat: 34, Lon: 72.9}, {Lat: 34, Lon: 136.1},
		{Lat: 113.8, Lon: 34.5}, {Lat: math.NaN(), Lon: 113}, {Lat: 34, Lon: math.Inf(1)}, {}} {
		p.Datum = models.GCJ02
		if err := p.Validate(); models.CodeOf(err) != models.CodeInvalidPoint {
			t.Errorf("%+v: %v, want invalid_point", p, err)
		}
	}
}

var anyPoint = rapid.Custom(func(t *rapid.T) models.Point {
	return models.Point{
		Lat:   rapid.Float64Range(3, 54).Draw(t, "lat"),
		Lon:   rapid.Float64Range(73, 136).Draw(t, "lon"),
		Datum: rapid.SampledFrom([]models.Datum{models.GCJ02, models.WGS84}).Draw(t, "datum"),
	}
})

func TestPointProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyPoint.Draw(t, "a"), anyPoint.Draw(t, "b"), anyPoint.Draw(t, "c")
		if back := models.DistanceKM(a, a.WGS().GCJ()); back > metre {
			t.Fatalf("%+v comes back %v km away", a, back)
		}
		if shift := 111.2 * degreesApart(a.WGS(), models.Point{Lat: a.GCJ().Lat, Lon: a.GCJ().Lon}); shift > 2 {
			t.Fatalf("%+v is shifted by %v km", a, shift)
		}
		ab, ba := models.DistanceKM(a, b), models.DistanceKM(b, a)
		switch {
		case models.DistanceKM(a, a) != 0:
			t.Fatalf("%+v is away from itself", a)
		case math.Abs(ab-ba) > 1e-9 || !(ab >= 0):
			t.Fatalf("%v km there, %v km back", ab, ba)
		case ab > models.DistanceKM(a, c)+models.DistanceKM(c, b)+1e-6:
			t.Fatalf("a detour by %+v is shorter than %v km", c, ab)
		}
	})
}
