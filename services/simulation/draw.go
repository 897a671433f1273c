package simulation

import (
	"math"
	"math/rand/v2"
)

// draw is a source of chance. What is made of it is rounded to whole metres, yuan, years and people, so that the last bits
// of a processor's exponentials do not show.
type draw struct{ *rand.Rand }

func newDraw(seed, stream uint64) draw { return draw{rand.New(rand.NewPCG(seed, stream))} }

// chance is true in the given share of cases.
func (d draw) chance(share float64) bool { return d.Float64() < share }

// around is a normal draw.
func (d draw) around(mean, deviation float64) float64 {
	return mean + float64(deviation*d.NormFloat64())
}

// skewed is one of 0 to n−1, the lower the likelier: evenly for a skew of 1.
func (d draw) skewed(n int, skew float64) int {
	return min(n-1, int(float64(n)*math.Pow(d.Float64(), skew)))
}

// size is a log-normal draw.
func (d draw) size(median, deviation float64) float64 {
	return median * math.Exp(float64(deviation*d.NormFloat64()))
}

func oneOf[T any](d draw, list ...T) T { return list[d.IntN(len(list))] }

// bounded is the whole number next to x within the bounds.
func bounded(x float64, low, high int) int { return min(max(int(math.Round(x)), low), high) }

// uniform is a number of [0,1) that belongs to the keys: asked again, in any order, it is the same.
func uniform(keys ...uint64) float64 {
	x := uint64(0x9E3779B97F4A7C15)
	for _, k := range keys {
		x = mix(x ^ mix(k+0x9E3779B97F4A7C15))
	}
	return float64(x>>11) / (1 << 53)
}

// mix is the finalizer of splitmix64.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// normal is a standard normal number that belongs to the keys.
func normal(keys ...uint64) float64 {
	return math.Sqrt2 * math.Erfinv(2*min(max(uniform(keys...), 1e-12), 1-1e-12)-1)
}
