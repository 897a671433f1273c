package search_test

import (
	"fmt"
	"maps"
	"sync"
	"testing"
	"time"

	"konggang/models"
	"konggang/services/search"
)

// TestEdits changes one vacancy in every way that brings it in or takes it out.
func TestEdits(t *testing.T) {
	empty := search.NewIndex(today, names)
	full := empty.With(day, entries([]models.Posting{posting("1"), posting("2")}), nil)
	for name, c := range map[string]struct {
		x    *search.Index
		want int
	}{
		"nothing":            {empty, 0},
		"two":                {full, 2},
		"the same again":     {full.With(day, entries([]models.Posting{posting("1")}), nil), 2},
		"twice in one edit":  {full.With(day, entries([]models.Posting{posting("3"), posting("3")}), nil), 3},
		"gone":               {full.With(day, nil, []string{"1"}), 1},
		"gone, never there":  {full.With(day, nil, []string{"9"}), 2},
		"closed":             {full.With(day, entries([]models.Posting{vacancy("1", func(v *models.Vacancy) { v.Status = models.VacancyFilled })}), nil), 1},
		"no places left":     {full.With(day, entries([]models.Posting{vacancy("1", func(v *models.Vacancy) { v.Filled = v.Headcount })}), nil), 1},
		"employer suspended": {full.With(day, entries([]models.Posting{posting("1", func(p *models.Posting) { p.Employer.Status = models.EnterpriseSuspended })}), nil), 1},
		"run out":            {full.With(day, entries([]models.Posting{vacancy("1", func(v *models.Vacancy) { v.ValidUntil = "2026-11-19" })}), nil), 1},
		"valid today":        {full.With(day, entries([]models.Posting{vacancy("1", func(v *models.Vacancy) { v.ValidUntil = today })}), nil), 2},
		"all gone":           {full.With(day, nil, []string{"1", "2"}).Compact(), 0},
		"back again":         {full.With(day, nil, []string{"1"}).With(day, entries([]models.Posting{posting("1")}), nil), 2},
	} {
		if got := run(t, c.x, search.Query{Facets: search.FacetNames}); got.Total != c.want || len(got.Hits) != c.want || c.x.Len() != c.want {
			t.Errorf("%s: %d in total, %d hits, %d long, want %d", name, got.Total, len(got.Hits), c.x.Len(), c.want)
		}
	}
	if full.Len() != 2 || empty.Len() != 0 {
		t.Error("an edit changed the index before it")
	}
}

// TestNamesChange: a division that is called otherwise is found by the new name alone, and facets tell it.
func TestNamesChange(t *testing.T) {
	x := index([]models.Posting{posting("1"), vacancy("2", func(v *models.Vacancy) { v.Workplace.Division = other })})
	renamed := maps.Clone(names)
	renamed[town] = "新孟街道"
	y := x.WithNames(renamed)
	for _, c := range []struct {
		x    *search.Index
		text string
		want int
	}{{x, "孟庄", 1}, {x, "新孟", 0}, {y, "新孟", 1}, {y, "孟庄", 0}, {y, "辛店", 1}} {
		if got := run(t, c.x, search.Query{Text: c.text}); got.Total != c.want {
			t.Errorf("%q: %d, want %d", c.text, got.Total, c.want)
		}
	}
	if got := run(t, y, search.Query{Facets: []string{"division"}}).Facets["division"]; got[1].Name != "新孟街道" {
		t.Errorf("%+v", got)
	}
}

// TestRagged: single edits make the index ragged now and then, compacting it once mends that, and it stays in few pieces.
func TestRagged(t *testing.T) {
	x, at, compacted := index(nil), day, 0
	for i := range 1500 {
		at = at.Add(2 * time.Second)
		x = x.With(at, entries([]models.Posting{posting(fmt.Sprint(i % 300))}), nil)
		if x.Ragged() {
			compacted++
			if x = x.Compact(); x.Ragged() {
				t.Fatalf("still ragged after edit %d", i)
			}
		}
	}
	if x.Len() != 300 {
		t.Errorf("%d vacancies", x.Len())
	}
	if compacted == 0 || compacted > 100 {
		t.Errorf("compacted %d times in 1500 edits", compacted)
	}
}

// TestReadersWritersAndCompacting run together on one pointer, as in the market; the race detector watches. Readers see
// whole edits only: the two vacancies of an edit carry the same title.
func TestReadersWritersAndCompacting(t *testing.T) {
	pair := func(n int) []search.Entry {
		title := func(v *models.Vacancy) { v.Title = fmt.Sprint("第", n, "版") }
		return entries([]models.Posting{vacancy("a", title), vacancy("b", title)})
	}
	var mu sync.RWMutex
	x := search.NewIndex(today, names).With(day, pair(0), nil)
	current := func() *search.Index {
		mu.RLock()
		defer mu.RUnlock()
		return x
	}
	var readers sync.WaitGroup
	done := make(chan struct{})
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				r, err := current().Run(search.Query{Text: "版", Facets: search.FacetNames})
				if err != nil || len(r.Hits) != 2 || string(r.Hits[0].JSON[1:]) != string(r.Hits[1].JSON[1:]) {
					t.Errorf("a reader saw %+v, %v", r.Hits, err)
					return
				}
				current().Suggest("第", 3)
			}
		})
	}
	for n := range 300 {
		next := current().With(day.Add(time.Duration(n)*time.Second), pair(n), nil)
		if n%20 == 0 {
			next = next.Compact().At(today)
		}
		mu.Lock()
		x = next
		mu.Unlock()
	}
	close(done)
	readers.Wait()
}
