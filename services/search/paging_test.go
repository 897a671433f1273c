package search_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/search"
)

// TestWalkWhileTheIndexMoves goes through the pages with edits between them: it shows what was there at the first page, in
// the order it had then, each once and as it is now, but for what has closed meanwhile.
func TestWalkWhileTheIndexMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newMoved()
		for range rapid.IntRange(1, 6).Draw(t, "edits") {
			m.edit(t)
		}
		q := anyQuery(t)
		before := m.x
		whole := allPages(t, before, q)
		q.Limit = rapid.IntRange(1, 4).Draw(t, "limit")
		began, at := m.at, 0
		for {
			r := run(t, m.x, q)
			for _, h := range r.Hits {
				for at < len(whole) && whole[at] != h.ID {
					if _, open := m.now[whole[at]]; open {
						t.Fatalf("%s was left out, %s came", whole[at], h.ID)
					}
					at++
				}
				if at++; at > len(whole) {
					t.Fatalf("%s came, and was not among %v any more", h.ID, whole)
				}
				if now := m.now[h.ID]; string(h.JSON) != h.ID+now.Vacancy.Title {
					t.Fatalf("%s is shown as %q", h.ID, h.JSON)
				}
			}
			if q.Cursor = r.Next; q.Cursor == "" || m.at.Sub(began) > 9*time.Minute {
				break
			}
			m.edit(t)
		}
		for ; q.Cursor == "" && at < len(whole); at++ {
			if _, open := m.now[whole[at]]; open {
				t.Fatalf("%s was never shown", whole[at])
			}
		}
		if diff := cmp.Diff(whole, allPages(t, before, search.Query{Text: q.Text, Division: q.Division, WageMin: q.WageMin, Shift: q.Shift, Near: q.Near, RadiusKM: q.RadiusKM,
			Sort: q.Sort, Occupation: q.Occupation, Employment: q.Employment, Education: q.Education, Enterprise: q.Enterprise, Since: q.Since})); diff != "" {
			t.Fatalf("the old index changed:\n%s", diff)
		}
	})
}

func allPages(t *rapid.T, x *search.Index, q search.Query) []string {
	q.Limit, q.Cursor = 1000, ""
	return ids(run(t, x, q))
}

// TestWalkBeyondTheHorizon goes on by the place in the order when what was there is not known any more.
func TestWalkBeyondTheHorizon(t *testing.T) {
	made := make([]models.Posting, 0, 20)
	for i := range 20 {
		at := day.Add(-time.Duration(i) * time.Hour)
		made = append(made, vacancy(fmt.Sprintf("%02d", i), func(v *models.Vacancy) { v.OpenedAt = &at }))
	}
	x := index(made)
	first := run(t, x, search.Query{Enterprise: "firm", Limit: 5})
	newer, older := day.Add(time.Hour), day.Add(-30*time.Hour)
	x = x.With(day.Add(time.Hour), entries([]models.Posting{
		vacancy("a newer one", func(v *models.Vacancy) { v.OpenedAt = &newer }), vacancy("an older one", func(v *models.Vacancy) { v.OpenedAt = &older }),
	}), []string{"07", "04"})
	x = x.With(day.Add(2*time.Hour), nil, []string{"08"}).Compact()
	rest := run(t, x, search.Query{Enterprise: "firm", Limit: 100, Cursor: first.Next})
	want := []string{"05", "06"}
	for i := 9; i < 20; i++ {
		want = append(want, fmt.Sprintf("%02d", i))
	}
	if diff := cmp.Diff(append(want, "an older one"), ids(rest)); diff != "" {
		t.Error(diff)
	}
}

// TestWalkOverMidnight leaves out what ran out, and keeps its place among what did not.
func TestWalkOverMidnight(t *testing.T) {
	var made []models.Posting
	for i := range 6 {
		made = append(made, vacancy(fmt.Sprint(i), func(v *models.Vacancy) {
			v.EnterpriseID = fmt.Sprint("firm", i)
			if v.ValidUntil = today; i == 4 {
				v.ValidUntil = "2026-11-21"
			}
		}))
	}
	x := index(made)
	first := run(t, x, search.Query{Limit: 2})
	tomorrow := x.At("2026-11-21")
	if got := run(t, tomorrow, search.Query{Limit: 2, Cursor: first.Next}); !slices.Equal(ids(got), []string{"4"}) || got.Next != "" {
		t.Errorf("%v, next %q", ids(got), got.Next)
	}
	if tomorrow.Len() != 1 || x.Len() != 6 || tomorrow.At("2026-11-22").Len() != 0 || tomorrow.At(today).Len() != 6 {
		t.Error("days are not counted right")
	}
}

// TestBrokenCursors refuses what no page gave.
func TestBrokenCursors(t *testing.T) {
	x := index([]models.Posting{posting("1"), posting("2")})
	good := run(t, x, search.Query{Limit: 1}).Next
	raw, err := base64.RawURLEncoding.DecodeString(good)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"?", "AAAA", good[:3], good + "=", base64.RawURLEncoding.EncodeToString(raw[:8]), base64.RawURLEncoding.EncodeToString([]byte{1, 0, 0, 0, 0, 0}),
		base64.RawURLEncoding.EncodeToString([]byte{1, 0, 1, 0, 0, 0, 'x'})} {
		if _, err := x.Run(search.Query{Cursor: bad}); models.CodeOf(err) != models.CodeInvalidCursor {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzCursor(f *testing.F) {
	x := index([]models.Posting{posting("1"), posting("2")})
	r, err := x.Run(search.Query{Limit: 1})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(r.Next)
	f.Fuzz(func(t *testing.T, cursor string) {
		if _, err := x.Run(search.Query{Cursor: cursor}); err != nil && models.CodeOf(err) != models.CodeInvalidCursor {
			t.Fatal(err)
		}
	})
}
