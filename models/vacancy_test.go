package models_test

import (
	"math"
	"strings"
	"testing"

	"konggang/models"
)

func goodVacancy() models.Vacancy {
	return models.Vacancy{
		EnterpriseID: "e1", ExternalID: "2025-17", Source: models.Source{Name: "市人才网", URL: "https://jobs.example.cn/17"},
		Title: "包装工", Occupation: "6-31-05-00", EmploymentType: models.FullTime, Headcount: 20,
		Wage: models.Wage{Min: fen(4500), Max: fen(6500), Unit: models.PerMonth}, Duties: "方便面包装、码垛",
		Education: models.EducationJunior, ExperienceYears: 1, AgeMin: 18, AgeMax: 50, Skills: []string{"叉车"},
		Certificates: []string{"健康证"}, Shift: models.ShiftTwo, HoursPerDay: 8, RestDaysPerMonth: 4,
		Benefits: []models.Benefit{models.BenefitMeals, models.BenefitLodging}, BenefitsNote: "住宿每月150元",
		Workplace: models.Workplace{Division: "410184106000", Address: "世纪大道1号",
			Point: &models.Point{Lat: 34.497578, Lon: 113.798718, Datum: models.GCJ02}},
		Contact: models.Contact{Name: "王主管", Phone: "0371-62345678"}, ValidUntil: "2025-06-30",
	}
}

func TestVacancyValidate(t *testing.T) {
	type v = models.Vacancy
	long := strings.Repeat("字", 4001)
	checkRules(t, goodVacancy, models.Vacancy.Validate, []ruleCase[v]{
		{"only what must be", func(x *v) { *x = v{EnterpriseID: "e1", Title: "普工"} }, ""},
		{"nothing", func(x *v) { *x = v{} }, "enterprise_id required\ntitle required"},
		{"long enterprise id", func(x *v) { x.EnterpriseID = long[:60] }, ""},
		{"longer enterprise id", func(x *v) { x.EnterpriseID = strings.Repeat("a", 37) }, "enterprise_id too_long"},
		{"long external id", func(x *v) { x.ExternalID = strings.Repeat("1", 101) }, "external_id too_long"},
		{"long source", func(x *v) { x.Source.Name = long[:303] }, "source.name too_long"},
		{"no source", func(x *v) { x.Source = models.Source{} }, ""},
		{"address of another protocol", func(x *v) { x.Source.URL = "javascript:alert(1)" }, "source.url invalid_url"},
		{"relative address", func(x *v) { x.Source.URL = "/jobs/17" }, "source.url invalid_url"},
		{"broken address", func(x *v) { x.Source.URL = "http://[::1" }, "source.url invalid_url"},
		{"address of 500 characters", func(x *v) { x.Source.URL = "https://a.cn/" + long[:3*487] }, ""},
		{"long address", func(x *v) { x.Source.URL = "https://a.cn/" + long[:3*488] }, "source.url invalid_url"},
		{"long title", func(x *v) { x.Title = long[:303] }, "title too_long"},
		{"unclean title", func(x *v) { x.Title = "普工\n" }, "title invalid_text"},
		{"wider class of occupation", func(x *v) { x.Occupation = "6-31" }, ""},
		{"occupation in words", func(x *v) { x.Occupation = "包装工" }, "occupation unknown_occupation"},
		{"occupation of five parts", func(x *v) { x.Occupation = "6-31-05-00-01" }, "occupation unknown_occupation"},
		{"unknown employment type", func(x *v) { x.EmploymentType = "gig" }, "employment_type unknown_value"},
		{"headcount below zero", func(x *v) { x.Headcount = -1 }, "headcount out_of_range"},
		{"largest headcount", func(x *v) { x.Headcount = models.MaxHeadcount }, ""},
		{"too many people", func(x *v) { x.Headcount = models.MaxHeadcount + 1 }, "headcount out_of_range"},
		{"wage below zero", func(x *v) { x.Wage.Min = fen(-5) }, "wage.min out_of_range"},
		{"wage ends swapped", func(x *v) { x.Wage.Min = fen(7000) }, "wage.min min_above_max"},
		{"long duties", func(x *v) { x.Duties = long }, "duties too_long"},
		{"unknown shift", func(x *v) { x.Shift = "dawn" }, "shift unknown_value"},
		{"hours below zero", func(x *v) { x.HoursPerDay = -1 }, "hours_per_day out_of_range"},
		{"more hours than a day", func(x *v) { x.HoursPerDay = 24.5 }, "hours_per_day out_of_range"},
		{"hours that are no number", func(x *v) { x.HoursPerDay = math.NaN() }, "hours_per_day out_of_range"},
		{"rest days below zero", func(x *v) { x.RestDaysPerMonth = -1 }, "rest_days_per_month out_of_range"},
		{"too many rest days", func(x *v) { x.RestDaysPerMonth = 32 }, "rest_days_per_month out_of_range"},
		{"unknown benefit", func(x *v) { x.Benefits = []models.Benefit{"meals", "beer"} }, "benefits unknown_value"},
		{"empty benefit", func(x *v) { x.Benefits = []models.Benefit{""} }, "benefits unknown_value"},
		{"too many benefits", func(x *v) { x.Benefits = repeat(15, models.BenefitMeals) }, "benefits too_many"},
		{"long note", func(x *v) { x.BenefitsNote = long[:3*501] }, "benefits_note too_long"},
		{"no education asked", func(x *v) { x.Education = models.EducationAny }, ""},
		{"unknown education", func(x *v) { x.Education = "3" }, "education unknown_value"},
		{"experience below zero", func(x *v) { x.ExperienceYears = -1 }, "experience_years out_of_range"},
		{"too much experience", func(x *v) { x.ExperienceYears = 51 }, "experience_years out_of_range"},
		{"age below zero", func(x *v) { x.AgeMin = -1 }, "age_min out_of_range"},
		{"age above a century", func(x *v) { x.AgeMax = 100 }, "age_max out_of_range"},
		{"no lower age", func(x *v) { x.AgeMin = 0 }, ""},
		{"no upper age", func(x *v) { x.AgeMax = 0 }, ""},
		{"ages swapped", func(x *v) { x.AgeMin = 51 }, "age_min min_above_max"},
		{"youngest", func(x *v) { x.AgeMin = 16 }, ""},
		{"children", func(x *v) { x.AgeMin = 15 }, "age_min under_age"},
		{"children only", func(x *v) { x.AgeMin, x.AgeMax = 0, 15 }, "age_max under_age"},
		{"too many skills", func(x *v) { x.Skills = repeat(31, "叉车") }, "skills too_many"},
		{"long skill", func(x *v) { x.Skills = []string{long[:153]} }, "skills too_long"},
		{"empty skill", func(x *v) { x.Skills = []string{""} }, "skills required"},
		{"too many certificates", func(x *v) { x.Certificates = repeat(31, "健康证") }, "certificates too_many"},
		{"empty certificate", func(x *v) { x.Certificates = []string{""} }, "certificates required"},
		{"workplace not stated", func(x *v) { x.Workplace = models.Workplace{} }, ""},
		{"wrong workplace division", func(x *v) { x.Workplace.Division = "4101" }, "workplace.division invalid_division"},
		{"workplace division of six digits", func(x *v) { x.Workplace.Division = "410184" }, "workplace.division invalid_division"},
		{"long workplace address", func(x *v) { x.Workplace.Address = long[:603] }, "workplace.address too_long"},
		{"workplace in the sea", func(x *v) { x.Workplace.Point.Lon = 0 }, "workplace.point invalid_point"},
		{"workplace without datum", func(x *v) { x.Workplace.Point.Datum = "" }, "workplace.point.datum unknown_value"},
		{"long contact", func(x *v) { x.Contact.Name = long[:153] }, "contact.name too_long"},
		{"wrong phone", func(x *v) { x.Contact.Phone = "面议" }, "contact.phone invalid_phone"},
		{"wrong date", func(x *v) { x.ValidUntil = "2025-02-30" }, "valid_until invalid_date"},
	})
}

func TestPostingLocate(t *testing.T) {
	own, home := models.Point{Lat: 34.1, Lon: 113.1}, models.Point{Lat: 34.2, Lon: 113.2}
	of := map[models.DivisionCode]*models.Point{town: {Lat: 34.3, Lon: 113.3}, otherTown: {Lat: 34.4, Lon: 113.4}}
	for _, c := range []struct {
		name     string
		work     models.Workplace
		employer models.Enterprise
		want     *models.Point
	}{
		{"the workplace's own", models.Workplace{Point: &own, Division: otherTown}, models.Enterprise{Point: &home, Division: town}, &own},
		{"the enterprise's, no workplace stated", models.Workplace{}, models.Enterprise{Point: &home, Division: town}, &home},
		{"the enterprise's, same division", models.Workplace{Division: town}, models.Enterprise{Point: &home, Division: town}, &home},
		{"work elsewhere", models.Workplace{Division: otherTown}, models.Enterprise{Point: &home, Division: town}, of[otherTown]},
		{"work elsewhere, unknown point", models.Workplace{Division: county}, models.Enterprise{Point: &home, Division: town}, nil},
		{"the enterprise's division", models.Workplace{}, models.Enterprise{Division: town}, of[town]},
		{"nothing known", models.Workplace{}, models.Enterprise{Division: village}, nil},
	} {
		posting := models.Posting{Vacancy: models.Vacancy{Workplace: c.work}, Employer: c.employer, Place: &models.Point{}}
		posting.Locate(func(d models.DivisionCode) *models.Point { return of[d] })
		if posting.Place != c.want {
			t.Errorf("%s: %v, want %v", c.name, posting.Place, c.want)
		}
	}
}
