package enterprises

import (
	"cmp"
	"context"

	"konggang/models"
)

// register keeps the enterprise of somebody who signed up for one, and binds their account to it. Whoever calls for it is
// first of all the holder of a phone, which is where the enterprise is reached unless it says otherwise.
func (s Service) register(ctx context.Context, a models.Actor, e *models.Enterprise) error {
	if a.EnterpriseID != "" {
		return models.Errorf(models.CodeAlreadyRegistered)
	}
	account, err := s.Store.LockAccount(ctx, a.AccountID)
	if models.CodeOf(err) == models.CodeNotFound {
		return models.Errorf(models.CodeForbidden)
	}
	if err != nil {
		return err
	}
	if account.EnterpriseID != "" {
		return models.Errorf(models.CodeAlreadyRegistered)
	}
	e.Contact.Phone = cmp.Or(e.Contact.Phone, account.Phone)
	if err := s.check(ctx, e); err != nil {
		return err
	}
	if err := s.keep(ctx, a, e); err != nil {
		return err
	}
	account.EnterpriseID = e.ID
	if err := s.Store.UpdateAccount(ctx, account); err != nil {
		return err
	}
	return s.Store.Record(ctx, a.Did("bind", models.ObjectAccount, account.ID, e.Division).With("enterprise_id"))
}
