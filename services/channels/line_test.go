package channels_test

import (
	"encoding/json"
	"strings"
	"testing"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
)

func TestLines(t *testing.T) {
	text, err := json.MarshalIndent(channels.Lines(channelstest.Edition(11)), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	channelstest.Golden(t, "lines.json", string(text)+"\n")
}

func TestLineOfAVacancyThatSaysLittle(t *testing.T) {
	e := channelstest.Edition(0)
	got := channels.LineOf(e, models.EditionItem{Rank: 1, Vacancy: models.Vacancy{Workplace: models.Workplace{Address: "村口"}}, DistanceKM: models.DistanceUnknown})
	for what, text := range map[string]string{
		"headcount": got.Headcount, "demands": strings.Join(got.Demands, ""), "wage": got.Wage, "extra": got.Extra, "rebate": got.Rebate,
		"hours": strings.Join(got.Hours, ""), "benefits": strings.Join(got.Benefits, ""), "distance": got.Distance, "phone": got.Phone,
		"valid until": got.ValidUntil, "kind": got.EmployerKind, "source": got.Source, "why": got.Why,
	} {
		if text != "" {
			t.Errorf("%s says %q, which nobody stated", what, text)
		}
	}
	if got.Place != "村口" {
		t.Errorf("place %q", got.Place)
	}
}

func TestLineWords(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*models.EditionItem)
		read   func(channels.Line) string
		want   string
	}{
		{"places left", func(i *models.EditionItem) { i.Vacancy.Headcount, i.Vacancy.Filled = 30, 12 }, func(l channels.Line) string { return l.Headcount }, "18人"},
		{"no place left", func(i *models.EditionItem) { i.Vacancy.Headcount, i.Vacancy.Filled = 3, 3 }, func(l channels.Line) string { return l.Headcount }, "已招满"},
		{"any school", func(i *models.EditionItem) { i.Vacancy.Education = models.EducationAny }, asked, "学历不限"},
		{"school", func(i *models.EditionItem) { i.Vacancy.Education = models.EducationSenior }, asked, "高中及以上"},
		{"highest school", func(i *models.EditionItem) { i.Vacancy.Education = models.EducationGraduate }, asked, "学历研究生"},
		{"age from", func(i *models.EditionItem) { i.Vacancy.AgeMin = 18 }, asked, "18周岁以上"},
		{"age to", func(i *models.EditionItem) { i.Vacancy.AgeMax = 60 }, asked, "60周岁以下"},
		{"ages", func(i *models.EditionItem) { i.Vacancy.AgeMin, i.Vacancy.AgeMax = 18, 45 }, asked, "18-45周岁"},
		{"all else asked", func(i *models.EditionItem) {
			i.Vacancy.ExperienceYears, i.Vacancy.Skills, i.Vacancy.Certificates = 2, []string{"平车"}, []string{"健康证"}
		}, asked, "2年以上经验|平车|有健康证"},
		{"half hours", func(i *models.EditionItem) { i.Vacancy.HoursPerDay = 10.5 }, func(l channels.Line) string { return strings.Join(l.Hours, "|") }, "每天10.5小时"},
		{"benefits in the printed order", func(i *models.EditionItem) {
			i.Vacancy.Benefits, i.Vacancy.BenefitsNote = []models.Benefit{models.BenefitLodging, models.BenefitMeals}, "四人间"
		}, func(l channels.Line) string { return strings.Join(l.Benefits, "|") }, "管饭|提供住宿|四人间"},
		{"valid this year", func(i *models.EditionItem) { i.Vacancy.ValidUntil = "2026-12-05" }, valid, "12月5日"},
		{"valid next year", func(i *models.EditionItem) { i.Vacancy.ValidUntil = "2027-01-15" }, valid, "2027年1月15日"},
		{"kind in the name", func(i *models.EditionItem) { i.Employer, i.EmployerKind = "某某有限公司", models.KindCompany }, kind, ""},
		{"kind not in the name", func(i *models.EditionItem) { i.Employer, i.EmployerKind = "老赵面馆", models.KindIndividual }, kind, "个体工商户"},
		{"repost", func(i *models.EditionItem) { i.Vacancy.Source.Name = "就业网" }, func(l channels.Line) string { return l.Source }, "转自就业网"},
		{"repost without a name", func(i *models.EditionItem) { i.Vacancy.Source.URL = "https://www.jobs.example/a?b=1" }, func(l channels.Line) string { return l.Source }, "转自jobs.example"},
		{"repost with both", func(i *models.EditionItem) {
			i.Vacancy.Source = models.Source{Name: "就业网", URL: "https://jobs.example"}
		}, func(l channels.Line) string { return l.Source }, "转自就业网"},
		{"not on the edition before", func(i *models.EditionItem) { i.New = true }, fresh, "new"},
		{"on the edition before", func(*models.EditionItem) {}, fresh, "old"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var item models.EditionItem
			c.change(&item)
			if got := c.read(channels.LineOf(channelstest.Edition(0), item)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func asked(l channels.Line) string { return strings.Join(l.Demands, "|") }
func valid(l channels.Line) string { return l.ValidUntil }
func kind(l channels.Line) string  { return l.EmployerKind }

func fresh(l channels.Line) string {
	if l.New {
		return "new"
	}
	return "old"
}
