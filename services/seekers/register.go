package seekers

import (
	"context"

	"konggang/models"
	"konggang/services/access"
)

// Register keeps a new seeker, with the consent that makes it lawful to. Somebody who signed up registers themself, with the
// phone that they have proven, and is bound to the record; where a village registered them before (same phone and name), they
// are bound to that record and nothing in it changes. Errors: CodeInvalid with every wrong field, CodeForbidden for a village
// that is not the actor's, CodeDuplicate for a person who is registered in the county already, CodeConflict for an account that
// is bound.
func (s Service) Register(ctx context.Context, a models.Actor, who models.Seeker) (models.Seeker, error) {
	return s.together(ctx, func(ctx context.Context) (models.Seeker, error) {
		if a.Role == models.RoleSeeker {
			return s.join(ctx, a, who)
		}
		return s.enter(ctx, a, who)
	})
}

// enter keeps a record of somebody who is not registered yet.
func (s Service) enter(ctx context.Context, a models.Actor, who models.Seeker) (models.Seeker, error) {
	if err := s.ready(ctx, &who); err != nil {
		return who, err
	}
	if err := access.Register(a, who.Village).Err(); err != nil {
		return who, err
	}
	return s.keep(ctx, a, who, a.Role != models.RoleSeeker)
}

// ready is settle for somebody new, who is looking for work and has agreed to something.
func (s Service) ready(ctx context.Context, who *models.Seeker) error {
	if who.Status == "" {
		who.Status = models.SeekerLooking
	}
	err := s.settle(ctx, who)
	if err == nil && len(who.Consents) == 0 {
		err = models.FieldErrorf("consent", models.CodeNoConsent)
	}
	return err
}

// keep writes a new record; witnessed says that the consents need a witness.
func (s Service) keep(ctx context.Context, a models.Actor, who models.Seeker, witnessed bool) (models.Seeker, error) {
	now := s.Calendar.Moment()
	consents := models.ConsentChanges(nil, who.Consents, a, now)
	if err := models.CheckConsents("consent.", consents, witnessed, now); err != nil {
		return who, err
	}
	if err := s.Store.CreateSeeker(ctx, &who); err != nil {
		return who, err
	}
	return who, s.note(ctx, did(a, didRegister, who), consents)
}

// join registers the holder of an account that is not bound yet.
func (s Service) join(ctx context.Context, a models.Actor, who models.Seeker) (models.Seeker, error) {
	account, err := s.unbound(ctx, a)
	if err != nil {
		return who, err
	}
	if who.Phone == "" {
		who.Phone = account.Phone
	}
	if who.Phone != account.Phone {
		return who, models.FieldErrorf("phone", models.CodeUnprovenPhone)
	}
	if who, err = s.ownRecord(ctx, a, who); err != nil {
		return who, err
	}
	account.SeekerID = who.ID
	if err := s.Store.UpdateAccount(ctx, account); err != nil {
		return who, err
	}
	return who, s.Store.Record(ctx, did(a, didBind, who))
}

// unbound is the actor's account, held until the transaction ends; error CodeConflict for one that is bound.
func (s Service) unbound(ctx context.Context, a models.Actor) (models.Account, error) {
	if a.SeekerID != "" {
		return models.Account{}, models.Errorf(models.CodeConflict)
	}
	account, err := s.Store.LockAccount(ctx, a.AccountID)
	if err == nil && account.SeekerID != "" {
		err = models.Errorf(models.CodeConflict)
	}
	return account, err
}

// ownRecord is the record of the person that is there, or a new one.
func (s Service) ownRecord(ctx context.Context, a models.Actor, who models.Seeker) (models.Seeker, error) {
	who.Clean()
	records, err := s.Store.SeekersByPhone(ctx, who.Phone, who.Name)
	if err != nil {
		return who, err
	}
	if known, there := recordIn(records, who.Village.County()); there {
		return known, nil
	}
	if len(records) == 1 {
		return records[0], nil
	}
	return s.enter(ctx, a, who)
}

// recordIn is the record of a person in a county, of which there is at most one.
func recordIn(records []models.Seeker, county models.DivisionCode) (models.Seeker, bool) {
	for _, k := range records {
		if k.Village.County() == county {
			return k, true
		}
	}
	return models.Seeker{}, false
}
