package vacancies_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/importing"
	"konggang/services/vacancies"
)

// anyLine draws a row out of few values, so that rows meet, contradict and repeat one another. The employers are new to
// every draw.
func anyLine(draw int) *rapid.Generator[string] {
	firms := []struct {
		name  string
		codes []string
	}{
		{fmt.Sprintf("甲%d厂", draw), []string{"", creditCode(2 * draw)}}, {fmt.Sprintf("乙%d合作社", draw), []string{"", creditCode(2*draw + 1)}},
		{fmt.Sprintf("丙%d", draw), []string{"", "91350100M000100Y4Z"}}, {"", []string{""}},
	}
	values := []struct {
		header string
		values []string
	}{
		{"编号", []string{"", "", "A1", "A2"}}, {"岗位", []string{"包装工", "包装工", "电工", ""}},
		{"人数", []string{"5", "5", "9", "若干", "-1", ""}}, {"工资", []string{"4500-6500元/月", "面议", "abc", "-5", "26元/小时", ""}},
		{"学历", []string{"不限", "初中", "3", ""}}, {"工作内容", []string{"装箱", "", " 装  箱 "}}, {"地址", []string{"东街1号", "", "西街"}},
		{"电话", []string{"15400000001", "0371-62345678/15400000002", "无"}}, {"截止日期", []string{"2025-06-30", "2025-02-28", "长期", ""}},
		{"企业所在地区划代码", []string{"", "", "410184102201", "410184199", "410185102201"}},
		{"工作地点区划代码", []string{"", "410184102201", "410184102299", "41"}},
	}
	return rapid.Custom(func(t *rapid.T) string {
		var changes []string
		for _, v := range values {
			changes = append(changes, v.header+"="+rapid.SampledFrom(v.values).Draw(t, v.header))
		}
		firm := rapid.SampledFrom(firms).Draw(t, "firm")
		return line(firm.name, append(changes, "信用代码="+rapid.SampledFrom(firm.codes).Draw(t, "code"))...)
	})
}

func creditCode(n int) string {
	body := fmt.Sprintf("91350100M%08d", n)
	check, _ := models.CreditCheck(body)
	return body + string(check)
}

func TestAnySheetIsAccountedForAndChangesNothingTwice(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	draw := 0
	rapid.Check(t, func(r *rapid.T) {
		draw++
		lines := rapid.SliceOfN(anyLine(draw), 1, 8).Draw(r, "lines")
		then := rapid.SampledFrom([]vacancies.Then{vacancies.ThenDraft, vacancies.ThenSubmit, vacancies.ThenOpen}).Draw(r, "then")
		sheet := sheetOf(t, lines...)
		bring := func() importing.Report {
			report, err := w.service().Import(t.Context(), byOffice, sheet, then, importing.Options{})
			if err != nil {
				r.Fatal(err)
			}
			if n := report.Created + report.Updated + report.Unchanged + report.Rejected; n != len(lines) || report.Rows != n || len(report.Results) != n {
				r.Fatalf("%d rows are accounted for as %+v", len(lines), report)
			}
			return report
		}
		want := bring()
		before := w.everything(t)
		for i, row := range want.Results {
			if row.Status != importing.Rejected {
				want.Results[i].Status = importing.Unchanged
			}
		}
		got := bring()
		if diff := cmp.Diff(want.Results, got.Results); diff != "" {
			r.Errorf("the second run (-want +got)\n%s", diff)
		}
		if diff := cmp.Diff(before, w.everything(t)); diff != "" {
			r.Errorf("the second run changed what is kept\n%s", diff)
		}
	})
}

// everything is the newest vacancies and employers; a sheet of the property makes fewer than it reads.
func (w *world) everything(t testing.TB) []any {
	t.Helper()
	list, err := w.store.Vacancies(t.Context(), models.VacancyFilter{}, models.Page{Limit: 20})
	if err != nil {
		t.Fatal(err)
	}
	return []any{list.Items, w.firms(t)}
}
