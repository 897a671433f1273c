package simulation

import (
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"konggang/models"
	"konggang/services/matching"
)

// barred is the score of a vacancy that somebody cannot take.
const barred = -1

// resident is somebody who lives in a village of the world, by their number there and in the whole world.
type resident struct {
	seeker *models.Seeker
	number int
}

// judged is a world in which every resident's score for every vacancy is known. Villages, their residents and the vacancies
// go by number.
type judged struct {
	World
	homes  [][]resident
	people int
	index  map[string]int
	// scores[v] holds, vacancy by vacancy, the scores of the village's residents.
	scores [][]int16
}

// judge scores everybody.
func judge(w World, progress func(done, total int)) *judged {
	w = w.ordered()
	j := &judged{World: w, homes: make([][]resident, len(w.Villages)), index: map[string]int{}, scores: make([][]int16, len(w.Villages))}
	for i := range w.Postings {
		j.index[w.Postings[i].Vacancy.ID] = i
	}
	at := map[models.DivisionCode]int{}
	for v, village := range w.Villages {
		at[village.Code] = v
	}
	for i := range w.People {
		if v, here := at[w.People[i].Village]; here {
			j.homes[v] = append(j.homes[v], resident{&w.People[i], j.people})
			j.people++
		}
	}
	e := newEngine(w)
	var done atomic.Int64
	inParallel(len(w.Villages), func(v int) {
		j.scores[v] = j.village(e, v)
		progress(int(done.Add(1)), len(w.Villages))
	})
	return j
}

func (j *judged) village(e engine, v int) []int16 {
	n := len(j.homes[v])
	out := slices.Repeat([]int16{barred}, n*len(j.Postings))
	e.scores(j.Villages[v], j.homes[v], func(k int, id string, score int) { out[j.index[id]*n+k] = int16(score) })
	return out
}

// of is the scores of a village's residents for a vacancy.
func (j *judged) of(village, vacancy int) []int16 {
	n := len(j.homes[village])
	return j.scores[village][vacancy*n : vacancy*n+n]
}

// inParallel calls f for 0 to n−1 on all processors, in no order: f may write to what is i's alone.
func inParallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

// handful is how many suitable vacancies the median seeker of a calibrated world has.
const handful = 5

// calibrated moves the acceptance, keeping its slope, until the median resident has a handful of suitable vacancies: what is
// scarce are places, not work that people would take. Scores do not depend on it.
func (j *judged) calibrated() *judged {
	low, high := 0, matching.MaxScore
	for high-low > 1 {
		if middle := (low + high) / 2; j.medianAbove(middle) >= handful {
			low = middle
		} else {
			high = middle
		}
	}
	out := *j
	out.Acceptance.B = logit(matching.Suitable) - float64(j.Acceptance.A*float64(low))
	return &out
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// medianAbove is how many vacancies of at least this score the median resident has; every tenth village is asked.
func (j *judged) medianAbove(score int) int {
	var counts []int
	for v := 0; v < len(j.homes); v += 10 {
		n := len(j.homes[v])
		count := make([]int, n)
		for i, s := range j.scores[v] {
			if int(s) >= score {
				count[i%n]++
			}
		}
		counts = append(counts, count...)
	}
	slices.Sort(counts)
	return counts[len(counts)/2]
}
