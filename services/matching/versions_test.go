package matching_test

import (
	"fmt"
	"runtime"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/matching"
)

// TestAnOldMarketAnswersAsBefore edits a market in many ways, also two edits from one version, and asks all versions again.
func TestAnOldMarketAnswersAsBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := newProvince(rapid.Uint64().Draw(t, "seed"), 5)
		people := p.people(2)
		asked := p.posting(0)
		type version struct {
			market     *matching.Market
			top        [][]matching.Match
			candidates []matching.Candidate
			len        int
		}
		note := func(m *matching.Market) version {
			v := version{market: m, candidates: m.Candidates(asked, "", 3), len: m.Len()}
			for _, who := range people {
				v.top = append(v.top, m.Top(who, 5))
			}
			return v
		}
		versions := []version{note(matching.NewMarket(today, p.rules()).With(p.postings(rapid.IntRange(0, 60).Draw(t, "first")), nil))}
		for range rapid.IntRange(1, 5).Draw(t, "edits") {
			from := versions[rapid.IntRange(0, len(versions)-1).Draw(t, "from")].market
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				from = from.With([]models.Posting{p.posting(p.r.IntN(80)), p.posting(p.r.IntN(80))}, nil)
			case 1:
				from = from.With(nil, []string{fmt.Sprintf("019b-%08d", p.r.IntN(60))})
			case 2:
				from = from.WithPeople(people[:1+p.r.IntN(len(people)-1)], nil)
			case 3:
				from = from.WithPeople([]matching.Person{p.person(p.r.IntN(10), p.r.IntN(5))}, []string{people[p.r.IntN(len(people))].Seeker.ID})
			}
			versions = append(versions, note(from))
		}
		for i, v := range versions {
			again := note(v.market)
			if diff := gocmp.Diff(v.top, again.top) + gocmp.Diff(v.candidates, again.candidates); diff != "" || v.len != again.len {
				t.Fatalf("version %d of %d changed (-before +after):\n%s", i, len(versions), diff)
			}
		}
	})
}

// TestReadersWhileAWriterEdits lets readers ask old and new versions while edits bring new words; the race detector
// watches, and what a version answers must not depend on who edits meanwhile.
func TestReadersWhileAWriterEdits(t *testing.T) {
	p := newProvince(5, 20)
	people := p.people(5)
	old := matching.NewMarket(today, p.rules()).With(p.postings(400), nil).WithPeople(people, nil)
	edits := p.postings(60)
	for i := range edits {
		edits[i].Vacancy.Title += fmt.Sprint("新", i)
		edits[i].Vacancy.Skills = append(edits[i].Vacancy.Skills, fmt.Sprint("新会", i))
		edits[i].Vacancy.Occupation = models.OccupationCode(fmt.Sprintf("9-%02d", i))
	}
	want := old.Top(people[0], 5)
	versions := make(chan *matching.Market, len(edits))
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(versions)
		m := old
		for i, one := range edits {
			m = m.With([]models.Posting{one}, nil).WithPeople(people[i:i+1], nil)
			versions <- m
		}
	})
	for range 2 {
		wg.Go(func() {
			for m := range versions {
				m.Top(people[1], 5)
				m.Candidates(edits[0], "", 5)
				if diff := gocmp.Diff(want, old.Top(people[0], 5)); diff != "" {
					t.Errorf("the old market changed (-before +after):\n%s", diff)
				}
			}
		})
	}
	wg.Go(func() { old.Batch(3, func(models.DivisionCode, []matching.Best) {}) })
	wg.Wait()
}

// TestAnotherDayIsWorkedOut compares a market on another day with one that is built on it.
func TestAnotherDayIsWorkedOut(t *testing.T) {
	p := newProvince(6, 10)
	postings, people := p.postings(400), p.people(4)
	later := today.AddDays(40)
	moved := matching.NewMarket(today, p.rules()).With(postings, nil).WithPeople(people, nil).At(later)
	built := matching.NewMarket(later, p.rules()).With(postings, nil).WithPeople(people, nil)
	if moved.Len() != built.Len() || moved.Len() == 0 || moved.Len() == 400 {
		t.Errorf("%d vacancies, %d when built, of 400", moved.Len(), built.Len())
	}
	for _, who := range people {
		if diff := gocmp.Diff(built.Top(who, 5), moved.Top(who, 5)); diff != "" {
			t.Fatalf("(-built +moved):\n%s", diff)
		}
	}
}

func TestPeopleComeMoveAndGo(t *testing.T) {
	who := person()
	m := market(posting("v")).WithPeople([]matching.Person{who, who}, nil)
	if m.People() != 1 {
		t.Errorf("told twice, one seeker counts %d", m.People())
	}
	moved := who
	moved.Place = east(30)
	m = m.WithPeople([]matching.Person{moved}, nil)
	if got := m.Candidates(posting("v"), "", 5); m.People() != 1 || len(got) != 1 || got[0].Score != plainScore-175 {
		t.Errorf("moved: %d, %+v", m.People(), got)
	}
	paused := moved
	paused.Seeker.Status = models.SeekerPaused
	for name, next := range map[string]*matching.Market{"paused": m.WithPeople([]matching.Person{paused}, nil), "gone": m.WithPeople(nil, []string{"s", "unknown"})} {
		if got := next.Candidates(posting("v"), "", 5); next.People() != 0 || len(got) != 0 {
			t.Errorf("%s: %d, %+v", name, next.People(), got)
		}
	}
}

// TestMemory measures what a vacancy and a seeker take, ids, words and both arrangements included.
func TestMemory(t *testing.T) {
	const vacancies, each = 20_000, 50
	p := newProvince(7, 200)
	postings, people := p.postings(vacancies), p.people(each)
	empty := heap()
	m := matching.NewMarket(today, p.rules()).With(postings, nil)
	offered := heap()
	m = m.WithPeople(people, nil)
	settled := heap()
	perVacancy, perSeeker := (offered-empty)/vacancies, (settled-offered)/int64(len(people))
	runtime.KeepAlive(postings)
	runtime.KeepAlive(people)
	runtime.KeepAlive(m)
	t.Attr("figure", fmt.Sprintf("%d bytes a vacancy, %d a seeker in the matching market of %d and %d", perVacancy, perSeeker, vacancies, len(people)))
	if perVacancy > 600 || perSeeker > 600 {
		t.Errorf("%d bytes a vacancy, %d a seeker: want at most 600 each", perVacancy, perSeeker)
	}
}

// heap is the bytes that are in use after a collection.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}
