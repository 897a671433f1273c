package vacancies_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/screening"
	"konggang/services/vacancies"
)

const (
	county = models.DivisionCode("410184000000")
	far    = models.DivisionCode("410185102201")
	noID   = "01900000-0000-7000-8000-000000000000"
)

var (
	office  = models.Actor{Role: models.RoleOffice, Division: county}
	foreign = models.Actor{Role: models.RoleOffice, Division: "410185000000"}
	village = models.Actor{Role: models.RoleVillage, Division: storetest.Village}
)

func owner(id string) models.Actor {
	return models.Actor{Role: models.RoleEnterprise, EnterpriseID: id}
}

// world is a store with two counties, each with a village.
type world struct {
	*storetest.Builder
	store *store.Store
	now   time.Time
}

func each(t *testing.T, test func(t *testing.T, w *world)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, newWorld(t, s)) })
}

func newWorld(t *testing.T, s *store.Store) *world {
	b := storetest.Build(t, s)
	b.Village(county, "新郑市")
	b.Village(storetest.Village, "口张村")
	b.Village(far, "远村")
	return &world{b, s, storetest.Start}
}

func (w *world) service() vacancies.Service {
	calendar := models.Calendar{Now: func() time.Time { return w.now }, Zone: time.FixedZone("CST", 8*60*60)}
	var anyWage *screening.MinimumWages
	return vacancies.Service{Store: w.store, Calendar: calendar, Screen: anyWage.Gate(calendar)}
}

// at makes a vacancy stand at a status, as if it had got there by the rules.
func at(status models.VacancyStatus) func(*models.Vacancy) {
	heard := []models.VacancyStatus{models.VacancyOpen, models.VacancyPaused, models.VacancyFilled, models.VacancyExpired}
	return func(v *models.Vacancy) {
		v.Status = status
		if !slices.Contains(heard, status) {
			v.OpenedAt = nil
		}
		if status == models.VacancySubmitted {
			since := storetest.Start
			v.SubmittedAt = &since
		}
	}
}

func (w *world) kept(t *testing.T, id string) models.Vacancy {
	t.Helper()
	v, err := w.store.Vacancy(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// problem writes an error as its code, and the fields it names with what is wrong with each.
func problem(err error) string {
	var e *models.Error
	if !errors.As(err, &e) || len(e.Fields) == 0 {
		return string(models.CodeOf(err))
	}
	var out []string
	for _, f := range e.Fields {
		out = append(out, f.Field+" "+string(f.Code))
	}
	text := strings.Join(out, ", ")
	if e.Code != models.CodeInvalid {
		text = string(e.Code) + ": " + text
	}
	return text
}

// noted writes the findings as "field severity" in order.
func noted(findings []models.Finding) string {
	var out []string
	for _, f := range findings {
		out = append(out, f.Field+" "+string(f.Severity))
	}
	return strings.Join(out, ", ")
}
