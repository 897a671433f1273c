// Package accounts makes accounts and their tokens and tells who a token belongs to.
package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"konggang/models"
)

// TokenPrefix begins every token, so that one that leaks can be recognised.
const TokenPrefix = "kg_"

// TokenLife is how long a token is good for.
const TokenLife = 365 * 24 * time.Hour

// touchAfter keeps a busy token from writing its last use more often than a reader of the list would notice.
const touchAfter = time.Minute

// Store is what is kept of accounts.
type Store interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
	CreateAccount(ctx context.Context, a *models.Account) error
	CreateToken(ctx context.Context, t *models.Token) error
	AccountByTokenHash(ctx context.Context, hash string, now time.Time) (models.Account, models.Token, error)
	TouchToken(ctx context.Context, id string, now time.Time) error
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	Enterprise(ctx context.Context, id string) (models.Enterprise, error)
	Seeker(ctx context.Context, id string) (models.Seeker, error)
}

// Service is the use cases of accounts.
type Service struct {
	Store    Store
	Calendar models.Calendar
}

// Create makes an account and its first token, which is given out here once and kept only as its SHA-256. Errors:
// CodeInvalid when the role is not bound to what it needs or that does not exist.
func (s Service) Create(ctx context.Context, a models.Account) (models.Account, string, error) {
	if err := a.Validate(); err != nil {
		return a, "", err
	}
	if err := s.checkBinding(ctx, a); err != nil {
		return a, "", err
	}
	secret := TokenPrefix + rand.Text()
	now := s.Calendar.Moment()
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.CreateAccount(ctx, &a); err != nil {
			return err
		}
		return s.Store.CreateToken(ctx, &models.Token{AccountID: a.ID, Hash: hashOf(secret), ExpiresAt: now.Add(TokenLife)})
	})
	if err != nil {
		return a, "", err
	}
	return a, secret, nil
}

// Invite is Create by an office, for what lies in its own division. Errors: as Create, CodeForbidden for what is not the
// office's, whether it exists or not.
func (s Service) Invite(ctx context.Context, a models.Actor, account models.Account) (models.Account, string, error) {
	if err := account.Validate(); err != nil {
		return account, "", err
	}
	in := account.Division
	switch account.Role {
	case models.RoleEnterprise:
		e, err := s.Store.Enterprise(ctx, account.EnterpriseID)
		if err != nil && models.CodeOf(err) != models.CodeNotFound {
			return account, "", err
		}
		in = e.Division
	case models.RoleSeeker:
		who, err := s.Store.Seeker(ctx, account.SeekerID)
		if err != nil && models.CodeOf(err) != models.CodeNotFound {
			return account, "", err
		}
		in = who.Village
	}
	if !a.Oversees(in) {
		return account, "", models.Errorf(models.CodeForbidden)
	}
	return s.Create(ctx, account)
}

func (s Service) checkBinding(ctx context.Context, a models.Account) error {
	for _, b := range []struct {
		bound bool
		field string
		code  models.Code
		find  func() error
	}{
		{a.Division != "", "division", models.CodeUnknownDivision, func() error { _, err := s.Store.Division(ctx, a.Division); return err }},
		{a.EnterpriseID != "", "enterprise", models.CodeUnknownEnterprise, func() error { _, err := s.Store.Enterprise(ctx, a.EnterpriseID); return err }},
		{a.SeekerID != "", "seeker", models.CodeNotFound, func() error { _, err := s.Store.Seeker(ctx, a.SeekerID); return err }},
	} {
		if !b.bound {
			continue
		}
		err := b.find()
		if models.CodeOf(err) == models.CodeNotFound {
			return models.FieldErrorf(b.field, b.code)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Authenticate tells who the token belongs to; error CodeUnauthenticated for one that is unknown or expired.
func (s Service) Authenticate(ctx context.Context, token string) (models.Actor, error) {
	if !strings.HasPrefix(token, TokenPrefix) {
		return models.Anonymous, models.Errorf(models.CodeUnauthenticated)
	}
	now := s.Calendar.Moment()
	account, kept, err := s.Store.AccountByTokenHash(ctx, hashOf(token), now)
	if models.CodeOf(err) == models.CodeNotFound {
		return models.Anonymous, models.Errorf(models.CodeUnauthenticated)
	}
	if err != nil {
		return models.Anonymous, err
	}
	if kept.LastUsedAt == nil || now.Sub(*kept.LastUsedAt) > touchAfter {
		if err := s.Store.TouchToken(ctx, kept.ID, now); err != nil {
			return models.Anonymous, err
		}
	}
	return account.Actor(), nil
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
