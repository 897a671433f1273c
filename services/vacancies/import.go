package vacancies

import (
	"context"
	"reflect"
	"slices"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/importing"
	"konggang/services/intake"
)

// Then says what becomes of the rows that are complete.
type Then string

// What can become of them; only an office may open, and it vouches by it.
const (
	ThenDraft  Then = "draft"
	ThenSubmit Then = "submit"
	ThenOpen   Then = "open"
)

// Import brings the rows of a sheet in (see importing.Run). Error CodeForbidden when somebody else than an office opens.
func (s Service) Import(ctx context.Context, by importing.By, sheet intake.Sheet[intake.VacancyRow], then Then, o importing.Options) (importing.Report, error) {
	if then == ThenOpen && by.Actor.Role != models.RoleOffice && !by.Anywhere {
		return importing.Report{}, models.Errorf(models.CodeForbidden)
	}
	rows := make([]importing.Row, len(sheet.Rows))
	for i, row := range sheet.Rows {
		rows[i] = importing.Row{Number: row.Row, Errors: row.Errors, Place: func(ctx context.Context) (importing.Result, error) {
			return s.place(ctx, by, row, then)
		}}
	}
	return importing.Run(ctx, s.Store, rows, sheet.UnknownColumns, o)
}

// place brings one row in: its employer first, then the vacancy, new or known.
func (s Service) place(ctx context.Context, by importing.By, row intake.VacancyRow, then Then) (importing.Result, error) {
	employer, err := s.employer(ctx, by, row.Employer, then)
	if err != nil {
		return importing.Result{}, err
	}
	known, err := s.known(ctx, employer.ID, row.Vacancy)
	if err != nil {
		return importing.Result{}, err
	}
	p := models.Posting{Vacancy: row.Vacancy, Employer: employer}
	if known != nil {
		p.Vacancy = *known
		p.Vacancy.Overlay(row.Vacancy)
		p.Vacancy.Findings = mergeUnread(known.Findings, row.Vacancy.Findings)
	}
	p.Vacancy.EnterpriseID = employer.ID
	if known == nil {
		p.Vacancy.Status = models.VacancyDraft
	}
	return s.bring(ctx, row, known, &p, then)
}

// mergeUnread replaces what was unread before by what is unread now.
func mergeUnread(before, now []models.Finding) []models.Finding {
	kept := slices.DeleteFunc(slices.Clone(before), func(f models.Finding) bool { return f.Rule == intake.RuleUnreadable })
	return append(kept, now...)
}

func (s Service) bring(ctx context.Context, row intake.VacancyRow, known *models.Vacancy, p *models.Posting, then Then) (importing.Result, error) {
	result := importing.Result{Status: importing.Created}
	if err := s.settle(ctx, p); err != nil {
		return result, err
	}
	changed := known == nil || !sameContent(*known, p.Vacancy)
	if known != nil && changed && !known.Editable() {
		return result, models.Errorf(models.CodeIllegalTransition, models.VacancyStatuses.Zh(known.Status), string(models.ActEdit))
	}
	if err := s.advance(p, changed, then); err != nil {
		return result, err
	}
	result.Findings = p.Vacancy.Findings
	var err error
	switch {
	case known == nil:
		err = s.Store.CreateVacancy(ctx, &p.Vacancy)
	case !changed && known.Status == p.Vacancy.Status:
		result.Status = importing.Unchanged
	default:
		result.Status = importing.Updated
		err = s.Store.UpdateVacancy(ctx, &p.Vacancy)
	}
	result.ID = p.Vacancy.ID
	return result, err
}

// advance moves an editable vacancy to where then and its findings allow: unread cells and missing items keep it a draft,
// and one that was open goes back to the queue. What the office rejected stays so until it is changed.
func (s Service) advance(p *models.Posting, changed bool, then Then) error {
	v, now := &p.Vacancy, s.Calendar.Moment()
	if v.Status == models.VacancyRejected && changed {
		if err := v.Move(models.ActEdit, "", now); err != nil {
			return err
		}
	}
	complete := !models.Blocking(v.Findings) && !slices.ContainsFunc(v.Findings, func(f models.Finding) bool { return f.Rule == intake.RuleUnreadable })
	if !complete {
		if v.Status == models.VacancyOpen || v.Status == models.VacancyPaused {
			return v.Move(models.ActReturn, "", now)
		}
		return nil
	}
	if then != ThenDraft && v.Status == models.VacancyDraft {
		if err := v.Move(models.ActSubmit, "", now); err != nil {
			return err
		}
	}
	if then == ThenOpen && v.Status == models.VacancySubmitted {
		if p.Employer.Status != models.EnterpriseApproved {
			return models.FieldErrorf("enterprise_id", models.CodeUnapprovedEmployer)
		}
		return v.Move(models.ActApprove, "", now)
	}
	return nil
}

// sameContent tells whether nothing but book-keeping differs.
func sameContent(a, b models.Vacancy) bool {
	a.Status, a.OpenedAt, b.OpenedAt, b.Status = "", nil, nil, ""
	a.StatusReason, b.StatusReason = "", ""
	return reflect.DeepEqual(normal(a), normal(b))
}

// normal makes empty and absent lists the same.
func normal(v models.Vacancy) models.Vacancy {
	v.Findings = slices.Concat([]models.Finding{}, v.Findings)
	for i := range v.Findings {
		v.Findings[i].Args = slices.Concat([]string{}, v.Findings[i].Args)
	}
	v.Skills, v.Certificates = slices.Concat([]string{}, v.Skills), slices.Concat([]string{}, v.Certificates)
	v.Benefits = slices.Concat([]models.Benefit{}, v.Benefits)
	return v
}

// known finds the vacancy that a row is about: by its external id, or by title and workplace when it has none.
func (s Service) known(ctx context.Context, enterpriseID string, row models.Vacancy) (*models.Vacancy, error) {
	var v models.Vacancy
	var err error
	if row.ExternalID != "" {
		v, err = s.Store.VacancyByExternalID(ctx, enterpriseID, row.ExternalID)
	} else {
		v, err = s.Store.VacancyByPlace(ctx, enterpriseID, row.Title, row.Workplace)
	}
	if models.CodeOf(err) == models.CodeNotFound {
		return nil, nil //nolint:nilnil // "there is none" is an answer here, told from a failure
	}
	return &v, err
}

// employer finds or makes the enterprise that a row names, by credit code or else by name.
func (s Service) employer(ctx context.Context, by importing.By, named models.Enterprise, then Then) (models.Enterprise, error) {
	if by.Actor.Role == models.RoleEnterprise && !by.Anywhere {
		return s.ownEmployer(ctx, by.Actor, named)
	}
	e, err := s.findEmployer(ctx, by, named)
	if models.CodeOf(err) == models.CodeNotFound {
		return s.newEmployer(ctx, by, named, then)
	}
	if err != nil {
		return e, err
	}
	if !by.Anywhere && !by.Actor.Oversees(e.Division) {
		return e, models.FieldErrorf("enterprise_id", models.CodeForeignEnterprise)
	}
	return s.refreshEmployer(ctx, e, named, then)
}

func (s Service) findEmployer(ctx context.Context, by importing.By, named models.Enterprise) (models.Enterprise, error) {
	if named.CreditCode != "" {
		e, err := s.Store.EnterpriseByCreditCode(ctx, named.CreditCode)
		if models.CodeOf(err) != models.CodeNotFound {
			return e, err
		}
	}
	e, err := s.Store.EnterpriseByName(ctx, named.Name, by.Home)
	if err == nil && named.CreditCode != "" && e.CreditCode != "" {
		return e, models.Errorf(models.CodeNotFound) // same name, another registered firm
	}
	return e, err
}

func (s Service) ownEmployer(ctx context.Context, a models.Actor, named models.Enterprise) (models.Enterprise, error) {
	own, err := s.Store.Enterprise(ctx, a.EnterpriseID)
	if err != nil {
		return own, err
	}
	if named.Name != own.Name || named.CreditCode != "" && named.CreditCode != own.CreditCode {
		return own, models.FieldErrorf("enterprise_id", models.CodeForeignEnterprise)
	}
	return own, nil
}

func (s Service) newEmployer(ctx context.Context, by importing.By, e models.Enterprise, then Then) (models.Enterprise, error) {
	if e.Division == "" {
		e.Division = by.Home
	}
	if e.Kind == "" {
		e.Kind = models.KindOfName(e.Name)
	}
	e.Status = models.EnterprisePending
	if then == ThenOpen {
		e.Status = models.EnterpriseApproved
	}
	e.Clean()
	if err := e.Validate(); err != nil {
		return e, err
	}
	if _, err := s.Store.Division(ctx, e.Division); models.CodeOf(err) == models.CodeNotFound {
		return e, models.FieldErrorf("division", models.CodeUnknownDivision)
	} else if err != nil {
		return e, err
	}
	if !by.Anywhere {
		if err := access.Division(by.Actor, e.Division); err != nil {
			return e, models.FieldErrorf("division", models.CodeForbidden)
		}
	}
	err := s.Store.CreateEnterprise(ctx, &e)
	return e, err
}

// refreshEmployer takes over what the row newly states about a known employer and, when the office vouches, approves one
// that was waiting.
func (s Service) refreshEmployer(ctx context.Context, e, named models.Enterprise, then Then) (models.Enterprise, error) {
	before := e
	e.Overlay(named)
	if e.Kind == "" {
		e.Kind = models.KindOfName(e.Name)
	}
	if then == ThenOpen && e.Status == models.EnterprisePending {
		e.Status = models.EnterpriseApproved
	}
	e.Clean()
	if reflect.DeepEqual(before, e) {
		return e, nil
	}
	if err := e.Validate(); err != nil {
		return e, err
	}
	err := s.Store.UpdateEnterprise(ctx, &e)
	return e, err
}
