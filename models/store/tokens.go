package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

// CreateToken keeps a new token and gives it its id and time. Errors: CodeDuplicate for a hash that is there already,
// CodeConflict for an account that is not.
func (s *Store) CreateToken(ctx context.Context, t *models.Token) error {
	created := *t
	created.ID, created.CreatedAt = newID(), s.moment()
	created.ExpiresAt, created.LastUsedAt = *utc(&t.ExpiresAt), utc(t.LastUsedAt)
	return keep(t, created, insert(ctx, s, tokenRow(created)))
}

// AccountByTokenHash finds the token with this hash and its account; error CodeNotFound, also when it has expired by now.
func (s *Store) AccountByTokenHash(ctx context.Context, hash string, now time.Time) (models.Account, models.Token, error) {
	token, err := fetch(ctx, s, plainly(tokenRow.model), "hash = ? AND expires_at > ?", hash, *utc(&now))
	if err != nil {
		return models.Account{}, models.Token{}, err
	}
	account, err := s.Account(ctx, token.AccountID)
	if err != nil {
		return models.Account{}, models.Token{}, err
	}
	return account, token, nil
}

// Token reads a token with the account that holds it; error CodeNotFound.
func (s *Store) Token(ctx context.Context, id string) (models.Held, error) {
	token, err := fetch(ctx, s, plainly(tokenRow.model), "id = ?", id)
	if err != nil {
		return models.Held{}, err
	}
	account, err := s.Account(ctx, token.AccountID)
	return models.Held{Token: token, Account: account}, err
}

// TokensOf lists the tokens of a kind that an account holds and that are good now, the newest first. Error
// CodeInvalidCursor.
func (s *Store) TokensOf(ctx context.Context, accountID string, kind models.TokenKind, now time.Time, p models.Page) (models.Listed[models.Held], error) {
	where := conditions{{"account_id = ? AND kind = ? AND expires_at > ?", []any{accountID, kind, *utc(&now)}}}
	return part(ctx, s, where, false, p, s.held(ctx))
}

// TokensWithin lists the API tokens that are good now of the offices, enterprises, villages and devices of a division, the newest
// first.
// Error CodeInvalidCursor.
func (s *Store) TokensWithin(ctx context.Context, in models.DivisionCode, now time.Time, p models.Page) (models.Listed[models.Held], error) {
	inside := belonging(in)
	where := conditions{
		{"kind = ? AND expires_at > ?", []any{models.TokenAPI, *utc(&now)}},
		{"account_id IN (SELECT id FROM accounts WHERE " + inside.sql + ")", inside.args},
	}
	return part(ctx, s, where, false, p, s.held(ctx))
}

// held joins tokens with the accounts that hold them.
func (s *Store) held(ctx context.Context) func([]tokenRow) ([]models.Held, error) {
	return func(rows []tokenRow) ([]models.Held, error) {
		ids := map[string]bool{}
		for _, r := range rows {
			ids[r.AccountID] = true
		}
		found, err := anyOf[accountRow](ctx, s, "id", ids)
		if err != nil {
			return nil, err
		}
		accounts := map[string]models.Account{}
		for _, r := range found {
			if accounts[r.ID], err = s.account(r); err != nil {
				return nil, err
			}
		}
		out := make([]models.Held, len(rows))
		for i, r := range rows {
			out[i] = models.Held{Token: r.model(), Account: accounts[r.AccountID]}
		}
		return out, nil
	}
}

// TouchToken notes that a token was used; one that is gone is no error.
func (s *Store) TouchToken(ctx context.Context, id string, now time.Time) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		_, err := gorm.G[tokenRow](s.db(ctx)).Where("id = ?", id).Update(ctx, "last_used_at", *utc(&now))
		return err
	})
}

// DeleteToken withdraws a token for good; error CodeNotFound.
func (s *Store) DeleteToken(ctx context.Context, id string) error {
	return removeOne[tokenRow](ctx, s, id)
}

// DeleteSessions ends every session of an account.
func (s *Store) DeleteSessions(ctx context.Context, accountID string) error {
	return remove[tokenRow](ctx, s, "account_id = ? AND kind = ?", accountID, models.TokenSession)
}

// DropOldTokens forgets the tokens that expired before then.
func (s *Store) DropOldTokens(ctx context.Context, before time.Time) error {
	return remove[tokenRow](ctx, s, "expires_at < ?", *utc(&before))
}
