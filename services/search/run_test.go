package search_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/search"
)

// TestWords looks for one packer's job by every part of it that can be named.
func TestWords(t *testing.T) {
	made := []models.Posting{posting("1", func(p *models.Posting) {
		v := &p.Vacancy
		v.Skills, v.Certificates, v.BenefitsNote = []string{"Ｃ＋＋"}, []string{"QC证"}, "生日蛋糕"
	})}
	for _, c := range []struct {
		name, text string
		found      bool
	}{
		{"nothing asked", "", true},
		{"blanks only", "　 \t", true},
		{"signs only", "，。！", true},
		{"title", "包装", true},
		{"full-width letters of the query", "ｑｃ证", true},
		{"full-width letters of the advert", "c++", true},
		{"employer", "宏发", true},
		{"address", "工业路", true},
		{"town", "孟庄", true},
		{"county of the town", "新郑", true},
		{"another town", "辛店", false},
		{"number", "k1", true},
		{"duties", "贴标", true},
		{"benefit as printed", "管饭", true},
		{"benefit note", "蛋糕", true},
		{"shift as printed", "两班倒", true},
		{"pay as printed", "4500-6000元", true},
		{"two words", "包装 孟庄", true},
		{"two words with a sign between", "包装、孟庄", true},
		{"the same word twice", "包装 包装", true},
		{"one of two words missing", "包装 辛店", true},
		{"the only word missing", "辛店厂", false},
		{"letters in another order", "装包车", false},
		{"a sign divides", "包+贴标", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var want []string
			if c.found {
				want = []string{"1"}
			}
			wantIDs(t, made, search.Query{Text: c.text}, want...)
		})
	}
}

// TestTermsAreTold shows what the text was understood as: sorted, once each, folded.
func TestTermsAreTold(t *testing.T) {
	got := wantIDs(t, nil, search.Query{Text: " ＱＣ，包装 qc C# "})
	if diff := cmp.Diff([]string{"c#", "qc", "包装"}, got.Interpreted.Words); diff != "" {
		t.Error(diff)
	}
}

// TestRelevance ranks by where a word is found, then by how many are found in the better place.
func TestRelevance(t *testing.T) {
	made := []models.Posting{
		vacancy("mentioned", func(v *models.Vacancy) { v.Duties = "给食品箱贴标" }),
		posting("employer"),
		vacancy("place", func(v *models.Vacancy) { v.Workplace.Address = "食品城" }),
		vacancy("title", func(v *models.Vacancy) { v.Title = "食品检验员" }),
	}
	for i := range made {
		if made[i].Vacancy.ID != "employer" {
			made[i].Employer.Name = "远方有限公司"
		}
	}
	wantIDs(t, made, search.Query{Text: "食品"}, "title", "employer", "place", "mentioned")
	wantIDs(t, made, search.Query{Text: "食品 检验"}, "title")
}

// filters holds for each filter one vacancy that just passes and one that just does not.
var filters = []struct {
	name       string
	query      search.Query
	hit, close func(*models.Posting)
}{
	{"division by the workplace", search.Query{Division: town},
		func(p *models.Posting) { p.Vacancy.Workplace.Division = village },
		func(p *models.Posting) { p.Vacancy.Workplace.Division = county }},
	{"division by the employer where no workplace is stated", search.Query{Division: other},
		func(p *models.Posting) { p.Vacancy.Workplace.Division, p.Employer.Division = "", other },
		func(p *models.Posting) { p.Employer.Division = other }},
	{"radius", search.Query{Near: east(0), RadiusKM: 5},
		func(p *models.Posting) { p.Place = east(4.9) }, func(p *models.Posting) { p.Place = east(5.1) }},
	{"radius with the place unknown", search.Query{Near: east(0), RadiusKM: 5000},
		func(p *models.Posting) { p.Place = east(300) }, func(p *models.Posting) { p.Place = nil }},
	{"occupation class", search.Query{Occupation: "6-31"},
		func(p *models.Posting) { p.Vacancy.Occupation = "6-31-05" }, func(p *models.Posting) { p.Vacancy.Occupation = "6-30-05" }},
	{"occupation, exactly", search.Query{Occupation: "6-31-01-03"},
		func(*models.Posting) {}, func(p *models.Posting) { p.Vacancy.Occupation = "6-31-01" }},
	{"occupation whose digits begin alike", search.Query{Occupation: "6"},
		func(p *models.Posting) { p.Vacancy.Occupation = "6" }, func(p *models.Posting) { p.Vacancy.Occupation = "61" }},
	{"education that is enough", search.Query{Education: models.EducationJunior},
		func(*models.Posting) {}, func(p *models.Posting) { p.Vacancy.Education = models.EducationSenior }},
	{"education with none asked", search.Query{Education: models.EducationPrimary},
		func(p *models.Posting) { p.Vacancy.Education = models.EducationAny }, func(p *models.Posting) { p.Vacancy.Education = "" }},
	{"employment", search.Query{Employment: models.Casual},
		func(p *models.Posting) { p.Vacancy.EmploymentType = models.Casual }, func(p *models.Posting) { p.Vacancy.EmploymentType = "" }},
	{"shift", search.Query{Shift: models.ShiftDay},
		func(p *models.Posting) { p.Vacancy.Shift = models.ShiftDay }, func(*models.Posting) {}},
	{"every benefit", search.Query{Benefits: []models.Benefit{models.BenefitLodging, models.BenefitMeals}},
		func(*models.Posting) {}, func(p *models.Posting) { p.Vacancy.Benefits = p.Vacancy.Benefits[:1] }},
	{"enterprise", search.Query{Enterprise: "other"},
		func(p *models.Posting) { p.Vacancy.EnterpriseID, p.Employer.ID = "other", "other" }, func(*models.Posting) {}},
	{"opened since", search.Query{Since: day},
		func(*models.Posting) {}, func(p *models.Posting) { before := day.Add(-time.Millisecond); p.Vacancy.OpenedAt = &before }},
	{"opened since, with the opening unknown", search.Query{Since: time.Unix(1, 0)},
		func(*models.Posting) {}, func(p *models.Posting) { p.Vacancy.OpenedAt = nil }},
}

// TestFilters runs every filter over its pair.
func TestFilters(t *testing.T) {
	for _, f := range filters {
		t.Run(f.name, func(t *testing.T) {
			wantIDs(t, []models.Posting{posting("near miss", f.close), posting("hit", f.hit)}, f.query, "hit")
		})
	}
}

// TestWageFilter compares every unit by the month: 21.75 days of 8 hours, a twelfth of a year.
func TestWageFilter(t *testing.T) {
	for _, c := range []struct {
		name  string
		wage  models.Wage
		least float64
		found bool
	}{
		{"upper end meets", wage(4500, 6000, models.PerMonth), 6000, true},
		{"upper end misses", wage(4500, 6000, models.PerMonth), 6000.01, false},
		{"only a lower end", models.Wage{Min: fen(5000), Unit: models.PerMonth}, 5000, true},
		{"only an upper end", models.Wage{Max: fen(5000), Unit: models.PerMonth}, 5000, true},
		{"by the day", wage(200, 200, models.PerDay), 4350, true},
		{"by the day, just short", wage(200, 200, models.PerDay), 4350.01, false},
		{"by the hour", wage(25, 26, models.PerHour), 4524, true},
		{"by the hour, just short", wage(25, 26, models.PerHour), 4524.01, false},
		{"by the year", wage(60_000, 60_000, models.PerYear), 5000, true},
		{"by the year, just short", wage(60_000, 60_000, models.PerYear), 5000.01, false},
		{"by the piece has no month", wage(9999, 9999, models.PerPiece), 0.01, false},
		{"negotiable", models.Wage{Negotiable: true}, 0.01, false},
		{"nothing stated", models.Wage{}, 0.01, false},
		{"no filter lets all through", models.Wage{}, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var want []string
			if c.found {
				want = []string{"1"}
			}
			wantIDs(t, []models.Posting{vacancy("1", func(v *models.Vacancy) { v.Wage = c.wage })}, search.Query{WageMin: *fen(c.least)}, want...)
		})
	}
}

// TestSorts orders by pay, way and age; what is unknown comes last, ties are broken by the newest, then by id.
func TestSorts(t *testing.T) {
	opened := func(days int) func(*models.Posting) {
		at := day.AddDate(0, 0, days)
		return func(p *models.Posting) { p.Vacancy.OpenedAt = &at }
	}
	pays := func(w models.Wage) func(*models.Posting) { return func(p *models.Posting) { p.Vacancy.Wage = w } }
	at := func(place *models.Point) func(*models.Posting) { return func(p *models.Posting) { p.Place = place } }
	made := []models.Posting{
		posting("d", opened(2), pays(models.Wage{Negotiable: true}), at(east(9))),
		posting("c", opened(0), pays(wage(30, 30, models.PerHour)), at(nil)),
		posting("b", opened(1), pays(wage(1000, 9000, models.PerMonth)), at(east(1))),
		posting("a", opened(1), pays(wage(300, 300, models.PerDay)), at(east(1))),
		posting("e", func(p *models.Posting) { p.Vacancy.OpenedAt = nil }, pays(wage(5220, 5220, models.PerMonth)), at(east(3))),
	}
	for _, c := range []struct {
		sort search.Sort
		want []string
	}{
		{search.ByNewest, []string{"d", "a", "b", "c", "e"}},
		{search.ByWage, []string{"b", "a", "c", "e", "d"}},
		{search.ByDistance, []string{"a", "b", "e", "d", "c"}},
		{search.ByRelevance, []string{"d", "a", "b", "c", "e"}},
		{"", []string{"d", "a", "b", "c", "e"}},
	} {
		t.Run(string(c.sort), func(t *testing.T) {
			wantIDs(t, made, search.Query{Sort: c.sort, Near: east(0)}, c.want...)
			turned := slices.Clone(made)
			slices.Reverse(turned)
			wantIDs(t, turned, search.Query{Sort: c.sort, Near: east(0)}, c.want...)
		})
	}
}

// TestDistanceIsTold measures in one datum, and tells nothing where nothing is asked or known.
func TestDistanceIsTold(t *testing.T) {
	made := []models.Posting{posting("1", func(p *models.Posting) { p.Place = east(3) })}
	satellite := east(0).WGS()
	for _, near := range []*models.Point{east(0), &satellite} {
		got := wantIDs(t, made, search.Query{Near: near}, "1").Hits[0].DistanceKM
		if got == nil || *got < 2.95 || *got > 3.05 {
			t.Errorf("from %+v: %v km", *near, got)
		}
	}
	if got := wantIDs(t, made, search.Query{}, "1").Hits[0].DistanceKM; got != nil {
		t.Errorf("from nowhere: %v km", *got)
	}
}

// TestHeadcount adds the places that are still free.
func TestHeadcount(t *testing.T) {
	made := []models.Posting{posting("1"), vacancy("2", func(v *models.Vacancy) { v.Headcount, v.Filled = 10, 4 }), vacancy("3", func(v *models.Vacancy) { v.Shift = models.ShiftDay })}
	if got := wantIDs(t, made, search.Query{Shift: models.ShiftTwo}, "1", "2").Headcount; got != 9 {
		t.Errorf("%d places, want 9", got)
	}
}
