package simulation

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/matching"
)

// market is a world of vacancies with these places and nothing else.
func market(places ...int) *judged {
	j := &judged{}
	for _, n := range places {
		j.Postings = append(j.Postings, models.Posting{Vacancy: models.Vacancy{Headcount: n}})
	}
	return j
}

// wishing are people who accept vacancies in this order.
func wishing(lists ...[]int) [][]choice {
	out := make([][]choice, len(lists))
	for person, list := range lists {
		for _, vacancy := range list {
			out[person] = append(out[person], choice{vacancy: vacancy})
		}
	}
	return out
}

func TestFirstCome(t *testing.T) {
	for _, c := range []struct {
		name           string
		places         []int
		people         [][]choice
		hired, refused float64
	}{
		{"everybody to the same gate", []int{1, 9}, wishing([]int{0}, []int{0}, []int{0}), 1, 2},
		{"the second try", []int{1, 9}, wishing([]int{0, 1}, []int{0, 1}, []int{0, 1}), 3, 2},
		{"nobody tries a third time", []int{0, 0, 5}, wishing([]int{0, 1, 2}), 0, 2},
		{"who accepts nothing stays home", []int{1}, wishing(nil, []int{0}), 1, 0},
	} {
		if got := market(c.places...).firstCome(c.people, 1); got != (outcome{c.hired, c.refused}) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// Deferred acceptance leaves no place empty that somebody without one accepts: it hires at least whom any one vacancy could,
// and no more than there are places for what is accepted.
func TestDeferredAcceptanceWastesNoPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.SliceOfN(rapid.IntRange(0, 3), 1, 6).Draw(t, "places")
		people := make([][]int, rapid.IntRange(0, 12).Draw(t, "people"))
		for i := range people {
			people[i] = rapid.SliceOfDistinct(rapid.IntRange(0, len(places)-1), rapid.ID[int]).Draw(t, "wishes")
		}
		hired := int(market(places...).deferred(wishing(people...), 1))
		wanted := slices.Repeat([]int{0}, len(places))
		for _, list := range people {
			for _, vacancy := range list {
				wanted[vacancy]++
			}
		}
		most, alone := 0, 0
		for vacancy, n := range places {
			most += min(n, wanted[vacancy])
			alone = max(alone, min(n, wanted[vacancy]))
		}
		if hired > min(most, len(people)) || hired < alone {
			t.Fatalf("%d hired of %v to %v", hired, people, places)
		}
	})
}

func TestChanceBelongsToItsKeys(t *testing.T) {
	if uniform(1, 2, 3) != uniform(1, 2, 3) || uniform(1, 2, 3) == uniform(1, 3, 2) {
		t.Error("the same keys give other numbers, or others the same")
	}
	mean, square, low := 0.0, 0.0, 0
	const n = 20_000
	for i := range uint64(n) {
		x := normal(7, i)
		mean, square = mean+x/n, square+x*x/n
		if uniform(7, i) < 0.3 {
			low++
		}
	}
	if math.Abs(mean) > 0.03 || math.Abs(square-1) > 0.03 || math.Abs(float64(low)/n-0.3) > 0.01 {
		t.Errorf("mean %.3f, square %.3f, %d of %d below .3", mean, square, low, n)
	}
}

// scored is one village with these scores: a row a vacancy, a column a resident.
func scored(rows ...[]int16) *judged {
	j := market(slices.Repeat([]int{1}, len(rows))...)
	j.Acceptance, j.Villages = matching.Acceptance{A: 0.02, B: -13}, make([]matching.Village, 1)
	j.people, j.homes, j.scores = len(rows[0]), make([][]resident, 1), make([][]int16, 1)
	for k := range rows[0] {
		j.homes[0] = append(j.homes[0], resident{&models.Seeker{}, k})
	}
	for _, row := range rows {
		j.scores[0] = append(j.scores[0], row...)
	}
	return j
}

func TestMethods(t *testing.T) {
	j := scored(
		[]int16{500, 500, 500, 500}, // everybody's second choice
		[]int16{700, 690, barred, barred},
		[]int16{barred, barred, 710, barred},
		[]int16{barred, barred, barred, barred},
	)
	for _, c := range []struct {
		name      string
		got, want []int
	}{
		{"the best mean pleases nobody much", j.bestMean(0), []int{0, 1, 2}},
		{"the votes count everybody's ten best", j.mostVotes(0), []int{0, 1, 2}},
		{"the most served have what they want", j.mostServed(0), []int{1, 2, 0}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	random := j.random(1)(0)
	slices.Sort(random)
	if !slices.Equal(random, []int{0, 1, 2}) {
		t.Errorf("within reach is %v", random)
	}
	if got := bestOf([]int{5, 0, 9, 5, 7}, 3); !slices.Equal(got, []int{2, 4, 0}) {
		t.Errorf("the best three are %v", got)
	}
}

func TestFiguresOfLists(t *testing.T) {
	j := scored([]int16{900, 900, barred}, []int16{barred, 300, 300})
	taste := supposed(j.Acceptance)
	if got := j.suitable(lists{{0, 1}}, taste, nil); math.Abs(got-2.0/3) > 1e-9 {
		t.Errorf("suitable to %.3f", got)
	}
	sure := j.Acceptance.Chance(900)
	if got := j.load(lists{{0, 1}}); math.Abs(got-2*sure) > 1e-9 {
		t.Errorf("load %.3f, want %.3f", got, 2*sure)
	}
	if common, either := shared([]int{1, 2, 3}, []int{3, 4}); common != 1 || either != 4 {
		t.Errorf("%d of %d shared", common, either)
	}
	if got := j.listed(lists{{1}}); got != 0.5 {
		t.Errorf("listed %.2f", got)
	}
}
