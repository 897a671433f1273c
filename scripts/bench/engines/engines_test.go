package engines_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/scripts/bench/brute"
	"konggang/scripts/bench/engines"
	"konggang/scripts/bench/law"
	"konggang/scripts/bench/province"
)

// TestTheEngineAndBruteForceAgree holds the adapters to the law, before and after an edit.
func TestTheEngineAndBruteForceAgree(t *testing.T) {
	land := province.Made(9, 2500)
	postings := slices.Collect(land.Vacancies(800))
	m := engines.NewMarket().With(postings)
	compare(t, land, m, postings)
	for i := 0; i < 800; i += 7 {
		postings[i] = land.Edited(i, 1)
	}
	postings[3].Vacancy.Status = models.VacancyPaused
	compare(t, land, m.With(postings), postings)
}

func compare(t *testing.T, land *province.Map, m engines.Market, postings []models.Posting) {
	t.Helper()
	var live []law.Vacancy
	for _, p := range postings {
		if law.Live(p, province.Day) {
			live = append(live, law.VacancyOf(p, province.Day))
		}
	}
	judge := brute.NewMarket(live, engines.Measure)
	if m.Ready() != len(live) {
		t.Errorf("%d live, want %d", m.Ready(), len(live))
	}
	for i := range 30 {
		home := land.Home(i*80, 4)
		for _, s := range home.Seekers {
			var want []engines.Match
			for _, x := range judge.Top(law.PersonOf(s, *home.Place.Point(), province.Year), 10) {
				want = append(want, engines.Match(x))
			}
			if diff := cmp.Diff(want, m.Top(s, home.Place, 10)); diff != "" {
				t.Fatalf("%s (-brute +engine):\n%s", s.ID, diff)
			}
		}
	}
}

func TestBatchServesEveryVillage(t *testing.T) {
	land := province.Made(9, 2500)
	homes := slices.Collect(func(yield func(province.Home) bool) {
		for i := range 7 {
			if !yield(land.Home(i*300, 6)) {
				return
			}
		}
	})
	registered, villages, seekers := 0, 0, 0
	for _, h := range homes {
		registered += len(h.Seekers)
	}
	m := engines.NewMarket().With(slices.Collect(land.Vacancies(100))).Settle(slices.Values(homes))
	m.Batch(10, 5, func(n int, list []string) {
		villages, seekers = villages+1, seekers+n
		if len(list) > 5 {
			t.Errorf("%d lines, want 5 at most", len(list))
		}
	})
	if villages != 7 || seekers != registered {
		t.Errorf("%d villages with %d seekers, want 7 with %d", villages, seekers, registered)
	}
}

func TestAnEditIsFound(t *testing.T) {
	land := province.Made(9, 2500)
	x := engines.NewIndex(land.Names()).With(slices.Collect(land.Vacancies(50)))
	p := land.Vacancy(4)
	p.Vacancy.Title = "试改工"
	got := x.With([]models.Posting{p}).Run(province.Query{Text: "试改工"})
	if diff := cmp.Diff(engines.Found{Total: 1, IDs: []string{p.Vacancy.ID}}, got); diff != "" {
		t.Error(diff)
	}
}
