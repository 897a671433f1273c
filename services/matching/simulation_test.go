package matching_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"konggang/models"
	"konggang/services/matching"
)

// judged is a made county with every seeker's score for every vacancy, as the methods and the simulation see it.
type judged struct {
	made
	market *matching.Market
	chance [matching.MaxScore + 1]float64
	// score[i][j] is of seeker i and posting j, −1 when a hard condition fails; living[v] is the seekers of village v.
	score  [][]int
	living [][]int
	index  map[string]int
}

func judge(c made) *judged {
	w := &judged{made: c, market: c.market(), index: map[string]int{}, living: make([][]int, len(c.villages))}
	for s := range w.chance {
		w.chance[s] = matching.DefaultRules().Acceptance.Chance(s)
	}
	for j, p := range c.postings {
		w.index[p.Vacancy.ID] = j
	}
	at := map[models.DivisionCode]int{}
	for v, village := range c.villages {
		at[village.Code] = v
	}
	for i, s := range c.seekers {
		v := at[s.Village]
		w.living[v] = append(w.living[v], i)
		w.score = append(w.score, slices.Repeat([]int{-1}, len(c.postings)))
		for _, match := range w.market.Top(matching.Person{Seeker: s, Place: c.villages[v].Place}, w.market.Len()) {
			w.score[i][w.index[match.VacancyID]] = match.Score
		}
	}
	return w
}

func (w *judged) accepts(i, j int) float64 {
	if w.score[i][j] < 0 {
		return 0
	}
	return w.chance[w.score[i][j]]
}

// bestMean is baseline (a): the highest mean score among the village's seekers, what a usual ranking gives.
func (w *judged) bestMean(village int) []int {
	mean := make([]int, len(w.postings))
	for j := range w.postings {
		for _, i := range w.living[village] {
			mean[j] += max(0, w.score[i][j])
		}
	}
	order := make([]int, len(w.postings))
	for j := range order {
		order[j] = j
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(mean[b], mean[a]), cmp.Compare(a, b)) })
	return order[:20]
}

// blindGreedy is baseline (c): whatever serves most of the village's seekers that the list does not serve yet, as if no
// other village heard of it.
func (w *judged) blindGreedy(village int) []int {
	left := map[int]float64{}
	for _, i := range w.living[village] {
		left[i] = 1
	}
	var list []int
	for len(list) < 20 {
		best, most := -1, 0.0
		for j := range w.postings {
			gain := 0.0
			for _, i := range w.living[village] {
				gain += left[i] * w.accepts(i, j)
			}
			if gain > most && !slices.Contains(list, j) {
				best, most = j, gain
			}
		}
		if best < 0 {
			break
		}
		list = append(list, best)
		for i := range left {
			left[i] *= 1 - w.accepts(i, best)
		}
	}
	return list
}

func (w *judged) loadAware() [][]int {
	out := make([][]int, len(w.villages))
	for v, l := range w.market.Allocate(w.villages, nil, matching.DefaultOptions()).Lists {
		for _, id := range ids(l) {
			out[v] = append(out[v], w.index[id])
		}
	}
	return out
}

func (w *judged) blind(method func(village int) []int) [][]int {
	out := make([][]int, len(w.villages))
	for v := range out {
		out[v] = method(v)
	}
	return out
}

// outcome is what lists lead to: people hired, refusals for want of places, and vacancies that are on some list.
type outcome struct{ hired, refused, listed int }

// simulate lets the seekers come in a drawn order; each tries the best two lines that it accepts, and employers take who
// comes first.
func (w *judged) simulate(lists [][]int, seed uint64) outcome {
	r := rand.New(rand.NewPCG(seed, 1))
	home, left, seen := make([]int, len(w.seekers)), make([]int, len(w.postings)), map[int]bool{}
	for v, people := range w.living {
		for _, i := range people {
			home[i] = v
		}
	}
	for j, p := range w.postings {
		left[j] = p.Vacancy.Headcount
	}
	var out outcome
	for _, i := range r.Perm(len(w.seekers)) {
		list := slices.Clone(lists[home[i]])
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(w.score[i][b], w.score[i][a]) })
		tries := 0
		for _, j := range list {
			seen[j] = true
			if tries == 2 || r.Float64() >= w.accepts(i, j) {
				continue
			}
			tries++
			if left[j] > 0 {
				left[j]--
				out.hired++
				break
			}
			out.refused++
		}
	}
	out.listed = len(seen)
	return out
}

func TestLoadAwareListsGetMorePeopleHired(t *testing.T) {
	c := county(11, 40, 250, 2000)
	for i := range c.postings {
		c.postings[i].Vacancy.Headcount = 1 + i%6
	}
	w := judge(c)
	aware := w.simulate(w.loadAware(), 1)
	mean, greedy := w.simulate(w.blind(w.bestMean), 1), w.simulate(w.blind(w.blindGreedy), 1)
	t.Logf("hired, refused, listed: load aware %v, best mean %v, blind greedy %v", aware, mean, greedy)
	if aware.hired*10 < 17*mean.hired {
		t.Errorf("load aware lists hire %d, the best mean %d: want at least 1.7 times as many", aware.hired, mean.hired)
	}
	if aware.hired*10 < greedy.hired*13 {
		t.Errorf("load aware lists hire %d, the blind greedy %d: want at least 1.3 times as many", aware.hired, greedy.hired)
	}
	if aware.refused*mean.hired*2 > mean.refused*aware.hired {
		t.Errorf("refusals per hire: %d/%d, best mean %d/%d: want at most half", aware.refused, aware.hired, mean.refused, mean.hired)
	}
	if aware.listed*10 < 7*len(c.postings) {
		t.Errorf("%d of %d vacancies are on some list, want .70", aware.listed, len(c.postings))
	}
}
