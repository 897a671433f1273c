package storetest

import (
	"fmt"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
)

// Where and when the builder's data lies: a village of 辛店镇, 新郑市, on the day at which a test's clock starts.
const (
	Village models.DivisionCode = "410184102201"
	Today   models.Date         = "2025-03-01"
)

// Builder keeps data that reads like sentences: b.Enterprise("宏发食品").Vacancy("包装工"). What it makes is whole, lawful and
// visible unless a change says otherwise; a failure ends the test.
type Builder struct {
	t     testing.TB
	store *store.Store
	made  int
}

// Build starts a builder on a store.
func Build(t testing.TB, s *store.Store) *Builder { return &Builder{t: t, store: s} }

// Village keeps a village with a point of its own.
func (b *Builder) Village(code models.DivisionCode, name string) models.Division {
	b.t.Helper()
	b.made++
	at := &models.Point{Lat: 34.4 + float64(b.made)/100, Lon: 113.7, Datum: models.GCJ02}
	d := models.Division{Code: code, Name: name, Point: at, Precision: models.PrecisionOwn}
	b.must(b.store.SaveDivisions(b.t.Context(), []models.Division{d}))
	return d
}

// Employer is an enterprise that can offer vacancies.
type Employer struct {
	models.Enterprise
	builder *Builder
}

// Enterprise keeps an approved company in Village.
func (b *Builder) Enterprise(name string, changes ...func(*models.Enterprise)) Employer {
	b.t.Helper()
	e := models.Enterprise{
		Name: name, Kind: models.KindCompany, Industry: "C", Division: Village, Address: "人民路1号",
		Contact: models.Contact{Name: "王经理", Phone: b.phone()}, Status: models.EnterpriseApproved,
	}
	for _, change := range changes {
		change(&e)
	}
	b.must(b.store.CreateEnterprise(b.t.Context(), &e))
	return Employer{e, b}
}

// Vacancy keeps an open vacancy of the employer with everything stated that an advert must state.
func (e Employer) Vacancy(title string, changes ...func(*models.Vacancy)) models.Vacancy {
	b := e.builder
	b.t.Helper()
	low, high, opened := models.Fen(450_000), models.Fen(650_000), Start
	v := models.Vacancy{
		EnterpriseID: e.ID, Title: title, EmploymentType: models.FullTime, Headcount: 10,
		Wage: models.Wage{Min: &low, Max: &high, Unit: models.PerMonth}, Duties: title + "的日常工作", Education: models.EducationAny,
		Shift: models.ShiftDay, HoursPerDay: 8, Workplace: models.Workplace{Division: e.Division, Address: e.Address},
		Contact: e.Contact, ValidUntil: Today.AddDays(90), Status: models.VacancyOpen, OpenedAt: &opened,
	}
	for _, change := range changes {
		change(&v)
	}
	b.must(b.store.CreateVacancy(b.t.Context(), &v))
	return v
}

// Seeker keeps someone of Village who looks for work and agreed to everything.
func (b *Builder) Seeker(name string, changes ...func(*models.Seeker)) models.Seeker {
	b.t.Helper()
	k := models.Seeker{Name: name, Phone: b.phone(), Village: Village, BirthYear: 1980, Status: models.SeekerLooking}
	for _, scope := range models.ConsentScopes {
		k.Consents = append(k.Consents, models.Consent{Scope: scope.Code, GivenAt: Start, WitnessedBy: "协理员"})
	}
	for _, change := range changes {
		change(&k)
	}
	b.must(b.store.CreateSeeker(b.t.Context(), &k))
	return k
}

// Account keeps an account and a token with the given hash that lasts a year.
func (b *Builder) Account(a models.Account, hash string) models.Account {
	b.t.Helper()
	b.must(b.store.CreateAccount(b.t.Context(), &a))
	b.must(b.store.CreateToken(b.t.Context(), &models.Token{AccountID: a.ID, Hash: hash, ExpiresAt: Start.Add(365 * 24 * time.Hour)}))
	return a
}

// phone is a number of the range 154 that reaches nobody.
func (b *Builder) phone() models.Phone {
	b.made++
	return models.Phone(fmt.Sprintf("154%08d", b.made))
}

func (b *Builder) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}
