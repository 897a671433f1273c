package vacancies

import (
	"context"
	"reflect"

	"konggang/models"
	"konggang/services/importing"
	"konggang/services/intake"
)

// employer finds or makes the enterprise that a row names, by credit code or else by name.
func (f file) employer(ctx context.Context, row intake.VacancyRow) (models.Enterprise, error) {
	if f.by.Actor.Role == models.RoleEnterprise && !f.by.Anywhere {
		return f.ownEmployer(ctx, f.by.Actor, row.Employer)
	}
	if d := row.Employer.Division; d != "" && !f.by.Reaches(d) {
		return models.Enterprise{}, models.FieldErrorf("division", models.CodeForbidden)
	}
	e, err := f.findEmployer(ctx, f.by, row.Employer)
	if models.CodeOf(err) == models.CodeNotFound {
		return f.newEmployer(ctx, row.Employer)
	}
	if err != nil {
		return e, err
	}
	if !f.by.Reaches(e.Division) {
		return e, models.FieldErrorf("enterprise_id", models.CodeForeignEnterprise)
	}
	return f.refreshEmployer(ctx, e, row)
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

func (f file) newEmployer(ctx context.Context, e models.Enterprise) (models.Enterprise, error) {
	if e.Division == "" {
		e.Division = f.by.Home
	}
	if e.Kind == "" {
		e.Kind = models.KindOfName(e.Name)
	}
	e.Status = models.EnterprisePending
	if f.then == ThenOpen {
		e.Status = models.EnterpriseApproved
	}
	e.Clean()
	if err := e.Validate(); err != nil {
		return e, err
	}
	if _, err := f.Store.Division(ctx, e.Division); models.CodeOf(err) == models.CodeNotFound {
		return e, models.FieldErrorf("division", models.CodeUnknownDivision)
	} else if err != nil {
		return e, err
	}
	if !f.by.Reaches(e.Division) {
		return e, models.FieldErrorf("division", models.CodeForbidden)
	}
	if err := f.Store.CreateEnterprise(ctx, &e); err != nil {
		return e, err
	}
	return e, f.recordEmployer(ctx, models.Enterprise{Status: models.EnterprisePending}, e, importing.Created)
}

// recordEmployer tells the audit what the file did to an employer, and that it approved it where it did.
func (f file) recordEmployer(ctx context.Context, before, e models.Enterprise, what importing.Status) error {
	details := []string{string(what)}
	if e.Status != before.Status {
		details = append(details, string(e.Status))
	}
	return f.Store.Record(ctx, f.by.Actor.Did("import", models.ObjectEnterprise, e.ID, e.Division).With(details...))
}

// refreshEmployer takes over what the row newly states about a known employer and, when the office vouches, approves one
// that was waiting.
func (f file) refreshEmployer(ctx context.Context, e models.Enterprise, row intake.VacancyRow) (models.Enterprise, error) {
	before, named := e, row.Employer
	if first, told := f.employers[e.ID]; told && first != row.Row {
		named.Overlay(e)
	}
	e.Overlay(named)
	if e.Kind == "" {
		e.Kind = models.KindOfName(e.Name)
	}
	if err := f.vouch(ctx, &e); err != nil {
		return e, err
	}
	e.Clean()
	if reflect.DeepEqual(before, e) {
		return e, nil
	}
	if err := e.Validate(); err != nil {
		return e, err
	}
	if err := f.Store.UpdateEnterprise(ctx, &e); err != nil {
		return e, err
	}
	return e, f.recordEmployer(ctx, before, e, importing.Updated)
}

// vouch approves an enterprise that waits, by the word of the office that brings it in. It does not vouch for somebody who has
// signed up under that name: whether they are who they say is for the office to decide by itself.
func (f file) vouch(ctx context.Context, e *models.Enterprise) error {
	if f.then != ThenOpen || e.Status != models.EnterprisePending {
		return nil
	}
	claimed, err := f.Store.HasAccount(ctx, e.ID)
	if err == nil && !claimed {
		e.Status = models.EnterpriseApproved
	}
	return err
}
