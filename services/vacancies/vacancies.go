// Package vacancies is what can be done with vacancies: post, mend, submit, decide, close, and bring in by the sheet.
package vacancies

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/importing"
	"konggang/services/occupations"
)

// Store is what is kept of vacancies and of what they hang on.
type Store interface {
	importing.Transactions
	CreateVacancy(ctx context.Context, v *models.Vacancy) error
	UpdateVacancy(ctx context.Context, v *models.Vacancy) error
	Posting(ctx context.Context, id string) (models.Posting, error)
	Vacancies(ctx context.Context, f models.VacancyFilter, p models.Page) (models.Listed[models.Posting], error)
	TotalHeadcount(ctx context.Context, f models.VacancyFilter) (int, error)
	VacancyByExternalID(ctx context.Context, enterpriseID, externalID string) (models.Vacancy, error)
	VacancyByPlace(ctx context.Context, enterpriseID, title string, w models.Workplace) (models.Vacancy, error)
	ExpiredVacancies(ctx context.Context, today models.Date, limit int) ([]models.Vacancy, error)
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	CreateEnterprise(ctx context.Context, e *models.Enterprise) error
	UpdateEnterprise(ctx context.Context, e *models.Enterprise) error
	Enterprise(ctx context.Context, id string) (models.Enterprise, error)
	EnterpriseByCreditCode(ctx context.Context, code models.CreditCode) (models.Enterprise, error)
	EnterpriseByName(ctx context.Context, name string, within models.DivisionCode) (models.Enterprise, error)
}

// Service is the use cases of vacancies.
type Service struct {
	Store    Store
	Calendar models.Calendar
}

// Create keeps a new draft for an enterprise that is the actor's. Errors: CodeInvalid with every wrong field.
func (s Service) Create(ctx context.Context, a models.Actor, v models.Vacancy) (models.Posting, error) {
	employer, err := s.Store.Enterprise(ctx, v.EnterpriseID)
	if models.CodeOf(err) == models.CodeNotFound || err == nil && access.ReadEnterprise(a, employer).Err() != nil {
		return models.Posting{}, models.FieldErrorf("enterprise_id", models.CodeUnknownEnterprise)
	}
	if err != nil {
		return models.Posting{}, err
	}
	p := models.Posting{Vacancy: v, Employer: employer}
	p.Vacancy.Status, p.Vacancy.StatusReason, p.Vacancy.Findings = models.VacancyDraft, "", nil
	p.Vacancy.Filled, p.Vacancy.OpenedAt = 0, nil
	if err := s.settle(ctx, &p); err != nil {
		return p, err
	}
	if err := s.Store.CreateVacancy(ctx, &p.Vacancy); err != nil {
		return p, err
	}
	return s.Store.Posting(ctx, p.Vacancy.ID)
}

// forgetTold drops the occupation that the title before told when the title is another now, for it to be told anew.
func forgetTold(before models.Vacancy, v *models.Vacancy) {
	told, _ := occupations.Find(before.Title)
	if v.Title != before.Title && v.Occupation == before.Occupation && string(v.Occupation) == told {
		v.Occupation = ""
	}
}

// settle cleans and checks what a person stated, fills in the occupation that the title tells, and notes what the law
// finds missing.
func (s Service) settle(ctx context.Context, p *models.Posting) error {
	v := &p.Vacancy
	v.Clean()
	if v.Occupation == "" {
		if code, ok := occupations.Find(v.Title); ok {
			v.Occupation = models.OccupationCode(code)
		}
	}
	if err := v.Validate(); err != nil {
		return err
	}
	if err := s.checkCodes(ctx, *v); err != nil {
		return err
	}
	s.noteMissing(p)
	return nil
}

// noteMissing has the findings say what the law finds missing today.
func (s Service) noteMissing(p *models.Posting) {
	unread := slices.DeleteFunc(slices.Clone(p.Vacancy.Findings), func(f models.Finding) bool { return f.Rule == models.RuleMissing })
	p.Vacancy.Findings = slices.Concat(unread, p.Missing(s.Calendar.Today()))
}

// answered tells whether the finding is about a cell on the employer which the employer's own record answers by now. A
// change to the vacancy cannot mend such a cell.
func answered(e models.Enterprise, f models.Finding) bool {
	switch f.Field {
	case "credit_code":
		return e.CreditCode != ""
	case "kind":
		return e.Kind != ""
	case "industry":
		return e.Industry != ""
	case "enterprise.division":
		return e.Division != ""
	case "enterprise.address":
		return e.Address != ""
	}
	return false
}

func (s Service) checkCodes(ctx context.Context, v models.Vacancy) error {
	if v.Occupation != "" && occupations.Name(string(v.Occupation)) == "" {
		return models.FieldErrorf("occupation", models.CodeUnknownOccupation)
	}
	if v.Workplace.Division == "" {
		return nil
	}
	_, err := s.Store.Division(ctx, v.Workplace.Division)
	if models.CodeOf(err) == models.CodeNotFound {
		return models.FieldErrorf("workplace.division", models.CodeUnknownDivision)
	}
	return err
}

// Get reads a vacancy; error CodeNotFound when it is not there or not the actor's to see.
func (s Service) Get(ctx context.Context, a models.Actor, id string) (models.Posting, error) {
	p, err := s.Store.Posting(ctx, id)
	if err != nil {
		return p, err
	}
	if err := access.ReadVacancy(a, p).Err(); err != nil {
		return models.Posting{}, err
	}
	return p, nil
}

// Kept is a part of an actor's own list and the free places in the whole of it.
type Kept struct {
	models.Listed[models.Posting]
	Headcount int
}

// List is the actor's own list: an enterprise's vacancies in any state, an office's queue of submitted ones.
func (s Service) List(ctx context.Context, a models.Actor, f models.VacancyFilter, page models.Page) (Kept, error) {
	switch a.Role {
	case models.RoleEnterprise:
		f.EnterpriseID, f.Within = a.EnterpriseID, ""
	case models.RoleOffice:
		if f.Within == "" {
			f.Within = a.Division
		}
		if err := access.Division(a, f.Within).Err(); err != nil {
			return Kept{}, err
		}
		f.OldestFirst = f.Status == models.VacancySubmitted
	case models.RoleAnonymous:
		return Kept{}, models.Errorf(models.CodeUnauthenticated)
	default:
		return Kept{}, models.Errorf(models.CodeForbidden)
	}
	part, err := s.Store.Vacancies(ctx, f, page)
	if err != nil {
		return Kept{}, err
	}
	headcount, err := s.Store.TotalHeadcount(ctx, f)
	return Kept{part, headcount}, err
}

// Change applies change to the vacancy as of version; fields are the contract's names that it touches, whose unread cells
// are thereby mended. An open vacancy that no longer passes the gate goes back to the office's queue. Errors: as Get,
// CodeForbidden, CodeStale, CodeInvalid, CodeIllegalTransition for one that has ended.
func (s Service) Change(ctx context.Context, a models.Actor, id string, version int, fields []string, change func(*models.Vacancy)) (models.Posting, error) {
	return s.rewrite(ctx, a, id, access.WriteVacancy, func(ctx context.Context, p *models.Posting) error {
		if p.Vacancy.Version != version {
			return models.Errorf(models.CodeStale)
		}
		before := p.Vacancy
		change(&p.Vacancy)
		forgetTold(before, &p.Vacancy)
		p.Vacancy.Findings = slices.DeleteFunc(p.Vacancy.Findings, func(f models.Finding) bool {
			return slices.Contains(fields, f.Field)
		})
		return s.revise(ctx, p)
	})
}

// revise settles changed content and moves the vacancy to where the change takes it.
func (s Service) revise(ctx context.Context, p *models.Posting) error {
	v := &p.Vacancy
	if !v.Editable() {
		return models.Errorf(models.CodeIllegalTransition, v.Status, models.ActEdit)
	}
	if err := s.settle(ctx, p); err != nil {
		return err
	}
	switch now := s.Calendar.Moment(); {
	case v.Status == models.VacancyRejected:
		return v.Move(models.ActEdit, "", now)
	case published(*v) && models.NeedsOfficer(v.Findings):
		return v.Move(models.ActReturn, "", now)
	case v.Status == models.VacancySubmitted && models.Blocking(v.Findings):
		return notPublishable(v.Findings)
	}
	return nil
}

// published tells whether villages heard of the vacancy and may hear of it again without another approval.
func published(v models.Vacancy) bool {
	return v.Status == models.VacancyOpen || v.Status == models.VacancyPaused
}

// Act moves the vacancy by an action of the contract; approving with something to review, and rejecting, need a reason.
// Errors: as Get, CodeForbidden, CodeIllegalTransition, CodeNotPublishable with the findings.
func (s Service) Act(ctx context.Context, a models.Actor, id string, action models.VacancyAction, reason string) (models.Posting, error) {
	right := access.WriteVacancy
	if action == models.ActApprove || action == models.ActReject {
		right = access.JudgeVacancy
	}
	reason = models.CleanText(reason)
	return s.rewrite(ctx, a, id, right, func(ctx context.Context, p *models.Posting) error {
		if err := s.admit(p, action, reason); err != nil {
			return err
		}
		return p.Vacancy.Move(action, reason, s.Calendar.Moment())
	})
}

// admit is the gate before an action: what goes to the office or to the villages states what the law asks, and what goes
// to the villages comes from an approved enterprise.
func (s Service) admit(p *models.Posting, action models.VacancyAction, reason string) error {
	v := &p.Vacancy
	if action == models.ActReject && reason == "" {
		return models.FieldErrorf("reason", models.CodeReasonRequired)
	}
	if action != models.ActSubmit && action != models.ActApprove && action != models.ActResume {
		return nil
	}
	probe := *v
	if err := probe.Move(action, reason, s.Calendar.Moment()); err != nil {
		return err
	}
	v.Findings = slices.DeleteFunc(slices.Clone(v.Findings), func(f models.Finding) bool { return answered(p.Employer, f) })
	s.noteMissing(p)
	if models.Blocking(v.Findings) {
		return notPublishable(v.Findings)
	}
	if action == models.ActSubmit {
		return nil
	}
	if p.Employer.Status != models.EnterpriseApproved {
		return models.FieldErrorf("enterprise_id", models.CodeUnapprovedEmployer)
	}
	if action == models.ActApprove && models.NeedsOfficer(v.Findings) && reason == "" {
		return models.FieldErrorf("reason", models.CodeReasonRequired)
	}
	return nil
}

func notPublishable(findings []models.Finding) error {
	e := models.Errorf(models.CodeNotPublishable)
	for _, f := range findings {
		code := models.CodeRequired
		if f.Code == models.CodeExpired {
			code = models.CodeInPast
		}
		if f.Severity == models.SeverityBlock {
			e.Fields = append(e.Fields, models.FieldError{Field: f.Field, Code: code})
		}
	}
	return e
}

// rewrite reads a vacancy, checks the right, lets work change it and keeps it, all in one transaction.
func (s Service) rewrite(ctx context.Context, a models.Actor, id string, right func(models.Actor, models.Posting) access.Decision, work func(context.Context, *models.Posting) error) (models.Posting, error) {
	var out models.Posting
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		p, err := s.Store.Posting(ctx, id)
		if err != nil {
			return err
		}
		if err := right(a, p).Err(); err != nil {
			return err
		}
		if err := work(ctx, &p); err != nil {
			return err
		}
		if err := s.Store.UpdateVacancy(ctx, &p.Vacancy); err != nil {
			return err
		}
		out, err = s.Store.Posting(ctx, id)
		return err
	})
	return out, err
}

// Check is what the publishing gate would say about a draft that is not kept.
func (s Service) Check(ctx context.Context, a models.Actor, v models.Vacancy) ([]models.Finding, error) {
	employer, err := s.Store.Enterprise(ctx, v.EnterpriseID)
	if models.CodeOf(err) == models.CodeNotFound || err == nil && access.ReadEnterprise(a, employer).Err() != nil {
		return nil, models.FieldErrorf("enterprise_id", models.CodeUnknownEnterprise)
	}
	if err != nil {
		return nil, err
	}
	p := models.Posting{Vacancy: v, Employer: employer}
	if err := s.settle(ctx, &p); err != nil {
		return nil, err
	}
	return p.Vacancy.Findings, nil
}

// expireBatch bounds one transaction of Expire.
const expireBatch = 200

// Expire ends every vacancy whose validity has passed and tells how many.
func (s Service) Expire(ctx context.Context) (int, error) {
	for total := 0; ; {
		n, err := s.expireSome(ctx)
		total += n
		if err != nil || n < expireBatch {
			return total, err
		}
	}
}

func (s Service) expireSome(ctx context.Context) (int, error) {
	n := 0
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		n = 0
		due, err := s.Store.ExpiredVacancies(ctx, s.Calendar.Today(), expireBatch)
		for i := range due {
			if err == nil {
				err = due[i].Move(models.ActExpire, "", s.Calendar.Moment())
			}
			if err == nil {
				err = s.Store.UpdateVacancy(ctx, &due[i])
			}
			n++
		}
		return err
	})
	return n, err
}
