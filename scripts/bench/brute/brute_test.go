package brute_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/scripts/bench/brute"
	"konggang/scripts/bench/law"
	"konggang/scripts/bench/naive"
	"konggang/scripts/bench/province"
)

var ground = brute.Measure{
	Apart: func(a, b models.Point) int { return int(math.Round(models.DistanceKM(a, b) * 1000)) },
	Reach: func(metres int) int { return metres },
}

func vacancies(m *province.Map, n int) []law.Vacancy {
	var out []law.Vacancy
	for p := range m.Vacancies(n) {
		out = append(out, law.VacancyOf(p, province.Day))
	}
	return out
}

// TestColumnsAndWordsAgree holds the judge of exactness to the law in plain words.
func TestColumnsAndWordsAgree(t *testing.T) {
	m := province.Made(3, 2500)
	all := vacancies(m, 1500)
	columns := brute.NewMarket(all, ground)
	matched := 0
	for i := range 20 {
		home := m.Home(i*100, 10)
		for _, s := range home.Seekers {
			p := law.PersonOf(s, *home.Place.Point(), province.Year)
			var want, got []brute.Match
			for _, x := range naive.Top(all, p, 10) {
				want = append(want, brute.Match(x))
			}
			got = append(got, columns.Top(p, 10)...)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s (-words +columns):\n%s", s.ID, diff)
			}
			matched += len(got)
		}
	}
	if matched < 1000 {
		t.Errorf("only %d matches were compared", matched)
	}
}

func TestBestMeanIsTheHighestSum(t *testing.T) {
	m := province.Made(3, 2500)
	all := vacancies(m, 60)
	columns := brute.NewMarket(all, ground)
	home := m.Home(0, 8)
	sums := map[string]int{}
	var people []law.Person
	for _, s := range home.Seekers {
		p := law.PersonOf(s, *home.Place.Point(), province.Year)
		people = append(people, p)
		for _, x := range naive.Top(all, p, len(all)) {
			sums[x.ID] += x.Score
		}
	}
	list := columns.BestMean(*home.Place.Point(), people, 5)
	if len(list) != 5 {
		t.Fatalf("%d lines, want 5", len(list))
	}
	worst := sums[list[4]]
	for _, id := range list {
		delete(sums, id)
	}
	for id, sum := range sums {
		if sum > worst {
			t.Errorf("%s with %d is not on a list that ends with %d", id, sum, worst)
		}
	}
}

func TestVotesGoByPoints(t *testing.T) {
	lists := [][]naive.Match{{{ID: "a", Score: 5}, {ID: "b", Score: 4}}, {{ID: "b", Score: 4}, {ID: "c", Score: 8}}}
	if diff := cmp.Diff([]string{"b", "c"}, naive.Votes(lists, 2)); diff != "" {
		t.Error(diff)
	}
}
