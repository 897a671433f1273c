package store_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	must(t, err)
	return n
}

func TestOpenPostings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		must(t, s.SaveDivisions(ctx, []models.Division{
			{Code: kouzhang, Point: &models.Point{Lat: 34.1, Lon: 113.1, Datum: models.GCJ02}},
			{Code: zhaozhai, Point: &models.Point{Lat: 34.2, Lon: 113.2, Datum: models.GCJ02}},
		}))
		approved := models.Enterprise{Name: "宏发食品", Division: kouzhang, Status: models.EnterpriseApproved}
		pending := models.Enterprise{Name: "待审厂", Division: kouzhang, Status: models.EnterprisePending}
		must(t, s.CreateEnterprise(ctx, &approved))
		must(t, s.CreateEnterprise(ctx, &pending))
		live := models.Vacancy{EnterpriseID: approved.ID, Status: models.VacancyOpen, Headcount: 2, Filled: 1, ValidUntil: "2025-03-01"}
		want := []string{}
		for _, c := range []struct {
			title  string
			change func(v *models.Vacancy)
			heard  bool
		}{
			{"最后一天", func(*models.Vacancy) {}, true},
			{"在邻村", func(v *models.Vacancy) { v.Workplace.Division = zhaozhai }, true},
			{"过期", func(v *models.Vacancy) { v.ValidUntil = "2025-02-28" }, false},
			{"无期限", func(v *models.Vacancy) { v.ValidUntil = "" }, false},
			{"招满", func(v *models.Vacancy) { v.Filled = 2 }, false},
			{"暂停", func(v *models.Vacancy) { v.Status = models.VacancyPaused }, false},
			{"未批准", func(v *models.Vacancy) { v.EnterpriseID = pending.ID }, false},
		} {
			v := live
			v.Title = c.title
			c.change(&v)
			must(t, s.CreateVacancy(ctx, &v))
			if c.heard {
				want = append(want, v.Title)
			}
		}
		var got []string
		for _, p := range given(s.OpenPostings(ctx, "2025-03-01")) {
			got = append(got, p.Vacancy.Title)
			same(t, approved, p.Employer)
			if village := map[string]float64{"最后一天": 34.1, "在邻村": 34.2}[p.Vacancy.Title]; p.Place == nil || p.Place.Lat != village {
				t.Errorf("%s is at %v", p.Vacancy.Title, p.Place)
			}
			same(t, p, given(s.Posting(ctx, p.Vacancy.ID)))
		}
		same(t, want, got)
	})
}

func TestMoreEmployersThanOneQueryNames(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		const n = 1001
		must(t, s.Atomically(t.Context(), func(ctx context.Context) error {
			for i := range n {
				e := models.Enterprise{Name: fmt.Sprint("厂", i), Status: models.EnterpriseApproved}
				must(t, s.CreateEnterprise(ctx, &e))
				must(t, s.CreateVacancy(ctx, &models.Vacancy{EnterpriseID: e.ID, Title: e.Name, Status: models.VacancyOpen, Headcount: 1, ValidUntil: "2025-03-01"}))
			}
			return nil
		}))
		postings := given(s.OpenPostings(t.Context(), "2025-03-01"))
		if len(postings) != n {
			t.Fatalf("%d postings", len(postings))
		}
		for i, p := range postings {
			if name := fmt.Sprint("厂", i); p.Employer.Name != name || p.Vacancy.Title != name {
				t.Fatalf("posting %d is %s at %s", i, p.Vacancy.Title, p.Employer.Name)
			}
		}
	})
}

func TestListsOfVacancies(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		here, there := models.Enterprise{Division: kouzhang}, models.Enterprise{Division: elsewhere}
		must(t, s.CreateEnterprise(ctx, &here))
		must(t, s.CreateEnterprise(ctx, &there))
		for i, v := range []models.Vacancy{
			{EnterpriseID: here.ID, Status: models.VacancyOpen, Headcount: 1, ValidUntil: "2025-02-28"},
			{EnterpriseID: here.ID, Status: models.VacancySubmitted, Headcount: 20, ValidUntil: "2025-02-28"},
			{EnterpriseID: there.ID, Status: models.VacancyPaused, Headcount: 300, ValidUntil: "2025-02-27"},
			{EnterpriseID: there.ID, Status: models.VacancyOpen, Headcount: 4000, ValidUntil: "2025-03-01"},
			{EnterpriseID: there.ID, Status: models.VacancyOpen, Headcount: 50000},
		} {
			v.Title, v.Workplace = "焊工", models.Workplace{Division: kouzhang, Address: fmt.Sprint(i % 4)}
			must(t, s.CreateVacancy(ctx, &v))
		}
		for _, c := range []struct {
			filter          models.VacancyFilter
			rows, headcount int
		}{
			{models.VacancyFilter{}, 5, 54321},
			{models.VacancyFilter{EnterpriseID: here.ID}, 2, 21},
			{models.VacancyFilter{Within: "410184103000"}, 3, 54300},
			{models.VacancyFilter{Within: "410000000000", Status: models.VacancyOpen}, 3, 54001},
			{models.VacancyFilter{Status: models.VacancyRejected}, 0, 0},
		} {
			if got := given(s.Vacancies(ctx, c.filter, models.Page{Limit: 100})); got.Total != c.rows || len(got.Items) != c.rows {
				t.Errorf("%+v: %d of %d", c.filter, len(got.Items), got.Total)
			}
			if got := given(s.TotalHeadcount(ctx, c.filter)); got != c.headcount {
				t.Errorf("%+v: headcount %d", c.filter, got)
			}
		}
		var ended []string
		for _, id := range given(s.ExpiredVacancies(ctx, "2025-03-01", 10)) {
			ended = append(ended, given(s.Vacancy(ctx, id)).Number)
		}
		same(t, []string{"10001", "10003"}, ended)
		if got := given(s.ExpiredVacancies(ctx, "2025-03-01", 1)); len(got) != 1 {
			t.Errorf("%d with limit 1", len(got))
		}
		at := models.Workplace{Division: kouzhang, Address: "0"}
		if got := given(s.VacancyByPlace(ctx, there.ID, "焊工", at)); got.Number != "10005" {
			t.Errorf("found %s", got.Number)
		}
		if got := given(s.VacancyByPlace(ctx, here.ID, "焊工", at)); got.Number != "10001" {
			t.Errorf("found %s", got.Number)
		}
	})
}

func TestAVacancyWithAnExternalIDIsFoundByItOnly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e := fullEnterprise()
		must(t, s.CreateEnterprise(ctx, &e))
		v := fullVacancy(e.ID)
		must(t, s.CreateVacancy(ctx, &v))
		same(t, v, given(s.VacancyByExternalID(ctx, e.ID, v.ExternalID)))
		_, err := s.VacancyByPlace(ctx, e.ID, v.Title, v.Workplace)
		fails(t, err, models.CodeNotFound)
	})
}
