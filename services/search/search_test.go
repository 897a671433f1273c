package search_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/search"
)

var names = map[models.DivisionCode]string{"410184107000": "孟庄镇", "410184101000": "新村镇", "410184000000": "新郑市", "410122000000": "中牟县"}

// posting is an open vacancy with what the tests look for; changes make it differ.
func posting(id, title string, changes ...func(*models.Posting)) models.Posting {
	opened := time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)
	low, high := models.Fen(450_000), models.Fen(600_000)
	p := models.Posting{
		Vacancy: models.Vacancy{ID: id, Number: "1" + id, EnterpriseID: "e1", Title: title, Occupation: "6-31-05-00", Headcount: 3,
			EmploymentType: models.FullTime, Wage: models.Wage{Min: &low, Max: &high, Unit: models.PerMonth}, Duties: "装箱封箱",
			Education: models.EducationAny, Shift: models.ShiftDay, Benefits: []models.Benefit{models.BenefitMeals}, OpenedAt: &opened,
			Workplace: models.Workplace{Division: "410184107000", Address: "工业路1号"}, Status: models.VacancyOpen, ValidUntil: "2026-12-31"},
		Employer: models.Enterprise{ID: "e1", Name: "白鹭食品有限公司", Kind: models.KindCompany, Division: "410184107000"},
		Place:    &models.Point{Lat: 34.58, Lon: 113.81, Datum: models.GCJ02},
	}
	for _, change := range changes {
		change(&p)
	}
	return p
}

func vacancy(change func(*models.Vacancy)) func(*models.Posting) {
	return func(p *models.Posting) { change(&p.Vacancy) }
}

func ids(r search.Result) string {
	var out []string
	for _, h := range r.Hits {
		out = append(out, h.Posting.Vacancy.ID)
	}
	return strings.Join(out, " ")
}

func TestWords(t *testing.T) {
	x := search.NewIndex([]models.Posting{
		posting("a", "包装工"),
		posting("b", "CNC操作工", func(p *models.Posting) { p.Employer.Name = "包装机械厂" }),
		posting("c", "保洁员", vacancy(func(v *models.Vacancy) { v.Duties = "打扫包装车间"; v.Workplace.Division = "410184101000" })),
		posting("d", "电焊工", vacancy(func(v *models.Vacancy) {
			v.Benefits, v.Occupation = []models.Benefit{models.BenefitCoupleRoom}, "6-18-02-04"
		})),
	}, names)
	for _, c := range []struct{ q, want string }{
		{"包装", "a b c"}, // title before employer before the rest
		{"焊工", "d"},     // two characters suffice
		{"cnc", "b"},
		{"ＣＮＣ", "b"},
		{"包装 车间", "c"}, // every word
		{"新村镇", "c"},
		{"新郑", "a b c d"},
		{"夫妻房", "d"},
		{"1d", "d"}, // the number that is read out
		{"包装，车间", "c"},
		{"木工", ""},
		{"  ", "a b c d"},
	} {
		if got := ids(x.Run(search.Query{Text: c.q, Sort: search.ByRelevance})); got != c.want {
			t.Errorf("%q finds %q, want %q", c.q, got, c.want)
		}
	}
	if got := x.Run(search.Query{Text: "车间 包装 包装"}).Terms; !slices.Equal(got, []string{"包装", "车间"}) {
		t.Errorf("understood as %q", got)
	}
}

// TestFilters holds every filter with one that passes and a near miss.
func TestFilters(t *testing.T) {
	base := posting("yes", "包装工")
	later := base.Vacancy.OpenedAt.Add(-time.Millisecond)
	fen := func(yuan int) *models.Fen { f := models.Fen(yuan * 100); return &f }
	near := &models.Point{Lat: 34.58, Lon: 113.82, Datum: models.GCJ02}
	for _, c := range []struct {
		name string
		q    search.Query
		miss func(*models.Posting)
	}{
		{"division", search.Query{Division: "410184107000"}, vacancy(func(v *models.Vacancy) { v.Workplace.Division = "410184101000" })},
		{"county", search.Query{Division: "410184000000"}, vacancy(func(v *models.Vacancy) { v.Workplace.Division = "410122000000" })},
		{"occupation", search.Query{Occupation: "6-31-05-00"}, vacancy(func(v *models.Vacancy) { v.Occupation = "6-31-01-03" })},
		{"occupation class", search.Query{Occupation: "6-31"}, vacancy(func(v *models.Vacancy) { v.Occupation = "6-3" })},
		{"wage", search.Query{WageMin: 600_000}, vacancy(func(v *models.Vacancy) { v.Wage.Max = fen(5999) })},
		{"wage by the hour", search.Query{WageMin: 450_000}, vacancy(func(v *models.Vacancy) { v.Wage = models.Wage{Min: fen(25), Unit: models.PerHour} })},
		{"no filter on piece wages", search.Query{WageMin: 1}, vacancy(func(v *models.Vacancy) { v.Wage = models.Wage{Min: fen(9000), Unit: models.PerPiece} })},
		{"negotiable wage", search.Query{WageMin: 1}, vacancy(func(v *models.Vacancy) { v.Wage = models.Wage{Negotiable: true} })},
		{"education", search.Query{Education: models.EducationJunior}, vacancy(func(v *models.Vacancy) { v.Education = models.EducationSenior })},
		{"education not stated", search.Query{Education: models.EducationJunior}, vacancy(func(v *models.Vacancy) { v.Education = "" })},
		{"employment", search.Query{Employment: models.FullTime}, vacancy(func(v *models.Vacancy) { v.EmploymentType = models.PartTime })},
		{"shift", search.Query{Shift: models.ShiftDay}, vacancy(func(v *models.Vacancy) { v.Shift = models.ShiftNight })},
		{"benefit", search.Query{Benefits: []models.Benefit{models.BenefitMeals}}, vacancy(func(v *models.Vacancy) { v.Benefits = []models.Benefit{models.BenefitLodging} })},
		{"enterprise", search.Query{Enterprise: "e1"}, vacancy(func(v *models.Vacancy) { v.EnterpriseID = "e2" })},
		{"since", search.Query{Since: *base.Vacancy.OpenedAt}, vacancy(func(v *models.Vacancy) { v.OpenedAt = &later })},
		{"radius", search.Query{Near: near, RadiusKM: 1}, func(p *models.Posting) { p.Place = &models.Point{Lat: 34.60, Lon: 113.82, Datum: models.GCJ02} }},
		{"radius without a place", search.Query{Near: near, RadiusKM: 1}, func(p *models.Posting) { p.Place = nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := search.NewIndex([]models.Posting{base, posting("no", "包装工", c.miss)}, names)
			if got := ids(x.Run(c.q)); got != "yes" {
				t.Errorf("found %q", got)
			}
		})
	}
}

func TestOrders(t *testing.T) {
	at := func(hours int) func(*models.Posting) {
		return vacancy(func(v *models.Vacancy) {
			opened := v.OpenedAt.Add(time.Duration(hours) * time.Hour)
			v.OpenedAt = &opened
		})
	}
	paid := func(yuan int, unit models.WageUnit) func(*models.Posting) {
		return vacancy(func(v *models.Vacancy) { f := models.Fen(yuan * 100); v.Wage = models.Wage{Min: &f, Unit: unit} })
	}
	far := func(lat float64) func(*models.Posting) {
		return func(p *models.Posting) { p.Place = &models.Point{Lat: lat, Lon: 113.81, Datum: models.GCJ02} }
	}
	x := search.NewIndex([]models.Posting{
		posting("a", "工", at(1), paid(30, models.PerHour), far(34.70)),
		posting("b", "工", at(3), paid(5000, models.PerMonth), far(34.60)),
		posting("c", "工", at(2), paid(8, models.PerPiece), func(p *models.Posting) { p.Place = nil }),
		posting("d", "工", at(2), paid(300, models.PerDay), far(34.58)),
	}, names)
	home := &models.Point{Lat: 34.58, Lon: 113.81, Datum: models.GCJ02}
	for _, c := range []struct {
		sort search.Sort
		want string
	}{{search.ByNewest, "b c d a"}, {search.ByWage, "d a b c"}, {search.ByDistance, "d b a c"}, {search.ByRelevance, "b c d a"}} {
		if got := ids(x.Run(search.Query{Sort: c.sort, Near: home})); got != c.want {
			t.Errorf("%s: %q, want %q", c.sort, got, c.want)
		}
	}
}

// TestFacetsCountTheHits counts every facet by hand over generated markets.
func TestFacetsCountTheHits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var postings []models.Posting
		for i := range rapid.IntRange(0, 30).Draw(t, "n") {
			postings = append(postings, posting(fmt.Sprint(i), rapid.SampledFrom([]string{"包装工", "电焊工"}).Draw(t, "title"), vacancy(func(v *models.Vacancy) {
				v.Shift = rapid.SampledFrom([]models.Shift{"", models.ShiftDay, models.ShiftNight}).Draw(t, "shift")
				v.Education = rapid.SampledFrom([]models.Education{"", models.EducationAny, models.EducationJunior}).Draw(t, "education")
				v.Workplace.Division = rapid.SampledFrom([]models.DivisionCode{"", "410184107208", "410184101000"}).Draw(t, "division")
			})))
		}
		r := search.NewIndex(postings, names).Run(search.Query{Text: rapid.SampledFrom([]string{"", "包装", "工"}).Draw(t, "q"), Facets: search.FacetNames})
		shifts, towns, headcount := map[string]int{}, map[string]int{}, 0
		for _, h := range r.Hits {
			v := h.Posting.Vacancy
			headcount += v.Remaining()
			if v.Shift != "" {
				shifts[string(v.Shift)]++
			}
			towns[string(cmp.Or(v.Workplace.Division, h.Posting.Employer.Division).Town())]++
		}
		if r.Headcount != headcount || len(r.Facets) != len(search.FacetNames) {
			t.Fatalf("%d places, want %d; %d facets", r.Headcount, headcount, len(r.Facets))
		}
		for name, want := range map[string]map[string]int{"shift": shifts, "division": towns} {
			got := map[string]int{}
			for i, c := range r.Facets[name] {
				got[c.Value] = c.Count
				if i > 0 && c.Count > r.Facets[name][i-1].Count {
					t.Fatalf("%s is not in order", name)
				}
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", name, diff)
			}
		}
	})
}

func TestFacetWords(t *testing.T) {
	r := search.NewIndex([]models.Posting{posting("a", "包装工")}, names).Run(search.Query{Facets: search.FacetNames})
	want := map[string][]search.Count{
		"division": {{Value: "410184107000", Name: "孟庄镇", Count: 1}}, "wage": {{Value: "6000", Name: "6000-8000", Count: 1}},
		"benefit": {{Value: "meals", Name: "管饭", Count: 1}}, "education": {{Value: "any", Name: "不限", Count: 1}},
		"employment_type": {{Value: "full_time", Name: "全职", Count: 1}}, "shift": {{Value: "day", Name: "长白班", Count: 1}},
		"enterprise_kind": {{Value: "company", Name: "企业", Count: 1}},
	}
	for name, counts := range want {
		if diff := gocmp.Diff(counts, r.Facets[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if got := r.Facets["occupation"]; len(got) != 1 || got[0].Value != "6-31" || got[0].Name == "" {
		t.Errorf("occupation: %+v", got)
	}
}

func TestSuggestions(t *testing.T) {
	x := search.NewIndex([]models.Posting{
		posting("a", "包装工"), posting("b", "包装工"), posting("c", "打包工"), posting("d", "电焊工", func(p *models.Posting) { p.Employer.Name = "焊达机械厂" }),
	}, names)
	texts := func(q string, limit int) string {
		var out []string
		for _, s := range x.Suggest(q, limit) {
			out = append(out, s.Kind+":"+s.Text)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		q     string
		limit int
		want  string
	}{
		{"包", 10, "title:包装工 title:打包工"},
		{"包", 1, "title:包装工"},
		{"bzg", 10, "title:包装工"},
		{"BZ", 10, "title:包装工"},
		{"焊", 10, "employer:焊达机械厂 title:电焊工"},
		{"mz", 10, "place:孟庄镇"},
		{" ", 10, ""},
		{"b", 10, ""},
	} {
		if got := texts(c.q, c.limit); got != c.want {
			t.Errorf("%q suggests %q, want %q", c.q, got, c.want)
		}
	}
}
