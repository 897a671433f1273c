// Package enterprises is what can be done with the records of employers.
package enterprises

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/access"
)

// Store is what is kept of enterprises, and of what hangs on them: their vacancies and the accounts that are bound to them.
type Store interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
	CreateEnterprise(ctx context.Context, e *models.Enterprise) error
	Enterprise(ctx context.Context, id string) (models.Enterprise, error)
	HoldEnterprise(ctx context.Context, id string) (models.Enterprise, error)
	UpdateEnterprise(ctx context.Context, e *models.Enterprise) error
	Enterprises(ctx context.Context, f models.EnterpriseFilter, p models.Page) (models.Listed[models.Enterprise], error)
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	StandingVacancies(ctx context.Context, enterpriseID string, limit int) ([]string, error)
	HoldPosting(ctx context.Context, id string) (models.Posting, error)
	UpdateVacancy(ctx context.Context, v *models.Vacancy) error
	LockAccount(ctx context.Context, id string) (models.Account, error)
	UpdateAccount(ctx context.Context, a models.Account) error
	Record(ctx context.Context, e models.AuditEntry) error
}

// Service is the use cases of enterprises.
type Service struct {
	Store    Store
	Calendar models.Calendar
}

// Create keeps a new enterprise, pending until the office decides. Somebody who signed up registers their own, which their
// account is bound to from then on. Errors: CodeInvalid, CodeDuplicate for a credit code that is there already, CodeForbidden
// for a division outside the office, CodeAlreadyRegistered for an account that has its enterprise.
func (s Service) Create(ctx context.Context, a models.Actor, e models.Enterprise) (models.Enterprise, error) {
	e.Status, e.StatusReason = models.EnterprisePending, ""
	made := e
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		made = e
		if a.Role == models.RoleEnterprise {
			return s.register(ctx, a, &made)
		}
		if err := s.check(ctx, &made); err != nil {
			return err
		}
		if err := access.Division(a, made.Division).Err(); err != nil {
			return err
		}
		return s.keep(ctx, a, &made)
	})
	return made, err
}

// keep keeps a new enterprise.
func (s Service) keep(ctx context.Context, a models.Actor, e *models.Enterprise) error {
	if err := s.Store.CreateEnterprise(ctx, e); err != nil {
		return err
	}
	return s.record(ctx, a, "create", *e, "")
}

// record writes into the audit what was done to an enterprise, in the transaction of it.
func (s Service) record(ctx context.Context, a models.Actor, action string, e models.Enterprise, reason string, details ...string) error {
	return s.Store.Record(ctx, a.Did(action, models.ObjectEnterprise, e.ID, e.Division).Because(reason).With(details...))
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

// Change applies change to the enterprise as of version; fields are the contract's names that it touches. An enterprise
// cannot move to another office by itself, and one that takes another name or credit code waits for the office again. Errors:
// as Get, CodeStale, CodeInvalid.
func (s Service) Change(ctx context.Context, a models.Actor, id string, version int, fields []string, change func(*models.Enterprise)) (models.Enterprise, error) {
	return s.rewrite(ctx, id, func(ctx context.Context, e *models.Enterprise) error {
		if err := access.WriteEnterprise(a, *e).Err(); err != nil {
			return err
		}
		if e.Version != version {
			return models.Errorf(models.CodeStale)
		}
		before := *e
		change(e)
		if err := s.revise(ctx, a, before, e); err != nil {
			return err
		}
		return s.record(ctx, a, "change", *e, "", slices.Sorted(slices.Values(fields))...)
	})
}

// revise checks changed content and sends an enterprise that has renamed itself back to the office.
func (s Service) revise(ctx context.Context, a models.Actor, before models.Enterprise, e *models.Enterprise) error {
	if err := s.check(ctx, e); err != nil {
		return err
	}
	if e.Division != before.Division && !a.Oversees(e.Division) {
		return models.FieldErrorf("division", models.CodeForbidden)
	}
	renamed := e.Name != before.Name || e.CreditCode != before.CreditCode
	if renamed && a.Role == models.RoleEnterprise && e.Status == models.EnterpriseApproved {
		e.Status = models.EnterprisePending
	}
	return nil
}

// Decide is the office's word on an enterprise; rejecting and suspending need a reason and close its vacancies, which
// approving it again does not open. Errors: as Get, CodeForbidden, CodeInvalid about the reason, CodeIllegalTransition.
func (s Service) Decide(ctx context.Context, a models.Actor, id string, action models.EnterpriseAction, reason string) (models.Enterprise, error) {
	return s.rewrite(ctx, id, func(ctx context.Context, e *models.Enterprise) error {
		if err := access.JudgeEnterprise(a, *e).Err(); err != nil {
			return err
		}
		if err := judge(e, action, reason); err != nil {
			return err
		}
		if e.Status.Barred() {
			if err := s.close(ctx, a, *e); err != nil {
				return err
			}
		}
		return s.record(ctx, a, string(action), *e, e.StatusReason)
	})
}

// judge moves the enterprise to where the action takes it, with a reason where one is needed.
func judge(e *models.Enterprise, action models.EnterpriseAction, reason string) error {
	reason, err := models.CleanReason(reason)
	if err != nil {
		return err
	}
	if action != models.ApproveEnterprise && reason == "" {
		return models.FieldErrorf("reason", models.CodeReasonRequired)
	}
	return e.Decide(action, reason)
}

// rewrite reads an enterprise, lets work change it and keeps it, all in one transaction in which nobody else does.
func (s Service) rewrite(ctx context.Context, id string, work func(context.Context, *models.Enterprise) error) (models.Enterprise, error) {
	var out models.Enterprise
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		e, err := s.Store.HoldEnterprise(ctx, id)
		if err != nil {
			return err
		}
		if err := work(ctx, &e); err != nil {
			return err
		}
		out = e
		return s.Store.UpdateEnterprise(ctx, &out)
	})
	return out, err
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
