package accounts

import (
	"context"
	"time"

	"konggang/models"
)

// Lock-out of a phone: from lockAfter wrong passwords in a row on, no password is tried for a minute, then two, four, up to
// lockMost; after attemptsForgotten without one, the count begins anew. Signing in by code goes on.
const (
	lockAfter         = 5
	lockMost          = time.Hour
	attemptsForgotten = 24 * time.Hour
)

// AttemptsKept is how long wrong passwords are remembered at the most.
const AttemptsKept = attemptsForgotten

// pauseAfter is how long a phone is locked after so many failures in a row.
func pauseAfter(failures int) time.Duration {
	if failures < lockAfter {
		return 0
	}
	return min(time.Minute<<min(failures-lockAfter, 10), lockMost)
}

// SessionLife is how long a session of each role is good for: an office sees everybody's data and signs in anew each day.
func SessionLife(r models.Role) time.Duration {
	if r == models.RoleOffice {
		return 12 * time.Hour
	}
	return 30 * 24 * time.Hour
}

// Credentials are what somebody signs in with: a phone and either a password or a one-time code. Role chooses among the
// accounts of the phone, the oldest where it is empty.
type Credentials struct {
	Phone    models.Phone
	Password string
	Code     string
	Role     models.Role
}

// Session is what signing in comes to; Secret is given out here once.
type Session struct {
	Token   models.Token
	Account models.Account
	Secret  string
}

// SignIn begins a session. Errors: CodeInvalid for credentials that are not whole, CodeUnauthenticated for wrong ones, whatever
// is wrong, CodeRateLimited with the time to wait while the phone is locked, CodeUnavailable while too many sign in at once.
func (s Service) SignIn(ctx context.Context, a models.Actor, c Credentials) (Session, error) {
	if err := c.check(); err != nil {
		return Session{}, err
	}
	find := s.byPassword
	if c.Code != "" {
		find = s.byCode
	}
	account, err := find(ctx, c)
	if err != nil {
		return Session{}, err
	}
	var out Session
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		var err error
		out, err = s.begin(ctx, a, account)
		return err
	})
	return out, err
}

func (c Credentials) check() error {
	var p models.Problems
	if c.Phone == "" {
		p.Add("phone", models.CodeRequired)
	}
	if (c.Password == "") == (c.Code == "") {
		p.Add("password", models.CodeOneOf, "password code")
	}
	if c.Role != "" && !models.Roles.Has(c.Role) {
		p.Add("role", models.CodeUnknownValue, "office enterprise village seeker device")
	}
	return p.Err()
}

// begin opens a session for an account that has shown who it is.
func (s Service) begin(ctx context.Context, a models.Actor, account models.Account) (Session, error) {
	t := models.Token{Kind: models.TokenSession, ExpiresAt: s.Calendar.Moment().Add(SessionLife(account.Role))}
	t, secret, err := s.give(ctx, account, t)
	if err != nil {
		return Session{}, err
	}
	in, err := s.area(ctx, account)
	if err != nil {
		return Session{}, err
	}
	who := account.Actor()
	who.Origin, who.RequestID = a.Origin, a.RequestID
	return Session{t, account, secret}, s.Store.Record(ctx, who.Did("sign_in", models.ObjectAccount, account.ID, in))
}

// byPassword finds the account whose password it is. The attempt counts as failed until it has succeeded.
func (s Service) byPassword(ctx context.Context, c Credentials) (models.Account, error) {
	now := s.Calendar.Moment()
	opens, err := s.Store.BeginAttempt(ctx, c.Phone, now, attemptsForgotten, pauseAfter)
	if err != nil {
		return models.Account{}, err
	}
	if !opens.IsZero() {
		return models.Account{}, models.Errorf(models.CodeRateLimited, opens.Sub(now))
	}
	held, err := s.accountsOf(ctx, c)
	if err != nil {
		return models.Account{}, err
	}
	for _, account := range held {
		right, err := s.passwordFits(ctx, account, c.Password)
		if err != nil || !right {
			if err != nil {
				return models.Account{}, err
			}
			continue
		}
		return account, s.Store.ForgiveAttempts(ctx, c.Phone)
	}
	return models.Account{}, s.noneFits(ctx, held, c.Password)
}

// noneFits takes as long for a phone without accounts as for one with.
func (s Service) noneFits(ctx context.Context, held []models.Account, password string) error {
	if len(held) == 0 {
		if err := s.Passwords.VerifyNobody(ctx, password); err != nil {
			return err
		}
	}
	return models.Errorf(models.CodeUnauthenticated)
}

// passwordFits also keeps the password anew when it was hashed with less work than now.
func (s Service) passwordFits(ctx context.Context, account models.Account, password string) (bool, error) {
	right, stale, err := s.Passwords.Verify(ctx, account.Password, password)
	if err != nil || !right || !stale {
		return right, err
	}
	account.Password, err = s.Passwords.Hash(ctx, password)
	if err != nil {
		return false, err
	}
	return true, s.Store.UpdateAccount(ctx, account)
}

// accountsOf are the accounts that the credentials can be about, the oldest first.
func (s Service) accountsOf(ctx context.Context, c Credentials) ([]models.Account, error) {
	held, err := s.Store.AccountsByPhone(ctx, c.Phone)
	var out []models.Account
	for _, account := range held {
		withPassword := c.Code != "" || account.Password != ""
		if withPassword && (c.Role == "" || c.Role == account.Role) {
			out = append(out, account)
		}
	}
	return out, err
}

func (s Service) byCode(ctx context.Context, c Credentials) (models.Account, error) {
	var found []models.Account
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		found = nil
		right, err := s.prove(ctx, c.Phone, models.CodeForLogin, c.Code)
		if err == nil && right {
			found, err = s.accountsOf(ctx, c)
		}
		return err
	})
	if err == nil && len(found) == 0 {
		err = models.Errorf(models.CodeUnauthenticated)
	}
	if err != nil {
		return models.Account{}, err
	}
	return found[0], nil
}
