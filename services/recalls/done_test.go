package recalls_test

import (
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/recalls"
)

var queryOpen = recalls.Query{Status: models.RecallOpen}

func TestWhoDoesWhatAboutARecall(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.build.Enterprise("宏发食品").Vacancy("包装工")
		e := w.issue(t, first)
		w.change(t, v.ID, to(models.VacancyFilled))
		w.follow(t)
		list, overdue, err := w.List(t.Context(), operator, queryOpen, models.Page{Limit: 5})
		if err != nil || list.Total != 1 || overdue != 0 || list.Items[0].Item.Vacancy.Title != "包装工" || list.Items[0].Edition.ID != e.ID {
			t.Fatalf("%+v, %d, %v", list, overdue, err)
		}
		id := list.Items[0].ID
		for _, who := range []models.Actor{stranger, {}, {Role: models.RoleVillage, Division: second}, {Role: models.RoleEnterprise, EnterpriseID: v.EnterpriseID}} {
			_, err := w.Get(t.Context(), who, id)
			wantCode(t, err, models.CodeNotFound)
			_, err = w.Done(t.Context(), who, id, "", "")
			wantCode(t, err, models.CodeNotFound)
			if list, overdue, err := w.List(t.Context(), who, recalls.Query{}, models.Page{Limit: 5}); err != nil || list.Total != 0 || overdue != 0 {
				t.Errorf("%+v sees %d, %v", who, list.Total, err)
			}
		}
		_, err = w.Done(t.Context(), operator, id, "burnt", "")
		wantCode(t, err, models.CodeInvalid)
		_, err = w.Done(t.Context(), operator, id, "", string(make([]byte, 3)))
		wantCode(t, err, "") // what nobody can see is no note
		got, err := w.Get(t.Context(), office, id)
		if err != nil || got.Status != models.RecallDone || got.Remedy != models.RemedyStruck || got.SettledBy != "v" || got.SettledAt == nil || got.Note != "" {
			t.Errorf("%+v, %v", got, err)
		}
		_, err = w.Done(t.Context(), operator, id, "", "")
		wantCode(t, err, models.CodeIllegalTransition)
		entries, err := w.store.AuditEntries(t.Context(), models.AuditFilter{Object: models.ObjectRecall}, models.Page{Limit: 5})
		if err != nil || entries.Total != 1 || entries.Items[0].Action != "done" || entries.Items[0].Details[0] != "struck" || entries.Items[0].Division != first {
			t.Errorf("%+v, %v", entries, err)
		}
	})
}

func TestAWholeSheetIsTakenDown(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.build.Enterprise("宏发食品").Vacancy("包装工")
	e := w.issue(t, first)
	_, err := w.editions.Supersede(t.Context(), office, e.ID, "写错")
	wantCode(t, err, "")
	list, _, err := w.List(t.Context(), office, queryOpen, models.Page{Limit: 5})
	wantCode(t, err, "")
	_, err = w.Done(t.Context(), office, list.Items[0].ID, models.RemedyStruck, "")
	wantCode(t, err, models.CodeInvalid)
	got, err := w.Done(t.Context(), office, list.Items[0].ID, "", "已取下")
	if err != nil || got.Remedy != models.RemedyTakenDown || got.Note != "已取下" || got.SettledBy != "o" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestWhatIsOverdueStandsOut lets two days pass.
func TestWhatIsOverdueStandsOut(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		employer := w.build.Enterprise("宏发食品")
		long, short := employer.Vacancy("包装工"), employer.Vacancy("缝纫工")
		w.issue(t, first)
		w.issue(t, abroad)
		w.change(t, long.ID, to(models.VacancyFilled))
		w.follow(t)
		w.now = w.now.Add(models.RecallOverdue - time.Hour)
		w.change(t, short.ID, to(models.VacancyFilled))
		w.follow(t)
		for _, c := range []struct {
			after          time.Duration
			query          recalls.Query
			total, overdue int
		}{
			{time.Hour - time.Millisecond, queryOpen, 2, 0},
			{0, recalls.Query{Overdue: true}, 0, 0},
			{time.Millisecond, queryOpen, 2, 1},
			{0, recalls.Query{Overdue: true}, 1, 1},
			{0, recalls.Query{Overdue: true, Division: second}, 0, 0},
			{0, recalls.Query{Status: models.RecallOpen, Division: first}, 2, 1},
			{0, recalls.Query{Status: models.RecallDone}, 0, 1},
		} {
			w.now = w.now.Add(c.after)
			list, overdue, err := w.List(t.Context(), office, c.query, models.Page{Limit: 5})
			if err != nil || list.Total != c.total || overdue != c.overdue {
				t.Errorf("%+v: %d, %d overdue, %v", c, list.Total, overdue, err)
			}
			if c.query == queryOpen && (list.Items[0].VacancyID != long.ID || list.Items[0].Overdue(w.now) != (c.overdue > 0)) {
				t.Errorf("%+v: %+v comes first", c, list.Items[0].Recall)
			}
		}
	})
}
