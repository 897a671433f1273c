package models_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
)

func goodSeeker() models.Seeker {
	return models.Seeker{
		Name: "张三", Phone: "15400000001", Village: village, BirthYear: 1985, Education: models.EducationJunior,
		Wanted: []string{"包装工"}, Occupations: []models.OccupationCode{"6-31-05-00"}, Skills: []string{"叉车"},
		Certificates: []string{"健康证"}, WageMin: 400000, MaxDistanceKM: 15, Shifts: []models.Shift{models.ShiftDay},
		Needs: []models.Benefit{models.BenefitMeals}, AvailableFrom: "2025-03-15", Status: models.SeekerLooking,
		Consents: []models.Consent{{Scope: models.ConsentMatching, GivenAt: noon, WitnessedBy: "村委会"}},
	}
}

func TestSeekerValidate(t *testing.T) {
	type s = models.Seeker
	validate := func(x s) error { return x.Validate(2025) }
	checkRules(t, goodSeeker, validate, []ruleCase[s]{
		{"only what must be", func(x *s) { *x = s{Name: "张三", Phone: "15400000001", Village: village} }, ""},
		{"nothing", func(x *s) { *x = s{} }, "name required\nphone required\nvillage required"},
		{"long name", func(x *s) { x.Name = strings.Repeat("张", 51) }, "name too_long"},
		{"wrong phone", func(x *s) { x.Phone = "154" }, "phone invalid_phone"},
		{"phone in another form", func(x *s) { x.Phone = "154-0000-0001" }, "phone invalid_phone"},
		{"town for a village", func(x *s) { x.Village = town }, "village not_village"},
		{"wrong village", func(x *s) { x.Village = "abcdefghijkl" }, "village invalid_division"},
		{"village with a blank", func(x *s) { x.Village = " " + village }, "village invalid_division"},
		{"birth year unknown", func(x *s) { x.BirthYear = 0 }, ""},
		{"oldest", func(x *s) { x.BirthYear = 1925 }, ""},
		{"too old", func(x *s) { x.BirthYear = 1924 }, "birth_year out_of_range"},
		{"born this year", func(x *s) { x.BirthYear = 2025 }, ""},
		{"not born yet", func(x *s) { x.BirthYear = 2026 }, "birth_year out_of_range"},
		{"any education", func(x *s) { x.Education = models.EducationAny }, "education unknown_value"},
		{"unknown education", func(x *s) { x.Education = "50" }, "education unknown_value"},
		{"too many wishes", func(x *s) { x.Wanted = repeat(11, "普工") }, "wanted too_many"},
		{"empty wish", func(x *s) { x.Wanted = []string{""} }, "wanted required"},
		{"too many occupations", func(x *s) { x.Occupations = repeat(11, models.OccupationCode("6-31")) }, "occupations too_many"},
		{"occupation in words", func(x *s) { x.Occupations = []models.OccupationCode{"普工"} }, "occupations unknown_occupation"},
		{"empty occupation", func(x *s) { x.Occupations = []models.OccupationCode{""} }, "occupations unknown_occupation"},
		{"too many skills", func(x *s) { x.Skills = repeat(31, "叉车") }, "skills too_many"},
		{"long certificate", func(x *s) { x.Certificates = []string{strings.Repeat("证", 51)} }, "certificates too_long"},
		{"wage below zero", func(x *s) { x.WageMin = -1 }, "wage_min out_of_range"},
		{"wage too high", func(x *s) { x.WageMin = models.MaxWage + 1 }, "wage_min out_of_range"},
		{"distance below zero", func(x *s) { x.MaxDistanceKM = -0.1 }, "max_distance_km out_of_range"},
		{"distance too far", func(x *s) { x.MaxDistanceKM = 5001 }, "max_distance_km out_of_range"},
		{"distance that is no number", func(x *s) { x.MaxDistanceKM = math.NaN() }, "max_distance_km out_of_range"},
		{"unknown shift", func(x *s) { x.Shifts = []models.Shift{"dawn"} }, "shifts unknown_value"},
		{"empty shift", func(x *s) { x.Shifts = []models.Shift{""} }, "shifts unknown_value"},
		{"too many shifts", func(x *s) { x.Shifts = repeat(6, models.ShiftDay) }, "shifts too_many"},
		{"a benefit nobody can need", func(x *s) { x.Needs = []models.Benefit{models.BenefitHousingFund} }, "needs unknown_value"},
		{"too many needs", func(x *s) { x.Needs = repeat(5, models.BenefitMeals) }, "needs too_many"},
		{"wrong date", func(x *s) { x.AvailableFrom = "下周" }, "available_from invalid_date"},
		{"unknown status", func(x *s) { x.Status = "hired" }, "status unknown_value"},
		{"unknown scope", func(x *s) { x.Consents[0].Scope = "marketing" }, "consent.scopes unknown_value"},
		{"empty scope", func(x *s) { x.Consents[0].Scope = "" }, "consent.scopes unknown_value"},
		{"long witness", func(x *s) { x.Consents[0].WitnessedBy = strings.Repeat("王", 51) }, "consent.witnessed_by too_long"},
	})
}

func TestSeekerConsented(t *testing.T) {
	seeker := goodSeeker()
	if !seeker.Consented(models.ConsentMatching) || seeker.Consented(models.ConsentShare) || seeker.Consented(models.ConsentContact) {
		t.Errorf("agreed to %v", seeker.Consents)
	}
	if (models.Seeker{}).Consented(models.ConsentMatching) {
		t.Error("agreed without a word")
	}
}

// Somebody born in a year turns 16 on its last day at the latest, so only the year after that is certain.
func TestWorkingAgeIsCertainOnlyAYearLater(t *testing.T) {
	for _, c := range []struct {
		born, age int
		mayWork   bool
	}{
		{2007, 17, true}, {2008, 16, true}, {2009, 15, false}, {2010, 14, false}, {2024, 0, false}, {2025, 0, false}, {0, 0, false},
		{1965, 59, true},
	} {
		seeker := models.Seeker{BirthYear: c.born}
		if got := seeker.CertainAge(2025); got != c.age {
			t.Errorf("born in %d: %d, want %d", c.born, got, c.age)
		}
		if got := seeker.MayWork(2025); got != c.mayWork {
			t.Errorf("born in %d may work: %v", c.born, got)
		}
	}
}

// However late in the year somebody was born, who may work has had the 16th birthday on any day of this year.
func TestNobodyUnderAgeMayWork(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		born, today := anyDate.Draw(t, "born"), anyDate.Draw(t, "today")
		year, month, day := born.Parts()
		thisYear, thisMonth, thisDay := today.Parts()
		age := thisYear - year
		if thisMonth < month || thisMonth == month && thisDay < day {
			age--
		}
		seeker := models.Seeker{BirthYear: year}
		if seeker.MayWork(thisYear) && age < 16 {
			t.Fatalf("born %s may work on %s", born, today)
		}
		if age >= 0 && seeker.CertainAge(thisYear) > age {
			t.Fatalf("born %s is not certainly %d on %s", born, seeker.CertainAge(thisYear), today)
		}
	})
}
