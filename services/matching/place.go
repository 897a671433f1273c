package matching

import (
	"math"

	"konggang/models"
)

// earth is the radius of the sphere that distances are measured on, in decimetres, as models.DistanceKM has it.
const earth = 63_710_000

// spot is a place as a point in space: decimetres from the middle of the earth. Differences of two spots fit 28 bits, their
// squares added up fit 56, so that distances are whole numbers, the same on every machine.
type spot struct{ X, Y, Z int32 }

// nowhere stands for a place that is not known. It is the middle of the earth, where nobody works.
var nowhere = spot{}

func (s spot) known() bool { return s != nowhere }

// spotOf puts a point on the sphere, in GCJ-02.
func spotOf(p *models.Point) spot {
	if p == nil {
		return nowhere
	}
	g := p.GCJ()
	const rad = math.Pi / 180
	lat, lon := float64(g.Lat*rad), float64(g.Lon*rad)
	level := cosine(lat)
	return spot{onEarth(float64(level * cosine(lon))), onEarth(float64(level * sine(lon))), onEarth(sine(lat))}
}

func onEarth(x float64) int32 { return int32(math.Floor(float64(x*earth) + 0.5)) }

// sine is the sine of an angle up to π. math.Sin may use other instructions on other processors, with other last bits;
// here every product is rounded before it is used, so that all of them agree.
func sine(x float64) float64 {
	square := float64(x * x)
	term, sum := x, x
	for k := 2.0; k <= 30; k += 2 {
		term = -float64(term*square) / float64(k*(k+1))
		sum += term
	}
	return sum
}

func cosine(x float64) float64 { return sine(math.Pi/2 - x) }

// square is the squared straight distance of two spots in square decimetres.
func (s spot) square(t spot) int64 {
	x, y, z := int64(s.X-t.X), int64(s.Y-t.Y), int64(s.Z-t.Z)
	return x*x + y*y + z*z
}

// root is the whole part of the square root, for n below 2⁵⁶: the processor's root is exact to its last bit, so it is at
// most one too high.
func root(n int64) int64 {
	r := int64(math.Sqrt(float64(n)))
	if r*r > n {
		r--
	}
	return r
}

// apart is the straight distance in decimetres: what the engine means by distance. Up to 50 km it is less than two
// decimetres short of the way along the ground, at 1000 km one kilometre.
func (s spot) apart(t spot) int32 { return int32(root(s.square(t))) }

// metres rounds decimetres.
func metres(straight int32) int32 { return (straight + 5) / 10 }

// kilometres is the way along the ground that a straight distance spans, to be shown: to the metre.
func kilometres(straight int32) float64 {
	return math.Round(2*earth*math.Asin(min(1, float64(straight)/(2*earth)))/10) / 1000
}

// straight is the straight distance in decimetres that a way along the ground spans.
func straight(km float64) int32 {
	const halfway = math.Pi * earth / 10_000
	return onEarth(2 * sine(min(km, halfway)*10_000/(2*earth)))
}
