package matching

import (
	"math"
	"slices"
)

// chances is the chance of acceptance by score.
type chances [MaxScore + 1]float64

// Chance is the chance that a vacancy of the given score (0-1000) is accepted.
func (a Acceptance) Chance(score int) float64 {
	odds := exp(float64(a.A*float64(min(max(score, 0), MaxScore))) + a.B)
	return odds / (1 + odds)
}

func (a Acceptance) table() *chances {
	var t chances
	for score := range t {
		t[score] = a.Chance(score)
	}
	return &t
}

// from is the lowest score with at least a chance.
func (t *chances) from(chance float64) int32 {
	score, _ := slices.BinarySearch(t[:], chance)
	return int32(score)
}

// exp is e to the x for |x| up to 700. math.Exp is assembly on some processors, with other last bits; here every product
// is rounded before it is used, so that all of them agree.
func exp(x float64) float64 {
	x = min(max(x, -700), 700)
	halvings := 0
	for ; x > 0.5 || x < -0.5; halvings++ {
		x /= 2
	}
	term, sum := 1.0, 1.0
	for k := 1; k <= 16; k++ {
		term = float64(term*x) / float64(k)
		sum += term
	}
	for range halvings {
		sum = float64(sum * sum)
	}
	return sum
}

// ln2 is the natural logarithm of 2.
const ln2 = 0.69314718055994530941723212145818

// farthest is the distance in hundreds of metres from which nearness brings nothing more.
const farthest = 2000

// nearness is the points of a felt distance by hundreds of metres.
type nearness [farthest]int32

func (w Weights) nearness() *nearness {
	var t nearness
	for i := range t {
		// Whole halvings are exact, so that a half, as after forty kilometres, is rounded up on every machine.
		step := 10 * max(1, w.HalvingKM)
		halved := math.Ldexp(float64(w.Distance), -(i / step))
		t[i] = int32(float64(halved*exp(-float64(float64(i%step)/float64(step)*ln2))) + 0.5)
	}
	return &t
}

// points are of a way that feels so many metres long.
func (t *nearness) points(felt int32) int32 {
	if felt/100 >= farthest {
		return 0
	}
	return t[felt/100]
}

// commuting is a distance in decimetres from which on no way brings more than lodging does.
func (m *Market) commuting() int32 {
	distance := int32(0)
	for m.wayOf(distance, needShuttle).points > int32(m.rules.Weights.Lodged) {
		distance += 1000
	}
	return distance
}

// freshness is the points of a vacancy by its age in days, until they are nothing.
func (w Weights) freshness() []int16 {
	out := make([]int16, max(w.FreshDays, 0))
	for age := range out {
		out[age] = int16(w.Fresh * (w.FreshDays - age) / w.FreshDays)
	}
	return out
}
