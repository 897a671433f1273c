package vacancies_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/importing"
	"konggang/services/vacancies"
)

// titles are the titles of the queue within a division, as the actor sees it.
func (w *world) queue(t testing.TB, a models.Actor, within models.DivisionCode) string {
	t.Helper()
	list, err := w.service().List(t.Context(), a, models.VacancyFilter{Status: models.VacancySubmitted, Within: within}, models.Page{Limit: 100})
	if err != nil {
		return problem(err)
	}
	var out []string
	for _, p := range list.Items {
		out = append(out, p.Vacancy.Title)
	}
	return strings.Join(out, " ")
}

func TestTheQueueIsOrderedByWaitingAndNarrowedByTown(t *testing.T) {
	const town, otherTown = models.DivisionCode("410184102000"), models.DivisionCode("410184107000")
	each(t, func(t *testing.T, w *world) {
		w.Village(otherTown, "孟庄镇")
		here, there := w.Enterprise("此厂"), w.Enterprise("彼厂", func(e *models.Enterprise) { e.Division = otherTown })
		first, second := here.Vacancy("先发的", at(models.VacancyDraft)), here.Vacancy("后发的", at(models.VacancyDraft))
		open, third := here.Vacancy("开着的"), there.Vacancy("别镇的", at(models.VacancyDraft))
		for _, id := range []string{second.ID, third.ID, first.ID} {
			w.now = w.now.Add(time.Minute)
			if _, err := w.service().Act(t.Context(), office, id, models.ActSubmit, ""); err != nil {
				t.Fatal(err)
			}
		}
		w.now = w.now.Add(time.Minute)
		if _, err := w.service().Report(t.Context(), village, open.ID, models.Report{Kind: models.ReportFake}); err != nil {
			t.Fatal(err)
		}
		townOffice := models.Actor{Role: models.RoleOffice, Division: town}
		for _, c := range []struct {
			name   string
			actor  models.Actor
			within models.DivisionCode
			want   string
		}{
			{"the county's", office, "", "后发的 别镇的 先发的 开着的"},
			{"the county's of one town", office, otherTown, "别镇的"},
			{"the town's", townOffice, "", "后发的 先发的 开着的"},
			{"the town's of another town", townOffice, otherTown, "forbidden"},
			{"the town's of its county", townOffice, county, "forbidden"},
			{"another county's", foreign, "", ""},
		} {
			if got := w.queue(t, c.actor, c.within); got != c.want {
				t.Errorf("%s: got %q, want %q", c.name, got, c.want)
			}
		}
		// What was rejected and mended waits anew, at the end.
		must(t, w.act(t, office, second.ID, models.ActReject, "不实"))
		w.now = w.now.Add(time.Minute)
		v := w.kept(t, second.ID)
		if _, err := w.service().Change(t.Context(), office, v.ID, v.Version, nil, func(v *models.Vacancy) { v.Headcount = 3 }); err != nil {
			t.Fatal(err)
		}
		must(t, w.act(t, office, second.ID, models.ActSubmit, ""))
		if got := w.queue(t, office, ""); got != "别镇的 先发的 开着的 后发的" {
			t.Errorf("after mending: %s", got)
		}
	})
}

func (w *world) act(t testing.TB, a models.Actor, id string, action models.VacancyAction, reason string) error {
	t.Helper()
	_, err := w.service().Act(t.Context(), a, id, action, reason)
	return err
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Somebody who signed up and has no enterprise yet must not be shown everybody's.
func TestAnEnterpriseOfNoneHasNoList(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.Enterprise("某厂").Vacancy("普工", at(models.VacancyDraft))
		got, err := w.service().List(t.Context(), models.Actor{Role: models.RoleEnterprise, AccountID: noID}, models.VacancyFilter{}, models.Page{Limit: 10})
		if err != nil || got.Total != 0 || len(got.Items) != 0 || got.Headcount != 0 {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

// byDuties screens by the duties alone: their first word is the severity.
func byDuties(p models.Posting) []models.Finding {
	severity, _, found := strings.Cut(p.Vacancy.Duties, "：")
	if !found {
		return nil
	}
	return []models.Finding{{Rule: "duties", Severity: models.Severity(severity), Field: "duties", Code: models.CodeNegotiable, Excerpt: p.Vacancy.Duties}}
}

func (w *world) screened() vacancies.Service {
	s := w.service()
	s.Screen = byDuties
	return s
}

func TestScreeningDecidesWhereAVacancyMayGo(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		for _, c := range []struct {
			duties, submit, approve, vouched, resume string
			changed                                  models.VacancyStatus
		}{
			{"装箱", "", "", "", "", models.VacancyOpen},
			{"warn：装箱", "", "", "", "", models.VacancyOpen},
			{"review：装箱", "", "reason reason_required", "", "", models.VacancySubmitted},
			{"block：装箱", "not_publishable: duties negotiable", "not_publishable: duties negotiable", "not_publishable: duties negotiable", "not_publishable: duties negotiable", models.VacancySubmitted},
		} {
			stated := func(v *models.Vacancy) { v.Duties = c.duties }
			for _, step := range []struct {
				from   models.VacancyStatus
				action models.VacancyAction
				reason string
				want   string
			}{
				{models.VacancyDraft, models.ActSubmit, "", c.submit}, {models.VacancySubmitted, models.ActApprove, "", c.approve},
				{models.VacancySubmitted, models.ActApprove, "已核实", c.vouched}, {models.VacancyPaused, models.ActResume, "", c.resume},
			} {
				_, err := w.screened().Act(t.Context(), office, firm.Vacancy("普工", at(step.from), stated).ID, step.action, step.reason)
				if got := problem(err); got != step.want {
					t.Errorf("%s %s: got %q, want %q", step.action, c.duties, got, step.want)
				}
			}
			for _, from := range []models.VacancyStatus{models.VacancyOpen, models.VacancyPaused} {
				v := firm.Vacancy("普工", at(from))
				p, err := w.screened().Change(t.Context(), owner(firm.ID), v.ID, v.Version, nil, stated)
				want := c.changed
				if want == models.VacancyOpen {
					want = from
				}
				if err != nil || p.Vacancy.Status != want || len(p.Vacancy.Findings) != len(byDuties(p)) {
					t.Errorf("%s, changed to %s: stands at %s with %d findings (%v)", from, c.duties, p.Vacancy.Status, len(p.Vacancy.Findings), err)
				}
			}
		}
	})
}

// What an earlier screening found is forgotten; a cell that could not be read stays until it is mended.
func TestScreeningForgetsWhatItFoundBefore(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		v := firm.Vacancy("普工", at(models.VacancyDraft), func(v *models.Vacancy) {
			v.Findings = []models.Finding{unread("shift"), {Rule: "gender", Severity: models.SeverityBlock, Field: "title", Code: models.CodeNotStated}, {Rule: models.RuleMissing, Field: "wage", Severity: models.SeverityBlock, Code: models.CodeNotStated}}
		})
		p, err := w.screened().Change(t.Context(), office, v.ID, v.Version, nil, func(v *models.Vacancy) { v.Duties = "warn：装箱" })
		if got := noted(p.Vacancy.Findings); got != "shift block, duties warn" || err != nil {
			t.Errorf("got %q (%v)", got, err)
		}
		draft := firm.Vacancy("样子", func(v *models.Vacancy) { v.Duties, v.ID = "review：装箱", "" })
		if got, err := w.screened().Check(t.Context(), office, draft); noted(got) != "duties review" || err != nil {
			t.Errorf("check: %q (%v)", noted(got), err)
		}
	})
}

func TestASheetThatOpensVouchesForWhatIsToReviewAlone(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for duties, want := range map[string]string{"装箱": "created open v1", "warn：装箱": "created open v1", "review：装箱": "created open v1", "block：装箱": "created draft v1"} {
			report, err := w.screened().Import(t.Context(), byOffice, sheetOf(t, line("甲厂", "岗位="+duties, "工作内容="+duties)), vacancies.ThenOpen, importing.Options{})
			must(t, err)
			w.expect(t, duties, want, report)
		}
	})
}

func TestReportTakesAVacancyOffTheLists(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		seeker := models.Actor{Role: models.RoleSeeker, AccountID: noID}
		anybody, other := models.Actor{Role: models.RoleAnonymous, Origin: "10.0.0.1"}, models.Actor{Role: models.RoleAnonymous, Origin: "10.0.0.2"}
		for _, c := range []struct {
			name   string
			actor  models.Actor
			v      models.Vacancy
			report models.Report
			want   string
		}{
			{"an open one", anybody, firm.Vacancy("普工"), models.Report{Kind: models.ReportFee}, ""},
			{"a paused one", seeker, firm.Vacancy("普工", at(models.VacancyPaused)), models.Report{Kind: models.ReportOther, Text: " 门口  没人 "}, ""},
			{"one on its last day", other, firm.Vacancy("普工", until(storetest.Today)), models.Report{Kind: models.ReportFilled}, ""},
			{"one that has lapsed", other, firm.Vacancy("普工", until(storetest.Today.AddDays(-1))), models.Report{Kind: models.ReportFilled}, "illegal_transition"},
			{"one that is filled", seeker, firm.Vacancy("普工", at(models.VacancyFilled)), models.Report{Kind: models.ReportFilled}, "illegal_transition"},
			{"somebody else's draft", seeker, firm.Vacancy("普工", at(models.VacancyDraft)), models.Report{Kind: models.ReportFee}, "not_found"},
			{"one's own draft", owner(firm.ID), firm.Vacancy("普工", at(models.VacancyDraft)), models.Report{Kind: models.ReportFee}, "illegal_transition"},
			{"none", seeker, models.Vacancy{ID: noID}, models.Report{Kind: models.ReportFee}, "not_found"},
			{"without a kind", seeker, firm.Vacancy("普工"), models.Report{}, "kind required"},
			{"of a strange kind", seeker, firm.Vacancy("普工"), models.Report{Kind: "ugly"}, "kind unknown_value"},
			{"at too much length", seeker, firm.Vacancy("普工"), models.Report{Kind: models.ReportFee, Text: strings.Repeat("长", 501)}, "text too_long"},
		} {
			got, err := w.service().Report(t.Context(), c.actor, c.v.ID, c.report)
			if problem(err) != c.want {
				t.Errorf("%s: got %q, want %q", c.name, problem(err), c.want)
			}
			if err != nil {
				continue
			}
			now := w.kept(t, c.v.ID)
			if now.Status != models.VacancySubmitted || now.StatusReason != "群众举报："+c.report.Kind.Zh() || got.ID == "" || got.Text != models.CleanText(c.report.Text) {
				t.Errorf("%s: stands at %s because of %q, %+v", c.name, now.Status, now.StatusReason, got)
			}
		}
		if open, err := w.store.OpenPostings(t.Context(), storetest.Today); err != nil || len(open) != 3 {
			t.Errorf("%d are open, want the three of the refused reports (%v)", len(open), err)
		}
	})
}

func until(d models.Date) func(*models.Vacancy) {
	return func(v *models.Vacancy) { v.ValidUntil = d }
}

func TestOneReportOfEachUntilTheOfficeJudged(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.Enterprise("某厂").Vacancy("普工")
		anybody, other := models.Actor{Role: models.RoleAnonymous, Origin: "10.0.0.1"}, models.Actor{Role: models.RoleAnonymous, Origin: "10.0.0.2"}
		report := func(a models.Actor) string {
			_, err := w.service().Report(t.Context(), a, v.ID, models.Report{Kind: models.ReportFee, Text: "要押金"})
			return problem(err)
		}
		counts := func(a models.Actor) int {
			p, err := w.service().Get(t.Context(), a, v.ID)
			must(t, err)
			return given(w.service().ReportCounts(t.Context(), a, p))[v.ID][models.ReportFee]
		}
		if got := []string{report(anybody), report(anybody), report(other)}; cmp.Diff([]string{"", "duplicate", "illegal_transition"}, got) != "" {
			t.Errorf("got %q", got)
		}
		list, err := w.service().Reports(t.Context(), office, v.ID, models.Page{Limit: 10})
		if err != nil || list.Total != 1 || list.Items[0].Text != "要押金" || strings.Contains(list.Items[0].Reporter, "10.0.0.1") {
			t.Errorf("%+v, %v", list, err)
		}
		for a, want := range map[models.Actor]models.Code{foreign: models.CodeForbidden, owner(v.EnterpriseID): models.CodeForbidden, anybody: models.CodeForbidden} {
			if _, err := w.service().Reports(t.Context(), a, v.ID, models.Page{Limit: 10}); models.CodeOf(err) != want {
				t.Errorf("%s reads the reports: %v", a.Role, err)
			}
		}
		if counts(office) != 1 || counts(foreign) != 0 || counts(owner(v.EnterpriseID)) != 0 {
			t.Errorf("the office counts %d, another %d, the enterprise %d", counts(office), counts(foreign), counts(owner(v.EnterpriseID)))
		}
		must(t, w.act(t, office, v.ID, models.ActApprove, "查无此事"))
		if counts(office) != 0 {
			t.Error("judged, and still reported")
		}
		if got := report(anybody); got != "" {
			t.Errorf("it cannot be reported again: %s", got)
		}
	})
}

// A sheet that is brought in every night must not answer what people reported in the evening.
func TestASheetDoesNotAnswerAReport(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		id := w.bring(t, byOffice, vacancies.ThenOpen, line("甲厂")).Results[0].ID
		_, err := w.service().Report(t.Context(), village, id, models.Report{Kind: models.ReportFake})
		must(t, err)
		w.expect(t, "the same", "unchanged submitted v2", w.bring(t, byOffice, vacancies.ThenOpen, line("甲厂")))
		w.expect(t, "changed", "updated submitted v3", w.bring(t, byOffice, vacancies.ThenOpen, line("甲厂", "人数=9")))
		must(t, w.act(t, office, id, models.ActApprove, "查无此事"))
		w.expect(t, "judged", "unchanged open v4", w.bring(t, byOffice, vacancies.ThenOpen, line("甲厂", "人数=9")))
	})
}

func TestManyReportsAtOnceAreOneReturn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.Enterprise("某厂").Vacancy("普工")
		errs := make([]error, 8)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() {
				a := models.Actor{Role: models.RoleAnonymous, Origin: string(rune('a' + i))}
				_, errs[i] = w.service().Report(t.Context(), a, v.ID, models.Report{Kind: models.ReportFee})
			})
		}
		wait.Wait()
		done := 0
		for _, err := range errs {
			switch problem(err) {
			case "":
				done++
			case "illegal_transition":
			default:
				t.Error(err)
			}
		}
		if got := w.kept(t, v.ID); done != 1 || got.Version != v.Version+1 {
			t.Errorf("%d took effect, version %d", done, got.Version)
		}
	})
}

// A stranger cannot empty the lists: a few reports wait for the office, and no more until it has judged.
func TestAStrangerReportsAFewTimesADay(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		stranger := models.Actor{Role: models.RoleAnonymous, Origin: "10.0.0.9"}
		var first string
		for i := range 6 {
			v := firm.Vacancy("普工")
			_, err := w.service().Report(t.Context(), stranger, v.ID, models.Report{Kind: models.ReportFee})
			if want := map[bool]models.Code{true: models.CodeRateLimited}[i == 5]; models.CodeOf(err) != want {
				t.Errorf("report %d: %v", i+1, err)
			}
			if i == 0 {
				first = v.ID
			}
		}
		_, err := w.service().Act(t.Context(), office, first, models.ActApprove, "已核实")
		must(t, err)
		_, err = w.service().Report(t.Context(), stranger, firm.Vacancy("普工").ID, models.Report{Kind: models.ReportFee})
		must(t, err)
	})
}

// An office that brings a sheet in vouches for the firm that it names, not for somebody who has signed up under that name.
func TestASheetDoesNotVouchForWhoSignedUp(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		squatted := w.Enterprise("甲厂", func(e *models.Enterprise) { e.Status = models.EnterprisePending })
		must(t, w.store.CreateAccount(t.Context(), &models.Account{Role: models.RoleEnterprise, EnterpriseID: squatted.ID}))
		w.Enterprise("乙厂", func(e *models.Enterprise) { e.Status = models.EnterprisePending })
		report, err := w.service().Import(t.Context(), byOffice, sheetOf(t, line("甲厂", "岗位=普工"), line("乙厂", "岗位=普工")), vacancies.ThenOpen, importing.Options{})
		must(t, err)
		if report.Rejected != 1 || report.Created != 1 {
			t.Errorf("%+v", report)
		}
		for name, want := range map[string]models.EnterpriseStatus{"甲厂": models.EnterprisePending, "乙厂": models.EnterpriseApproved} {
			if e, err := w.store.EnterpriseByName(t.Context(), name, ""); err != nil || e.Status != want {
				t.Errorf("%s is %s (%v)", name, e.Status, err)
			}
		}
	})
}
