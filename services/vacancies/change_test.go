package vacancies_test

import (
	"testing"

	"konggang/models"
)

func unread(field string) models.Finding {
	return models.Finding{Rule: "unreadable", Severity: models.SeverityBlock, Field: field, Column: "某列", Excerpt: "若干", Code: models.CodeUnreadable}
}

func TestChangeByStatus(t *testing.T) {
	better := func(v *models.Vacancy) { v.Duties = "包装月饼" }
	incomplete := func(v *models.Vacancy) { v.Duties = "" }
	unsure := func(v *models.Vacancy) { v.Wage = models.Wage{Negotiable: true} }
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		for _, c := range []struct {
			name   string
			from   models.VacancyStatus
			change func(*models.Vacancy)
			want   string
			to     models.VacancyStatus
		}{
			{"a draft", models.VacancyDraft, better, "", models.VacancyDraft},
			{"a draft, incompletely", models.VacancyDraft, incomplete, "", models.VacancyDraft},
			{"in the queue", models.VacancySubmitted, better, "", models.VacancySubmitted},
			{"in the queue, for review", models.VacancySubmitted, unsure, "", models.VacancySubmitted},
			{"in the queue, incompletely", models.VacancySubmitted, incomplete, "not_publishable: duties not_stated", models.VacancySubmitted},
			{"open, cleanly", models.VacancyOpen, better, "", models.VacancyOpen},
			{"open, for review", models.VacancyOpen, unsure, "", models.VacancySubmitted},
			{"open, incompletely", models.VacancyOpen, incomplete, "", models.VacancySubmitted},
			{"paused, cleanly", models.VacancyPaused, better, "", models.VacancyPaused},
			{"paused, incompletely", models.VacancyPaused, incomplete, "", models.VacancySubmitted},
			{"rejected", models.VacancyRejected, better, "", models.VacancyDraft},
			{"rejected, incompletely", models.VacancyRejected, incomplete, "", models.VacancyDraft},
			{"filled", models.VacancyFilled, better, "illegal_transition", models.VacancyFilled},
			{"expired", models.VacancyExpired, better, "illegal_transition", models.VacancyExpired},
			{"withdrawn", models.VacancyWithdrawn, better, "illegal_transition", models.VacancyWithdrawn},
			{"wrongly", models.VacancyOpen, func(v *models.Vacancy) { v.Title = "" }, "title required", models.VacancyOpen},
		} {
			t.Run(c.name, func(t *testing.T) {
				v := firm.Vacancy("普工", at(c.from))
				_, err := w.service().Change(t.Context(), owner(firm.ID), v.ID, v.Version, nil, c.change)
				if got := problem(err); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
				if got := w.kept(t, v.ID); got.Status != c.to || (err == nil) != (got.Version == v.Version+1) {
					t.Errorf("stands at %s, version %d, want %s", got.Status, got.Version, c.to)
				}
			})
		}
	})
}

// Once rejected and edited, a vacancy that villages heard of long ago is a draft like any other.
func TestDraftThatWasOpenOnceCanBeEditedStepByStep(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.Enterprise("某厂").Vacancy("普工", func(v *models.Vacancy) { v.Status, v.Duties, v.Headcount = models.VacancyDraft, "", 0 })
		p, err := w.service().Change(t.Context(), office, v.ID, v.Version, nil, func(v *models.Vacancy) { v.Headcount = 5 })
		if err != nil || p.Vacancy.Status != models.VacancyDraft || noted(p.Vacancy.Findings) != "duties block" {
			t.Errorf("%s, %s, %v", p.Vacancy.Status, noted(p.Vacancy.Findings), err)
		}
	})
}

func TestChangeIsRefused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		draft, opened := firm.Vacancy("普工", at(models.VacancyDraft)), firm.Vacancy("电工")
		for _, c := range []struct {
			name    string
			actor   models.Actor
			v       models.Vacancy
			version int
			want    models.Code
		}{
			{"stale", office, draft, draft.Version + 1, models.CodeStale},
			{"missing", office, models.Vacancy{ID: noID}, 1, models.CodeNotFound},
			{"another's draft", owner(noID), draft, draft.Version, models.CodeNotFound},
			{"another's open one", owner(noID), opened, opened.Version, models.CodeForbidden},
			{"another county's draft", foreign, draft, draft.Version, models.CodeNotFound},
			{"by the village", village, opened, opened.Version, models.CodeForbidden},
		} {
			_, err := w.service().Change(t.Context(), c.actor, c.v.ID, c.version, nil, func(*models.Vacancy) {
				t.Errorf("%s: the change is applied", c.name)
			})
			if models.CodeOf(err) != c.want {
				t.Errorf("%s: got %v, want %s", c.name, err, c.want)
			}
		}
	})
}

func TestOnlyNamedFieldsAreMended(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.Enterprise("某厂").Vacancy("普工", at(models.VacancyDraft), func(v *models.Vacancy) {
			v.Wage, v.Findings = models.Wage{}, []models.Finding{unread("headcount"), unread("wage"), unread("shift")}
		})
		for _, c := range []struct {
			fields []string
			change func(*models.Vacancy)
			want   string
		}{
			{[]string{"duties"}, func(v *models.Vacancy) { v.Duties = "装箱" }, "headcount block, wage block, shift block, wage block"},
			{[]string{"headcount"}, func(v *models.Vacancy) { v.Headcount = 3 }, "wage block, shift block, wage block"},
			{[]string{"wage", "wage.negotiable"}, func(v *models.Vacancy) { v.Wage.Negotiable = true }, "shift block, wage review"},
			{[]string{"shift"}, func(v *models.Vacancy) { v.Shift = "" }, "wage review"},
		} {
			p, err := w.service().Change(t.Context(), office, v.ID, v.Version, c.fields, c.change)
			if err != nil || noted(p.Vacancy.Findings) != c.want {
				t.Fatalf("after %v: got %q, want %q (%v)", c.fields, noted(p.Vacancy.Findings), c.want, err)
			}
			v = p.Vacancy
		}
	})
}
