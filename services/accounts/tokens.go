package accounts

import (
	"context"
	"time"

	"konggang/models"
	"konggang/services/access"
)

// TokenLife is how long an API token is good for unless it says less.
const TokenLife = 365 * 24 * time.Hour

// Current is the name of the session that a call is made with.
const Current = "current"

// Sessions lists the sessions of the actor that are good now.
func (s Service) Sessions(ctx context.Context, a models.Actor, p models.Page) (models.Listed[models.Held], error) {
	return s.Store.TokensOf(ctx, a.AccountID, models.TokenSession, s.Calendar.Moment(), p)
}

// EndSession ends one session of the actor's own; id may be Current, which also ends a call's API token. Error CodeNotFound.
func (s Service) EndSession(ctx context.Context, a models.Actor, id string) error {
	if id == Current {
		id = a.TokenID
	}
	return s.withdraw(ctx, a, id, func(h models.Held, _ models.DivisionCode) access.Decision { return access.OwnToken(a, h.Account) })
}

// Tokens lists the API tokens that are good now: an office's and a village's of all accounts in its division, else the
// actor's own.
func (s Service) Tokens(ctx context.Context, a models.Actor, p models.Page) (models.Listed[models.Held], error) {
	if a.Role == models.RoleOffice || a.Role == models.RoleVillage {
		return s.Store.TokensWithin(ctx, a.Division, s.Calendar.Moment(), p)
	}
	return s.Store.TokensOf(ctx, a.AccountID, models.TokenAPI, s.Calendar.Moment(), p)
}

// Issue makes an API token for the actor's own account, or for the account of a device in its division. It is good until
// expires, at the longest and by default for TokenLife. Errors: CodeInvalid, CodeNotFound for an account that is not the
// actor's to see.
func (s Service) Issue(ctx context.Context, a models.Actor, accountID, label string, expires time.Time) (Session, error) {
	t, err := s.newToken(label, expires)
	if err != nil {
		return Session{}, err
	}
	if accountID == "" {
		accountID = a.AccountID
	}
	var out Session
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		account, err := s.Store.Account(ctx, accountID)
		if err != nil {
			return err
		}
		if err := access.IssueToken(a, account).Err(); err != nil {
			return err
		}
		made, secret, err := s.give(ctx, account, t)
		if err != nil {
			return err
		}
		in, err := s.area(ctx, account)
		if err != nil {
			return err
		}
		out = Session{made, account, secret}
		return s.Store.Record(ctx, a.Did("issue", models.ObjectToken, made.ID, in))
	})
	return out, err
}

func (s Service) newToken(label string, expires time.Time) (models.Token, error) {
	now := s.Calendar.Moment()
	if expires.IsZero() {
		expires = now.Add(TokenLife)
	}
	t := models.Token{Kind: models.TokenAPI, Label: models.CleanText(label), ExpiresAt: expires}
	var p models.Problems
	if len([]rune(t.Label)) > models.MaxLabel {
		p.Add("label", models.CodeTooLong, models.MaxLabel, len([]rune(t.Label)))
	}
	if !expires.After(now) {
		p.Add("expires_at", models.CodeInPast)
	}
	if expires.After(now.Add(TokenLife)) {
		p.Add("expires_at", models.CodeAboveMaximum, now.Add(TokenLife).Format(time.DateOnly))
	}
	return t, p.Err()
}

// Revoke withdraws a token: the actor's own, or one of an account in the actor's division. Error CodeNotFound.
func (s Service) Revoke(ctx context.Context, a models.Actor, id string) error {
	return s.withdraw(ctx, a, id, func(h models.Held, in models.DivisionCode) access.Decision {
		return access.RevokeToken(a, h.Account, in)
	})
}

func (s Service) withdraw(ctx context.Context, a models.Actor, id string, right func(models.Held, models.DivisionCode) access.Decision) error {
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		held, err := s.Store.Token(ctx, id)
		if err != nil {
			return err
		}
		in, err := s.area(ctx, held.Account)
		if err != nil {
			return err
		}
		if err := right(held, in).Err(); err != nil {
			return err
		}
		if err := s.Store.DeleteToken(ctx, id); err != nil {
			return err
		}
		action := "revoke"
		if held.Token.Kind == models.TokenSession {
			action = "sign_out"
		}
		return s.Store.Record(ctx, a.Did(action, models.ObjectToken, id, in))
	})
}
