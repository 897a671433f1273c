package vacancies_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/importing"
	"konggang/services/vacancies"
)

// audited writes what the audit has of an object, the oldest first: "role action (reason) [details]".
func (w *world) audited(t testing.TB, id string) []string {
	t.Helper()
	list, err := w.store.AuditEntries(t.Context(), models.AuditFilter{ObjectID: id}, models.Page{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range slices.Backward(list.Items) {
		text := string(e.Role) + " " + e.Action
		if e.Reason != "" {
			text += " (" + e.Reason + ")"
		}
		if len(e.Details) > 0 {
			text += " [" + strings.Join(e.Details, " ") + "]"
		}
		out = append(out, text)
	}
	return out
}

func TestTheAuditHasEveryStep(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		p, err := w.service().Create(t.Context(), owner(firm.ID), firm.Vacancy("样子"))
		if err != nil {
			t.Fatal(err)
		}
		id := p.Vacancy.ID
		act := func(a models.Actor, action models.VacancyAction, reason string) {
			t.Helper()
			if p, err = w.service().Act(t.Context(), a, id, action, reason); err != nil {
				t.Fatal(err)
			}
		}
		change := func(change func(*models.Vacancy), fields ...string) {
			t.Helper()
			if p, err = w.service().Change(t.Context(), owner(firm.ID), id, p.Vacancy.Version, fields, change); err != nil {
				t.Fatal(err)
			}
		}
		change(func(v *models.Vacancy) { v.Duties, v.Headcount = "装箱", 5 }, "headcount", "duties")
		act(owner(firm.ID), models.ActSubmit, "")
		act(office, models.ActReject, "工资不实")
		change(func(v *models.Vacancy) { v.Headcount = 6 }, "headcount")
		act(owner(firm.ID), models.ActSubmit, "")
		act(office, models.ActApprove, "已电话核实")
		act(owner(firm.ID), models.ActPause, "")
		act(owner(firm.ID), models.ActResume, "")
		change(func(v *models.Vacancy) { v.Wage = models.Wage{Negotiable: true} }, "wage")
		act(office, models.ActApprove, "面议属实")
		if _, err := w.service().Report(t.Context(), models.Anonymous, id, models.Report{Kind: models.ReportFee, Text: "张三15400001234说要交押金"}); err != nil {
			t.Fatal(err)
		}
		act(office, models.ActApprove, "查无此事")
		w.now = w.now.AddDate(1, 0, 0)
		if _, err := w.service().Expire(t.Context()); err != nil {
			t.Fatal(err)
		}
		want := []string{"enterprise create", "enterprise change [duties headcount]", "enterprise submit", "office reject (工资不实)", "enterprise change [headcount]",
			"enterprise submit", "office approve (已电话核实)", "enterprise pause", "enterprise resume", "enterprise change [wage]", "enterprise return",
			"office approve (面议属实)", "anonymous report (群众举报：乱收费)", "office approve (查无此事)", "system expire"}
		if diff := cmp.Diff(want, w.audited(t, id)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		list, err := w.store.AuditEntries(t.Context(), models.AuditFilter{Within: storetest.Village, ObjectID: id}, models.Page{Limit: 1})
		if err != nil || list.Total != len(want) || list.Items[0].Object != models.ObjectVacancy || list.Items[0].Origin != "expiry" {
			t.Errorf("%+v, %v", list, err)
		}
	})
}

func TestTheAuditSaysWhatASheetDidAndByWhom(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		pending := w.Enterprise("待审厂", func(e *models.Enterprise) { e.Status = models.EnterprisePending })
		by := importing.By{Actor: models.Actor{Role: models.RoleOffice, Division: county, AccountID: noID, Origin: "10.0.0.1"}, Home: county}
		lines := []string{line("新厂", "编号=A1"), line("待审厂", "编号=B1"), line("待审厂", "编号=B2", "人数=若干"), line("")}
		first := w.bring(t, by, vacancies.ThenOpen, lines...)
		w.bring(t, by, vacancies.ThenOpen, lines...)
		lines[0] = line("新厂", "编号=A1", "人数=9")
		w.bring(t, by, vacancies.ThenOpen, lines...)
		made, err := w.store.EnterpriseByName(t.Context(), "新厂", county)
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range map[string][]string{
			first.Results[0].ID: {"office import [created open]", "office import [updated open]"},
			first.Results[1].ID: {"office import [created open]"},
			first.Results[2].ID: {"office import [created draft]"},
			made.ID:             {"office import [created approved]"},
			pending.ID:          {"office import [updated approved]"},
		} {
			if diff := cmp.Diff(want, w.audited(t, id)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		}
		list, err := w.store.AuditEntries(t.Context(), models.AuditFilter{AccountID: noID}, models.Page{Limit: 100})
		if err != nil || list.Total != 6 || list.Items[0].Origin != "10.0.0.1" {
			t.Errorf("%d entries, %v", list.Total, err)
		}
		dry, err := w.service().Import(t.Context(), by, sheetOf(t, line("另一厂")), vacancies.ThenOpen, importing.Options{DryRun: true})
		if again, e := w.store.AuditEntries(t.Context(), models.AuditFilter{AccountID: noID}, models.Page{Limit: 1}); err != nil || e != nil || dry.Created != 1 || again.Total != 6 {
			t.Errorf("a trial leaves %d entries, %v %v", again.Total, err, e)
		}
	})
}

var errNoInk = errors.New("the audit cannot be written")

// mute is a store whose audit fails.
type mute struct{ *store.Store }

func (mute) Record(context.Context, models.AuditEntry) error { return errNoInk }

// changes counts what was ever written.
func (w *world) changes(t *testing.T) (int64, error) {
	if _, err := w.store.SequenceChanges(t.Context()); err != nil {
		return 0, err
	}
	return w.store.LastChange(t.Context())
}

// What cannot be written into the audit does not happen.
func TestNothingHappensWithoutItsAudit(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		sample, open, lapsed := firm.Vacancy("样子"), firm.Vacancy("普工"), firm.Vacancy("电工", until(storetest.Today.AddDays(-1)))
		before := given(w.changes(t))
		s := w.service()
		s.Store = mute{w.store}
		for name, work := range map[string]func() error{
			"create": func() error { _, err := s.Create(t.Context(), office, sample); return err },
			"change": func() error {
				_, err := s.Change(t.Context(), office, open.ID, open.Version, nil, func(v *models.Vacancy) { v.Headcount = 99 })
				return err
			},
			"act": func() error { _, err := s.Act(t.Context(), office, open.ID, models.ActPause, ""); return err },
			"report": func() error {
				_, err := s.Report(t.Context(), models.Anonymous, open.ID, models.Report{Kind: models.ReportFake})
				return err
			},
			"expire": func() error { _, err := s.Expire(t.Context()); return err },
			"import": func() error {
				_, err := s.Import(t.Context(), byOffice, sheetOf(t, line("新厂")), vacancies.ThenOpen, importing.Options{})
				return err
			},
		} {
			if err := work(); !errors.Is(err, errNoInk) {
				t.Errorf("%s: %v", name, err)
			}
			if after := given(w.changes(t)); after != before {
				t.Errorf("%s is kept: %d changes, then %d", name, before, after)
			}
		}
		if reports := given(w.store.CountReports(t.Context(), []string{open.ID, lapsed.ID})); len(reports) != 0 {
			t.Errorf("a report is kept: %v", reports)
		}
	})
}

// given is the value of a call that must not fail.
func given[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
