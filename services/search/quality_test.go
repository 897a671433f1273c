package search_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"konggang/models"
	"konggang/services/search"
)

// depth is how many hits people look at.
const depth = 10

// leastQuality is the mean score of all questions below which TestQuality fails, mostForbidden the share of hits that must not
// be there above which it does.
const (
	leastQuality  = 0.905
	mostForbidden = 0.022
)

// engine gives the ids of the first hits for a text, at most depth. It is all that the judging knows of the search.
type engine func(text string) []string

func searched(t *testing.T, c corpus) engine {
	entries := make([]search.Entry, len(c.postings))
	for i, p := range c.postings {
		entries[i] = search.Entry{Posting: p}
	}
	index := search.NewIndex(corpusDay, c.names).With(corpusDay.Time(), entries, nil)
	return func(text string) (ids []string) {
		found, err := index.Run(search.Query{Text: text, Limit: depth})
		if err != nil {
			t.Fatal(err)
		}
		for _, hit := range found.Hits {
			ids = append(ids, hit.ID)
		}
		return ids
	}
}

// TestQuality asks what people ask and tells, by kind of question, how good the answers are: testdata/queries.tsv. The rules and
// tables of the search were tuned by looking at the answers to the questions on odd lines; those on even lines forecast how it
// does with others, a little too well, for whoever tuned it had read all questions.
func TestQuality(t *testing.T) {
	c := sampleCorpus(t)
	ask, byID := searched(t, c), map[string]models.Posting{}
	for _, p := range c.postings {
		byID[p.Vacancy.ID] = p
	}
	var all tally
	var halves [2]tally // rows of even and of odd lines
	kinds := map[string]*tally{}
	for _, j := range readJudgements(t) {
		a := judge(c, byID, j, ask(j.text))
		if kinds[j.kind] == nil {
			kinds[j.kind] = &tally{}
		}
		kinds[j.kind].add(a)
		all.add(a)
		halves[j.line%2].add(a)
		if a.score < .5 || a.forbidden > 0 {
			t.Logf("%d %.2f %s %q: %s", j.line, a.score, j.kind, j.text, titles(byID, a.ids))
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		t.Run(kind, func(t *testing.T) { t.Attr("figure", kinds[kind].String()) })
	}
	t.Attr("figure", all.String())
	t.Run("tuned on (odd lines)", func(t *testing.T) { t.Attr("figure", halves[1].String()) })
	t.Run("not tuned on (even lines)", func(t *testing.T) { t.Attr("figure", halves[0].String()) })
	if score, forbidden := all.mean(), all.forbiddenShare(); score < leastQuality || forbidden > mostForbidden {
		t.Errorf("mean score %.3f, %.4f of the hits forbidden; want at least %.3f, at most %.4f", score, forbidden, float64(leastQuality), float64(mostForbidden))
	}
}

// answer is what became of one question: its score from 0 to 1, and how many of the hits must not be there.
type answer struct {
	judgement
	ids               []string
	score             float64
	precision, recall float64 // of a rule
	forbidden         int
}

func judge(c corpus, byID map[string]models.Posting, j judgement, ids []string) answer {
	a := answer{judgement: j, ids: ids}
	var got, best []int
	for _, id := range ids {
		got = append(got, j.grade(c, byID[id]))
		if j.forbids(c, byID[id]) {
			a.forbidden++
		}
	}
	for _, p := range c.postings {
		if g := j.grade(c, p); g > 0 {
			best = append(best, g)
		}
	}
	switch {
	case len(j.want) == 0 && len(ids) == 0:
		a.score = 1
	case len(j.want) == 0:
	case j.isRule():
		a.precision, a.recall = ofRule(got, len(best))
		a.score = harmonic(a.precision, a.recall)
	default:
		a.score = nDCG(got, best)
	}
	return a
}

// ofRule is the share of the hits that fit, and the share of those that fit that was found, as far as they have room.
func ofRule(got []int, fitting int) (precision, recall float64) {
	right := 0
	for _, g := range got {
		right += min(g, 1)
	}
	return part(right, len(got)), part(right, min(fitting, depth))
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

// nDCG is the normalised discounted cumulative gain of Järvelin and Kekäläinen (2002), with the gain 2^grade - 1: 1 when the
// best come first and in order.
func nDCG(got, best []int) float64 {
	slices.SortFunc(best, func(a, b int) int { return b - a })
	return dcg(got) / dcg(best)
}

func dcg(grades []int) (sum float64) {
	for i, g := range grades[:min(len(grades), depth)] {
		sum += (math.Pow(2, float64(g)) - 1) / math.Log2(float64(i+2))
	}
	return sum
}

// tally sums answers up.
type tally struct {
	graded, rules, empty                  float64 // sums of scores
	precision, recall                     float64
	gradedCount, ruleCount, emptyCount    int
	forbidden, hitsWhereSomethingIsBarred int
}

func (t *tally) add(a answer) {
	switch {
	case len(a.want) == 0:
		t.emptyCount++
		t.empty += a.score
	case a.isRule():
		t.ruleCount++
		t.rules += a.score
		t.precision += a.precision
		t.recall += a.recall
	default:
		t.gradedCount++
		t.graded += a.score
	}
	if len(a.never) > 0 {
		t.forbidden += a.forbidden
		t.hitsWhereSomethingIsBarred += len(a.ids)
	}
}

func (t *tally) count() int    { return t.gradedCount + t.ruleCount + t.emptyCount }
func (t *tally) mean() float64 { return (t.graded + t.rules + t.empty) / float64(max(1, t.count())) }

func (t *tally) forbiddenShare() float64 { return part(t.forbidden, t.hitsWhereSomethingIsBarred) }

func part(some, of int) float64 { return float64(some) / float64(max(1, of)) }

// String is the score and what it is made of.
func (t *tally) String() string {
	out := fmt.Sprintf("score %.3f of %d", t.mean(), t.count())
	if n := t.gradedCount; n > 0 {
		out += fmt.Sprintf(", nDCG@10 %.3f of %d", t.graded/float64(n), n)
	}
	if n := t.ruleCount; n > 0 {
		out += fmt.Sprintf(", rules %d at precision@10 %.3f, recall@10 %.3f", n, t.precision/float64(n), t.recall/float64(n))
	}
	if n := t.emptyCount; n > 0 {
		out += fmt.Sprintf(", rightly nothing %.3f of %d", t.empty/float64(n), n)
	}
	if n := t.hitsWhereSomethingIsBarred; n > 0 {
		out += fmt.Sprintf(", forbidden %d of %d hits", t.forbidden, n)
	}
	return out
}

func titles(byID map[string]models.Posting, ids []string) string {
	if len(ids) == 0 {
		return "nothing"
	}
	var out []string
	for _, id := range ids {
		out = append(out, byID[id].Vacancy.Title)
	}
	return strings.Join(out, " ")
}

// TestScores holds the arithmetic to cases worked out by hand.
func TestScores(t *testing.T) {
	near := func(got, want float64) bool { return math.Abs(got-want) < 1e-4 }
	for _, c := range []struct {
		name      string
		got, best []int
		want      float64
	}{
		{"the best order", []int{3, 2}, []int{2, 3}, 1},
		{"turned round", []int{2, 3}, []int{2, 3}, (3 + 7/1.58496) / (7 + 3/1.58496)},
		{"weaker hits after the good ones do no harm", []int{3, 0, 0, 0}, []int{3}, 1},
		{"a place lost", []int{0, 3}, []int{3}, 1 / 1.58496},
		{"nothing found", nil, []int{3}, 0},
	} {
		if got := nDCG(c.got, c.best); !near(got, c.want) {
			t.Errorf("%s: %.4f, want %.4f", c.name, got, c.want)
		}
	}
	if p, r := ofRule([]int{3, 0, 3, 0}, 40); !near(p, .5) || !near(r, .2) {
		t.Errorf("two right of four, forty fit: precision %.2f, recall %.2f", p, r)
	}
	if p, r := ofRule(nil, 4); p != 0 || r != 0 || harmonic(p, r) != 0 {
		t.Errorf("nothing found: precision %.2f, recall %.2f", p, r)
	}
}
