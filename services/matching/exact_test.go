package matching_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/matching"
)

// exactness is the sizes of the test of exactness: enough for every path, or a province's.
func exactness() (vacancies, updates, seekers int) {
	if large() {
		return 1_000_000, 100_000, 10_000
	}
	return 400, 2000, 2000
}

// TestPrunedSearchMissesNothing holds Top and Batch against judging all pairs, after many edits.
func TestPrunedSearchMissesNothing(t *testing.T) {
	vacancies, updates, seekers := exactness()
	p := newProvince(3, 400)
	m := matching.NewMarket(today, p.rules()).With(p.postings(vacancies), nil)
	m = churned(p, m, vacancies, updates)
	people := p.people(seekers / 400)
	m = m.WithPeople(people, nil)
	swept := map[string][]matching.Scored{}
	m.Batch(10, func(_ models.DivisionCode, best []matching.Best) {
		for _, b := range best {
			swept[b.SeekerID] = b.Vacancies
		}
	})
	differences, plainly := 0, m.Plainly()
	for _, who := range people {
		want := plainly(who, 10)
		if diff := gocmp.Diff(want, m.Top(who, 10)); diff != "" {
			differences++
			t.Errorf("%s (-all pairs +pruned):\n%s", who.Seeker.ID, diff)
		}
		if diff := gocmp.Diff(scoredOf(want), swept[who.Seeker.ID]); diff != "" {
			differences++
			t.Errorf("%s (-all pairs +batch):\n%s", who.Seeker.ID, diff)
		}
		if differences > 3 {
			break
		}
	}
	t.Attr("figure", fmt.Sprintf("%d seekers × %d vacancies after %d updates: %d differences between pruned and all pairs", len(people), m.Len(), updates, differences))
}

func scoredOf(matches []matching.Match) []matching.Scored {
	var out []matching.Scored
	for _, m := range matches {
		out = append(out, matching.Scored{VacancyID: m.VacancyID, Score: m.Score})
	}
	return out
}

// churned changes, closes, opens and removes vacancies one by one and some at a time.
func churned(p *province, m *matching.Market, vacancies, updates int) *matching.Market {
	for done := 0; done < updates; {
		var changed []models.Posting
		for range 1 + p.r.IntN(3) {
			one := p.posting(p.r.IntN(vacancies + vacancies/4))
			if p.r.IntN(3) == 0 {
				one.Vacancy.Status = models.VacancyFilled
			}
			changed = append(changed, one)
		}
		var gone []string
		if p.r.IntN(8) == 0 {
			gone = append(gone, fmt.Sprintf("019b-%08d", p.r.IntN(vacancies)))
		}
		m = m.With(changed, gone)
		done += len(changed) + len(gone)
	}
	return m
}

// TestEditsGiveWhatBuildingGives compares a market after edits with one that is built from what there is in the end.
func TestEditsGiveWhatBuildingGives(t *testing.T) {
	p := newProvince(4, 20)
	postings := p.postings(300)
	now := map[string]models.Posting{}
	m := matching.NewMarket(today, p.rules())
	for step := range 600 {
		one := postings[p.r.IntN(len(postings))]
		one.Vacancy.Title, one.Place = p.title(p.occupation()), p.workplace().point()
		if step%5 == 0 {
			delete(now, one.Vacancy.ID)
			m = m.With(nil, []string{one.Vacancy.ID})
			continue
		}
		now[one.Vacancy.ID] = one
		m = m.With([]models.Posting{one}, nil)
	}
	var all []models.Posting
	for _, one := range now {
		all = append(all, one)
	}
	built := matching.NewMarket(today, p.rules()).With(all, nil)
	if m.Len() != built.Len() || m.Len() == 0 {
		t.Errorf("%d vacancies after edits, %d when built", m.Len(), built.Len())
	}
	for i := range 100 {
		who := p.person(i, i%20)
		if diff := gocmp.Diff(built.Top(who, 20), m.Top(who, 20)); diff != "" {
			t.Fatalf("%s (-built +edited):\n%s", who.Seeker.ID, diff)
		}
	}
}

// TestEveryBoundHolds holds the bounds of blocks and hamlets against each member.
func TestEveryBoundHolds(t *testing.T) {
	for seed := range uint64(2) {
		p := newProvince(10+seed, 30)
		m := churned(p, matching.NewMarket(today, p.rules()).With(p.postings(800), nil), 800, 200).WithPeople(p.people(8), nil)
		for i := range 30 {
			if err := m.CheckBounds(p.person(i, i%30)); err != nil {
				t.Fatal(err)
			}
			if err := m.CheckCrowds(p.posting(i)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestSweptPairsAreAllPairs holds the pairs that lists are made from against judging all.
func TestSweptPairsAreAllPairs(t *testing.T) {
	p := newProvince(20, 12)
	m := matching.NewMarket(today, p.rules()).With(p.postings(900), nil).WithPeople(p.people(6), nil)
	for _, floor := range []int{0, 400, 650, 900} {
		swept, plain := m.Pairs(floor)
		if diff := gocmp.Diff(plain, swept); diff != "" {
			t.Errorf("at %d points (-all +swept):\n%s", floor, diff)
		}
		if floor < 650 && len(swept) == 0 {
			t.Errorf("no pair at %d points", floor)
		}
	}
}

// TestCandidatesMissNobody holds the best seekers of a vacancy against the scores by Top of all.
func TestCandidatesMissNobody(t *testing.T) {
	p := newProvince(30, 40)
	people := p.people(8)
	m := matching.NewMarket(today, p.rules()).WithPeople(people, nil)
	for i := range 20 {
		one := p.posting(i)
		var want []matching.Candidate
		for _, who := range people {
			if match, ok := m.ForEmployer(who, one); ok {
				want = append(want, matching.Candidate{SeekerID: who.Seeker.ID, Score: match.Score, Shares: who.Seeker.Consented(models.ConsentShare)})
			}
		}
		slices.SortFunc(want, func(a, b matching.Candidate) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.SeekerID, b.SeekerID))
		})
		got := m.Candidates(one, "", 7)
		if diff := gocmp.Diff(want[:min(7, len(want))], got); diff != "" && len(want)+len(got) > 0 {
			t.Errorf("%s (-all +found):\n%s", one.Vacancy.Title, diff)
		}
	}
}

func TestCandidatesLiveInsideTheDivision(t *testing.T) {
	here, there := person(), person(lives(otherTown))
	there.Seeker.ID = "there"
	m := market().WithPeople([]matching.Person{here, there}, nil)
	for division, want := range map[models.DivisionCode]int{"": 2, "410184000000": 2, "410184107000": 1, otherTown: 1, "410185000000": 0, "4101": 0} {
		if got := m.Candidates(posting("v"), division, 5); len(got) != want {
			t.Errorf("within %q: %v, want %d", division, got, want)
		}
	}
}
