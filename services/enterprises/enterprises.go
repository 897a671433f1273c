// Package enterprises is what can be done with the records of employers.
package enterprises

import (
	"context"

	"konggang/models"
	"konggang/services/access"
)

// Store is what is kept of enterprises.
type Store interface {
	CreateEnterprise(ctx context.Context, e *models.Enterprise) error
	Enterprise(ctx context.Context, id string) (models.Enterprise, error)
	UpdateEnterprise(ctx context.Context, e *models.Enterprise) error
	Enterprises(ctx context.Context, f models.EnterpriseFilter, p models.Page) (models.Listed[models.Enterprise], error)
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
}

// Service is the use cases of enterprises.
type Service struct {
	Store Store
}

// Create keeps a new enterprise, pending until the office decides. Errors: CodeInvalid, CodeDuplicate for a credit code
// that is there already, CodeForbidden for a division outside the office.
func (s Service) Create(ctx context.Context, a models.Actor, e models.Enterprise) (models.Enterprise, error) {
	e.Status, e.StatusReason = models.EnterprisePending, ""
	if err := s.check(ctx, &e); err != nil {
		return e, err
	}
	if err := access.Division(a, e.Division).Err(); err != nil {
		return e, err
	}
	err := s.Store.CreateEnterprise(ctx, &e)
	return e, err
}

func (s Service) check(ctx context.Context, e *models.Enterprise) error {
	e.Clean()
	if e.Kind == "" {
		e.Kind = models.KindOfName(e.Name)
	}
	if err := e.Validate(); err != nil {
		return err
	}
	_, err := s.Store.Division(ctx, e.Division)
	if models.CodeOf(err) == models.CodeNotFound {
		return models.FieldErrorf("division", models.CodeUnknownDivision)
	}
	return err
}

// Get reads an enterprise; error CodeNotFound when it is not there or not the actor's to see.
func (s Service) Get(ctx context.Context, a models.Actor, id string) (models.Enterprise, error) {
	e, err := s.Store.Enterprise(ctx, id)
	if err != nil {
		return e, err
	}
	if err := access.ReadEnterprise(a, e).Err(); err != nil {
		return models.Enterprise{}, err
	}
	return e, nil
}

// Change applies change to the enterprise as of version. An enterprise cannot move to another office by itself, and one
// that takes another name or credit code waits for the office again. Errors: as Get, CodeStale, CodeInvalid.
func (s Service) Change(ctx context.Context, a models.Actor, id string, version int, change func(*models.Enterprise)) (models.Enterprise, error) {
	e, err := s.Store.Enterprise(ctx, id)
	if err != nil {
		return e, err
	}
	if err := access.WriteEnterprise(a, e).Err(); err != nil {
		return e, err
	}
	if e.Version != version {
		return e, models.Errorf(models.CodeStale)
	}
	before := e
	change(&e)
	if err := s.check(ctx, &e); err != nil {
		return e, err
	}
	if e.Division != before.Division && !a.Oversees(e.Division) {
		return e, models.FieldErrorf("division", models.CodeForbidden)
	}
	renamed := e.Name != before.Name || e.CreditCode != before.CreditCode
	if renamed && a.Role == models.RoleEnterprise && e.Status == models.EnterpriseApproved {
		e.Status = models.EnterprisePending
	}
	err = s.Store.UpdateEnterprise(ctx, &e)
	return e, err
}

// Decide is the office's word on an enterprise; rejecting and suspending need a reason.
func (s Service) Decide(ctx context.Context, a models.Actor, id string, action models.EnterpriseAction, reason string) (models.Enterprise, error) {
	e, err := s.Store.Enterprise(ctx, id)
	if err != nil {
		return e, err
	}
	if err := access.JudgeEnterprise(a, e).Err(); err != nil {
		return e, err
	}
	reason = models.CleanText(reason)
	if action != models.ApproveEnterprise && reason == "" {
		return e, models.FieldErrorf("reason", models.CodeReasonRequired)
	}
	if err := e.Decide(action, reason); err != nil {
		return e, err
	}
	err = s.Store.UpdateEnterprise(ctx, &e)
	return e, err
}

// List is the office's list of the enterprises in its division, or in a narrower one of it.
func (s Service) List(ctx context.Context, a models.Actor, f models.EnterpriseFilter, p models.Page) (models.Listed[models.Enterprise], error) {
	if f.Within == "" {
		f.Within = a.Division
	}
	if err := access.Division(a, f.Within).Err(); err != nil {
		return models.Listed[models.Enterprise]{}, err
	}
	return s.Store.Enterprises(ctx, f, p)
}
