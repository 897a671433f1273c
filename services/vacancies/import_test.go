package vacancies_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/importing"
	"konggang/services/intake"
	"konggang/services/vacancies"
)

const head = "单位名称,信用代码,编号,岗位,人数,工资,学历,工作内容,地址,电话,截止日期,企业所在地区划代码,工作地点区划代码\n"

var byOffice = importing.By{Actor: office, Home: county}

// line is a complete row but for what the changes say, a cell each: 岗位=电工.
func line(employer string, changes ...string) string {
	cells := map[string]string{"单位名称": employer, "岗位": "包装工", "人数": "5", "工资": "4500-6500元/月", "学历": "不限", "工作内容": "装箱",
		"地址": "东街1号", "电话": "15400000001", "截止日期": "2025-06-30"}
	for _, c := range changes {
		header, value, _ := strings.Cut(c, "=")
		cells[header] = value
	}
	var out []string
	for _, header := range strings.Split(strings.TrimSpace(head), ",") {
		out = append(out, cells[header])
	}
	return strings.Join(out, ",") + "\n"
}

func sheetOf(t testing.TB, lines ...string) intake.Sheet[intake.VacancyRow] {
	t.Helper()
	sheet, err := intake.Vacancies("岗位.csv", strings.NewReader(head+strings.Join(lines, "")), storetest.Today)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func (w *world) bring(t testing.TB, by importing.By, then vacancies.Then, lines ...string) importing.Report {
	t.Helper()
	report, err := w.service().Import(t.Context(), by, sheetOf(t, lines...), then, importing.Options{})
	if err != nil {
		t.Fatal(err)
	}
	addsUp(t, report, len(lines))
	return report
}

func addsUp(t testing.TB, r importing.Report, rows int) {
	t.Helper()
	if r.Rows != rows || len(r.Results) != rows || r.Created+r.Updated+r.Unchanged+r.Rejected != rows {
		t.Errorf("%d rows are accounted for as %+v", rows, r)
	}
	for _, row := range r.Results {
		if (row.Status == importing.Rejected) != (len(row.Errors) > 0) || row.Status == importing.Rejected && row.ID != "" {
			t.Errorf("row %d is %s with %d errors and id %q", row.Row, row.Status, len(row.Errors), row.ID)
		}
	}
}

// outcomes writes what became of each row: the columns that are to blame, or where its vacancy stands now.
func (w *world) outcomes(t testing.TB, r importing.Report) string {
	t.Helper()
	var out []string
	for _, row := range r.Results {
		text := string(row.Status)
		for _, e := range row.Errors {
			text += " " + e.Field + " " + string(e.Code)
		}
		if row.ID != "" {
			v, err := w.store.Vacancy(t.Context(), row.ID)
			if err != nil {
				t.Fatal(err)
			}
			text += fmt.Sprintf(" %s v%d", v.Status, v.Version)
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

func (w *world) expect(t testing.TB, name, want string, r importing.Report) {
	t.Helper()
	if diff := cmp.Diff(want, w.outcomes(t, r)); diff != "" {
		t.Errorf("%s (-want +got)\n%s", name, diff)
	}
}

func TestImportByThen(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.Enterprise("停招厂", func(e *models.Enterprise) { e.Status = models.EnterpriseSuspended })
		w.Enterprise("待审厂", func(e *models.Enterprise) { e.Status = models.EnterprisePending })
		for _, c := range []struct {
			name string
			then vacancies.Then
			line string
			want string
		}{
			{"draft", vacancies.ThenDraft, line("甲厂"), "created draft v1"},
			{"submit", vacancies.ThenSubmit, line("乙厂"), "created submitted v1"},
			{"open", vacancies.ThenOpen, line("丙厂"), "created open v1"},
			{"submit what waited as a draft", vacancies.ThenSubmit, line("甲厂"), "updated submitted v2"},
			{"open what waited in the queue", vacancies.ThenOpen, line("甲厂"), "updated open v3"},
			{"a draft is no step back", vacancies.ThenDraft, line("甲厂"), "unchanged open v3"},
			{"open for one that waits itself", vacancies.ThenOpen, line("待审厂"), "created open v1"},
			{"open for a suspended one", vacancies.ThenOpen, line("停招厂"), "rejected 单位名称 barred_employer"},
			{"submit for a suspended one", vacancies.ThenSubmit, line("停招厂"), "rejected 单位名称 barred_employer"},
			{"an incomplete one of a suspended one", vacancies.ThenOpen, line("停招厂", "岗位=电工", "人数="), "created draft v1"},
			{"negotiable", vacancies.ThenSubmit, line("甲厂", "岗位=司机", "工资=面议"), "created submitted v1"},
			{"negotiable, vouched for", vacancies.ThenOpen, line("甲厂", "岗位=会计", "工资=面议"), "created open v1"},
			{"unreadable", vacancies.ThenOpen, line("甲厂", "岗位=焊工", "工资=abc"), "created draft v1"},
			{"passed", vacancies.ThenOpen, line("甲厂", "岗位=钳工", "截止日期=2025-02-28"), "created draft v1"},
			{"last day", vacancies.ThenOpen, line("甲厂", "岗位=铣工", "截止日期=2025-03-01"), "created open v1"},
		} {
			w.expect(t, c.name, c.want, w.bring(t, byOffice, c.then, c.line))
		}
		for name, want := range map[string]models.EnterpriseStatus{
			"甲厂": models.EnterpriseApproved, "乙厂": models.EnterprisePending, "丙厂": models.EnterpriseApproved, "待审厂": models.EnterpriseApproved, "停招厂": models.EnterpriseSuspended,
		} {
			if e, err := w.store.EnterpriseByName(t.Context(), name, county); err != nil || e.Status != want {
				t.Errorf("%s stands at %s, want %s (%v)", name, e.Status, want, err)
			}
		}
	})
}

func TestImportNeedsTheRight(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("宏发食品厂", func(e *models.Enterprise) { e.CreditCode = "91350100M000100Y43" })
		w.Enterprise("远方厂", func(e *models.Enterprise) { e.Division, e.CreditCode = far, "91410100MA0000001X" })
		w.Enterprise("乙厂")
		byFirm := importing.By{Actor: owner(firm.ID)}
		for _, c := range []struct {
			name string
			by   importing.By
			line string
			want string
		}{
			{"its own", byFirm, line("宏发食品厂"), "created submitted v1"},
			{"its own by code", byFirm, line("宏发食品厂", "信用代码=91350100M000100Y43", "岗位=电工"), "created submitted v1"},
			{"another's", byFirm, line("乙厂"), "rejected 单位名称 foreign_enterprise"},
			{"a new one", byFirm, line("新厂"), "rejected 单位名称 foreign_enterprise"},
			{"another's code", byFirm, line("宏发食品厂", "信用代码=91410100MA0000001X"), "rejected 单位名称 foreign_enterprise"},
			{"another county's by code", byOffice, line("远方厂", "信用代码=91410100MA0000001X"), "rejected 单位名称 foreign_enterprise"},
			{"a new one in another county", byOffice, line("新远方厂", "企业所在地区划代码=410185102201"), "rejected 企业所在地区划代码 forbidden"},
			{"a new one nowhere", byOffice, line("新厂", "企业所在地区划代码=410184199"), "created draft v1"},
			{"from the machine itself", importing.CommandLine(""), line("远方厂", "信用代码=91410100MA0000001X"), "created submitted v1"},
			{"from the machine, of no division", importing.CommandLine(""), line("别厂"), "rejected 企业所在地区划代码 required"},
			{"the village", importing.By{Actor: village, Home: village.Division}, line("村办厂"), "rejected 企业所在地区划代码 forbidden"},
		} {
			w.expect(t, c.name, c.want, w.bring(t, c.by, vacancies.ThenSubmit, c.line))
		}
		for _, by := range []importing.By{byFirm, {Actor: village}, {Actor: models.Anonymous}} {
			if _, err := w.service().Import(t.Context(), by, sheetOf(t, line("宏发食品厂")), vacancies.ThenOpen, importing.Options{}); models.CodeOf(err) != models.CodeForbidden {
				t.Errorf("%s may open: %v", by.Actor.Role, err)
			}
		}
	})
}

func TestImportOneFileTwice(t *testing.T) {
	lines := []string{
		line("甲厂", "编号=A1"), line("甲厂", "编号=A2"), line("甲厂", "岗位=电工"), line("甲厂", "岗位=电工", "地址=西街2号"),
		line("乙厂", "工资=面议"), line("乙厂", "岗位=焊工", "人数=若干", "学历=3"), line("乙厂", "岗位=钳工", "电话="),
		line("乙厂", "岗位=铣工", "工作地点区划代码=410184199999"), line(""), line("丙厂", "岗位="),
		// The same vacancy once more: the same words change nothing, others are refused.
		line("甲厂", "编号=A1"), line("甲厂", "编号=A2", "人数=9"), line("乙厂", "工资=5000元/月"),
	}
	const first = "created open v1; created open v1; created open v1; created open v1; created open v1; created draft v1; created draft v1; created draft v1; " +
		"rejected 单位名称 required; rejected 岗位 required; unchanged open v1; rejected 编号 repeated_row; rejected 岗位 repeated_row"
	each(t, func(t *testing.T, w *world) {
		report := w.bring(t, byOffice, vacancies.ThenOpen, lines...)
		w.expect(t, "first", first, report)
		if args := report.Results[11].Errors[0].Args; cmp.Diff([]any{3}, args) != "" {
			t.Errorf("the repeated row is said to repeat row %v", args)
		}
		var columns []string
		for _, f := range append(report.Results[5].Findings, report.Results[7].Findings...) {
			columns = append(columns, f.Column)
		}
		if diff := cmp.Diff([]string{"人数", "学历", "", "", "工作地点区划代码"}, columns); diff != "" {
			t.Errorf("unread columns (-want +got)\n%s", diff)
		}
		firms := w.firms(t)
		w.expect(t, "again", strings.ReplaceAll(first, "created", "unchanged"), w.bring(t, byOffice, vacancies.ThenOpen, lines...))
		if diff := cmp.Diff(firms, w.firms(t)); diff != "" {
			t.Errorf("employers changed\n%s", diff)
		}
	})
}

func (w *world) firms(t testing.TB) []models.Enterprise {
	t.Helper()
	list, err := w.store.Enterprises(t.Context(), models.EnterpriseFilter{}, models.Page{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	return list.Items
}

func TestImportChanges(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, step := range []struct {
			name string
			then vacancies.Then
			line string
			want string
		}{
			{"first", vacancies.ThenOpen, line("甲厂", "编号=A1"), "created open v1"},
			{"a changed cell", vacancies.ThenDraft, line("甲厂", "编号=A1", "人数=9"), "updated open v2"},
			{"an empty cell wipes nothing", vacancies.ThenDraft, line("甲厂", "编号=A1", "人数="), "unchanged open v2"},
			{"another place", vacancies.ThenDraft, line("甲厂", "编号=A1", "人数=9", "地址=西街"), "updated open v3"},
			{"something to review", vacancies.ThenSubmit, line("甲厂", "编号=A1", "人数=9", "地址=西街", "工资=面议"), "updated submitted v4"},
			{"the same, vouched for", vacancies.ThenOpen, line("甲厂", "编号=A1", "人数=9", "地址=西街", "工资=面议"), "updated open v5"},
			{"the same without", vacancies.ThenSubmit, line("甲厂", "编号=A1", "人数=9", "地址=西街", "工资=面议"), "unchanged open v5"},
			{"a cell that cannot be read", vacancies.ThenOpen, line("甲厂", "编号=A1", "人数=若干", "地址=西街", "工资=面议"), "updated submitted v6"},
			{"again", vacancies.ThenOpen, line("甲厂", "编号=A1", "人数=若干", "地址=西街", "工资=面议"), "unchanged submitted v6"},
			{"mended", vacancies.ThenOpen, line("甲厂", "编号=A1", "人数=8", "地址=西街", "工资=4000元/月"), "updated open v7"},
			{"a date that has passed", vacancies.ThenOpen, line("甲厂", "编号=A1", "截止日期=2025-02-01", "人数=8", "地址=西街", "工资=4000元/月"), "updated submitted v8"},
		} {
			w.expect(t, step.name, step.want, w.bring(t, byOffice, step.then, step.line))
		}
	})
}

func TestImportOfWhatTheOfficeOrTheEmployerDecided(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, c := range []struct {
			name          string
			actions       []models.VacancyAction
			same, changed string
		}{
			{"rejected", []models.VacancyAction{models.ActSubmit, models.ActReject}, "unchanged rejected v3", "updated open v4"},
			{"paused", []models.VacancyAction{models.ActSubmit, models.ActApprove, models.ActPause}, "unchanged paused v4", "updated paused v5"},
			{"filled", []models.VacancyAction{models.ActSubmit, models.ActApprove, models.ActFill}, "unchanged filled v4", "rejected 编号 illegal_transition"},
			{"withdrawn", []models.VacancyAction{models.ActWithdraw}, "unchanged withdrawn v2", "rejected 编号 illegal_transition"},
		} {
			w.Enterprise(c.name + "厂")
			id := w.bring(t, byOffice, vacancies.ThenDraft, line(c.name+"厂", "编号=A1")).Results[0].ID
			for _, action := range c.actions {
				if _, err := w.service().Act(t.Context(), office, id, action, "理由"); err != nil {
					t.Fatal(err)
				}
			}
			w.expect(t, c.name+" and the same", c.same, w.bring(t, byOffice, vacancies.ThenOpen, line(c.name+"厂", "编号=A1")))
			w.expect(t, c.name+" and changed", c.changed, w.bring(t, byOffice, vacancies.ThenOpen, line(c.name+"厂", "编号=A1", "人数=9")))
		}
	})
}

func TestImportAfterExpiry(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.bring(t, byOffice, vacancies.ThenOpen, line("甲厂"))
		w.now = w.now.AddDate(1, 0, 0)
		if n, err := w.service().Expire(t.Context()); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		w.expect(t, "the same", "unchanged expired v2", w.bring(t, byOffice, vacancies.ThenOpen, line("甲厂")))
		w.expect(t, "changed", "rejected 岗位 illegal_transition", w.bring(t, byOffice, vacancies.ThenOpen, line("甲厂", "截止日期=2026-12-31")))
	})
}

func TestImportFindsTheEmployer(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.bring(t, byOffice, vacancies.ThenOpen,
			line("宏发食品厂"),
			line("宏发食品厂", "岗位=电工", "信用代码=91350100M000100Y43"),
			line("宏发食品有限公司", "岗位=焊工", "信用代码=91350100M000100Y43"),
			line("宏发食品厂", "岗位=钳工", "信用代码=91410100MA0000001X"),
		)
		var got []string
		for _, e := range w.firms(t) {
			got = append(got, e.Name+" "+string(e.CreditCode)+" "+string(e.Kind)+" "+string(e.Division))
		}
		want := []string{"宏发食品厂 91410100MA0000001X company 410184000000", "宏发食品厂 91350100M000100Y43 company 410184000000"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}

// Rows of one file that tell different things of one employer must not change it back and forth.
func TestFirstRowHasTheWordOnTheEmployer(t *testing.T) {
	const csv = "企业名称,岗位名称,企业地址,行业\n某厂,电工,东街,\n某厂,焊工,西街,制造业\n"
	each(t, func(t *testing.T, w *world) {
		for range 2 {
			sheet, err := intake.Vacancies("岗位.csv", strings.NewReader(csv), storetest.Today)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.service().Import(t.Context(), byOffice, sheet, vacancies.ThenDraft, importing.Options{}); err != nil {
				t.Fatal(err)
			}
			if e := w.firms(t)[0]; e.Address != "东街" || e.Industry != "C" || e.Version != 2 {
				t.Errorf("%s %s, version %d", e.Address, e.Industry, e.Version)
			}
		}
	})
}

func TestImportDryRunKeepsNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.bring(t, byOffice, vacancies.ThenOpen, line("甲厂"), line("甲厂", "岗位=电工"))
		before := w.firms(t)
		report, err := w.service().Import(t.Context(), byOffice, sheetOf(t, line("甲厂"), line("甲厂", "岗位=电工", "人数=9"), line("乙厂"), line("")), vacancies.ThenOpen, importing.Options{DryRun: true})
		if err != nil {
			t.Fatal(err)
		}
		addsUp(t, report, 4)
		if report.Created != 1 || report.Updated != 1 || report.Unchanged != 1 || report.Rejected != 1 {
			t.Errorf("%+v", report)
		}
		for _, r := range report.Results {
			if known := r.Status == importing.Updated || r.Status == importing.Unchanged; known != (r.ID != "") {
				t.Errorf("row %d is %s and has the id %q", r.Row, r.Status, r.ID)
			}
		}
		if n, err := w.store.TotalHeadcount(t.Context(), models.VacancyFilter{}); n != 10 || err != nil {
			t.Errorf("%d places are kept (%v)", n, err)
		}
		if diff := cmp.Diff(before, w.firms(t)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTwoImportsOfOneFileAtOnce(t *testing.T) {
	var coded, named []string
	for i := range 10 {
		coded = append(coded, line("甲厂", "信用代码=91350100M000100Y43", fmt.Sprintf("编号=A%d", i)))
		named = append(named, line("乙厂", fmt.Sprintf("岗位=普工%d", i)))
	}
	each(t, func(t *testing.T, w *world) { w.bringAtOnce(t, coded) })
	each(t, func(t *testing.T, w *world) { w.bringAtOnce(t, named) })
}

func (w *world) bringAtOnce(t *testing.T, lines []string) {
	t.Helper()
	sheet := sheetOf(t, lines...)
	reports, errs := make([]importing.Report, 4), make([]error, 4)
	var wait sync.WaitGroup
	for i := range reports {
		wait.Go(func() {
			reports[i], errs[i] = w.service().Import(t.Context(), byOffice, sheet, vacancies.ThenOpen, importing.Options{})
		})
	}
	wait.Wait()
	created := 0
	for i, r := range reports {
		created += r.Created
		if addsUp(t, r, len(lines)); r.Rejected > 0 || r.Updated > 0 || errs[i] != nil {
			t.Errorf("%+v, %v", r, errs[i])
		}
	}
	list, err := w.store.Vacancies(t.Context(), models.VacancyFilter{}, models.Page{Limit: 100})
	if err != nil || created != len(lines) || list.Total != len(lines) || len(w.firms(t)) != 1 {
		t.Errorf("%d created, %d vacancies and %d employers are kept (%v)", created, list.Total, len(w.firms(t)), err)
	}
}
