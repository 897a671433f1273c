package store

import (
	"context"

	"gorm.io/gorm"

	"konggang/models"
)

// CreateAccount keeps a new account and gives it its id and time. Error CodeDuplicate when the role has the phone already.
func (s *Store) CreateAccount(ctx context.Context, a *models.Account) error {
	created := *a
	created.ID, created.CreatedAt = newID(), s.moment()
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		if err := s.refuseHolder(ctx, created); err != nil {
			return err
		}
		return insert(ctx, s, s.accountRowOf(created))
	})
	return keep(a, created, err)
}

// refuseHolder finds an account of the role with this phone that is indexed under an earlier key, which the unique key of the
// table cannot see.
func (s *Store) refuseHolder(ctx context.Context, a models.Account) error {
	if a.Phone == "" {
		return nil
	}
	held, err := s.AccountsByPhone(ctx, a.Phone)
	for _, other := range held {
		if other.Role == a.Role && other.ID != a.ID {
			return models.Errorf(models.CodeDuplicate)
		}
	}
	return err
}

// UpdateAccount writes what a now says. Errors: CodeNotFound, CodeDuplicate as for CreateAccount.
func (s *Store) UpdateAccount(ctx context.Context, a models.Account) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		if err := s.refuseHolder(ctx, a); err != nil {
			return err
		}
		if _, err := s.Account(ctx, a.ID); err != nil {
			return err
		}
		_, err := gorm.G[accountRow](s.db(ctx)).Where("id = ?", a.ID).Select("*").Omit("id", "created_at").Updates(ctx, s.accountRowOf(a))
		return err
	})
}

// Account reads one account; error CodeNotFound.
func (s *Store) Account(ctx context.Context, id string) (models.Account, error) {
	return fetch(ctx, s, s.account, "id = ?", id)
}

// AccountsByPhone finds the accounts that sign in with the phone, at most one a role.
func (s *Store) AccountsByPhone(ctx context.Context, phone models.Phone) ([]models.Account, error) {
	rows, err := lookUp(ctx, s, func() ([]accountRow, error) {
		return gorm.G[accountRow](s.db(ctx)).Where("phone_index IN ?", s.ring().blinds(signInColumn, string(phone))).Order("id").Find(ctx)
	})
	if err != nil {
		return nil, err
	}
	return mapped(rows, s.account)
}

// HasAccount tells whether anybody acts as the enterprise.
func (s *Store) HasAccount(ctx context.Context, enterpriseID string) (bool, error) {
	n, err := gorm.G[accountRow](s.db(ctx)).Where("role = ? AND enterprise_id = ?", models.RoleEnterprise, enterpriseID).Count(ctx, "*")
	return n > 0, err
}

// LockAccount reads an account and holds it until the transaction ends, so that it is bound to one record only. It must be
// called inside Atomically. Error CodeNotFound.
func (s *Store) LockAccount(ctx context.Context, id string) (models.Account, error) {
	// A write that changes nothing takes the row's lock on every engine.
	if _, err := gorm.G[accountRow](s.db(ctx)).Where("id = ?", id).Update(ctx, "name", gorm.Expr("name")); err != nil {
		return models.Account{}, err
	}
	return s.Account(ctx, id)
}

// AccountsWithin lists the accounts of the offices, villages and devices in a division and of the enterprises registered in it,
// the newest first. Error CodeInvalidCursor.
func (s *Store) AccountsWithin(ctx context.Context, in models.DivisionCode, p models.Page) (models.Listed[models.Account], error) {
	return part(ctx, s, conditions{belonging(in)}, false, p, each(s.account))
}

// belonging narrows accounts to those that belong to a division, those of seekers left out. Enterprises belong to towns and
// counties; a village has nothing to do with their accounts.
func belonging(in models.DivisionCode) condition {
	if in.Level() == models.LevelVillage {
		return within("division", in)
	}
	own, employer := within("division", in), within("division", in)
	return condition{"((division <> '' AND " + own.sql + ") OR (role = '" + string(models.RoleEnterprise) + "' AND enterprise_id IN (SELECT id FROM enterprises WHERE " + employer.sql + ")))",
		append(append([]any{}, own.args...), employer.args...)}
}

// DeleteAccount removes an account with its tokens; error CodeNotFound.
func (s *Store) DeleteAccount(ctx context.Context, id string) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		if err := remove[tokenRow](ctx, s, "account_id = ?", id); err != nil {
			return err
		}
		return removeOne[accountRow](ctx, s, id)
	})
}

// DeleteAccountsOf removes the accounts of a seeker with their tokens and gives their ids.
func (s *Store) DeleteAccountsOf(ctx context.Context, seekerID string) ([]string, error) {
	var ids []string
	err := s.Atomically(ctx, func(ctx context.Context) error {
		rows, err := gorm.G[accountRow](s.db(ctx)).Where("seeker_id = ? AND role = ?", seekerID, models.RoleSeeker).Find(ctx)
		ids = nil
		for _, r := range rows {
			if err == nil {
				err = s.deleteCodesOf(ctx, r)
			}
			if err == nil {
				err = s.DeleteAccount(ctx, r.ID)
			}
			ids = append(ids, r.ID)
		}
		return err
	})
	return ids, err
}

// deleteCodesOf removes the codes that were sent to an account's phone, under whichever key they were made.
func (s *Store) deleteCodesOf(ctx context.Context, r accountRow) error {
	a, err := s.account(r)
	if err != nil || a.Phone == "" {
		return err
	}
	_, err = lookUp(ctx, s, func() (int, error) {
		return gorm.G[codeRow](s.db(ctx)).Where("phone_index IN ?", s.ring().blinds(signInColumn, string(a.Phone))).Delete(ctx)
	})
	return err
}
