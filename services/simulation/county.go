package simulation

import (
	"fmt"
	"math"

	"konggang/models"
	"konggang/services/matching"
)

// The made county: a square map with a county seat in its middle, towns apart from each other, villages around them, and a
// city beyond its eastern edge. Lengths are straight lines, kilometres.
const (
	countySize   = 30.0
	townApart    = 4.5
	madeDay      = models.Date("2026-03-02")
	madeDistrict = "419901"
)

// byRoad is how much longer a way is than the straight line. The engine measures straight lines, so the map is stretched by
// it: what people say about how far they go, they say of the road.
const byRoad = 1.3

// spot is a place on the made map before it is stretched, kilometres east and north of its south-western corner.
type spot struct{ x, y float64 }

// seat is the county's seat, park its industrial park, city the middle of the neighbouring city.
var (
	seat = spot{15, 15}
	park = spot{18, 13}
	city = spot{42, 20}
)

// point puts a spot on the earth, to the metre, around a centre in the plain of Henan.
func (s spot) point() *models.Point {
	const kmPerDegree = 6371 * math.Pi / 180
	const lat, lon = 34.5, 113.7
	north := float64((s.y - seat.y) * byRoad / kmPerDegree)
	east := float64((s.x - seat.x) * byRoad / (kmPerDegree * 0.8241261886)) // the cosine of 34.5 degrees
	return &models.Point{Lat: toMetre(lat + north), Lon: toMetre(lon + east), Datum: models.GCJ02}
}

// toMetre rounds degrees to the fifth digit.
func toMetre(degrees float64) float64 { return math.Round(degrees*1e5) / 1e5 }

func (s spot) near(d draw, deviation float64) spot {
	return spot{d.around(s.x, deviation), d.around(s.y, deviation)}
}

func (s spot) inside() bool { return s.x > 0 && s.x < countySize && s.y > 0 && s.y < countySize }

// Size is how large a made county is.
type Size struct{ Towns, Villages, Employers, Vacancies int }

// CountySize is the county that the figures are told of: about 29,600 seekers and 25,100 places.
var CountySize = Size{Towns: 15, Villages: 300, Employers: 650, Vacancies: 2000}

// county is a county in the making.
type county struct {
	draw
	size     Size
	tastes   tastes
	towns    []spot
	villages []spot
	world    World
}

// Made is the made county of a seed, not yet calibrated.
func Made(seed uint64, size Size) World {
	c := &county{draw: newDraw(seed, 99), size: size, world: World{Day: madeDay, Acceptance: matching.DefaultRules().Acceptance}}
	c.foundTowns()
	c.tastes = newTastes(c.draw)
	c.settle()
	c.hire()
	return c.world
}

// foundTowns puts the seat in the middle and the towns apart from each other, the less so the longer no room is found.
func (c *county) foundTowns() {
	c.towns = []spot{seat}
	for tries := 0; len(c.towns) < c.size.Towns; tries++ {
		t := spot{2 + 26*c.Float64(), 2 + 26*c.Float64()}
		free := true
		for _, other := range c.towns {
			free = free && math.Hypot(t.x-other.x, t.y-other.y) >= townApart-float64(tries)/2000
		}
		if free {
			c.towns = append(c.towns, t)
		}
	}
}

// settle makes the villages, three in four evenly over the towns, and their people.
func (c *county) settle() {
	villages := make([]int, c.size.Towns)
	for i := range c.size.Villages {
		town := i % c.size.Towns
		if i >= c.size.Villages*3/4 {
			town = c.IntN(c.size.Towns)
		}
		villages[town]++
	}
	for town, n := range villages {
		custom := c.tastes.ofTown(c.draw)
		for i := range n {
			c.village(models.DivisionCode(fmt.Sprintf("%s%03d%03d", madeDistrict, 101+town, 201+i)), c.towns[town], custom)
		}
	}
}

func (c *county) village(code models.DivisionCode, town spot, custom []int) {
	at := town.near(c.draw, 2.2)
	for !at.inside() {
		at = town.near(c.draw, 2.2)
	}
	c.villages = append(c.villages, at)
	c.world.Villages = append(c.world.Villages, matching.Village{Code: code, Place: at.point(), Precision: models.PrecisionOwn})
	c.people(code, custom)
}
