package screening_test

import (
	"slices"
	"testing"

	"konggang/models"
	"konggang/services/screening"
)

func fen(yuan int64) *models.Fen { f := models.Fen(yuan * 100); return &f }

// complete is a posting that states what the law requires and nothing that it forbids.
func complete() models.Posting {
	return models.Posting{
		Employer: models.Enterprise{Name: "新郑市宏发食品厂", Kind: models.KindCompany, Division: "410184000000"},
		Vacancy: models.Vacancy{
			Title: "包装工", Headcount: 5, EmploymentType: models.FullTime, Wage: models.Wage{Min: fen(4500), Max: fen(6000), Unit: models.PerMonth},
			Duties: "装箱码垛", Education: "any", Workplace: models.Workplace{Address: "薛店镇"}, Contact: models.Contact{Name: "王女士", Phone: "15400001234"},
			ValidUntil: "2027-01-31",
		},
	}
}

// TestPosting changes one thing of a lawful posting at a time.
func TestPosting(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*models.Posting)
		want   string
	}{
		{"nothing", func(*models.Posting) {}, ""},
		{"title", func(p *models.Posting) { p.Vacancy.Title = "包装工（限女）" }, "gender title 限女 block"},
		{"duties", func(p *models.Posting) { p.Vacancy.Duties = "装箱，押金200元" }, "deposit duties 押金200元 block"},
		{"skills", func(p *models.Posting) { p.Vacancy.Skills = []string{"会电脑", "已婚"} }, "marital skills 已婚 block"},
		{"certificates", func(p *models.Posting) { p.Vacancy.Certificates = []string{"健康证，无乙肝"} }, "hepatitis certificates 无乙肝 block"},
		{"benefits_note", func(p *models.Posting) { p.Vacancy.BenefitsNote = "全年无休" }, "hours benefits_note 全年无休 warn"},
		{"wage.note", func(p *models.Posting) { p.Vacancy.Wage.Note = "到手6000含加班费" }, "rebate_in_wage wage.note 含加班费 warn"},
		{"whom to call", func(p *models.Posting) { p.Vacancy.Contact.Name = "限男性" }, "gender contact.name 限男性 block"},
		{"address", func(p *models.Posting) { p.Vacancy.Workplace.Address = "工业路3号，不要河南人" }, "origin workplace.address 不要河南人 block"},
		{"source", func(p *models.Posting) { p.Vacancy.Source.Name = "只要女的招聘网" }, "gender source.name 只要女的 block"},
		{"employer", func(p *models.Posting) { p.Employer.Name = "限男性优先有限公司" }, "gender enterprise_id 限男性 block"},
		{"figures of an address", func(p *models.Posting) { p.Vacancy.Workplace.Address = "科技园综合楼701" }, ""},
		{"wage", func(p *models.Posting) { p.Vacancy.Wage.Min = fen(1800) }, "minimum_wage wage 1800-6000元/月 block"},
		{"part-time", func(p *models.Posting) {
			p.Vacancy.EmploymentType, p.Vacancy.Wage = models.PartTime, models.Wage{Min: fen(18), Unit: models.PerHour}
		}, "minimum_wage wage 18元/小时起 block"},
		{"full-time by the hour", func(p *models.Posting) { p.Vacancy.Wage = models.Wage{Min: fen(18), Unit: models.PerHour} }, ""},
		{"place of the work", func(p *models.Posting) {
			p.Vacancy.Wage.Min, p.Vacancy.Workplace.Division = fen(1900), "411300000000"
		}, "minimum_wage wage 1900-6000元/月 review"},
		{"piece", func(p *models.Posting) { p.Vacancy.Wage = models.Wage{Min: fen(1), Unit: models.PerPiece} }, ""},
		{"age_min", func(p *models.Posting) { p.Vacancy.AgeMin = 15 }, "under_age age_min 15 block"},
		{"minor", func(p *models.Posting) { p.Vacancy.AgeMin, p.Vacancy.Duties = 16, "高空作业" }, "minor_job age_min 16 review"},
		{"sixteen", func(p *models.Posting) { p.Vacancy.AgeMin = 16 }, ""},
		{"age_max", func(p *models.Posting) { p.Vacancy.AgeMax = 45 }, "age_limit age_max 45 warn"},
		{"hours", func(p *models.Posting) { p.Vacancy.HoursPerDay = 12 }, "hours hours_per_day 12 warn"},
		{"week", func(p *models.Posting) { p.Vacancy.HoursPerDay, p.Vacancy.RestDaysPerMonth = 8, 4 }, "hours rest_days_per_month 4 warn"},
		{"five days", func(p *models.Posting) { p.Vacancy.HoursPerDay, p.Vacancy.RestDaysPerMonth = 8, 8 }, ""},
		{"missing", func(p *models.Posting) { p.Vacancy.Headcount = 0 }, "missing headcount  block"},
		{"food", func(p *models.Posting) { p.Vacancy.Title, p.Vacancy.Duties = "食堂帮厨", "洗菜，无传染病" }, "disability duties 无传染病 review"},
	} {
		p := complete()
		c.change(&p)
		context := here(t)
		context.Today = "2025-06-01"
		got := ""
		for _, f := range screening.Posting(p, context) {
			got = f.Rule + " " + f.Field + " " + f.Excerpt + " " + string(f.Severity)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestSeverities holds what each rule does, as the law table says.
func TestSeverities(t *testing.T) {
	warn := []string{screening.RuleProbation, screening.RuleHours, screening.RuleAgeLimit, screening.RuleRebateInWage}
	for _, c := range []struct {
		text string
		rule string
	}{
		{"限男", screening.RuleGender}, {"限汉族", screening.RuleEthnicity}, {"不信教者优先", screening.RuleReligion}, {"未婚勿扰", screening.RuleMarital},
		{"不要河南人", screening.RuleOrigin}, {"查乙肝", screening.RuleHepatitis}, {"无残疾", screening.RuleDisability}, {"押金200", screening.RuleDeposit},
		{"扣押身份证", screening.RuleDocuments}, {"15岁以上", screening.RuleUnderAge}, {"16岁以上，下井采煤", screening.RuleMinorJob},
		{"月薪1500", screening.RuleMinimumWage}, {"试用期一年", screening.RuleProbation}, {"每天12小时", screening.RuleHours}, {"18-45岁", screening.RuleAgeLimit},
		{"月薪7000含返费", screening.RuleRebateInWage},
	} {
		context := here(t)
		context.Today = "2025-06-01" // while the table of wages is fresh
		got := screening.Text(c.text, context)
		want := models.SeverityBlock
		switch {
		case slices.Contains(warn, c.rule):
			want = models.SeverityWarn
		case c.rule == screening.RuleMinorJob:
			want = models.SeverityReview
		}
		if len(got) != 1 || got[0].Rule != c.rule || got[0].Severity != want {
			t.Errorf("%s: %+v", c.text, got)
		}
	}
}
