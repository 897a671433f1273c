package store_test

import (
	"fmt"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// queue reads the whole queue in parts and gives titles; between is called before each part but the first.
func queue(t *testing.T, s *store.Store, limit int, between func()) []string {
	t.Helper()
	var out []string
	page := models.Page{Limit: limit}
	for {
		part := given(s.Vacancies(t.Context(), models.VacancyFilter{Status: models.VacancySubmitted, OldestFirst: true}, page))
		for _, p := range part.Items {
			out = append(out, p.Vacancy.Title)
		}
		if part.Next == "" {
			return out
		}
		page.Cursor = part.Next
		between()
	}
}

// Who waits longest comes first, whenever the vacancy was made; of those that came in the same moment, the older one.
func TestQueueByWaiting(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e := fullEnterprise()
		must(t, s.CreateEnterprise(ctx, &e))
		kept := map[string]*models.Vacancy{}
		for i, since := range []*time.Time{pointer(at(5)), pointer(at(3)), pointer(at(3)), nil, pointer(at(3)), pointer(at(3).Add(time.Millisecond))} {
			v := models.Vacancy{EnterpriseID: e.ID, Title: fmt.Sprint(i), Status: models.VacancySubmitted, SubmittedAt: since}
			must(t, s.CreateVacancy(ctx, &v))
			kept[v.Title] = &v
		}
		must(t, s.CreateVacancy(ctx, &models.Vacancy{EnterpriseID: e.ID, Title: "draft", Status: models.VacancyDraft, SubmittedAt: pointer(at(1))}))
		for _, limit := range []int{1, 2, 3, 100} {
			same(t, []string{"3", "1", "2", "4", "5", "0"}, queue(t, s, limit, func() {}))
		}
		// What comes back while somebody turns the pages is read again at its new place, and nothing else is lost by it.
		back := true
		got := queue(t, s, 2, func() {
			if back {
				kept["1"].SubmittedAt = pointer(at(9))
				must(t, s.UpdateVacancy(ctx, kept["1"]))
				back = false
			}
		})
		same(t, []string{"3", "1", "2", "4", "5", "0", "1"}, got)
	})
}

func TestBrokenCursorsOfTheQueue(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, cursor := range []string{"x", "AAAA", "!!!!", noID, "' OR 1=1", "\xff", "AZVHvQAAcACAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAH__________"} {
			_, err := s.Vacancies(t.Context(), models.VacancyFilter{OldestFirst: true}, models.Page{Limit: 1, Cursor: cursor})
			fails(t, err, models.CodeInvalidCursor)
		}
	})
}

// A vacancy that lapsed counts as expired in every list from the first moment of the day after.
func TestListsByTheStatusOfTheDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e := fullEnterprise()
		must(t, s.CreateEnterprise(ctx, &e))
		for _, v := range []models.Vacancy{
			{Status: models.VacancyOpen, ValidUntil: "2025-03-05"}, {Status: models.VacancyPaused, ValidUntil: "2025-03-05"}, {Status: models.VacancyOpen, ValidUntil: "2025-03-06"},
			{Status: models.VacancyOpen}, {Status: models.VacancySubmitted, ValidUntil: "2025-03-05"}, {Status: models.VacancyExpired, ValidUntil: "2025-03-01"},
		} {
			v.EnterpriseID, v.Headcount = e.ID, 10
			must(t, s.CreateVacancy(ctx, &v))
		}
		for _, c := range []struct {
			today  models.Date
			status models.VacancyStatus
			want   int
		}{
			{"", models.VacancyOpen, 3}, {"2025-03-05", models.VacancyOpen, 3}, {"2025-03-06", models.VacancyOpen, 2}, {"2025-03-07", models.VacancyOpen, 1},
			{"2025-03-05", models.VacancyPaused, 1}, {"2025-03-06", models.VacancyPaused, 0}, {"2025-03-06", models.VacancySubmitted, 1},
			{"", models.VacancyExpired, 1}, {"2025-03-05", models.VacancyExpired, 1}, {"2025-03-06", models.VacancyExpired, 3}, {"2025-03-06", "", 6},
		} {
			f := models.VacancyFilter{EnterpriseID: e.ID, Status: c.status, Today: c.today}
			got := given(s.Vacancies(ctx, f, models.Page{Limit: 100}))
			if got.Total != c.want || len(got.Items) != c.want || given(s.TotalHeadcount(ctx, f)) != 10*c.want {
				t.Errorf("%s on %q: %d of %d, want %d", c.status, c.today, len(got.Items), got.Total, c.want)
			}
		}
	})
}

func TestStandingVacancies(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e, other := fullEnterprise(), models.Enterprise{}
		must(t, s.CreateEnterprise(ctx, &e))
		must(t, s.CreateEnterprise(ctx, &other))
		var want []string
		for _, status := range models.VacancyStatuses {
			v := models.Vacancy{EnterpriseID: e.ID, Status: status.Code}
			must(t, s.CreateVacancy(ctx, &v))
			must(t, s.CreateVacancy(ctx, &models.Vacancy{EnterpriseID: other.ID, Status: status.Code}))
			if status.Code == models.VacancySubmitted || v.Published() {
				want = append(want, v.ID)
			}
		}
		same(t, want, given(s.StandingVacancies(ctx, e.ID, 10)))
		same(t, want[:2], given(s.StandingVacancies(ctx, e.ID, 2)))
	})
}

func TestCountReports(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e := fullEnterprise()
		must(t, s.CreateEnterprise(ctx, &e))
		var ids []string
		for i, kinds := range [][]models.ReportKind{{"fee", "fake", "fee"}, {"other"}, nil} {
			v := models.Vacancy{EnterpriseID: e.ID, Title: fmt.Sprint(i)}
			must(t, s.CreateVacancy(ctx, &v))
			for n, kind := range kinds {
				must(t, s.CreateReport(ctx, &models.Report{VacancyID: v.ID, Kind: kind, Reporter: fmt.Sprint(n)}))
			}
			ids = append(ids, v.ID)
		}
		same(t, map[string]map[models.ReportKind]int{ids[0]: {"fee": 2, "fake": 1}, ids[1]: {"other": 1}}, given(s.CountReports(ctx, ids)))
		same(t, map[string]map[models.ReportKind]int{}, given(s.CountReports(ctx, nil)))
		must(t, s.DropReports(ctx, ids[0]))
		same(t, map[string]map[models.ReportKind]int{ids[1]: {"other": 1}}, given(s.CountReports(ctx, ids)))
	})
}
