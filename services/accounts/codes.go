package accounts

import (
	"context"
	"time"

	"konggang/models"
	"konggang/services/onetime"
)

// Bounds of one-time codes. A code can be guessed at CodeTries times, so one guess in 200,000 is right; a phone gets at most
// codesPerHour of them, one a minute.
const (
	CodeLife     = 5 * time.Minute
	CodeTries    = 5
	codePause    = time.Minute
	codesPerHour = 6
)

// CodesKept is how long codes are remembered to count them.
const CodesKept = time.Hour

// SendCode sends a one-time code to a phone. Whether anybody signs in with the phone makes no difference to what the caller
// hears or how long it takes: the code is made in any case, and sent beside the call, to sign in or to set a password only
// where there is an account. Errors: CodeNoSender, CodeRateLimited with the seconds to wait, CodeInvalid.
func (s Service) SendCode(ctx context.Context, phone models.Phone, purpose models.CodePurpose) error {
	if err := checkCodeRequest(phone, purpose); err != nil {
		return err
	}
	if s.Sender == nil {
		return models.Errorf(models.CodeNoSender)
	}
	code := onetime.NewCode()
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.spare(ctx, phone); err != nil {
			return err
		}
		return s.Store.CreateCode(ctx, &models.OneTimeCode{Phone: phone, Purpose: purpose, ExpiresAt: s.Calendar.Moment().Add(CodeLife)}, code)
	})
	if err != nil {
		return err
	}
	s.Background(func(ctx context.Context) { s.send(ctx, phone, purpose, code) })
	return nil
}

func checkCodeRequest(phone models.Phone, purpose models.CodePurpose) error {
	var p models.Problems
	if phone == "" {
		p.Add("phone", models.CodeRequired)
	}
	if !models.CodePurposes.Has(purpose) {
		p.Add("purpose", models.CodeUnknownValue, "login reset register")
	}
	return p.Err()
}

// spare keeps a phone from being flooded.
func (s Service) spare(ctx context.Context, phone models.Phone) error {
	now := s.Calendar.Moment()
	for _, bound := range []struct {
		within time.Duration
		most   int
	}{{codePause, 1}, {time.Hour, codesPerHour}} {
		n, err := s.Store.CodesSince(ctx, phone, now.Add(-bound.within))
		if err != nil {
			return err
		}
		if n >= bound.most {
			return models.Errorf(models.CodeRateLimited, bound.within)
		}
	}
	return nil
}

func (s Service) send(ctx context.Context, phone models.Phone, purpose models.CodePurpose, code string) {
	if purpose != models.CodeForRegister {
		held, err := s.Store.AccountsByPhone(ctx, phone)
		if err != nil {
			s.Failed(ctx, err)
		}
		if len(held) == 0 {
			return
		}
	}
	m := onetime.Message{Phone: phone, Code: code, Purpose: purpose, Minutes: int(CodeLife / time.Minute)}
	if err := s.Sender.Send(ctx, m); err != nil {
		s.Failed(ctx, err)
	}
}

// prove tells whether the code shows that the caller holds the phone; a wrong one is counted. It must be called inside
// Atomically, whose transaction must be kept when it says no. The error is CodeRateLimited when nothing is left to try.
func (s Service) prove(ctx context.Context, phone models.Phone, purpose models.CodePurpose, code string) (bool, error) {
	right, err := s.Store.TryCode(ctx, phone, purpose, models.FoldWidth(code), s.Calendar.Moment(), CodeTries)
	if models.CodeOf(err) == models.CodeNotFound {
		return false, nil
	}
	return right, err
}
