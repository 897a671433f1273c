package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

type accountRow struct {
	ID           string `gorm:"primaryKey"`
	Role         models.Role
	Division     models.DivisionCode
	EnterpriseID string
	SeekerID     string
	CreatedAt    time.Time `gorm:"autoCreateTime:false"`
}

// TableName implements GORM's schema.Tabler.
func (accountRow) TableName() string { return "accounts" }

func (r accountRow) model() models.Account {
	a := models.Account(r)
	a.CreatedAt = r.CreatedAt.UTC()
	return a
}

type tokenRow struct {
	ID         string `gorm:"primaryKey"`
	AccountID  string
	Hash       string
	CreatedAt  time.Time `gorm:"autoCreateTime:false"`
	ExpiresAt  time.Time
	LastUsedAt *time.Time
}

// TableName implements GORM's schema.Tabler.
func (tokenRow) TableName() string { return "tokens" }

func (r tokenRow) model() models.Token {
	t := models.Token(r)
	t.CreatedAt, t.ExpiresAt, t.LastUsedAt = r.CreatedAt.UTC(), r.ExpiresAt.UTC(), utc(r.LastUsedAt)
	return t
}

// CreateAccount keeps a new account and gives it its id and time.
func (s *Store) CreateAccount(ctx context.Context, a *models.Account) error {
	created := *a
	created.ID, created.CreatedAt = newID(), s.moment()
	return keep(a, created, insert(ctx, s, accountRow(created)))
}

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
	account, err := fetch(ctx, s, plainly(accountRow.model), "id = ?", token.AccountID)
	if err != nil {
		return models.Account{}, models.Token{}, err
	}
	return account, token, nil
}

// TouchToken notes that a token was used; one that is gone is no error.
func (s *Store) TouchToken(ctx context.Context, id string, now time.Time) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		_, err := gorm.G[tokenRow](s.db(ctx)).Where("id = ?", id).Update(ctx, "last_used_at", *utc(&now))
		return err
	})
}
