// Package vacancies is what can be done with vacancies: post, mend, submit, decide, close, and bring in by the sheet.
package vacancies

import (
	"context"
	"time"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/importing"
)

// Store is what is kept of vacancies and of what they hang on.
type Store interface {
	importing.Transactions
	CreateVacancy(ctx context.Context, v *models.Vacancy) error
	UpdateVacancy(ctx context.Context, v *models.Vacancy) error
	Posting(ctx context.Context, id string) (models.Posting, error)
	HoldPosting(ctx context.Context, id string) (models.Posting, error)
	Vacancies(ctx context.Context, f models.VacancyFilter, p models.Page) (models.Listed[models.Posting], error)
	TotalHeadcount(ctx context.Context, f models.VacancyFilter) (int, error)
	VacancyByExternalID(ctx context.Context, enterpriseID, externalID string) (models.Vacancy, error)
	VacancyByPlace(ctx context.Context, enterpriseID, title string, w models.Workplace) (models.Vacancy, error)
	ExpiredVacancies(ctx context.Context, today models.Date, limit int) ([]string, error)
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	CreateEnterprise(ctx context.Context, e *models.Enterprise) error
	UpdateEnterprise(ctx context.Context, e *models.Enterprise) error
	Enterprise(ctx context.Context, id string) (models.Enterprise, error)
	HoldEnterprise(ctx context.Context, id string) (models.Enterprise, error)
	EnterpriseByCreditCode(ctx context.Context, code models.CreditCode) (models.Enterprise, error)
	EnterpriseByName(ctx context.Context, name string, within models.DivisionCode) (models.Enterprise, error)
	HasAccount(ctx context.Context, enterpriseID string) (bool, error)
	CreateReport(ctx context.Context, r *models.Report) error
	Reports(ctx context.Context, vacancyID string, p models.Page) (models.Listed[models.Report], error)
	CountReports(ctx context.Context, vacancyIDs []string) (map[string]map[models.ReportKind]int, error)
	ReportsBy(ctx context.Context, reporter string, since time.Time) (int, error)
	DropReports(ctx context.Context, vacancyID string) error
	Pseudonym(text string) string
	Record(ctx context.Context, e models.AuditEntry) error
}

// Service is the use cases of vacancies. Screen is the gate: it tells all that is to be said about a posting today.
type Service struct {
	Store    Store
	Calendar models.Calendar
	Screen   func(models.Posting) []models.Finding
}

// Create keeps a new draft for an enterprise that is the actor's. Errors: CodeInvalid with every wrong field.
func (s Service) Create(ctx context.Context, a models.Actor, v models.Vacancy) (models.Posting, error) {
	var out models.Posting
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		p, err := s.draft(ctx, a, v)
		if err != nil {
			return err
		}
		if err := s.Store.CreateVacancy(ctx, &p.Vacancy); err != nil {
			return err
		}
		if err := s.record(ctx, a, "create", p, ""); err != nil {
			return err
		}
		out, err = s.Store.Posting(ctx, p.Vacancy.ID)
		return err
	})
	return out, err
}

// draft is a new posting of an enterprise that is the actor's, settled and not kept.
func (s Service) draft(ctx context.Context, a models.Actor, v models.Vacancy) (models.Posting, error) {
	employer, err := s.Store.Enterprise(ctx, v.EnterpriseID)
	if models.CodeOf(err) == models.CodeNotFound || err == nil && access.ReadEnterprise(a, employer).Err() != nil {
		return models.Posting{}, models.FieldErrorf("enterprise_id", models.CodeUnknownEnterprise)
	}
	if err != nil {
		return models.Posting{}, err
	}
	p := models.Posting{Vacancy: v, Employer: employer}
	p.Vacancy.Status, p.Vacancy.StatusReason, p.Vacancy.Findings = models.VacancyDraft, "", nil
	p.Vacancy.Filled, p.Vacancy.OpenedAt, p.Vacancy.SubmittedAt = 0, nil, nil
	return p, s.settle(ctx, &p)
}

// Check is what the publishing gate would say about a draft that is not kept. Errors: as Create.
func (s Service) Check(ctx context.Context, a models.Actor, v models.Vacancy) ([]models.Finding, error) {
	p, err := s.draft(ctx, a, v)
	if err != nil {
		return nil, err
	}
	return p.Vacancy.Findings, nil
}

// Get reads a vacancy as it stands today; error CodeNotFound when it is not there or not the actor's to see.
func (s Service) Get(ctx context.Context, a models.Actor, id string) (models.Posting, error) {
	p, err := s.Store.Posting(ctx, id)
	if err != nil {
		return p, err
	}
	if err := access.ReadVacancy(a, p).Err(); err != nil {
		return models.Posting{}, err
	}
	p.Vacancy = p.Vacancy.On(s.Calendar.Today())
	return p, nil
}

// record writes into the audit what was done to a vacancy, in the transaction of it.
func (s Service) record(ctx context.Context, a models.Actor, action string, p models.Posting, reason string, details ...string) error {
	return s.Store.Record(ctx, a.Did(action, models.ObjectVacancy, p.Vacancy.ID, p.Employer.Division).Because(reason).With(details...))
}
