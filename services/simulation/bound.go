package simulation

import (
	"cmp"
	"slices"
)

// deferred is how many are hired when everybody sees everything and nothing is wasted: seekers propose from the best liked
// down, employers hold the ones they rank highest and let others go on (Gale and Shapley's deferred acceptance, employers
// ranking by lot). Nobody is sent away from a place that stays empty, so it bounds what lists can do.
func (j *judged) deferred(accepted [][]choice, seed uint64) float64 {
	free, held, next := j.free(), make([][]proposal, len(j.Postings)), make([]int, len(accepted))
	waiting := make([]int, len(accepted))
	for person := range waiting {
		waiting[person] = person
	}
	for len(waiting) > 0 {
		person := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if next[person] == len(accepted[person]) {
			continue
		}
		vacancy := accepted[person][next[person]].vacancy
		next[person]++
		p := proposal{person, uniform(seed, 9, uint64(person), uint64(vacancy))}
		at, _ := slices.BinarySearchFunc(held[vacancy], p, proposal.compare)
		held[vacancy] = slices.Insert(held[vacancy], at, p)
		if n := len(held[vacancy]); n > free[vacancy] {
			waiting = append(waiting, held[vacancy][n-1].person)
			held[vacancy] = held[vacancy][:n-1]
		}
	}
	hired := 0
	for _, h := range held {
		hired += len(h)
	}
	return float64(hired)
}

// proposal is somebody before an employer, who ranks by lot: the lower the better.
type proposal struct {
	person int
	lot    float64
}

func (p proposal) compare(other proposal) int {
	return cmp.Or(cmp.Compare(p.lot, other.lot), cmp.Compare(p.person, other.person))
}
