package accounts

import (
	"context"

	"konggang/models"
	"konggang/services/access"
)

// List is the office's list of the accounts that belong to its division: offices, enterprises, villages and devices. People who
// look for work are in it by their records alone.
func (s Service) List(ctx context.Context, a models.Actor, p models.Page) (models.Listed[models.Account], error) {
	if err := access.Division(a, a.Division).Err(); err != nil {
		return models.Listed[models.Account]{}, err
	}
	return s.Store.AccountsWithin(ctx, a.Division, p)
}

// Close ends an account for good, with its sessions and tokens: whoever held it can do nothing more with it, nor sign in. What
// was done with it stays in the audit. Errors: CodeNotFound for an account that does not belong to the office's division,
// CodeForbidden for the own one.
func (s Service) Close(ctx context.Context, a models.Actor, id string) error {
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		account, err := s.Store.Account(ctx, id)
		if err != nil {
			return err
		}
		in, err := s.area(ctx, account)
		if err != nil {
			return err
		}
		if err := access.CloseAccount(a, account, in).Err(); err != nil {
			return err
		}
		if err := s.Store.DeleteAccount(ctx, id); err != nil {
			return err
		}
		return s.Store.Record(ctx, a.Did("close", models.ObjectAccount, id, in).With(string(account.Role)))
	})
}
