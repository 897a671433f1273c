package recalls_test

import (
	"context"
	"fmt"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/enterprises"
)

// TestEveryWayAVacancyCloses closes the vacancy of one line in each of the ways that there are, and holds the recall, what the groups
// hear, and what the next edition says.
func TestEveryWayAVacancyCloses(t *testing.T) {
	for _, c := range []struct {
		name   string
		became models.VacancyStatus
		close  func(t *testing.T, w *world, v models.Vacancy, e *models.Enterprise)
	}{
		{"filled", models.VacancyFilled, func(t *testing.T, w *world, v models.Vacancy, _ *models.Enterprise) {
			w.change(t, v.ID, to(models.VacancyFilled))
		}},
		{"filled by referrals", models.VacancyFilled, func(t *testing.T, w *world, v models.Vacancy, _ *models.Enterprise) {
			w.change(t, v.ID, func(v *models.Vacancy) { v.Filled = v.Headcount })
		}},
		{"withdrawn", models.VacancyWithdrawn, func(t *testing.T, w *world, v models.Vacancy, _ *models.Enterprise) {
			w.change(t, v.ID, to(models.VacancyWithdrawn))
		}},
		{"paused", models.VacancyPaused, func(t *testing.T, w *world, v models.Vacancy, _ *models.Enterprise) {
			w.change(t, v.ID, to(models.VacancyPaused))
		}},
		{"back with the office", models.VacancyPaused, func(t *testing.T, w *world, v models.Vacancy, _ *models.Enterprise) {
			w.change(t, v.ID, to(models.VacancySubmitted))
		}},
		{"rejected", models.VacancyWithdrawn, func(t *testing.T, w *world, v models.Vacancy, _ *models.Enterprise) {
			w.change(t, v.ID, to(models.VacancyRejected))
		}},
		{"expired at midnight", models.VacancyExpired, func(t *testing.T, w *world, v models.Vacancy, _ *models.Enterprise) {
			w.now = w.now.AddDate(0, 0, 91) // the validity has passed, and is written down
			w.change(t, v.ID, to(models.VacancyExpired))
		}},
		{"its enterprise suspended", models.VacancyWithdrawn, func(t *testing.T, w *world, _ models.Vacancy, e *models.Enterprise) {
			e.Status = models.EnterpriseSuspended
			wantCode(t, w.store.UpdateEnterprise(t.Context(), e), "")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				employer := w.build.Enterprise("宏发食品")
				v := employer.Vacancy("包装工")
				w.build.Enterprise("白鹭服装").Vacancy("缝纫工", func(v *models.Vacancy) { v.ValidUntil = storetest.Today.AddDays(900) })
				w.issue(t, first)
				w.issue(t, second)
				w.follow(t)
				wantAll(t, "nothing closed", w.all(t, models.RecallOpen))

				c.close(t, w, v, &employer.Enterprise)
				w.follow(t)
				w.follow(t)
				line := " 第1期 包装工 " + string(c.became) + " 1"
				wantAll(t, "recalls", w.all(t, models.RecallOpen), string(first)+line, string(second)+line)
				wantAll(t, "groups", w.groups.heard(), string(first)+line, string(second)+line)

				held, err := w.editions.Held(t.Context(), first, 2025, 1)
				wantCode(t, err, "")
				if len(held.Open) != 1 || held.Open[0].Vacancy.Title != "缝纫工" || len(held.Closed) != 1 || held.Closed[0].Status != c.became {
					t.Errorf("the board has %d open lines, and %+v", len(held.Open), held.Closed)
				}
				next := w.issue(t, first)
				want := models.GoneLine{VacancyID: v.ID, Number: v.Number, Title: "包装工", Employer: "宏发食品", Became: c.became}
				if len(next.Items) != 1 || len(next.Gone) != 1 || next.Gone[0] != want {
					t.Errorf("the next edition has %d lines and says %+v", len(next.Items), next.Gone)
				}
				wantAll(t, "the next hangs", w.all(t, models.RecallOpen), string(second)+line)
				wantAll(t, "replaced", w.all(t, models.RecallReplaced), string(first)+line)
				if last := w.issue(t, first); len(last.Gone) != 0 {
					t.Errorf("it is told again: %+v", last.Gone)
				}
				w.follow(t)
				wantAll(t, "groups after", w.groups.heard())
			})
		})
	}
}

// TestAnEmployerStopsHiringAndHiresAgain takes an employer through what can be done with it: each is told as changes of its vacancies.
func TestAnEmployerStopsHiringAndHiresAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		employer := w.build.Enterprise("宏发食品")
		employer.Vacancy("包装工")
		w.issue(t, first)
		w.follow(t)
		firm := enterprises.Service{Store: w.store, Calendar: w.Calendar}
		owner := models.Actor{AccountID: "e", Role: models.RoleEnterprise, EnterpriseID: employer.ID}
		decide := func(action models.EnterpriseAction) {
			t.Helper()
			_, err := firm.Decide(t.Context(), office, employer.ID, action, "核查")
			wantCode(t, err, "")
		}
		rename := func(name string) {
			t.Helper()
			e, err := w.store.Enterprise(t.Context(), employer.ID)
			wantCode(t, err, "")
			_, err = firm.Change(t.Context(), owner, e.ID, e.Version, []string{"name"}, func(e *models.Enterprise) { e.Name = name })
			wantCode(t, err, "")
		}
		const line = string(first) + " 第1期 包装工 withdrawn "
		stands := func(name string, recall models.RecallStatus, round string, told ...string) {
			t.Helper()
			w.follow(t)
			wantAll(t, name, w.all(t, recall), line+round)
			wantAll(t, name+", groups", w.groups.heard(), told...)
		}
		rename("宏发饮料")
		stands("waits for the office", models.RecallOpen, "1", line+"1")
		decide(models.ApproveEnterprise)
		stands("approved", models.RecallLifted, "1")
		rename("宏发乳品")
		stands("waits again", models.RecallOpen, "2", line+"2")
		decide(models.RejectEnterprise)
		stands("rejected", models.RecallOpen, "2")
		decide(models.ApproveEnterprise)
		stands("its vacancies stay closed", models.RecallOpen, "2")

		other := w.build.Enterprise("白鹭服装")
		other.Vacancy("缝纫工")
		w.issue(t, second)
		employer = other
		decide(models.SuspendEnterprise)
		w.follow(t)
		wantAll(t, "suspended", w.groups.heard(), string(second)+" 第1期 缝纫工 withdrawn 1")
	})
}

// counting is a store that remembers how many vacancies were settled at once at most.
type counting struct {
	*store.Store
	most int
}

func (c *counting) RecallsOf(ctx context.Context, ids []string) ([]models.Recall, error) {
	c.most = max(c.most, len(ids))
	return c.Store.RecallsOf(ctx, ids)
}

// TestALargeEmployerIsFollowedInParts suspends one with many vacancies: who publishes waits for none but a part of them.
func TestALargeEmployerIsFollowedInParts(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		employer := w.build.Enterprise("宏发劳务")
		for i := range 70 {
			employer.Vacancy(fmt.Sprint("包装工", i))
		}
		w.follow(t)
		employer.Status = models.EnterpriseSuspended
		wantCode(t, w.store.UpdateEnterprise(t.Context(), &employer.Enterprise), "")
		counted := &counting{Store: w.store}
		w.Store = counted
		w.follow(t)
		if counted.most == 0 || counted.most > 50 {
			t.Errorf("%d at once", counted.most)
		}
	})
}

// TestThereAndBackAgain closes a vacancy, opens it and closes it again.
func TestThereAndBackAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.build.Enterprise("宏发食品").Vacancy("包装工")
		w.issue(t, first)
		step := func(name string, status models.VacancyStatus, recall models.RecallStatus, want string, told ...string) {
			t.Helper()
			w.change(t, v.ID, to(status))
			w.follow(t)
			wantAll(t, name, w.all(t, recall), want)
			wantAll(t, name+", groups", w.groups.heard(), told...)
		}
		const line = string(first) + " 第1期 包装工 "
		step("paused", models.VacancyPaused, models.RecallOpen, line+"paused 1", line+"paused 1")
		step("resumed", models.VacancyOpen, models.RecallLifted, line+"paused 1")
		if got := fmt.Sprint(w.groups.lifted, w.groups.replaced); got != "["+string(first)+"] ["+string(first)+"]" {
			t.Errorf("groups heard that it was lifted, and of publications: %s", got)
		}
		step("paused again", models.VacancyPaused, models.RecallOpen, line+"paused 2", line+"paused 2")
		step("filled meanwhile", models.VacancyFilled, models.RecallOpen, line+"filled 2")
		list, _, err := w.List(t.Context(), operator, queryOpen, models.Page{Limit: 5})
		wantCode(t, err, "")
		_, err = w.Done(t.Context(), operator, list.Items[0].ID, "", "")
		wantCode(t, err, "")
		step("done stays done", models.VacancyWithdrawn, models.RecallDone, line+"filled 2")
		step("the sheet may say so again", models.VacancyOpen, models.RecallLifted, line+"filled 2")
		step("and not any more", models.VacancyExpired, models.RecallOpen, line+"expired 3", line+"expired 3")
	})
}

// TestOlderEditionsInTheGroup tells groups of what only an older post said, and about no sheet, since another one hangs.
func TestOlderEditionsInTheGroup(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		employer := w.build.Enterprise("宏发食品")
		v := employer.Vacancy("包装工")
		old := w.issue(t, first)
		w.issue(t, second)
		employer.Vacancy("缝纫工")
		draft, err := w.editions.Draft(t.Context(), office, first, 5)
		wantCode(t, err, "")
		draft, err = w.editions.Correct(t.Context(), office, draft.ID, draft.Version, []models.LineChange{{Action: models.CorrectionDrop, Vacancy: v.ID, Reason: "村里没人去"}})
		wantCode(t, err, "")
		_, err = w.editions.Publish(t.Context(), office, draft.ID, "王主任")
		wantCode(t, err, "")

		w.change(t, v.ID, to(models.VacancyFilled))
		w.follow(t)
		one, two := string(first)+" 第1期 包装工 filled ", string(second)+" 第1期 包装工 filled "
		wantAll(t, "groups", w.groups.heard(), one+"1", two+"1")
		wantAll(t, "sheets", w.all(t, models.RecallOpen), two+"1")
		wantAll(t, "told alone", w.all(t, models.RecallReplaced), one+"1")

		// Rounds go on over the editions of a village, so that nothing is taken for what it was told before.
		w.change(t, v.ID, to(models.VacancyOpen))
		w.follow(t)
		w.issue(t, first)
		w.change(t, v.ID, to(models.VacancyPaused))
		w.follow(t)
		wantAll(t, "groups again", w.groups.heard(), string(first)+" 第3期 包装工 paused 2", string(second)+" 第1期 包装工 paused 2")

		// A post of long ago is forgotten, a sheet is not.
		w.change(t, v.ID, to(models.VacancyOpen))
		w.follow(t)
		_, err = w.editions.Supersede(t.Context(), office, w.latest(t, first).ID, "写错")
		wantCode(t, err, "")
		w.groups.heard()
		w.now = w.now.AddDate(0, 0, 91)
		w.change(t, v.ID, to(models.VacancyExpired))
		w.follow(t)
		wantAll(t, "groups after months", w.groups.heard(), string(second)+" 第1期 包装工 expired 3")
		if old.Number != 1 {
			t.Errorf("%+v", old)
		}
	})
}

func (w *world) latest(t *testing.T, village models.DivisionCode) models.Edition {
	t.Helper()
	e, err := w.store.LastIssued(t.Context(), village)
	wantCode(t, err, "")
	return e
}

// TestAnEditionTakenBack recalls the whole sheet in place of its lines.
func TestAnEditionTakenBack(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.build.Enterprise("宏发食品").Vacancy("包装工")
		other := w.build.Enterprise("白鹭服装").Vacancy("缝纫工")
		older := w.issue(t, first)
		e := w.issue(t, first)
		w.change(t, v.ID, to(models.VacancyFilled))
		w.follow(t)
		w.groups.heard()
		_, err := w.editions.Supersede(t.Context(), office, e.ID, "")
		wantCode(t, err, models.CodeInvalid)
		wantAll(t, "refused", w.groups.heard())
		_, err = w.editions.Supersede(t.Context(), office, e.ID, "工资写错")
		wantCode(t, err, "")
		whole := string(first) + " 第2期   1"
		wantAll(t, "the sheet", w.all(t, models.RecallOpen), whole)
		wantAll(t, "its line", w.all(t, models.RecallReplaced), string(first)+" 第2期 包装工 filled 1")
		wantAll(t, "groups", w.groups.heard(), whole)

		// All of it comes down: what closes on it now is no matter. The post of the edition before is.
		w.change(t, other.ID, to(models.VacancyFilled))
		w.follow(t)
		wantAll(t, "later", w.all(t, models.RecallOpen), whole)
		wantAll(t, "groups of the older post", w.groups.heard(), string(first)+" 第1期 缝纫工 filled 1")

		// What another sheet hangs in place of hangs no more, also when it is taken back.
		w.build.Enterprise("红旗机械").Vacancy("焊工")
		w.issue(t, first)
		wantAll(t, "another hangs", w.all(t, models.RecallOpen))
		_, err = w.editions.Supersede(t.Context(), office, older.ID, "写错")
		wantCode(t, err, "")
		wantAll(t, "an old one taken back", w.all(t, models.RecallOpen))
		wantAll(t, "groups of the old one", w.groups.heard(), string(first)+" 第1期   1")
	})
}

// TestAFeedWithAGap closes vacancies that the feed does not tell of, before the first look and between two.
func TestAFeedWithAGap(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.build.Enterprise("宏发食品").Vacancy("包装工")
		w.issue(t, first)
		w.follow(t)
		w.change(t, v.ID, to(models.VacancyFilled))
		_, err := w.store.SequenceChanges(t.Context())
		wantCode(t, err, "")
		w.drop(t)
		w.follow(t)
		line := string(first) + " 第1期 包装工 filled 1"
		wantAll(t, "recalls", w.all(t, models.RecallOpen), line)
		wantAll(t, "groups", w.groups.heard(), line)
		for _, seq := range []int64{0, 1_000_000} { // all of it anew, and a place that the feed has never reached
			wantCode(t, w.store.SetFeedPlace(t.Context(), "recalls", seq), "")
			w.follow(t)
			wantAll(t, "once more", w.all(t, models.RecallOpen), line)
			wantAll(t, "groups once more", w.groups.heard())
			last, err := w.store.LastChange(t.Context())
			wantCode(t, err, "")
			if place, _, err := w.store.FeedPlace(t.Context(), "recalls"); place != last || err != nil {
				t.Errorf("it stands at %d of %d, %v", place, last, err)
			}
		}
	})
}

// drop empties the feed, as time does.
func (w *world) drop(t *testing.T) {
	t.Helper()
	wantCode(t, w.store.DropOldChanges(t.Context(), storetest.Start.AddDate(1, 0, 0)), "")
}
