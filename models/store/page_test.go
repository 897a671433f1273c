package store_test

import (
	"fmt"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// Rows are added between one part and the next; what was there at the start must come once each, in order.
func TestPagingWhileRowsAreAdded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		employer := fullEnterprise()
		must(t, s.CreateEnterprise(ctx, &employer))
		add := func() string {
			v := models.Vacancy{EnterpriseID: employer.ID}
			must(t, s.CreateVacancy(ctx, &v))
			return v.ID
		}
		for _, oldestFirst := range []bool{false, true} {
			for _, limit := range []int{1, 3, 100} {
				t.Run(fmt.Sprintf("oldest first %t, %d at a time", oldestFirst, limit), func(t *testing.T) {
					start := map[string]bool{}
					for _, p := range allPages(t, s, oldestFirst, 100, func() {}) {
						start[p] = true
					}
					for range 7 {
						start[add()] = true
					}
					left := 5
					got := allPages(t, s, oldestFirst, limit, func() {
						if left--; left >= 0 {
							add()
						}
					})
					for i, id := range got {
						if i > 0 && (got[i-1] < id) != oldestFirst {
							t.Errorf("%s comes after %s", id, got[i-1])
						}
						delete(start, id)
					}
					if len(start) > 0 {
						t.Errorf("%d rows were lost", len(start))
					}
				})
			}
		}
	})
}

func allPages(t *testing.T, s *store.Store, oldestFirst bool, limit int, between func()) []string {
	t.Helper()
	var out []string
	page := models.Page{Limit: limit}
	for {
		part, err := s.Vacancies(t.Context(), models.VacancyFilter{OldestFirst: oldestFirst}, page)
		must(t, err)
		for _, p := range part.Items {
			out = append(out, p.Vacancy.ID)
		}
		if len(part.Items) > limit || part.Total < len(part.Items) {
			t.Fatalf("%d items of %d with limit %d", len(part.Items), part.Total, limit)
		}
		if part.Next == "" {
			return out
		}
		page.Cursor = part.Next
		between()
	}
}

func TestBrokenCursors(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, cursor := range []string{"x", "AAAA", "!!!!", noID, "' OR 1=1", "\xff", "AZVHvQAAcACAAAAAAAAAAAAAAA"} {
			page := models.Page{Limit: 1, Cursor: cursor}
			_, err := s.Vacancies(t.Context(), models.VacancyFilter{}, page)
			fails(t, err, models.CodeInvalidCursor)
			_, err = s.Enterprises(t.Context(), models.EnterpriseFilter{}, page)
			fails(t, err, models.CodeInvalidCursor)
			_, err = s.Seekers(t.Context(), models.SeekerFilter{}, page)
			fails(t, err, models.CodeInvalidCursor)
			_, err = s.Editions(t.Context(), models.EditionFilter{}, page)
			fails(t, err, models.CodeInvalidCursor)
		}
	})
}
