package simulation

import (
	"cmp"
	"slices"

	"konggang/services/matching"
)

// lists are vacancies by village, by their numbers, in the order in which a village hears of them.
type lists [][]int

// size and perEmployer bound every method's lists; simpler methods know no limit for an employer.
var (
	size        = matching.DefaultOptions().Lines
	perEmployer = matching.DefaultOptions().PerEmployer
)

// each makes the lists of a method that looks at one village at a time.
func (j *judged) each(method func(village int) []int) lists {
	out := make(lists, len(j.Villages))
	inParallel(len(out), func(v int) { out[v] = method(v) })
	return out
}

// highest are the vacancies of the highest keys, ties to the lower number; none whose key is 0.
func highest[K cmp.Ordered](keys []K) []int {
	var none K
	var out []int
	for i, k := range keys {
		if k > none {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b int) int { return cmp.Or(cmp.Compare(keys[b], keys[a]), cmp.Compare(a, b)) })
	return out[:min(size, len(out))]
}

// bestMean is baseline (a): the vacancies with the best mean score over the village's seekers, where one who cannot take it
// counts 0. It is what a ranking gives that was made for one person and is asked for a group, and what most sheets are.
func (j *judged) bestMean(village int) []int {
	sums := make([]int, len(j.Postings))
	for vacancy := range sums {
		for _, s := range j.of(village, vacancy) {
			sums[vacancy] += max(0, int(s))
		}
	}
	return highest(sums)
}

// personalBest is how many vacancies of each seeker vote in baseline (b).
const personalBest = 10

// mostVotes is baseline (b): the vacancies that are most often among the personal ten best, ties by the mean. It is fair to
// minorities where the mean is not: the first thing a careful engineer would do about (a).
func (j *judged) mostVotes(village int) []int {
	n := len(j.homes[village])
	keys := make([]int, len(j.Postings))
	for k := range n {
		own := make([]int, len(j.Postings))
		for vacancy := range own {
			own[vacancy] = max(0, int(j.of(village, vacancy)[k]))
			keys[vacancy] += own[vacancy]
		}
		for _, vacancy := range bestOf(own, personalBest) {
			keys[vacancy] += votesFirst
		}
	}
	return highest(keys)
}

// votesFirst is more than all scores of a village for a vacancy add up to.
const votesFirst = 1 << 32

// bestOf are the k best vacancies of one seeker, ties to the lower number, without sorting them all.
func bestOf(scores []int, k int) []int {
	best := make([]int, 0, k+1)
	for vacancy, s := range scores {
		if s == 0 || len(best) == k && s <= scores[best[k-1]] {
			continue
		}
		at := len(best)
		for at > 0 && scores[best[at-1]] < s {
			at--
		}
		best = slices.Insert(best, at, vacancy)
		best = best[:min(k, len(best))]
	}
	return best
}

// mostServed is baseline (c): again and again the vacancy that serves most of the seekers whom the list does not serve yet,
// blind to how many places there are. It is the textbook method for choosing a set (a greedy choice for a submodular goal)
// and gives the most suitable lists on paper.
func (j *judged) mostServed(village int) []int {
	g := j.greedy(village)
	for len(g.list) < size {
		best := g.next()
		if best < 0 {
			break
		}
		g.take(best)
	}
	return g.list
}

// greedy is a list in the making: left is the chance that each resident takes nothing on it so far, bound what every
// vacancy could gain at most, since gains only fall.
type greedy struct {
	j       *judged
	village int
	chance  []float64
	left    []float64
	bound   []float64
	list    []int
}

func (j *judged) greedy(village int) *greedy {
	g := &greedy{j: j, village: village, chance: j.chances(), left: slices.Repeat([]float64{1}, len(j.homes[village])), bound: make([]float64, len(j.Postings))}
	for vacancy := range g.bound {
		g.bound[vacancy] = g.gain(vacancy)
	}
	return g
}

// chances are the supposed chances by score.
func (j *judged) chances() []float64 {
	out := make([]float64, matching.MaxScore+1)
	for s := range out {
		out[s] = j.Acceptance.Chance(s)
	}
	return out
}

func (g *greedy) gain(vacancy int) float64 {
	sum := 0.0
	for k, s := range g.j.of(g.village, vacancy) {
		if s != barred {
			sum += float64(g.left[k] * g.chance[s])
		}
	}
	return sum
}

// next is the vacancy of the greatest gain, −1 when none gains anything. Only those are measured whose bound leads.
func (g *greedy) next() int {
	measured := map[int]bool{}
	for {
		lead := -1
		for vacancy, b := range g.bound {
			if b > 0 && (lead < 0 || b > g.bound[lead]) {
				lead = vacancy
			}
		}
		if lead < 0 || measured[lead] {
			return lead
		}
		g.bound[lead], measured[lead] = g.gain(lead), true
	}
}

func (g *greedy) take(vacancy int) {
	for k, s := range g.j.of(g.village, vacancy) {
		if s != barred {
			g.left[k] *= 1 - g.chance[s]
		}
	}
	g.list, g.bound[vacancy] = append(g.list, vacancy), 0
}

// random is any vacancies that somebody of the village could take: what a list is worth that spreads well and chooses
// nothing.
func (j *judged) random(seed uint64) func(village int) []int {
	return func(village int) []int {
		var within []int
		for vacancy := range j.Postings {
			if slices.ContainsFunc(j.of(village, vacancy), func(s int16) bool { return s != barred }) {
				within = append(within, vacancy)
			}
		}
		newDraw(seed, uint64(village)).Shuffle(len(within), func(a, b int) { within[a], within[b] = within[b], within[a] })
		return within[:min(size, len(within))]
	}
}

// numbered are lists of ids as numbers.
func (j *judged) numbered(ids [][]string) lists {
	out := make(lists, len(ids))
	for v, list := range ids {
		for _, id := range list {
			out[v] = append(out[v], j.index[id])
		}
	}
	return out
}
