package simulation

import (
	"math"

	"konggang/services/matching"
)

// taste is how much somebody likes a vacancy that they could take: the logit of the chance that they accept it. They try
// what they like best first.
type taste func(person, vacancy int, score int16) float64

func chanceOf(liking float64) float64 { return 1 / (1 + math.Exp(-liking)) }

// supposed is the taste that the lists are made for.
func supposed(a matching.Acceptance) taste {
	return func(_, _ int, score int16) float64 { return float64(a.A*float64(score)) + a.B }
}

// Noise of a differing taste, logits: how much people differ in what they accept at all, and how much is left of every pair
// that no score knows.
const (
	personNoise = 0.8
	pairNoise   = 0.8
)

// differing is a taste that the lists know nothing of, so that the method is not judged by its own mirror.
func differing(a matching.Acceptance, seed uint64) taste {
	known := supposed(a)
	return func(person, vacancy int, score int16) float64 {
		p, v := uint64(person), uint64(vacancy)
		return known(person, vacancy, score) + float64(personNoise*normal(seed, 1, p)) + float64(pairNoise*normal(seed, 2, p, v))
	}
}
