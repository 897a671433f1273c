package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// oneOf picks one of the texts that | divides; "" stays "".
func oneOf(r *rand.Rand, choices string) string { return pick(r, strings.Split(choices, "|")) }

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// some picks a number of different texts out of from, in from's order.
func some(r *rand.Rand, from []string, count int) []string {
	chosen := map[int]bool{}
	for _, i := range r.Perm(len(from))[:min(count, len(from))] {
		chosen[i] = true
	}
	var out []string
	for i, s := range from {
		if chosen[i] {
			out = append(out, s)
		}
	}
	return out
}

// between draws a number from low to high, small ones more often, as headcounts are.
func between(r *rand.Rand, low, high int) int {
	x := r.Float64()
	return low + int(x*x*float64(high-low+1))
}

// phones gives out mobile numbers of the unassigned 154 range, none twice: they reach nobody.
type phones struct {
	block int // the fourth digit
	given map[int]bool
}

func newPhones(block int) *phones { return &phones{block: block, given: map[int]bool{}} }

func (p *phones) next(r *rand.Rand) string {
	for {
		n := r.IntN(10_000_000)
		if !p.given[n] {
			p.given[n] = true
			return fmt.Sprintf("154%d%07d", p.block, n)
		}
	}
}
