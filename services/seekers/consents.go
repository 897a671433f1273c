package seekers

import (
	"context"
	"slices"
	"strings"
	"time"

	"konggang/models"
)

// Agreement is what somebody agrees to at once: when (now, where GivenAt is zero), and who saw it.
type Agreement struct {
	Scopes      []models.ConsentScope
	GivenAt     time.Time
	WitnessedBy string
}

// Consent puts an agreement into force and into the ledger. Errors: as Get, CodeInvalid for no or an unknown scope, for a time
// that has not come, and for no witness where somebody else than the person records it.
func (s Service) Consent(ctx context.Context, a models.Actor, id string, given Agreement) error {
	_, err := s.together(ctx, func(ctx context.Context) (models.Seeker, error) {
		return s.amend(ctx, a, id, didConsent, func(who *models.Seeker) error {
			return s.agree(who, given)
		})
	})
	return err
}

func (s Service) agree(who *models.Seeker, given Agreement) error {
	if len(given.Scopes) == 0 {
		return models.FieldErrorf("scopes", models.CodeRequired)
	}
	if given.GivenAt.IsZero() {
		given.GivenAt = s.Calendar.Moment()
	}
	for _, scope := range given.Scopes {
		if !models.ConsentScopes.Has(scope) {
			return models.FieldErrorf("scopes", models.CodeUnknownValue, strings.Join(models.ConsentScopes.Words(), " "))
		}
		who.Agree(models.Consent{Scope: scope, GivenAt: given.GivenAt, WitnessedBy: models.CleanText(given.WitnessedBy)})
	}
	return nil
}

// Withdraw takes an agreement back, with effect from the next call on. Errors: as Get, CodeNotFound for what is not in force.
func (s Service) Withdraw(ctx context.Context, a models.Actor, id string, scope models.ConsentScope) error {
	_, err := s.together(ctx, func(ctx context.Context) (models.Seeker, error) {
		return s.amend(ctx, a, id, didWithdraw, func(who *models.Seeker) error {
			if !who.Withdraw(scope) {
				return models.Errorf(models.CodeNotFound)
			}
			return nil
		})
	})
	return err
}

// amend changes the consents of a person as they are now, whatever version was read before: a withdrawal must not fail because
// somebody else was editing a wish.
func (s Service) amend(ctx context.Context, a models.Actor, id, what string, change func(*models.Seeker) error) (models.Seeker, error) {
	before, err := s.locked(ctx, a, id)
	if err != nil {
		return before, err
	}
	who := before
	if err := change(&who); err != nil {
		return who, err
	}
	now := s.Calendar.Moment()
	entries := models.ConsentChanges(before.Consents, who.Consents, a, now)
	if err := models.CheckConsents("", entries, !a.Is(id), now); err != nil || len(entries) == 0 {
		return who, err
	}
	if err := s.Store.UpdateSeeker(ctx, &who); err != nil {
		return who, err
	}
	return who, s.note(ctx, did(a, what, who).With(scopesOf(entries)...), entries)
}

func scopesOf(entries []models.ConsentEntry) []string {
	var out []string
	for _, e := range entries {
		out = append(out, string(e.Scope))
	}
	return out
}

// Ledger is all that a person ever agreed to and took back, the oldest entry first. Errors: as Get.
func (s Service) Ledger(ctx context.Context, a models.Actor, id string) ([]models.ConsentEntry, error) {
	if _, err := s.Get(ctx, a, id); err != nil {
		return nil, err
	}
	return s.Store.ConsentLedger(ctx, id)
}

// changed are the ledger's entries for a change of a whole record. Errors: CodeInvalid as for Consent.
func (s Service) changed(a models.Actor, before, who models.Seeker) ([]models.ConsentEntry, error) {
	now := s.Calendar.Moment()
	entries := models.ConsentChanges(before.Consents, who.Consents, a, now)
	return entries, models.CheckConsents("consent.", entries, !a.Is(who.ID), now)
}

// dated are the consents with now for those that do not say when they were given.
func dated(consents []models.Consent, now time.Time) []models.Consent {
	out := slices.Clone(consents)
	for i := range out {
		if out[i].GivenAt.IsZero() {
			out[i].GivenAt = now
		}
	}
	return out
}
