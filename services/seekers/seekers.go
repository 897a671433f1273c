// Package seekers is what can be done with the people who look for work: register, change, consent, reveal, export, erase,
// bring in by the sheet. Every deed writes its entries of the audit and of the consent ledger in its own transaction.
package seekers

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/importing"
	"konggang/services/occupations"
)

// Store is what is kept of seekers and around them.
type Store interface {
	importing.Transactions
	CreateSeeker(ctx context.Context, s *models.Seeker) error
	Seeker(ctx context.Context, id string) (models.Seeker, error)
	LockSeeker(ctx context.Context, id string) (models.Seeker, error)
	SeekersByPhone(ctx context.Context, phone models.Phone, name string) ([]models.Seeker, error)
	UpdateSeeker(ctx context.Context, s *models.Seeker) error
	DeleteSeeker(ctx context.Context, id string) error
	Seekers(ctx context.Context, f models.SeekerFilter, p models.Page) (models.Listed[models.Seeker], error)
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	DivisionsWithin(ctx context.Context, code models.DivisionCode, level models.Level) ([]models.Division, error)

	AddConsents(ctx context.Context, seekerID string, entries []models.ConsentEntry) error
	ConsentLedger(ctx context.Context, seekerID string) ([]models.ConsentEntry, error)
	Record(ctx context.Context, e models.AuditEntry) error
	AuditEntries(ctx context.Context, f models.AuditFilter, p models.Page) (models.Listed[models.AuditEntry], error)
	AddServiceRecord(ctx context.Context, r models.ServiceRecord) error

	Account(ctx context.Context, id string) (models.Account, error)
	LockAccount(ctx context.Context, id string) (models.Account, error)
	UpdateAccount(ctx context.Context, a models.Account) error
	DeleteAccountsOf(ctx context.Context, seekerID string) ([]string, error)
	HoldingsOf(ctx context.Context, seekerID string) ([]models.Holding, error)

	Posting(ctx context.Context, id string) (models.Posting, error)
	Referrals(ctx context.Context, f models.ReferralFilter, p models.Page) (models.Listed[models.Referral], error)
	ReferralOf(ctx context.Context, seekerID, vacancyID string) (models.Referral, error)
}

// Market tells whether a person is a candidate for a vacancy.
type Market interface {
	Suits(ctx context.Context, who models.Seeker, p models.Posting) (bool, error)
}

// Service is the use cases of seekers. Market is needed for Reveal alone.
type Service struct {
	Store    Store
	Market   Market
	Calendar models.Calendar
}

// What is done to people, as the audit names it.
const (
	didRegister = "register"
	didChange   = "change"
	didBind     = "bind"
	didConsent  = "consent"
	didWithdraw = "withdraw"
	didReveal   = "reveal"
	didExport   = "export"
	didErase    = "erase"
)

func did(a models.Actor, what string, who models.Seeker) models.AuditEntry {
	return a.Did(what, models.ObjectSeeker, who.ID, who.Village)
}

// note writes down what was done to a person, and what of it concerns the consents; it belongs into the transaction of the
// deed itself.
func (s Service) note(ctx context.Context, e models.AuditEntry, consents []models.ConsentEntry) error {
	if err := s.Store.AddConsents(ctx, e.ObjectID, consents); err != nil {
		return err
	}
	return s.Store.Record(ctx, e)
}

// together runs work on a person in one transaction and gives the person as it left them, nobody when it failed.
func (s Service) together(ctx context.Context, work func(ctx context.Context) (models.Seeker, error)) (models.Seeker, error) {
	var who models.Seeker
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		who, err = work(ctx)
		return err
	})
	if err != nil {
		return models.Seeker{}, err
	}
	return who, nil
}

// settle cleans and checks a seeker and fills in the occupations that the wanted titles tell.
func (s Service) settle(ctx context.Context, who *models.Seeker) error {
	who.Clean()
	who.Consents = dated(who.Consents, s.Calendar.Moment())
	who.Occupations = withTold(who.Occupations, who.Wanted)
	year, _, _ := s.Calendar.Today().Parts()
	if err := who.Validate(year); err != nil {
		return err
	}
	for _, code := range who.Occupations {
		if occupations.Name(string(code)) == "" {
			return models.FieldErrorf("occupations", models.CodeUnknownOccupation)
		}
	}
	_, err := s.Store.Division(ctx, who.Village)
	if models.CodeOf(err) == models.CodeNotFound {
		return models.FieldErrorf("village", models.CodeUnknownDivision)
	}
	return err
}

// withTold adds to the stated occupations those that the titles tell, as far as they fit.
func withTold(stated []models.OccupationCode, titles []string) []models.OccupationCode {
	if len(stated) > 0 {
		return stated
	}
	seen := map[string]bool{}
	var out []models.OccupationCode
	for _, title := range titles {
		if code, ok := occupations.Find(title); ok && !seen[code] {
			seen[code] = true
			out = append(out, models.OccupationCode(code))
		}
	}
	return out
}

// Get reads a seeker; error CodeNotFound when there is none or it is not the actor's to see.
func (s Service) Get(ctx context.Context, a models.Actor, id string) (models.Seeker, error) {
	who, err := s.Store.Seeker(ctx, id)
	if err != nil {
		return who, err
	}
	if err := access.Seeker(a, who).Err(); err != nil {
		return models.Seeker{}, err
	}
	return who, nil
}

// Change applies change to the seeker as of version. The last consent is not taken away by it (see Withdraw), and a person
// changes their own phone only to one that they have proven. Errors: as Get, CodeStale, CodeInvalid.
func (s Service) Change(ctx context.Context, a models.Actor, id string, version int, change func(*models.Seeker)) (models.Seeker, error) {
	return s.together(ctx, func(ctx context.Context) (models.Seeker, error) {
		before, err := s.Get(ctx, a, id)
		if err != nil {
			return before, err
		}
		if before.Version != version {
			return before, models.Errorf(models.CodeStale)
		}
		who := before
		change(&who)
		return s.change(ctx, a, before, who)
	})
}

func (s Service) change(ctx context.Context, a models.Actor, before, who models.Seeker) (models.Seeker, error) {
	if !slices.Equal(before.Wanted, who.Wanted) && slices.Equal(before.Occupations, who.Occupations) {
		who.Occupations = nil // told anew from the new titles
	}
	if err := s.settle(ctx, &who); err != nil {
		return who, err
	}
	if err := s.checkChange(ctx, a, before, who); err != nil {
		return who, err
	}
	consents, err := s.changed(a, before, who)
	if err != nil {
		return who, err
	}
	if err := s.Store.UpdateSeeker(ctx, &who); err != nil {
		return who, err
	}
	return who, s.note(ctx, did(a, didChange, who).With(who.Changed(before)...), consents)
}

// checkChange refuses to take the last consent away, to move somebody where the actor has nothing to say, and to take a number
// for one's own that may be another's.
func (s Service) checkChange(ctx context.Context, a models.Actor, before, who models.Seeker) error {
	if len(who.Consents) == 0 && len(before.Consents) > 0 {
		return models.FieldErrorf("consent", models.CodeNoConsent)
	}
	if access.Seeker(a, who).Err() != nil {
		return models.FieldErrorf("village", models.CodeForbidden)
	}
	if who.Phone == before.Phone || !a.Is(who.ID) {
		return nil
	}
	account, err := s.Store.Account(ctx, a.AccountID)
	if err == nil && account.Phone != who.Phone {
		return models.FieldErrorf("phone", models.CodeUnprovenPhone)
	}
	return err
}

// List is the village's or the office's list of the seekers in its division, or in a narrower one of it.
func (s Service) List(ctx context.Context, a models.Actor, f models.SeekerFilter, p models.Page) (models.Listed[models.Seeker], error) {
	if f.Within == "" {
		f.Within = a.Division
	}
	if err := access.Village(a, f.Within).Err(); err != nil {
		return models.Listed[models.Seeker]{}, err
	}
	return s.Store.Seekers(ctx, f, p)
}
