package simulation

import (
	"math"

	"konggang/services/matching"
)

// Figure is one thing that lists are judged by.
type Figure int

// The figures. Shares are of the residents, of the places, or of the vacancies.
const (
	// Suitable is the share of residents with something on their list that they accept with a chance of at least
	// matching.Suitable.
	Suitable Figure = iota
	// Hired is the share of residents who are hired, Filled that of the places which are taken.
	Hired
	Filled
	// Refusals are the times somebody came for nothing, per hire.
	Refusals
	// Listed is the share of vacancies that some village hears of.
	Listed
	// Overlap is what the lists of a village and of its three nearest have in common: the lines on both over those on either
	// (Jaccard).
	Overlap
	// Load is the greatest load E/H: expected takers for a place of the most sought vacancy.
	Load
	// Crowded counts the lists with more lines for one employer than the product's limit.
	Crowded
	figureCount
)

var figureNames = [figureCount]string{"suitable", "hired", "places filled", "refusals per hire", "vacancies listed", "overlap", "max load", "over limit"}

// Figures are what lists come to; NaN is what does not apply.
type Figures [figureCount]float64

// nothing is figures of which none applies.
func nothing() Figures {
	var f Figures
	for i := range f {
		f[i] = math.NaN()
	}
	return f
}

// judge is what lists come to when people's taste is t.
func (j *judged) judge(l lists, t taste, seed uint64) Figures {
	f := j.outcome(j.simulate(l, t, seed))
	f[Suitable] = j.suitable(l, t, nil)
	f[Listed], f[Overlap] = j.listed(l), j.overlap(l)
	f[Load], f[Crowded] = j.load(l), float64(j.crowded(l))
	return f
}

// outcome is the figures of an outcome alone.
func (j *judged) outcome(o outcome) Figures {
	f := nothing()
	f[Hired], f[Filled] = o.hired/float64(j.people), o.hired/float64(j.places())
	f[Refusals] = 0
	if o.hired > 0 {
		f[Refusals] = o.refused / o.hired
	}
	return f
}

// suitable is the share of the residents, but for those who are left out by their ids, to whom something on their list is
// suitable.
func (j *judged) suitable(l lists, t taste, without map[string]bool) float64 {
	served, all := make([]int, len(l)), make([]int, len(l))
	inParallel(len(l), func(village int) {
		for k, r := range j.homes[village] {
			if without[r.seeker.ID] {
				continue
			}
			all[village]++
			if j.best(village, k, l[village], t) >= matching.Suitable {
				served[village]++
			}
		}
	})
	return share(sum(served), sum(all))
}

// best is the chance of the resident's most liked vacancy on the list, 0 when they can take none.
func (j *judged) best(village, k int, list []int, t taste) float64 {
	best := 0.0
	for _, vacancy := range list {
		if s := j.of(village, vacancy)[k]; s != barred {
			best = max(best, chanceOf(t(j.homes[village][k].number, vacancy, s)))
		}
	}
	return best
}

func sum(list []int) int {
	total := 0
	for _, n := range list {
		total += n
	}
	return total
}

func share(part, whole int) float64 { return float64(part) / float64(max(1, whole)) }
