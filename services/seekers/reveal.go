package seekers

import (
	"context"

	"konggang/models"
	"konggang/services/access"
)

// Reveal gives the person with full name and phone, and keeps in the audit who saw them and why. Everybody but the person needs
// a reason; an enterprise also needs a vacancy (see access.Reveal). Errors: CodeNotFound for a person who is not the actor's to
// know, CodeInvalid for no reason.
func (s Service) Reveal(ctx context.Context, a models.Actor, id, vacancyID, reason string) (models.Seeker, error) {
	interest, err := s.interest(ctx, a, id, vacancyID)
	if err != nil {
		return models.Seeker{}, err
	}
	return s.together(ctx, func(ctx context.Context) (models.Seeker, error) {
		who, err := s.Store.LockSeeker(ctx, id) // a consent that is withdrawn meanwhile is withdrawn before, or after
		if err != nil {
			return who, err
		}
		if err := access.Reveal(a, who, interest).Err(); err != nil {
			return who, err
		}
		return who, s.noteReveal(ctx, a, who, interest, reason)
	})
}

func (s Service) noteReveal(ctx context.Context, a models.Actor, who models.Seeker, of access.Interest, reason string) error {
	reason, err := models.ParseReason(reason)
	if err != nil && (!a.Is(who.ID) || reason != "") {
		return err
	}
	details := []string{"name", "phone"}
	if about := of.Posting.Vacancy.ID; about != "" {
		details = append(details, "vacancy "+about)
	}
	return s.Store.Record(ctx, did(a, didReveal, who).Because(who.Redact(reason)).With(details...))
}

// interest is what an enterprise has in the person by the vacancy that it names; of others none is asked.
func (s Service) interest(ctx context.Context, a models.Actor, id, vacancyID string) (access.Interest, error) {
	if a.Role != models.RoleEnterprise || vacancyID == "" {
		return access.Interest{}, nil
	}
	p, err := s.Store.Posting(ctx, vacancyID)
	if err != nil || !a.Owns(p.Vacancy.EnterpriseID) {
		return access.Interest{}, unlessAbsent(err)
	}
	linked, err := s.linked(ctx, id, p)
	return access.Interest{Posting: p, Linked: linked}, err
}

// linked tells whether the person has applied for the vacancy, or is a candidate for it.
func (s Service) linked(ctx context.Context, id string, p models.Posting) (bool, error) {
	r, err := s.Store.ReferralOf(ctx, id, p.Vacancy.ID)
	if err == nil && r.Standing() {
		return true, nil
	}
	if err := unlessAbsent(err); err != nil {
		return false, err
	}
	who, err := s.Store.Seeker(ctx, id)
	if err != nil {
		return false, unlessAbsent(err)
	}
	return s.Market.Suits(ctx, who, p)
}

// unlessAbsent is the error, unless it says that something is not there.
func unlessAbsent(err error) error {
	if models.CodeOf(err) == models.CodeNotFound {
		return nil
	}
	return err
}
