package accounts

import (
	"context"

	"konggang/models"
	"konggang/services/passwords"
)

// SignUp is how somebody makes an account: by the code of an invitation, or by themselves as an enterprise or a seeker. The
// one-time code proves the phone. Password may be empty: its holder then signs in by code.
type SignUp struct {
	Invitation string
	Role       models.Role
	Name       string
	Phone      models.Phone
	Code       string
	Password   string
}

// SignUp makes the account and begins its first session. Errors: CodeInvalid, with wrong_code for a one-time code that does
// not fit and for an invitation that is unknown, used, expired or somebody else's; CodeDuplicate when the phone has an
// account of the role.
func (s Service) SignUp(ctx context.Context, a models.Actor, in SignUp) (Session, error) {
	if err := in.check(); err != nil {
		return Session{}, err
	}
	hash, err := s.hashOptional(ctx, in.Password)
	if err != nil {
		return Session{}, err
	}
	var out Session
	proved := false
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		var err error
		if proved, err = s.prove(ctx, in.Phone, models.CodeForRegister, in.Code); err != nil || !proved {
			return err // a wrong guess is kept
		}
		account, err := s.described(ctx, in)
		if err != nil {
			return err
		}
		account.Password = hash
		if err := s.check(ctx, &account); err != nil {
			return err
		}
		by := a
		by.Role = account.Role
		if err := s.keep(ctx, by, &account); err != nil {
			return err
		}
		out, err = s.begin(ctx, a, account)
		return err
	})
	if err == nil && !proved {
		err = models.FieldErrorf("code", models.CodeWrongCode)
	}
	return out, err
}

func (in SignUp) check() error {
	var p models.Problems
	for _, f := range []struct{ name, value string }{{"phone", string(in.Phone)}, {"code", in.Code}} {
		if f.value == "" {
			p.Add(f.name, models.CodeRequired)
		}
	}
	if in.Invitation == "" && !in.Role.SignsUp() {
		p.Add("invitation", models.CodeRequired)
	}
	if in.Password != "" {
		p.AddErr("", passwords.Check(in.Password))
	}
	return p.Err()
}

// described is the account that the invitation describes, or an unbound one of the role.
func (s Service) described(ctx context.Context, in SignUp) (models.Account, error) {
	if in.Invitation == "" {
		return models.Account{Role: in.Role, Name: in.Name, Phone: in.Phone}, nil
	}
	invited, err := s.Store.UseInvitation(ctx, hashOf(in.Invitation), in.Phone, s.Calendar.Moment())
	if models.CodeOf(err) == models.CodeNotFound {
		return models.Account{}, models.FieldErrorf("invitation", models.CodeWrongCode)
	}
	account := invited.Account()
	account.Phone = in.Phone
	if in.Name != "" {
		account.Name = in.Name
	}
	return account, err
}

func (s Service) hashOptional(ctx context.Context, password string) (string, error) {
	if password == "" {
		return "", nil
	}
	return s.Passwords.Hash(ctx, password)
}

// Reset sets the password of every account of a phone anew and ends their sessions. The one-time code proves the phone.
// Errors: CodeInvalid, with wrong_code for a code that does not fit or a phone without accounts.
func (s Service) Reset(ctx context.Context, a models.Actor, phone models.Phone, code, password string) error {
	if err := passwords.Check(password); err != nil {
		return err
	}
	hash, err := s.Passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	changed := 0
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		changed = 0
		proved, err := s.prove(ctx, phone, models.CodeForReset, code)
		if err != nil || !proved {
			return err // a wrong guess is kept
		}
		held, err := s.Store.AccountsByPhone(ctx, phone)
		if err != nil {
			return err
		}
		for _, account := range held {
			account.Password = hash
			if err := s.renew(ctx, a, account); err != nil {
				return err
			}
			changed++
		}
		return s.Store.ForgiveAttempts(ctx, phone)
	})
	if err == nil && changed == 0 {
		err = models.FieldErrorf("code", models.CodeWrongCode)
	}
	return err
}

// renew keeps a new password, ends the sessions that the old one may have opened, and records it.
func (s Service) renew(ctx context.Context, a models.Actor, account models.Account) error {
	if err := s.Store.UpdateAccount(ctx, account); err != nil {
		return err
	}
	if err := s.Store.DeleteSessions(ctx, account.ID); err != nil {
		return err
	}
	in, err := s.area(ctx, account)
	if err != nil {
		return err
	}
	who := account.Actor()
	who.Origin, who.RequestID = a.Origin, a.RequestID
	return s.Store.Record(ctx, who.Did("reset_password", models.ObjectAccount, account.ID, in))
}
