package pages_test

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"konggang/api/pages"
	"konggang/models"
	"konggang/services/channels/channelstest"
)

// small is the line of conditions under a vacancy.
var small = regexp.MustCompile(`<p class="small">([^<]*)</p>\n<p class="small">编号`)

// TestConditions words what is asked and leaves out what is not.
func TestConditions(t *testing.T) {
	for _, c := range []struct {
		vacancy models.Vacancy
		want    string
	}{
		{models.Vacancy{}, ""},
		{models.Vacancy{Education: models.EducationAny, Shift: models.ShiftDay, AgeMin: 18, AgeMax: 50, Benefits: []models.Benefit{models.BenefitMeals, models.BenefitLodging}},
			"学历不限 · 18-50周岁 · 长白班 · 管饭 · 提供住宿"},
		{models.Vacancy{Education: models.EducationJunior, AgeMax: 50}, "初中及以上 · 50周岁以下"},
		{models.Vacancy{AgeMin: 18}, "18周岁以上"},
		{models.Vacancy{Shift: models.ShiftNight, HoursPerDay: 8, EmploymentType: models.FullTime}, "全职 · 夜班 · 每天8小时"},
		{models.Vacancy{Benefits: []models.Benefit{models.BenefitMeals}}, "管饭"},
	} {
		page := render(t, board(1, func(p *models.Posting) { c.vacancy.Title = "包装工"; p.Vacancy = c.vacancy }))
		got := small.FindStringSubmatch(page)
		if got == nil && c.want == "" {
			continue
		}
		if want := strings.ReplaceAll(c.want, " ·", "\u00a0·"); got == nil || html.UnescapeString(got[1]) != want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestRealBoardIsLight keeps forty real lines under 30 KB: a village's phone may have little signal.
func TestRealBoardIsLight(t *testing.T) {
	b := pages.Board{Village: "口张村", Day: "2026-11-23", Total: 40, Headcount: 300}
	for _, item := range channelstest.Edition(40).Items {
		b.Lines = append(b.Lines, pages.Line{Posting: &models.Posting{Vacancy: item.Vacancy, Employer: models.Enterprise{Name: item.Employer}}, Distance: "距本村约6公里"})
	}
	if page := render(t, b); len(page) > pages.MaxBoard || strings.Count(page, "<article>") != 40 {
		t.Errorf("%d bytes", len(page))
	}
}

// TestPhones links every form of number to what a phone dials, and shows it as it is printed.
func TestPhones(t *testing.T) {
	for phone, want := range map[models.Phone]string{
		"15400001111":       `<a class="call" href="tel:15400001111">打电话 154-0000-1111</a>`,
		"0371-62300000":     `<a class="call" href="tel:0371-62300000">打电话 0371-62300000</a>`,
		"0371-62300000-801": `<a class="call" href="tel:0371-62300000-801">打电话 0371-62300000-801</a>`,
		"4001234567":        `<a class="call" href="tel:4001234567">打电话 400-123-4567</a>`,
		"":                  "",
	} {
		page := render(t, board(1, func(p *models.Posting) { p.Vacancy.Contact.Phone = phone }))
		if !strings.Contains(page, want) || strings.Contains(page, "打电话") != (want != "") {
			t.Errorf("%q: no %s in\n%s", phone, want, page[strings.Index(page, "<article"):])
		}
	}
}

// TestDocsRunsNoScriptWithinThePage lets the page do with a policy that forbids them.
func TestDocsRunsNoScriptWithinThePage(t *testing.T) {
	page := string(pages.Docs())
	if strings.Count(page, "<script") != 2 || strings.Count(page, `<script src="`) != 2 || strings.Contains(page, "://") {
		t.Error(page)
	}
	if script := string(pages.DocsScript(`/a"b`)); !strings.Contains(script, `url: "/a\"b"`) {
		t.Error(script)
	}
}
