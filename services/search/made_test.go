package search_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/search"
)

// The map of the tests: two towns of one county.
const (
	county  = models.DivisionCode("410184000000")
	town    = models.DivisionCode("410184107000")
	village = models.DivisionCode("410184107208")
	other   = models.DivisionCode("410184102000")
)

var names = map[models.DivisionCode]string{
	"410000000000": "河南省", "410100000000": "郑州市", county: "新郑市", town: "孟庄镇", village: "口张村", other: "辛店镇",
}

// day is when the vacancies of the tests opened.
var day = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)

const today = models.Date("2026-11-20")

func fen(yuan float64) *models.Fen {
	f := models.Fen(yuan*100 + 0.5)
	return &f
}

func wage(low, high float64, unit models.WageUnit) models.Wage {
	return models.Wage{Min: fen(low), Max: fen(high), Unit: unit}
}

// east is the point so many kilometres east of the middle of the tests.
func east(km float64) *models.Point {
	return &models.Point{Lat: 34.5, Lon: 113.7 + km/91.64, Datum: models.GCJ02}
}

// posting is a packer's job in town; changes make it another.
func posting(id string, changes ...func(*models.Posting)) models.Posting {
	p := models.Posting{
		Vacancy: models.Vacancy{
			ID: id, Number: "K" + id, EnterpriseID: "firm", Title: "包装工", Occupation: "6-31-01-03", EmploymentType: models.FullTime,
			Headcount: 3, Wage: wage(4500, 6000, models.PerMonth), Duties: "装箱、贴标", Education: models.EducationJunior,
			Shift: models.ShiftTwo, Benefits: []models.Benefit{models.BenefitMeals, models.BenefitLodging},
			Workplace: models.Workplace{Division: town, Address: "工业路1号"}, Status: models.VacancyOpen, OpenedAt: &day,
		},
		Employer: models.Enterprise{ID: "firm", Name: "宏发食品有限公司", Kind: models.KindCompany, Division: county, Status: models.EnterpriseApproved},
		Place:    east(0),
	}
	for _, change := range changes {
		change(&p)
	}
	return p
}

// vacancy is posting with changes to what is offered.
func vacancy(id string, change func(*models.Vacancy)) models.Posting {
	return posting(id, func(p *models.Posting) { change(&p.Vacancy) })
}

// index is an index of the postings on the day of the tests.
func index(postings []models.Posting) *search.Index {
	return search.NewIndex(today, names).With(day, entries(postings), nil)
}

// entries are postings with a text of their own prepared for each.
func entries(postings []models.Posting) []search.Entry {
	out := make([]search.Entry, len(postings))
	for i, p := range postings {
		out[i] = search.Entry{Posting: p, JSON: []byte(p.Vacancy.ID + p.Vacancy.Title)}
	}
	return out
}

// run gives the first page.
func run(t require, x *search.Index, q search.Query) search.Result {
	t.Helper()
	r, err := x.Run(q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	return r
}

// require is what tests and properties have in common.
type require interface {
	Helper()
	Fatalf(format string, args ...any)
}

func ids(r search.Result) []string {
	out := []string{}
	for _, h := range r.Hits {
		out = append(out, h.ID)
	}
	return out
}

// wantIDs runs the query over the postings and compares what is found, in order.
func wantIDs(t *testing.T, postings []models.Posting, q search.Query, want ...string) search.Result {
	t.Helper()
	got := run(t, index(postings), q)
	if diff := cmp.Diff(append([]string{}, want...), ids(got)); diff != "" {
		t.Errorf("%+v (-want +got):\n%s", q, diff)
	}
	return got
}
