package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

func TestOldChangesAreDropped(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		var made []models.Enterprise
		for range 3 {
			e := models.Enterprise{Name: "厂", Division: kouzhang}
			must(t, s.CreateEnterprise(ctx, &e))
			if made = append(made, e); len(made) < 3 {
				given(s.SequenceChanges(ctx))
			}
		}
		must(t, s.DropOldChanges(ctx, storetest.Start.Add(-time.Hour)))
		all := given(s.ChangesAfter(ctx, 0, 10))
		if len(all) != 2 || all[0].ID != made[0].ID || all[1].Seq != 2 {
			t.Fatalf("%+v", all)
		}
		must(t, s.DropOldChanges(ctx, all[1].At))
		if left := given(s.ChangesAfter(ctx, 0, 10)); len(left) != 1 || left[0].Seq != 2 {
			t.Errorf("%+v", left)
		}
		must(t, s.DropOldChanges(ctx, storetest.Start.Add(time.Hour)))
		if left := given(s.ChangesAfter(ctx, 0, 10)); len(left) != 0 || given(s.LastChange(ctx)) != 2 {
			t.Errorf("%+v", left)
		}
		given(s.SequenceChanges(ctx)) // what waited is not too old to be told
		if left := given(s.ChangesAfter(ctx, 2, 10)); len(left) != 1 || left[0].Seq != 3 || left[0].ID != made[2].ID {
			t.Errorf("the numbers do not go on: %+v", left)
		}
	})
}

// TestOpenVacanciesStayInTheFeed drops all that is told of vacancies: of an open one the feed tells once more at its end, of a
// closed one and of one that nobody ever saw it does not, and not of one that a later change is about.
func TestOpenVacanciesStayInTheFeed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e := storetest.Build(t, s).Enterprise("宏发食品")
		open, edited := e.Vacancy("包装工"), e.Vacancy("缝纫工")
		e.Vacancy("保洁员", func(v *models.Vacancy) { v.Status = models.VacancyFilled })
		e.Vacancy("电焊工", func(v *models.Vacancy) { v.Status, v.OpenedAt = models.VacancyDraft, nil })
		must(t, s.UpdateVacancy(ctx, &open)) // told of twice, to be told of once
		given(s.SequenceChanges(ctx))
		all := given(s.ChangesAfter(ctx, 0, 100))
		must(t, s.UpdateVacancy(ctx, &edited)) // has no place yet, and is told all the same

		must(t, s.DropOldChanges(ctx, all[len(all)-1].At.Add(time.Millisecond)))
		given(s.SequenceChanges(ctx))
		left := given(s.ChangesAfter(ctx, 0, 100))
		want := []string{"vacancy " + open.ID, "vacancy " + edited.ID}
		slices.Sort(want)
		if diff := cmp.Diff(want, objects(left)); diff != "" || models.Gap(int64(len(all)), left) {
			t.Errorf("left is %+v (-want +left):\n%s", left, diff)
		}
		must(t, s.DropOldChanges(ctx, storetest.Start.Add(time.Hour)))
		given(s.SequenceChanges(ctx))
		if again := given(s.ChangesAfter(ctx, 0, 100)); !cmp.Equal(objects(again), want) || again[0].Seq <= left[1].Seq {
			t.Errorf("dropped again, left is %+v", again)
		}
	})
}

// TestDroppingLeavesNoGaps drops where the places and the times of changes go in different orders.
func TestDroppingLeavesNoGaps(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, c store.Config, s *store.Store, _ *sql.DB) {
		ctx := t.Context()
		late := c
		late.Clock = func() time.Time { return storetest.Start.Add(-time.Hour) }
		behind := storetest.Open(t, late)
		for range 2 {
			for _, s := range []*store.Store{s, behind} {
				must(t, s.CreateEnterprise(ctx, &models.Enterprise{Name: "厂", Division: kouzhang}))
				given(s.SequenceChanges(ctx))
			}
		}
		must(t, s.DropOldChanges(ctx, storetest.Start))
		if left := given(s.ChangesAfter(ctx, 0, 10)); len(left) != 4 || models.Gap(0, left) {
			t.Errorf("left is %+v", left)
		}
	})
}

// TestVacancyChanges reads those of vacancies from both ends, without what has no place yet.
func TestVacancyChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e := storetest.Build(t, s).Enterprise("宏发食品")
		var want []string
		for i := range 4 {
			want = append(want, e.Vacancy(fmt.Sprint("包装工", i)).ID)
			must(t, s.CreateEnterprise(ctx, &models.Enterprise{Name: "厂", Division: kouzhang}))
			if i < 3 {
				given(s.SequenceChanges(ctx))
			}
		}
		last := given(s.LatestVacancyChanges(ctx, 2))
		if len(last) != 2 || last[0].ID != want[2] || last[1].ID != want[1] {
			t.Errorf("the last are %+v", last)
		}
		all := given(s.VacancyChangesAfter(ctx, 0, 2))
		if len(all) != 2 || all[0].ID != want[0] || all[1].ID != want[1] {
			t.Errorf("the first are %+v", all)
		}
		if next := given(s.VacancyChangesAfter(ctx, all[1].Seq, 9)); len(next) != 1 || next[0].ID != want[2] {
			t.Errorf("the next are %+v", next)
		}
		must(t, s.DropOldChanges(ctx, all[1].At))
		ends := func(name string, first, last int64) {
			if a, b, err := s.KeptChanges(ctx); a != first || b != last || err != nil {
				t.Errorf("%s: kept are %d to %d, %v", name, a, b, err)
			}
		}
		head := given(s.LastChange(ctx))
		ends("the old ones dropped", all[1].Seq, head)
		must(t, s.DropOldChanges(ctx, storetest.Start.AddDate(1, 0, 0)))
		ends("all dropped", head+1, head)
	})
}

// TestAnEnterpriseChangesItsOpenVacancies writes an enterprise with as many vacancies as a labour agency: each open one is told
// of once, in one piece with the enterprise, and no other.
func TestAnEnterpriseChangesItsOpenVacancies(t *testing.T) {
	const many = 500
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		build := storetest.Build(t, s)
		e := build.Enterprise("宏发劳务")
		build.Enterprise("金星集团").Vacancy("厨师")
		want := []string{"enterprise " + e.ID}
		must(t, s.Atomically(ctx, func(ctx context.Context) error {
			for i := range many {
				v := fullVacancy(e.ID)
				v.ExternalID, v.Status = fmt.Sprint(i), models.VacancyOpen
				must(t, s.CreateVacancy(ctx, &v))
				want = append(want, "vacancy "+v.ID)
			}
			return nil
		}))
		e.Vacancy("保安", func(v *models.Vacancy) { v.Status = models.VacancyPaused })
		slices.Sort(want)
		told(t, s)
		var heard [][]string
		s.OnCommit(func(_ context.Context, changed []models.Change) { heard = append(heard, objects(changed)) })
		e.Status = models.EnterpriseSuspended
		must(t, s.UpdateEnterprise(ctx, &e.Enterprise))
		if diff := cmp.Diff([][]string{want}, heard); diff != "" {
			t.Errorf("(-want +heard):\n%s", diff)
		}
		if diff := cmp.Diff(want, told(t, s)); diff != "" {
			t.Errorf("(-want +told):\n%s", diff)
		}
		e.Version = 1
		if err := s.UpdateEnterprise(ctx, &e.Enterprise); models.CodeOf(err) != models.CodeStale || len(told(t, s)) > 0 {
			t.Errorf("a stale write told of something, or passed: %v", err)
		}
	})
}

// TestTheFeedBeginsWithWhatIsOpen brings a database up whose open vacancies are older than the feed.
func TestTheFeedBeginsWithWhatIsOpen(t *testing.T) {
	for _, e := range storetest.Engines {
		t.Run(e.Name, func(t *testing.T) {
			ctx, c := t.Context(), e.Config(t)
			s := storetest.Open(t, c)
			firm := storetest.Build(t, s).Enterprise("宏发食品")
			v := firm.Vacancy("包装工")
			firm.Vacancy("保安", func(v *models.Vacancy) { v.Status = models.VacancyFilled })
			db := storetest.Raw(t, c)
			migration := string(given(os.ReadFile("migrations/" + c.Driver + "/0010_public_feed.sql")))
			fill := migration[strings.Index(migration, "INSERT INTO"):]
			for range 2 { // the second time everything is told already
				_, err := db.ExecContext(ctx, fill)
				must(t, err)
			}
			if got := told(t, s); len(got) != 3 {
				t.Fatalf("what is told already is told again: %v", got)
			}
			_, err := db.ExecContext(ctx, "DELETE FROM changes")
			must(t, err)
			_, err = db.ExecContext(ctx, fill)
			must(t, err)
			if got := told(t, s); !cmp.Equal(got, []string{"vacancy " + v.ID}) {
				t.Errorf("the feed begins with %v", got)
			}
			must(t, s.DropOldChanges(ctx, storetest.Start)) // its time can be read and compared
			if got := given(s.LatestVacancyChanges(ctx, 1)); len(got) != 1 || !got[0].At.Equal(v.UpdatedAt) {
				t.Errorf("%+v, want the time %v", got, v.UpdatedAt)
			}
		})
	}
}
