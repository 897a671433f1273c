package models

import "math"

// Datum says which ellipsoid and offset a point's numbers mean: GCJ-02 on Chinese maps, WGS-84 from satellites.
type Datum string

// The two datums a point can come in.
const (
	GCJ02 Datum = "gcj02"
	WGS84 Datum = "wgs84"
)

// Precision says what a division's point is: its own, an approximate one, or its town's.
type Precision string

// How far a division's point can be trusted; printed distances say which.
const (
	PrecisionOwn         Precision = "own"
	PrecisionApproximate Precision = "approximate"
	PrecisionTown        Precision = "town"
)

// Point is a place on the map in degrees.
type Point struct {
	Lat   float64
	Lon   float64
	Datum Datum
}

// Validate refuses a point outside the land that GCJ-02 is made for; error CodeInvalidPoint or CodeUnknownValue.
func (p Point) Validate() error {
	if p.Datum != GCJ02 && p.Datum != WGS84 {
		return FieldErrorf("datum", CodeUnknownValue, "gcj02 wgs84")
	}
	if !(p.Lat >= 3 && p.Lat <= 54 && p.Lon >= 73 && p.Lon <= 136) {
		return Errorf(CodeInvalidPoint)
	}
	return nil
}

// WGS is the point in WGS-84. From GCJ-02 the offset is found by three rounds of the forward formula, which leaves well
// under a metre.
func (p Point) WGS() Point {
	if p.Datum == WGS84 {
		return p
	}
	lat, lon := p.Lat, p.Lon
	for range 3 {
		dLat, dLon := gcjOffset(lat, lon)
		lat, lon = p.Lat-dLat, p.Lon-dLon
	}
	return Point{lat, lon, WGS84}
}

// GCJ is the point in GCJ-02.
func (p Point) GCJ() Point {
	if p.Datum == GCJ02 {
		return p
	}
	dLat, dLon := gcjOffset(p.Lat, p.Lon)
	return Point{p.Lat + dLat, p.Lon + dLon, GCJ02}
}

// gcjOffset is the published GCJ-02 obfuscation on the Krasovsky 1940 ellipsoid, in degrees.
func gcjOffset(lat, lon float64) (dLat, dLon float64) {
	const a, ee = 6378245.0, 0.00669342162296594323
	x, y := lon-105, lat-35
	wave := (20*math.Sin(6*x*math.Pi) + 20*math.Sin(2*x*math.Pi)) * 2 / 3
	dLat = -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*math.Sqrt(math.Abs(x)) + wave +
		(20*math.Sin(y*math.Pi)+40*math.Sin(y/3*math.Pi))*2/3 + (160*math.Sin(y/12*math.Pi)+320*math.Sin(y*math.Pi/30))*2/3
	dLon = 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*math.Sqrt(math.Abs(x)) + wave +
		(20*math.Sin(x*math.Pi)+40*math.Sin(x/3*math.Pi))*2/3 + (150*math.Sin(x/12*math.Pi)+300*math.Sin(x/30*math.Pi))*2/3
	rad := lat / 180 * math.Pi
	magic := 1 - ee*math.Sin(rad)*math.Sin(rad)
	root := math.Sqrt(magic)
	return dLat * 180 / (a * (1 - ee) / (magic * root) * math.Pi), dLon * 180 / (a / root * math.Cos(rad) * math.Pi)
}

// DistanceKM is the great-circle distance between two points of any datum, in kilometres on a sphere of 6371 km.
func DistanceKM(a, b Point) float64 {
	a, b = a.GCJ(), b.GCJ()
	const rad = math.Pi / 180
	s, t := math.Sin((b.Lat-a.Lat)*rad/2), math.Sin((b.Lon-a.Lon)*rad/2)
	h := s*s + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*t*t
	return 2 * 6371 * math.Asin(math.Sqrt(math.Min(1, h)))
}
