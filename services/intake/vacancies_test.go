package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/intake"
)

const today models.Date = "2026-11-23"

func vacancies(t *testing.T, csv string) intake.Sheet[intake.VacancyRow] {
	t.Helper()
	sheet, err := intake.Vacancies("岗位.csv", strings.NewReader(csv), today)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func fen(yuan int) *models.Fen {
	f := models.Fen(yuan * 100)
	return &f
}

func TestVacancies(t *testing.T) {
	sheet := vacancies(t, `编号,单位名称*,单位性质,行业,岗位,人数,工资（元/月）,学历,年龄,经验,工作内容,要求,福利,班次,工作地点,联系人,电话,有效期,颜色
A1,新郑某食品厂,民营企业,制造业,包装工,20人,4500-6500,初中及以上,18-45周岁,不限,装箱,身体健康,包吃住、餐补,长白班 8小时,薛店镇,,15400001234 王经理,2027/12/31,红
`)
	want := []intake.VacancyRow{{
		Row:      2,
		Employer: models.Enterprise{Name: "新郑某食品厂", Kind: models.KindCompany, Industry: "C"},
		Vacancy: models.Vacancy{
			ExternalID: "A1", Title: "包装工", Headcount: 20, Wage: models.Wage{Min: fen(4500), Max: fen(6500), Unit: models.PerMonth},
			Education: models.EducationJunior, AgeMin: 18, AgeMax: 45, Duties: "装箱。要求：身体健康",
			Benefits: []models.Benefit{models.BenefitMeals, models.BenefitLodging}, BenefitsNote: "餐补",
			Shift: models.ShiftDay, HoursPerDay: 8, Workplace: models.Workplace{Address: "薛店镇"},
			Contact: models.Contact{Name: "王经理", Phone: "15400001234"}, ValidUntil: "2027-12-31",
		},
	}}
	if diff := cmp.Diff(want, sheet.Rows); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"颜色"}, sheet.UnknownColumns); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCannotBeReadIsAFinding(t *testing.T) {
	for _, c := range []struct{ header, cell, field string }{
		{"工资", "abc", "wage"}, {"工资", "-5", "wage"}, {"招聘人数", "若干", "headcount"}, {"招聘人数", "-1", "headcount"}, {"学历", "3", "education"},
		{"年龄", "15-40", "age_min"}, {"经验", "很久", "experience_years"}, {"有效期", "长期", "valid_until"}, {"电话", "62345678", "contact.phone"},
		{"统一社会信用代码", "91350100M000100Y4Z", "credit_code"}, {"企业所在地区划代码", "4101", "enterprise.division"}, {"工作地点坐标", "0,0", "workplace.point"},
		{"班次", "倒班", "shift"}, {"月休天数", "40", "rest_days_per_month"}, {"来源网址", "example", "source.url"}, {"单位性质", "机关", "kind"},
	} {
		row := vacancies(t, "企业名称,岗位名称,"+c.header+"\n某厂,普工,\""+c.cell+"\"\n").Rows[0]
		want := []models.Finding{{Rule: intake.RuleUnreadable, Severity: models.SeverityBlock, Field: c.field, Column: c.header, Excerpt: c.cell, Code: models.CodeUnreadable}}
		if diff := cmp.Diff(want, row.Vacancy.Findings); diff != "" || row.Errors != nil {
			t.Errorf("%s %q: errors %v, findings (-want +got)\n%s", c.header, c.cell, row.Errors, diff)
		}
		row.Vacancy.Findings = nil
		if diff := cmp.Diff(models.Vacancy{Title: "普工"}, row.Vacancy); diff != "" {
			t.Errorf("%s %q left something\n%s", c.header, c.cell, diff)
		}
	}
}

func TestRefusedRows(t *testing.T) {
	sheet := vacancies(t, "单位,岗位\n,普工\n某厂,\n某厂,"+strings.Repeat("长", 101)+"\n某厂,普工\n")
	want := [][]models.FieldError{
		{{Field: "单位", Code: models.CodeRequired}},
		{{Field: "岗位", Code: models.CodeRequired}},
		{{Field: "岗位", Code: models.CodeTooLong, Args: []any{100, 101}}},
		nil,
	}
	for i, row := range sheet.Rows {
		if diff := cmp.Diff(want[i], row.Errors); diff != "" {
			t.Errorf("row %d (-want +got)\n%s", row.Row, diff)
		}
	}
}

func TestRowNumbersAreThoseOfTheFile(t *testing.T) {
	sheet := vacancies(t, "企业名称,岗位名称,工作内容\n某厂,普工,\"一\n二\"\n,,\n\n某厂,焊工,\n")
	var got []int
	for _, r := range sheet.Rows {
		got = append(got, r.Row)
	}
	if diff := cmp.Diff([]int{2, 5}, got); diff != "" {
		t.Error(diff)
	}
}

func TestColumnsThatAreMissing(t *testing.T) {
	_, err := intake.Vacancies("岗位.csv", strings.NewReader("工资,人数\n4500,3\n"), today)
	want := models.Errorf(models.CodeNoHeader, "missing columns: employer, title", "缺少列:企业名称、岗位名称")
	if diff := cmp.Diff(error(want), err); diff != "" {
		t.Error(diff)
	}
}

func TestWageColumns(t *testing.T) {
	for _, c := range []struct{ header, cells, want, note string }{
		{"最低工资,最高工资", "4500,6500", "4500-6500元/月", ""},
		{"最低工资,最高工资,工资单位", "20,26,元/小时", "20-26元/小时", ""},
		{"最低工资", "5000", "5000元/月起", ""},
		{"最高工资", "5000", "最高5000元/月", ""},
		{"wage_min,wage_max,wage_unit", "200,300,day", "200-300元/天", ""},
		{"工资(元/天)", "130/300元", "130-300元/天", ""},
		{"时薪", "26", "26元/小时", ""},
		{"工资,工资说明", "3000+绩效,另有餐补", "3000元/月", "绩效，另有餐补"},
		{"工资,工资说明", ",另议", "", "另议"},
	} {
		w := vacancies(t, "企业名称,岗位名称,"+c.header+"\n某厂,普工,"+c.cells+"\n").Rows[0].Vacancy.Wage
		if w.Text() != c.want || w.Note != c.note {
			t.Errorf("%s: %s = %q, note %q", c.header, c.cells, w.Text(), w.Note)
		}
	}
}

func TestRequirementsFillWhatIsOpen(t *testing.T) {
	v := vacancies(t, "企业名称,岗位名称,学历,任职要求,班次\n某厂,普工,,\"初中以上学历,18-45岁,一年以上经验\",白班8:00-17:30\n").Rows[0].Vacancy
	want := models.Vacancy{Title: "普工", Education: models.EducationJunior, AgeMin: 18, AgeMax: 45, ExperienceYears: 1, Shift: models.ShiftDay,
		Duties: "要求：初中以上学历,18-45岁,一年以上经验。工作时间：白班8:00-17:30"}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Error(diff)
	}
	own := vacancies(t, "企业名称,岗位名称,学历,任职要求\n某厂,普工,大专,初中以上学历\n").Rows[0].Vacancy
	if own.Education != models.EducationCollege {
		t.Errorf("education %q, want the one of its own column", own.Education)
	}
}

func TestSecondPhoneIsKeptInAFinding(t *testing.T) {
	v := vacancies(t, "企业名称,岗位名称,电话\n某厂,普工,李女士15400001234/15400005678\n").Rows[0].Vacancy
	if v.Contact != (models.Contact{Name: "李女士", Phone: "15400001234"}) || len(v.Findings) != 1 || models.Blocking(v.Findings) {
		t.Errorf("contact %v, findings %v", v.Contact, v.Findings)
	}
}

func TestTextThatIsTooLongIsCutAndSaid(t *testing.T) {
	v := vacancies(t, "企业名称,岗位名称,工作地点\n某厂,普工,"+strings.Repeat("地", 200)+"尾巴\n").Rows[0].Vacancy
	want := []models.Finding{{Rule: intake.RuleUnreadable, Severity: models.SeverityBlock, Field: "workplace.address", Column: "工作地点", Excerpt: "尾巴", Code: models.CodeCutOff}}
	if diff := cmp.Diff(want, v.Findings); diff != "" || len([]rune(v.Workplace.Address)) != 200 {
		t.Error(diff)
	}
}

func TestRestDaysAmongBenefits(t *testing.T) {
	for row, want := range map[string]int{"五险一金、周末双休,": 8, "周末双休,单休": 4, "五险一金,": 0} {
		if got := vacancies(t, "企业名称,岗位名称,福利,休息\n某厂,普工,"+row+"\n").Rows[0].Vacancy.RestDaysPerMonth; got != want {
			t.Errorf("%s: %d days, want %d", row, got, want)
		}
	}
}

func TestColumnOfAField(t *testing.T) {
	sheet := vacancies(t, "单位*,岗位,月薪（元）\n")
	for field, want := range map[string]string{"employer": "单位*", "wage": "月薪（元）", "valid_until": "有效期至", "id": "id"} {
		if got := sheet.Column(field); got != want {
			t.Errorf("%s is under %q, want %q", field, got, want)
		}
	}
}
