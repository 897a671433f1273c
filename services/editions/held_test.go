package editions_test

import (
	"context"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/services/editions"
)

// reading counts the editions that are read.
type reading struct {
	*store.Store
	editions int
}

func (r *reading) LastIssued(ctx context.Context, village models.DivisionCode) (models.Edition, error) {
	r.editions++
	return r.Store.LastIssued(ctx, village)
}

func (r *reading) EditionByNumber(ctx context.Context, village models.DivisionCode, year, number int) (models.Edition, error) {
	r.editions++
	return r.Store.EditionByNumber(ctx, village, year, number)
}

// TestHeld follows who holds the first edition, and counts what is read for them.
func TestHeld(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.build.Enterprise("宏发食品").Vacancy("包装工")
		one := w.draft(t, operator, first)
		store := &reading{Store: w.store}
		w.Store = store
		held := func(village models.DivisionCode, year, number, reads int) editions.Held {
			t.Helper()
			store.editions = 0
			h, err := w.Held(t.Context(), village, year, number)
			if err != nil || store.editions != reads {
				t.Errorf("%v, read %d editions, want %d", err, store.editions, reads)
			}
			return h
		}
		check := func(name string, h editions.Held, inForce, edition models.Edition, newer bool, closed int) {
			t.Helper()
			if h.InForce.ID != inForce.ID || h.Edition.ID != edition.ID || h.Newer != newer || len(h.Closed) != closed {
				t.Errorf("%s: %+v", name, h)
			}
		}
		none := models.Edition{}
		check("a draft", held(first, one.Year, one.Number, 2), none, none, false, 0)
		w.publish(t, one.ID)
		check("it hangs", held(first, one.Year, one.Number, 1), one, one, false, 0)
		check("nothing is held", held(first, 0, 0, 1), one, none, false, 0)
		check("another year", held(first, one.Year-1, one.Number, 2), one, none, false, 0)
		check("another village", held(second, one.Year, one.Number, 2), none, none, false, 0)
		w.fill(t, v.ID)
		check("its line closed", held(first, one.Year, one.Number, 1), one, one, false, 1)
		w.build.Enterprise("迎宾饭店").Vacancy("厨师")
		two := w.publish(t, w.draft(t, operator, first).ID)
		check("a newer one hangs", held(first, one.Year, one.Number, 2), two, one, true, 1)
		check("who holds the newer one", held(first, two.Year, two.Number, 1), two, two, false, 0)
		_, err := w.Supersede(t.Context(), operator, two.ID, "工资写错")
		wantCode(t, err, "")
		check("the newer one is taken back", held(first, one.Year, one.Number, 2), none, one, false, 1)
		if h := held(first, two.Year, two.Number, 2); h.Edition.Status != models.EditionSuperseded || h.InForce.ID != "" {
			t.Errorf("who holds what was taken back: %+v", h)
		}
	})
}
