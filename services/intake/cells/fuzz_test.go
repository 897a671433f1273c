package cells_test

import (
	"testing"
	"unicode/utf8"

	"konggang/models"
	"konggang/services/intake/cells"
)

var seeds = []string{"", "无", "18-45周岁", "3-5人", "初中及以上", "1-3年", "2027年12月31日", "46387", "包吃住、五险一金", "8小时两班倒", "154 0000 1234 王经理",
	"制造业", "民营企业", "34.5,113.8 wgs84", "10公里", `"a,b"、c`, "20至50岁", "二十", "\xff\xfe", "\x00", "(((((", "99999999999999999999"}

func fuzzText(f *testing.F, check func(t *testing.T, s string)) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(check)
}

func FuzzHeadcount(f *testing.F) {
	fuzzText(f, func(t *testing.T, s string) {
		if n, ok := cells.Headcount(s); ok && (n < 1 || n > models.MaxHeadcount) {
			t.Fatal(n)
		}
	})
}

func FuzzAges(f *testing.F) {
	fuzzText(f, func(t *testing.T, s string) {
		low, high, ok := cells.Ages(s)
		v := models.Vacancy{EnterpriseID: "e", Title: "t", AgeMin: low, AgeMax: high}
		if err := v.Validate(); ok && err != nil {
			t.Fatal(low, high, err)
		}
	})
}

func FuzzWords(f *testing.F) {
	fuzzText(f, func(t *testing.T, s string) {
		if e, ok := cells.Education(s); ok != models.Educations.Has(e) {
			t.Fatal(e, ok)
		}
		if k, ok := cells.EnterpriseKind(s); ok != models.EnterpriseKinds.Has(k) {
			t.Fatal(k, ok)
		}
		if k, ok := cells.EmploymentType(s); ok != models.EmploymentTypes.Has(k) {
			t.Fatal(k, ok)
		}
		if i, ok := cells.Industry(s); ok && (len(i) != 1 || i < "A" || i > "T") {
			t.Fatal(i)
		}
		if y, ok := cells.Experience(s); ok && (y < 0 || y > 50) {
			t.Fatal(y)
		}
	})
}

func FuzzDate(f *testing.F) {
	fuzzText(f, func(t *testing.T, s string) {
		d, ok := cells.Date(s, "2026-11-23")
		if _, err := models.ParseDate(string(d)); ok && err != nil {
			t.Fatal(d, err)
		}
		if y, ok := cells.BirthYear(s, "2026-11-23"); ok && (y < 1926 || y > 2026) {
			t.Fatal(y)
		}
	})
}

func FuzzBenefits(f *testing.F) {
	fuzzText(f, func(t *testing.T, s string) {
		given, note := cells.Benefits(s)
		seen := map[models.Benefit]bool{}
		for _, b := range given {
			if !models.Benefits.Has(b) || seen[b] {
				t.Fatal(given)
			}
			seen[b] = true
		}
		if !utf8.ValidString(note) || models.CleanText(note) != note {
			t.Fatalf("%q", note)
		}
	})
}

func FuzzSchedule(f *testing.F) {
	fuzzText(f, func(t *testing.T, s string) {
		got := cells.ReadSchedule(s)
		v := models.Vacancy{EnterpriseID: "e", Title: "t", Shift: got.Shift, HoursPerDay: got.HoursPerDay, RestDaysPerMonth: got.RestDaysPerMonth}
		if err := v.Validate(); err != nil {
			t.Fatal(got, err)
		}
	})
}

func FuzzPhones(f *testing.F) {
	fuzzText(f, func(t *testing.T, s string) {
		phones, _ := cells.Phones(s)
		for _, p := range phones {
			if got, err := models.ParsePhone(string(p)); err != nil || got != p {
				t.Fatal(p, err)
			}
		}
	})
}

func FuzzLists(f *testing.F) {
	fuzzText(f, func(t *testing.T, s string) {
		for _, entry := range cells.List(s) {
			if entry == "" || models.CleanText(entry) != entry {
				t.Fatalf("%q", entry)
			}
		}
		if needs, _ := cells.Needs(s); len(needs) > len(models.Needs) {
			t.Fatal(needs)
		}
		cells.Consents(s)
		cells.Shifts(s)
		cells.Demands(s)
	})
}

func FuzzNumbers(f *testing.F) {
	fuzzText(f, func(t *testing.T, s string) {
		if km, ok := cells.Kilometres(s); ok && !(km >= 0 && km <= 5000) {
			t.Fatal(km)
		}
		if w, ok := cells.WageWish(s, cells.WageHint{}); ok && (w < 0 || w > models.MaxWage) {
			t.Fatal(w)
		}
		if p, ok := cells.Point(s); ok && p.Validate() != nil {
			t.Fatal(p)
		}
		if h, ok := cells.Hours(s); ok && !(h > 0 && h <= 24) {
			t.Fatal(h)
		}
	})
}
