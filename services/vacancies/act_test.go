package vacancies_test

import (
	"strings"
	"sync"
	"testing"

	"konggang/models"
	"konggang/models/store/storetest"
)

var contractActions = []models.VacancyAction{models.ActSubmit, models.ActWithdraw, models.ActPause, models.ActResume, models.ActFill, models.ActApprove, models.ActReject}

// moves says where each action of the contract takes a whole vacancy of an approved enterprise, - where it is illegal.
var moves = []struct{ from, submit, withdraw, pause, resume, fill, approve, reject models.VacancyStatus }{
	{"draft", "submitted", "withdrawn", "-", "-", "-", "-", "-"},
	{"submitted", "-", "withdrawn", "-", "-", "-", "open", "rejected"},
	{"open", "-", "withdrawn", "paused", "-", "filled", "-", "-"},
	{"paused", "-", "withdrawn", "-", "open", "filled", "-", "-"},
	{"filled", "-", "-", "-", "-", "-", "-", "-"},
	{"expired", "-", "-", "-", "-", "-", "-", "-"},
	{"withdrawn", "-", "-", "-", "-", "-", "-", "-"},
	{"rejected", "-", "-", "-", "-", "-", "-", "-"},
}

func TestActionsByStatusAndRole(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("宏发食品厂")
		actors := []struct {
			name         string
			actor        models.Actor
			keeps, judge bool
		}{
			{"office", office, true, true},
			{"its enterprise", owner(firm.ID), true, false},
			{"another enterprise", owner(noID), false, false},
			{"office of another county", foreign, false, false},
			{"village", village, false, false},
			{"seeker", models.Actor{Role: models.RoleSeeker, SeekerID: noID}, false, false},
			{"device", models.Actor{Role: models.RoleDevice, Division: storetest.Village}, false, false},
			{"anonymous", models.Anonymous, false, false},
		}
		for _, m := range moves {
			for i, to := range []models.VacancyStatus{m.submit, m.withdraw, m.pause, m.resume, m.fill, m.approve, m.reject} {
				action := contractActions[i]
				judging := action == models.ActApprove || action == models.ActReject
				for _, a := range actors {
					v := firm.Vacancy("包装工", at(m.from))
					want, stands := "", to
					switch {
					case !a.keeps && v.OpenedAt == nil:
						want, stands = "not_found", m.from
					case !a.keeps || judging && !a.judge:
						want, stands = "forbidden", m.from
					case to == "-":
						want, stands = "illegal_transition", m.from
					}
					_, err := w.service().Act(t.Context(), a.actor, v.ID, action, "理由")
					if got := problem(err); got != want {
						t.Errorf("%s by %s on %s: got %q, want %q", action, a.name, m.from, got, want)
					}
					if got := w.kept(t, v.ID); got.Status != stands || err == nil && got.StatusReason != "理由" {
						t.Errorf("%s by %s on %s: stands at %s (%s), want %s", action, a.name, m.from, got.Status, got.StatusReason, stands)
					}
				}
			}
		}
	})
}

func TestGateNamesWhatIsMissing(t *testing.T) {
	type c struct {
		name  string
		spoil func(*models.Vacancy)
		want  string
	}
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("宏发食品厂")
		unknownKind := w.Enterprise("宏发", func(e *models.Enterprise) { e.Kind = "" })
		for _, c := range []c{
			{"headcount", func(v *models.Vacancy) { v.Headcount = 0 }, "headcount not_stated"},
			{"education", func(v *models.Vacancy) { v.Education = "" }, "education not_stated"},
			{"duties", func(v *models.Vacancy) { v.Duties = "" }, "duties not_stated"},
			{"workplace", func(v *models.Vacancy) { v.Workplace = models.Workplace{} }, "workplace not_stated"},
			{"wage", func(v *models.Vacancy) { v.Wage = models.Wage{} }, "wage not_stated"},
			{"whom to call", func(v *models.Vacancy) { v.Contact.Phone = "" }, "contact.phone not_stated"},
			{"validity", func(v *models.Vacancy) { v.ValidUntil = "" }, "valid_until not_stated"},
			{"validity that has passed", func(v *models.Vacancy) { v.ValidUntil = "2025-02-28" }, "valid_until expired"},
			{"the kind of enterprise", func(v *models.Vacancy) { v.EnterpriseID = unknownKind.ID }, "enterprise.kind not_stated"},
			{"two at once", func(v *models.Vacancy) { v.Headcount, v.Duties = 0, "" }, "headcount not_stated, duties not_stated"},
		} {
			t.Run(c.name, func(t *testing.T) {
				for _, step := range []struct {
					from   models.VacancyStatus
					action models.VacancyAction
				}{{models.VacancyDraft, models.ActSubmit}, {models.VacancySubmitted, models.ActApprove}, {models.VacancyPaused, models.ActResume}} {
					v := firm.Vacancy("包装工", at(step.from), c.spoil)
					_, err := w.service().Act(t.Context(), office, v.ID, step.action, "看过了")
					want := "not_publishable: " + c.want
					if v.Lapsed(storetest.Today) {
						want = "illegal_transition" // it has ended by itself
					}
					if got := problem(err); got != want {
						t.Errorf("%s: got %q, want %q", step.action, got, want)
					}
					if got := w.kept(t, v.ID); got.Status != step.from || got.Version != v.Version {
						t.Errorf("%s: stands at %s, version %d", step.action, got.Status, got.Version)
					}
				}
			})
		}
		lastDay := firm.Vacancy("包装工", at(models.VacancyDraft), func(v *models.Vacancy) { v.ValidUntil = storetest.Today })
		if _, err := w.service().Act(t.Context(), office, lastDay.ID, models.ActSubmit, ""); err != nil {
			t.Errorf("on its last day: %v", err)
		}
	})
}

func TestApprovalNeedsAnApprovedEnterprise(t *testing.T) {
	const barred = "enterprise_id barred_employer"
	each(t, func(t *testing.T, w *world) {
		for _, status := range models.EnterpriseStatuses.Words() {
			firm := w.Enterprise("某厂", func(e *models.Enterprise) { e.Status = models.EnterpriseStatus(status) })
			want := map[models.EnterpriseStatus]string{models.EnterprisePending: "enterprise_id unapproved_employer", models.EnterpriseSuspended: barred, models.EnterpriseRejected: barred}[models.EnterpriseStatus(status)]
			_, err := w.service().Act(t.Context(), office, firm.Vacancy("普工", at(models.VacancySubmitted)).ID, models.ActApprove, "")
			if got := problem(err); got != want {
				t.Errorf("approve for a %s one: got %q, want %q", status, got, want)
			}
			_, err = w.service().Act(t.Context(), office, firm.Vacancy("普工", at(models.VacancyPaused)).ID, models.ActResume, "")
			if got := problem(err); got != want {
				t.Errorf("resume for a %s one: got %q, want %q", status, got, want)
			}
			if want != barred {
				want = ""
			}
			_, err = w.service().Act(t.Context(), office, firm.Vacancy("普工", at(models.VacancyDraft)).ID, models.ActSubmit, "")
			if got := problem(err); got != want {
				t.Errorf("submit for a %s one: got %q, want %q", status, got, want)
			}
		}
	})
}

func TestReasons(t *testing.T) {
	negotiable := func(v *models.Vacancy) { v.Wage = models.Wage{Negotiable: true} }
	warned := func(v *models.Vacancy) {
		v.Findings = []models.Finding{{Rule: "unreadable", Severity: models.SeverityWarn, Field: "contact.phone", Code: models.CodeUnreadable}}
	}
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		for _, c := range []struct {
			name, reason, want string
			action             models.VacancyAction
			change             func(*models.Vacancy)
		}{
			{"approve a clean one", "", "", models.ActApprove, func(*models.Vacancy) {}},
			{"approve one with a warning", "", "", models.ActApprove, warned},
			{"approve one to review, unsaid", " ", "reason reason_required", models.ActApprove, negotiable},
			{"approve one to review", " 已电话核实 ", "", models.ActApprove, negotiable},
			{"reject, unsaid", "", "reason reason_required", models.ActReject, func(*models.Vacancy) {}},
			{"reject", "工资不实", "", models.ActReject, func(*models.Vacancy) {}},
			{"reject, at length", strings.Repeat("长", 200), "", models.ActReject, func(*models.Vacancy) {}},
			{"reject, at too much length", strings.Repeat("长", 201), "reason too_long", models.ActReject, func(*models.Vacancy) {}},
		} {
			v := firm.Vacancy("普工", at(models.VacancySubmitted), c.change)
			p, err := w.service().Act(t.Context(), office, v.ID, c.action, c.reason)
			if got := problem(err); got != c.want {
				t.Errorf("%s: got %q, want %q", c.name, got, c.want)
			}
			if err == nil && p.Vacancy.StatusReason != strings.TrimSpace(c.reason) {
				t.Errorf("%s: the reason is kept as %q", c.name, p.Vacancy.StatusReason)
			}
		}
	})
}

func TestFillingTakesEveryPlace(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.Enterprise("某厂").Vacancy("普工")
		p, err := w.service().Act(t.Context(), office, v.ID, models.ActFill, "")
		if err != nil || p.Vacancy.Remaining() != 0 || p.Vacancy.Filled != v.Headcount {
			t.Errorf("%+v, %v", p.Vacancy, err)
		}
	})
}

// A cell on the employer that could not be read is mended in the employer's record, for no change to the vacancy can.
func TestUnreadCellOfTheEmployerIsAnsweredByItsRecord(t *testing.T) {
	fields := []string{"credit_code", "kind", "industry", "enterprise.division", "enterprise.address"}
	each(t, func(t *testing.T, w *world) {
		unread := func(v *models.Vacancy) {
			for _, f := range fields {
				v.Findings = append(v.Findings, models.Finding{Rule: "unreadable", Severity: models.SeverityBlock, Field: f, Code: models.CodeUnreadable})
			}
		}
		bare := w.Enterprise("某", func(e *models.Enterprise) { e.CreditCode, e.Industry, e.Address = "", "", "" })
		_, err := w.service().Act(t.Context(), office, bare.Vacancy("普工", at(models.VacancyDraft), unread).ID, models.ActSubmit, "")
		if got, want := problem(err), "not_publishable: credit_code unreadable, industry unreadable, enterprise.address unreadable"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		whole := w.Enterprise("某厂", func(e *models.Enterprise) { e.CreditCode = "91350100M000100Y43" })
		p, err := w.service().Act(t.Context(), office, whole.Vacancy("普工", at(models.VacancyDraft), unread).ID, models.ActSubmit, "")
		if err != nil || len(p.Vacancy.Findings) != 0 {
			t.Errorf("%v, %v", p.Vacancy.Findings, err)
		}
	})
}

func TestTwoApprovalsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.Enterprise("某厂").Vacancy("普工", at(models.VacancySubmitted))
		errs := make([]error, 8)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() {
				action := []models.VacancyAction{models.ActApprove, models.ActReject}[i%2]
				_, errs[i] = w.service().Act(t.Context(), office, v.ID, action, "同时")
			})
		}
		wait.Wait()
		done := 0
		for _, err := range errs {
			switch models.CodeOf(err) {
			case "":
				done++
			case models.CodeStale, models.CodeIllegalTransition:
			default:
				t.Error(err)
			}
		}
		if got := w.kept(t, v.ID); done != 1 || got.Version != v.Version+1 {
			t.Errorf("%d decisions took effect, version %d", done, got.Version)
		}
	})
}
