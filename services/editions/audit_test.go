package editions_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store/storetest"
)

// deeds are the entries of the audit, the oldest first, as "action object division reason by account".
func (w *world) deeds(t *testing.T) []string {
	t.Helper()
	list, err := w.store.AuditEntries(t.Context(), models.AuditFilter{}, models.Page{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(list.Items))
	for i, e := range list.Items {
		out[len(out)-1-i] = fmt.Sprint(e.Action, " ", e.Object, " ", e.Division, " ", e.Reason, " by ", e.AccountID)
		if e.ObjectID == "" {
			t.Errorf("%+v is about nothing", e)
		}
	}
	return out
}

// TestDeedsAreRecorded keeps who drafted, published and took back, and nothing of what was refused.
func TestDeedsAreRecorded(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.build.Enterprise("宏发食品").Vacancy("包装工")
		e := w.draft(t, operator, first)
		_, refused := w.Publish(t.Context(), stranger, e.ID, "王主任")
		wantCode(t, refused, models.CodeNotFound)
		_, unnamed := w.Publish(t.Context(), operator, e.ID, "")
		wantCode(t, unnamed, models.CodeInvalid)
		_, published := w.Publish(t.Context(), operator, e.ID, "王主任")
		wantCode(t, published, "")
		_, taken := w.Supersede(t.Context(), office, e.ID, " 工资\n写错 ")
		wantCode(t, taken, "")
		op, err := w.Start(t.Context(), office, town, 5)
		wantCode(t, err, "")
		wantCode(t, w.Run(t.Context(), op.ID), "")
		want := []string{"draft edition 410184102201  by v", "publish edition 410184102201  by v", "supersede edition 410184102201 工资 写错 by o",
			"start operation 410184102000  by o", "draft edition 410184102201  by o", "draft edition 410184102202  by o"}
		if diff := cmp.Diff(want, w.deeds(t)); diff != "" {
			t.Error(diff)
		}
	})
}

func (f *failing) Record(ctx context.Context, e models.AuditEntry) error {
	if err := failAt(&f.records); err != nil {
		return err
	}
	return f.Store.Record(ctx, e)
}

// TestWhatCannotBeRecordedIsNotDone leaves no trace of a deed whose entry could not be kept.
func TestWhatCannotBeRecordedIsNotDone(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.build.Enterprise("宏发食品").Vacancy("包装工")
	e := w.draft(t, operator, first)
	for name, do := range map[string]func() error{
		"draft":   func() error { _, err := w.Draft(t.Context(), operator, first, 5); return err },
		"publish": func() error { _, err := w.Publish(t.Context(), operator, e.ID, "王主任"); return err },
		"correct": func() error {
			_, err := w.Correct(t.Context(), operator, e.ID, e.Version, []models.LineChange{{Action: models.CorrectionDrop, Vacancy: e.Items[0].Number, Reason: "重复"}})
			return err
		},
		"start": func() error { _, err := w.Start(t.Context(), office, town, 5); return err },
	} {
		w.Store = &failing{Store: w.store, records: 1}
		wantCode(t, do(), models.CodeInternal)
		w.Store = w.store
		all, err := w.History(t.Context(), operator, first, models.Page{Limit: 5})
		if err != nil || all.Total != 1 || all.Items[0].Status != models.EditionDraft || len(all.Items[0].Items) != 1 {
			t.Errorf("%s is kept: %+v, %v", name, all, err)
		}
	}
	if got := w.deeds(t); len(got) != 1 {
		t.Errorf("recorded %v", got)
	}
}
