// Package accounts makes accounts, lets their holders sign in, and tells who a token belongs to.
package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/onetime"
	"konggang/services/passwords"
)

// TokenPrefix begins every token, so that one that leaks can be recognised.
const TokenPrefix = "kg_"

// touchAfter keeps a busy token from writing its last use more often than a reader of the list would notice.
const touchAfter = time.Minute

// Store is what is kept of accounts.
type Store interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
	Record(ctx context.Context, e models.AuditEntry) error
	CreateAccount(ctx context.Context, a *models.Account) error
	UpdateAccount(ctx context.Context, a models.Account) error
	Account(ctx context.Context, id string) (models.Account, error)
	AccountsWithin(ctx context.Context, in models.DivisionCode, p models.Page) (models.Listed[models.Account], error)
	DeleteAccount(ctx context.Context, id string) error
	AccountsByPhone(ctx context.Context, phone models.Phone) ([]models.Account, error)
	BeginAttempt(ctx context.Context, phone models.Phone, now time.Time, forget time.Duration, pause func(failures int) time.Duration) (time.Time, error)
	ForgiveAttempts(ctx context.Context, phone models.Phone) error
	CreateCode(ctx context.Context, c *models.OneTimeCode, code string) error
	CodesSince(ctx context.Context, phone models.Phone, since time.Time) (int, error)
	TryCode(ctx context.Context, phone models.Phone, purpose models.CodePurpose, code string, now time.Time, most int) (bool, error)
	CreateInvitation(ctx context.Context, i *models.Invitation) error
	UseInvitation(ctx context.Context, hash string, phone models.Phone, now time.Time) (models.Invitation, error)
	CreateToken(ctx context.Context, t *models.Token) error
	AccountByTokenHash(ctx context.Context, hash string, now time.Time) (models.Account, models.Token, error)
	Token(ctx context.Context, id string) (models.Held, error)
	TokensOf(ctx context.Context, accountID string, kind models.TokenKind, now time.Time, p models.Page) (models.Listed[models.Held], error)
	TokensWithin(ctx context.Context, in models.DivisionCode, now time.Time, p models.Page) (models.Listed[models.Held], error)
	TouchToken(ctx context.Context, id string, now time.Time) error
	DeleteToken(ctx context.Context, id string) error
	DeleteSessions(ctx context.Context, accountID string) error
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	Enterprise(ctx context.Context, id string) (models.Enterprise, error)
	Seeker(ctx context.Context, id string) (models.Seeker, error)
}

// Service is the use cases of accounts. Sender sends one-time codes, nil where none can be sent. Background runs work beside the call that started it; Failed hears what went wrong
// there, without phones or codes.
type Service struct {
	Store      Store
	Calendar   models.Calendar
	Passwords  *passwords.Hasher
	Sender     onetime.Sender
	Background func(work func(ctx context.Context))
	Failed     func(ctx context.Context, err error)
}

// Create makes an account and its first API token, which is given out here once and kept only as its SHA-256. Errors:
// CodeInvalid when the role is not bound to what it needs or that does not exist, CodeDuplicate when the role has the phone.
func (s Service) Create(ctx context.Context, by models.Actor, a models.Account) (models.Account, string, error) {
	if err := s.check(ctx, &a); err != nil {
		return a, "", err
	}
	var secret string
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		made := a
		if err := s.keep(ctx, by, &made); err != nil {
			return err
		}
		var err error
		_, secret, err = s.give(ctx, made, models.Token{Kind: models.TokenAPI, ExpiresAt: s.Calendar.Moment().Add(TokenLife)})
		if err == nil {
			a = made
		}
		return err
	})
	return a, secret, err
}

// check cleans an account and looks whether what it is bound to is there.
func (s Service) check(ctx context.Context, a *models.Account) error {
	a.Name = models.CleanText(a.Name)
	if a.Role == models.RoleSeeker {
		a.Name = "" // the seeker's record holds the name, sealed
	}
	if err := a.Validate(); err != nil {
		return err
	}
	return s.checkBinding(ctx, *a)
}

// keep makes a checked account and records by whom.
func (s Service) keep(ctx context.Context, by models.Actor, a *models.Account) error {
	if err := s.Store.CreateAccount(ctx, a); err != nil {
		return err
	}
	in, err := s.area(ctx, *a)
	if err != nil {
		return err
	}
	return s.Store.Record(ctx, by.Did("create", models.ObjectAccount, a.ID, in).With(string(a.Role)))
}

// area is the division whose office answers for the account; "" while it is bound to nothing.
func (s Service) area(ctx context.Context, a models.Account) (models.DivisionCode, error) {
	var in models.DivisionCode
	var err error
	switch {
	case a.EnterpriseID != "":
		var e models.Enterprise
		e, err = s.Store.Enterprise(ctx, a.EnterpriseID)
		in = e.Division
	case a.SeekerID != "":
		var who models.Seeker
		who, err = s.Store.Seeker(ctx, a.SeekerID)
		in = who.Village
	default:
		in = a.Division
	}
	if models.CodeOf(err) == models.CodeNotFound {
		return "", nil
	}
	return in, err
}

// CreateWithin is Create by an office, for what lies in its own division. For a person who looks for work it makes no token:
// they sign in by themselves, with the phone of their record, or somebody else could consent in their name. Errors: as Create,
// CodeForbidden for what is not the office's, whether it exists or not.
func (s Service) CreateWithin(ctx context.Context, a models.Actor, account models.Account) (models.Account, string, error) {
	if err := s.mayDescribe(ctx, a, account); err != nil {
		return account, "", err
	}
	if account.Role == models.RoleSeeker {
		return s.enrol(ctx, a, account)
	}
	return s.Create(ctx, a, account)
}

// enrol makes the account of a registered person, who signs in with the phone of the record.
func (s Service) enrol(ctx context.Context, a models.Actor, account models.Account) (models.Account, string, error) {
	who, err := s.Store.Seeker(ctx, account.SeekerID)
	if err != nil {
		return account, "", err
	}
	if account.Phone != "" && account.Phone != who.Phone {
		return account, "", models.FieldErrorf("phone", models.CodeUnprovenPhone)
	}
	account.Phone = who.Phone
	if err := s.check(ctx, &account); err != nil {
		return account, "", err
	}
	made := account
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		made = account
		return s.keep(ctx, a, &made)
	})
	return made, "", err
}

// mayDescribe tells whether the office may make the account, or invite somebody to it. Only who signs up may be bound later.
func (s Service) mayDescribe(ctx context.Context, a models.Actor, account models.Account) error {
	account.Phone = ""
	if err := account.Validate(); err != nil {
		return err
	}
	in, err := s.area(ctx, account)
	if err != nil {
		return err
	}
	return access.Division(a, in).Err()
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

// Authenticate tells who the token belongs to; error CodeUnauthenticated for one that is unknown, withdrawn or expired.
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
	actor := account.Actor()
	actor.TokenID = kept.ID
	return actor, nil
}

// Me is the account of the actor. Error CodeUnauthenticated when it is gone meanwhile.
func (s Service) Me(ctx context.Context, a models.Actor) (models.Account, error) {
	account, err := s.Store.Account(ctx, a.AccountID)
	if models.CodeOf(err) == models.CodeNotFound {
		err = models.Errorf(models.CodeUnauthenticated)
	}
	return account, err
}

// give makes a token for the account and gives it out, once.
func (s Service) give(ctx context.Context, a models.Account, t models.Token) (models.Token, string, error) {
	secret := TokenPrefix + rand.Text()
	t.AccountID, t.Hash = a.ID, hashOf(secret)
	err := s.Store.CreateToken(ctx, &t)
	return t, secret, err
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
