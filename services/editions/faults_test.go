package editions_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// failing is a real store of which one write fails, as when a disk is full.
type failing struct {
	*store.Store
	editions, records int
}

var errDisk = errors.New("disk full")

func failAt(left *int) error {
	if *left--; *left == 0 {
		return errDisk
	}
	return nil
}

func (f *failing) CreateEdition(ctx context.Context, e *models.Edition) error {
	if err := failAt(&f.editions); err != nil {
		return err
	}
	return f.Store.CreateEdition(ctx, e)
}

// TestNumbersAtOnce drafts the same village from many sides: no number twice, none left out.
func TestNumbersAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const drafts = 8
		var made sync.WaitGroup
		numbers := make([]int, drafts)
		for i := range numbers {
			made.Go(func() {
				e, err := w.Draft(t.Context(), office, first, 5)
				if err != nil || e.Number != e.Total {
					t.Errorf("%d of %d, %v", e.Number, e.Total, err)
				}
				numbers[i] = e.Number
			})
		}
		made.Wait()
		want := []int{1, 2, 3, 4, 5, 6, 7, 8}
		if diff := cmp.Diff(want, numbers, cmpopts.SortSlices(func(a, b int) bool { return a < b })); diff != "" {
			t.Error(diff)
		}
	})
}

// TestTheYearTurnsInTheOfficesZone numbers by the day on the office's wall, not in UTC.
func TestTheYearTurnsInTheOfficesZone(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.Calendar.Zone = time.FixedZone("CST", 8*60*60)
	for _, c := range []struct {
		now                 time.Time
		date                models.Date
		year, number, total int
	}{
		{time.Date(2025, 12, 31, 15, 59, 59, 0, time.UTC), "2025-12-31", 2025, 1, 1},
		{time.Date(2025, 12, 31, 16, 0, 0, 0, time.UTC), "2026-01-01", 2026, 1, 2},
	} {
		w.now = c.now
		e := w.draft(t, office, first)
		if e.Date != c.date || e.Year != c.year || e.Number != c.number || e.Total != c.total {
			t.Errorf("%s: %s, %d, %d, %d", c.now, e.Date, e.Year, e.Number, e.Total)
		}
	}
}

// TestDraftIsTheList freezes what the live list shows, line by line, with what its keepers alone may read left out.
func TestDraftIsTheList(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for i := range 4 {
			w.build.Enterprise(fmt.Sprint("企业", i)).Vacancy(fmt.Sprint("包装工", i), func(v *models.Vacancy) {
				v.ExternalID, v.StatusReason = "内部", "内部"
				v.Findings = []models.Finding{{Rule: "made", Severity: models.SeverityWarn}}
			})
		}
		w.build.Seeker("张三", func(k *models.Seeker) { k.Village, k.Wanted = first, []string{"包装工"} })
		list, err := w.List(t.Context(), operator, first, 3)
		if err != nil || len(list.Lines) != 3 || list.Borrowed() {
			t.Fatalf("%+v, %v", list, err)
		}
		made, err := w.Draft(t.Context(), operator, first, 3)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := w.Get(t.Context(), operator, made.ID)
		if diff := cmp.Diff(made, kept, cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Errorf("%v (-made +kept):\n%s", err, diff)
		}
		for i, item := range kept.Items {
			v := list.Postings[i].Vacancy
			if item.Rank != i+1 || item.VacancyID != v.ID || item.DistanceKM != list.Lines[i].DistanceKM || item.SeekersServed != list.Lines[i].SeekersServed {
				t.Errorf("line %d: %+v", i, item)
			}
			if item.Vacancy.ExternalID+item.Vacancy.StatusReason != "" || len(item.Vacancy.Findings) > 0 {
				t.Errorf("line %d tells what is the keeper's: %+v", i, item.Vacancy)
			}
		}
	})
}
