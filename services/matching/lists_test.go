package matching_test

import (
	"fmt"
	"maps"
	"math"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/matching"
)

const (
	neighbour   = models.DivisionCode("410184107208")
	otherTown   = models.DivisionCode("410184108201")
	otherCounty = models.DivisionCode("410185101201")
)

func lives(code models.DivisionCode) func(*models.Seeker) {
	return func(s *models.Seeker) { s.Village = code }
}

func allocate(m *matching.Market, seekers []models.Seeker, villages ...matching.Village) matching.Allocation {
	return m.WithPeople(people(seekers...), nil).Allocate(villages, nil, matching.DefaultOptions())
}

func TestWhoseWishesALineIsFor(t *testing.T) {
	m := market(posting("v", at(6.2)))
	paused := seeker("p", func(s *models.Seeker) { s.Status = models.SeekerPaused })
	cook := seeker("c", func(s *models.Seeker) { s.Wanted = []string{"厨师"} })
	for _, c := range []struct {
		name     string
		seekers  []models.Seeker
		basis    matching.Basis
		borrowed bool
		served   int
		reason   string
	}{
		{"its own", []models.Seeker{seeker("a"), seeker("b"), seeker("x", lives(neighbour))}, matching.BasisOwn, false, 2, "村里有2人想干这类活"},
		{"its own want another thing", []models.Seeker{cook, seeker("x", lives(neighbour))}, matching.BasisOwn, false, 0, "镇上有1人想干这类活"},
		{"its town's", []models.Seeker{seeker("x", lives(neighbour)), seeker("y", lives(otherTown))}, matching.BasisTown, true, 1, "镇上有1人想干这类活"},
		{"who is not looking is not registered", []models.Seeker{paused, seeker("x", lives(neighbour))}, matching.BasisTown, true, 1, "镇上有1人想干这类活"},
		{"its county's", []models.Seeker{seeker("y", lives(otherTown)), seeker("z", lives(otherCounty))}, matching.BasisCounty, true, 1, "县里有1人想干这类活"},
		{"nobody's", []models.Seeker{seeker("z", lives(otherCounty))}, matching.BasisNobody, true, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := allocate(m, c.seekers, village(home, 0)).Lists[0]
			if got.Basis != c.basis || got.Borrowed() != c.borrowed {
				t.Errorf("basis %s, borrowed %v; want %s, %v", got.Basis, got.Borrowed(), c.basis, c.borrowed)
			}
			if len(got.Lines) != 1 {
				t.Fatalf("%d lines, want 1", len(got.Lines))
			}
			want := []string{c.reason, "距本村6.2公里", "还招10人"}
			if c.reason == "" {
				want = want[1:]
			}
			if diff := gocmp.Diff(want, texts(got.Lines[0].Reasons)); diff != "" {
				t.Errorf("reasons differ (-want +got):\n%s", diff)
			}
			if got.Lines[0].SeekersServed != c.served {
				t.Errorf("%d served, want %d", got.Lines[0].SeekersServed, c.served)
			}
		})
	}
}

func TestALineThatSuitsWithoutBeingWanted(t *testing.T) {
	m := market(posting("v", job("染色工", "6-04-02-01"), benefits(0, models.BenefitMeals), pays(6000, 6000)))
	got := allocate(m, []models.Seeker{seeker("a", needs(models.BenefitMeals))}, village(home, 0)).Lists[0].Lines[0]
	if got.SeekersServed != 1 || got.Reasons[0].Text != "村里有1人条件合适" {
		t.Errorf("served %d, %q", got.SeekersServed, got.Reasons[0].Text)
	}
}

func TestABorrowedListDoesNotSpeakOfTheVillagesPeople(t *testing.T) {
	m := market(posting("v", job("染色工", "6-04-02-01"), benefits(0, models.BenefitMeals), pays(6000, 6000)))
	got := allocate(m, []models.Seeker{seeker("a", needs(models.BenefitMeals), lives(neighbour))}, village(home, 0)).Lists[0].Lines[0]
	if diff := gocmp.Diff([]string{"就在本村", "还招10人"}, texts(got.Reasons)); diff != "" || got.SeekersServed != 1 {
		t.Errorf("served %d, reasons differ (-want +got):\n%s", got.SeekersServed, diff)
	}
}

func TestALineTellsPlacesAndDistanceFromItsOwnVillage(t *testing.T) {
	m := market(posting("v", func(p *models.Posting) { p.Vacancy.Filled = 3 }))
	near, far := village(home, 2), village(neighbour, 11)
	far.Precision = models.PrecisionTown
	nowhere := matching.Village{Code: "410184107230", Precision: models.PrecisionOwn}
	lists := allocate(m, []models.Seeker{seeker("a")}, near, far, nowhere).Lists
	for i, want := range []struct {
		km   float64
		text string
	}{{2, "距本村2公里"}, {11, "距镇区11公里"}, {models.DistanceUnknown, "还招7人"}} {
		line := lists[i].Lines[0]
		if line.Places != 7 || math.Abs(line.DistanceKM-want.km) > 0.01 || texts(line.Reasons)[1] != want.text {
			t.Errorf("village %d: %d places, %v km, %v; want 7, %v, %s", i, line.Places, line.DistanceKM, texts(line.Reasons), want.km, want.text)
		}
	}
}

func TestAVillageHearsWhatWaitsForTakersFirst(t *testing.T) {
	m := market(posting("a"), posting("b", pays(3900, 3900)))
	opt := matching.DefaultOptions()
	opt.Lines = 1
	villages, seekers := []matching.Village{village(home, 0)}, []models.Seeker{seeker("s")}
	for _, c := range []struct {
		name string
		load float64
		want string
	}{{"no load: the better", 0, "a"}, {"its places are spoken for: the other", 10, "b"}, {"beyond the ceiling", 60, "b"}} {
		got := m.WithPeople(people(seekers...), nil).Allocate(villages, matching.Load{"a": c.load}, opt)
		if diff := gocmp.Diff([]string{c.want}, ids(got.Lists[0])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestTheCeilingIsALastResort(t *testing.T) {
	m := market(posting("a"), posting("b", job("厨师", "4-03-02-01")))
	got := m.WithPeople(people(seeker("s")), nil).Allocate([]matching.Village{village(home, 0)}, matching.Load{"a": 50}, matching.DefaultOptions())
	if diff := gocmp.Diff([]string{"b", "a"}, ids(got.Lists[0])); diff != "" {
		t.Errorf("lines differ (-want +got):\n%s", diff)
	}
}

func TestNeighboursShareOutWhatIsScarce(t *testing.T) {
	var postings []models.Posting
	for i := range 6 {
		postings = append(postings, posting(fmt.Sprint("v", i), func(p *models.Posting) { p.Vacancy.Headcount = 1 }))
	}
	var seekers []models.Seeker
	var villages []matching.Village
	for i := range 6 {
		code := models.DivisionCode(fmt.Sprintf("410184107%03d", 201+i))
		villages = append(villages, village(code, 0))
		seekers = append(seekers, seeker(fmt.Sprint("s", i), lives(code)))
	}
	opt := matching.DefaultOptions()
	opt.Lines = 1
	heard := map[string]int{}
	for _, l := range market(postings...).WithPeople(people(seekers...), nil).Allocate(villages, nil, opt).Lists {
		heard[ids(l)[0]]++
	}
	if len(heard) != 6 {
		t.Errorf("six one-place vacancies reach six villages as %v, want each once", heard)
	}
}

func TestLoadOfListsIsTheExpectedTakers(t *testing.T) {
	m := market(posting("a"), posting("b", pays(3400, 3400)))
	seekers := []models.Seeker{seeker("s")}
	a := matching.DefaultRules().Acceptance
	first, second := a.Chance(plainScore), a.Chance(plainScore-23)
	got := m.WithPeople(people(seekers...), nil).LoadOf([]matching.Village{village(home, 0)}, [][]string{{"b", "gone", "a"}})
	want := matching.Load{"a": first, "b": (1 - first) * second}
	near := gocmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) < 1e-9 })
	if diff := gocmp.Diff(want, got, near); diff != "" {
		t.Errorf("load differs (-want +got):\n%s", diff)
	}
}

func TestWhyAVacancyIsOnNoList(t *testing.T) {
	opt := matching.DefaultOptions()
	opt.Lines = 1
	m := market(
		posting("best"), posting("outranked", pays(3400, 3400)), posting("sent"),
		posting("far", at(40)), posting("learned", func(p *models.Posting) { p.Vacancy.Education = models.EducationGraduate }),
		posting("draft", func(p *models.Posting) { p.Vacancy.Status = models.VacancyDraft }),
		posting("old", func(p *models.Posting) { p.Vacancy.ValidUntil = today.AddDays(-1) }),
		posting("full", func(p *models.Posting) { p.Vacancy.Filled = 10 }),
		posting("barred", func(p *models.Posting) { p.Employer.Status = models.EnterpriseSuspended }),
	)
	seekers := []models.Seeker{seeker("s", func(s *models.Seeker) { s.MaxDistanceKM = 20 })}
	got := map[string]matching.Cause{}
	for _, u := range m.WithPeople(people(seekers...), nil).Allocate([]matching.Village{village(home, 0)}, matching.Load{"sent": 10}, opt).Unlisted {
		got[u.VacancyID] = u.Cause
		if !matching.Causes.Has(u.Cause) {
			t.Errorf("%s has no words", u.Cause)
		}
	}
	want := map[string]matching.Cause{
		"outranked": matching.CauseOutranked, "sent": matching.CauseEnoughSent, "far": matching.CauseOutOfReach,
		"learned": matching.CauseNobodyFits, "draft": matching.CauseNotOpen, "old": matching.CauseNotValid,
		"full": matching.CauseNoPlaces, "barred": matching.CauseNotApproved,
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("causes differ (-want +got):\n%s", diff)
	}
}

func TestOneVillageInReachIsEnough(t *testing.T) {
	opt := matching.DefaultOptions()
	opt.Lines = 0
	seekers := []models.Seeker{seeker("s", func(s *models.Seeker) { s.MaxDistanceKM = 5 })}
	got := market(posting("v")).WithPeople(people(seekers...), nil).Allocate([]matching.Village{village(home, 1), village(neighbour, 40)}, nil, opt)
	if got.Unlisted[0].Cause != matching.CauseOutranked {
		t.Errorf("cause %s, want %s", got.Unlisted[0].Cause, matching.CauseOutranked)
	}
}

func TestALoadBelowNothingIsNothing(t *testing.T) {
	c := county(12, 5, 40, 60)
	m, opt := c.market(), matching.DefaultOptions()
	debt := matching.Load{}
	for _, p := range c.postings[:20] {
		debt[p.Vacancy.ID] = -1000
	}
	want, got := m.Allocate(c.villages, nil, opt), m.Allocate(c.villages, debt, opt)
	if diff := gocmp.Diff(byVillage(want), byVillage(got)); diff != "" {
		t.Errorf("lists differ (-want +got):\n%s", diff)
	}
}

func TestNothingToAllocate(t *testing.T) {
	if got := allocate(market(posting("v")), nil); len(got.Lists) != 0 || len(got.Unlisted) != 1 {
		t.Errorf("no village: %+v", got)
	}
	if got := allocate(market(), []models.Seeker{seeker("s")}, village(home, 0)); len(got.Lists) != 1 || len(got.Lists[0].Lines) != 0 {
		t.Errorf("no vacancy: %+v", got)
	}
	if got := allocate(market(posting("v")), nil, matching.Village{}); len(got.Lists[0].Lines) != 1 {
		t.Errorf("a village without code or place: %+v", got)
	}
}

func TestProgressCountsEveryTurn(t *testing.T) {
	c := county(4, 3, 30, 30)
	var heard []int
	opt := matching.Options{Lines: 4, PerEmployer: 3, Kappa: 1, Epsilon: .3, Ceiling: 5, Sweeps: 1, Progress: func(done, total int) {
		if total != 18 {
			t.Fatalf("total %d, want 3 villages × (a look + 4 lines + 1 sweep)", total)
		}
		heard = append(heard, done)
	}}
	c.market().Allocate(c.villages, nil, opt)
	for i, done := range heard {
		if done != i+1 {
			t.Fatalf("turn %d reported as %d", i+1, done)
		}
	}
	if len(heard) != 18 {
		t.Errorf("%d turns heard of, want 18", len(heard))
	}
}

func TestEveryListKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := county(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(1, 6).Draw(t, "villages"), rapid.IntRange(0, 40).Draw(t, "vacancies"),
			rapid.IntRange(0, 40).Draw(t, "seekers"))
		for i := range c.postings {
			if rapid.IntRange(0, 9).Draw(t, "state") == 0 {
				c.postings[i].Vacancy.Status = models.VacancyPaused
			}
		}
		got, offers := c.market().Allocate(c.villages, nil, matching.DefaultOptions()), c.byID()
		accounted := map[string]bool{}
		for _, u := range got.Unlisted {
			accounted[u.VacancyID] = true
		}
		for _, l := range got.Lists {
			seen, firm := map[string]bool{}, map[string]int{}
			for _, line := range l.Lines {
				v := offers[line.VacancyID].Vacancy
				firm[v.EnterpriseID]++
				if seen[v.ID] || firm[v.EnterpriseID] > 3 || !v.Live(today) || line.Gain <= 0 || len(line.Reasons) == 0 || len(l.Lines) > 20 {
					t.Fatalf("%s: bad line %+v", l.Village.Code, line)
				}
				seen[v.ID], accounted[v.ID] = true, true
			}
		}
		if len(accounted) != len(c.postings) {
			t.Fatalf("%d of %d vacancies are listed or explained", len(accounted), len(c.postings))
		}
	})
}

// TestAProvinceGoesCountyByCounty: the lists of two counties are those of the first, and then of the second with the load of
// the first.
func TestAProvinceGoesCountyByCounty(t *testing.T) {
	c := county(12, 24, 90, 400)
	next := func(code models.DivisionCode) models.DivisionCode { return "410185" + code[6:] }
	beyond := map[models.DivisionCode]bool{}
	for i := range c.villages {
		if i%2 == 0 {
			c.villages[i].Code = next(c.villages[i].Code)
			beyond[c.villages[i].Code] = true
		}
	}
	for i, s := range c.seekers {
		if beyond[next(s.Village)] {
			c.seekers[i].Village = next(s.Village)
		}
	}
	m, opt := c.market(), matching.DefaultOptions()
	heard := 0
	opt.Progress = func(done, total int) {
		if heard++; done != heard || total != 24*23 {
			t.Fatalf("turn %d of %d reported as %d", heard, total, done)
		}
	}
	whole := m.Allocate(c.villages, nil, opt)
	opt.Progress = nil
	var counties [2][]matching.Village
	for _, v := range c.villages {
		k := 0
		if beyond[v.Code] {
			k = 1
		}
		counties[k] = append(counties[k], v)
	}
	first := m.Allocate(counties[0], nil, opt)
	second := m.Allocate(counties[1], first.Load, opt)
	want := byVillage(first)
	maps.Copy(want, byVillage(second))
	if diff := gocmp.Diff(want, byVillage(whole)); diff != "" {
		t.Errorf("lists differ (-apart +whole):\n%s", diff)
	}
	if diff := gocmp.Diff(second.Load, whole.Load); diff != "" || heard != 24*23 {
		t.Errorf("%d turns; load differs (-apart +whole):\n%s", heard, diff)
	}
}

// TestLinesAreWhatAListWouldSay words chosen vacancies as the allocator does, in the order asked for, whoever wants them.
func TestLinesAreWhatAListWouldSay(t *testing.T) {
	m := market(posting("a", at(6.2)), posting("b", job("厨师", "4-03-02-01")), posting("full", func(p *models.Posting) { p.Vacancy.Filled = p.Vacancy.Headcount })).
		WithPeople(people(seeker("s"), seeker("x", lives(neighbour))), nil)
	listed := m.Allocate([]matching.Village{village(home, 0)}, nil, matching.DefaultOptions()).Lists[0].Lines
	want := map[string]matching.Line{}
	for _, l := range listed {
		l.Gain = 0
		want[l.VacancyID] = l
	}
	got := m.Lines(village(home, 0), []string{"b", "unknown", "full", "a", "b"})
	if len(listed) != 2 || len(got) != 2 {
		t.Fatalf("%d lines and %d on the list", len(got), len(listed))
	}
	if diff := gocmp.Diff([]matching.Line{want["b"], want["a"]}, got); diff != "" {
		t.Errorf("the lines differ (-listed +chosen):\n%s", diff)
	}
}
