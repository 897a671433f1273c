package search_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/search"
)

func codesOf[T ~string](v models.Vocabulary[T]) []T {
	out := []T{""}
	for _, term := range v {
		out = append(out, term.Code)
	}
	return out
}

// somePosting draws from little, so that values meet.
func somePosting(t *rapid.T, id int) models.Posting {
	pay := models.Wage{Unit: rapid.SampledFrom(codesOf(models.WageUnits)).Draw(t, "unit")}
	if pay.Unit != "" {
		pay.Min = fen(rapid.SampledFrom([]float64{20, 150, 2999.99, 3000, 4500, 8000}).Draw(t, "pay"))
	}
	opened := day.AddDate(0, 0, rapid.IntRange(0, 2).Draw(t, "opened"))
	return posting(fmt.Sprint(id), func(p *models.Posting) {
		v := &p.Vacancy
		v.Title = rapid.SampledFrom([]string{"包装工", "包装组长", "电工"}).Draw(t, "title")
		v.Occupation = rapid.SampledFrom([]models.OccupationCode{"", "6", "6-31", "6-31-01-03", "6-30-05-02"}).Draw(t, "occupation")
		v.Wage, v.OpenedAt = pay, &opened
		v.Education = rapid.SampledFrom(codesOf(models.Educations)).Draw(t, "education")
		v.EmploymentType = rapid.SampledFrom(codesOf(models.EmploymentTypes)[:3]).Draw(t, "employment")
		v.Shift = rapid.SampledFrom(codesOf(models.Shifts)).Draw(t, "shift")
		v.Benefits = rapid.SliceOfN(rapid.SampledFrom(codesOf(models.Benefits)[1:4]), 0, 4).Draw(t, "benefits")
		v.Workplace.Division = rapid.SampledFrom([]models.DivisionCode{"", county, town, village, other}).Draw(t, "work")
		p.Employer.Kind = rapid.SampledFrom(codesOf(models.EnterpriseKinds)).Draw(t, "kind")
		p.Place = rapid.SampledFrom([]*models.Point{nil, east(1), east(7)}).Draw(t, "place")
	})
}

func somePostings(t *rapid.T) []models.Posting {
	out := make([]models.Posting, rapid.IntRange(0, 12).Draw(t, "postings"))
	for i := range out {
		out[i] = somePosting(t, i)
	}
	return out
}

func someQuery(t *rapid.T) search.Query {
	return search.Query{
		Text:     rapid.SampledFrom([]string{"", "包装", "电工 孟庄", "没有"}).Draw(t, "q"),
		Division: rapid.SampledFrom([]models.DivisionCode{"", county, town}).Draw(t, "division"),
		WageMin:  rapid.SampledFrom([]models.Fen{0, 300_000, 450_000}).Draw(t, "least"),
		Shift:    rapid.SampledFrom([]models.Shift{"", models.ShiftDay}).Draw(t, "of shift"),
		Near:     east(0), RadiusKM: rapid.SampledFrom([]float64{0, 5}).Draw(t, "radius"),
		Sort:   rapid.SampledFrom([]search.Sort{search.ByNewest, search.ByRelevance, search.ByWage, search.ByDistance}).Draw(t, "sort"),
		Facets: search.FacetNames,
	}
}

// states says by the contract which values a vacancy counts for, written apart from what is tested.
var states = map[string]func(p *models.Posting) []string{
	"division": func(p *models.Posting) []string {
		at := p.Vacancy.Workplace.Division
		if at == "" {
			at = p.Employer.Division
		}
		if at == village {
			at = town
		}
		return []string{string(at)}
	},
	"occupation": func(p *models.Posting) []string {
		if parts := strings.Split(string(p.Vacancy.Occupation), "-"); len(parts) > 1 {
			return []string{parts[0] + "-" + parts[1]}
		}
		return nil
	},
	"wage": func(p *models.Posting) []string {
		_, high, ok := p.Vacancy.Wage.Monthly()
		band := ""
		for _, from := range []int{0, 3000, 4500, 6000, 8000} {
			if ok && int(high) >= from*100 {
				band = fmt.Sprint(from)
			}
		}
		return []string{band}
	},
	"benefit": func(p *models.Posting) []string {
		var out []string
		for _, b := range p.Vacancy.Benefits {
			if !slices.Contains(out, string(b)) {
				out = append(out, string(b))
			}
		}
		return out
	},
	"education":       func(p *models.Posting) []string { return []string{string(p.Vacancy.Education)} },
	"employment_type": func(p *models.Posting) []string { return []string{string(p.Vacancy.EmploymentType)} },
	"shift":           func(p *models.Posting) []string { return []string{string(p.Vacancy.Shift)} },
	"enterprise_kind": func(p *models.Posting) []string { return []string{string(p.Employer.Kind)} },
}

// TestFacetsCountTheHits counts every facet by hand over what was found.
func TestFacetsCountTheHits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		made := somePostings(t)
		found := run(t, index(made), someQuery(t))
		for _, name := range search.FacetNames {
			want := map[string]int{}
			for _, h := range found.Hits {
				for _, value := range states[name](byID(made, h.ID)) {
					if value != "" {
						want[value]++
					}
				}
			}
			got := map[string]int{}
			for _, c := range found.Facets[name] {
				got[c.Value] = c.Count
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", name, diff)
			}
			if !slices.IsSortedFunc(found.Facets[name], func(a, b search.Count) int { return b.Count - a.Count }) {
				t.Fatalf("%s is not from the most: %+v", name, found.Facets[name])
			}
		}
	})
}

// TestFacetsAgreeWithTheirFilters takes each value of a facet as a filter and finds as many as it promised.
func TestFacetsAgreeWithTheirFilters(t *testing.T) {
	narrow := map[string]func(q *search.Query, value string){
		"division":        func(q *search.Query, v string) { q.Division = models.DivisionCode(v) },
		"occupation":      func(q *search.Query, v string) { q.Occupation = models.OccupationCode(v) },
		"benefit":         func(q *search.Query, v string) { q.Benefits = []models.Benefit{models.Benefit(v)} },
		"employment_type": func(q *search.Query, v string) { q.Employment = models.EmploymentType(v) },
		"shift":           func(q *search.Query, v string) { q.Shift = models.Shift(v) },
	}
	rapid.Check(t, func(t *rapid.T) {
		x := index(somePostings(t))
		for name, filter := range narrow {
			for _, c := range run(t, x, search.Query{Facets: []string{name}}).Facets[name] {
				if c.Value == string(county) {
					continue // holds its towns too
				}
				var q search.Query
				filter(&q, c.Value)
				if got := run(t, x, q).Total; got != c.Count {
					t.Fatalf("%s=%s promised %d, found %d", name, c.Value, c.Count, got)
				}
			}
		}
	})
}

// TestFacetNames shows the words beside the values, and a facet that knows none.
func TestFacetNames(t *testing.T) {
	got := wantIDs(t, []models.Posting{posting("1")}, search.Query{Facets: append([]string{"nonsense"}, search.FacetNames...)}, "1").Facets
	want := map[string][]search.Count{
		"nonsense": {}, "division": {{string(town), "孟庄镇", 1}}, "occupation": got["occupation"], "wage": {{"6000", "6000-8000", 1}},
		"benefit": {{"lodging", "提供住宿", 1}, {"meals", "管饭", 1}}, "education": {{"70", "初中", 1}},
		"employment_type": {{"full_time", "全职", 1}}, "shift": {{"two_shift", "两班倒", 1}}, "enterprise_kind": {{"company", "企业", 1}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if o := got["occupation"]; len(o) != 1 || o[0].Value != "6-31" || o[0].Name == "" {
		t.Errorf("occupation %+v", o)
	}
}

// TestResultsArePlain: each hit passes alone, nothing is found twice, and the order of what came in plays no part.
func TestResultsArePlain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		made, q := somePostings(t), someQuery(t)
		want := ids(run(t, index(made), q))
		turned := rapid.Permutation(made).Draw(t, "turned")
		if diff := cmp.Diff(want, ids(run(t, index(turned), q))); diff != "" {
			t.Fatal(diff)
		}
		var alone []string
		for _, p := range made {
			alone = append(alone, ids(run(t, index([]models.Posting{p}), q))...)
		}
		slices.Sort(want)
		slices.Sort(alone)
		if !slices.Equal(alone, want) {
			t.Fatalf("alone %v, together %v", alone, want)
		}
	})
}

// TestFacetsAreBounded keeps the fifty most frequent values.
func TestFacetsAreBounded(t *testing.T) {
	var made []models.Posting
	for i := range 60 {
		made = append(made, vacancy(fmt.Sprint(i), func(v *models.Vacancy) {
			v.Workplace.Division = models.DivisionCode(fmt.Sprintf("410184%03d000", 100+i))
			at := day.Add(time.Duration(i))
			v.OpenedAt = &at
		}))
	}
	made = append(made, vacancy("again", func(v *models.Vacancy) { v.Workplace.Division = "410184159000" }))
	got := run(t, index(made), search.Query{Facets: []string{"division"}}).Facets["division"]
	if len(got) != 50 || got[0].Value != "410184159000" || got[0].Count != 2 {
		t.Errorf("%d values, first %+v", len(got), got[0])
	}
}

func byID(made []models.Posting, id string) *models.Posting {
	for i := range made {
		if made[i].Vacancy.ID == id {
			return &made[i]
		}
	}
	return nil
}
