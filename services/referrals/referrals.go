// Package referrals is how a person gets to a vacancy: applied, or referred by the village's operator or the office, and what
// the employer makes of it. A referral is shown to the employer as long as the person agrees to that, and no longer.
package referrals

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/access"
)

// Store is what is kept of referrals.
type Store interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
	CreateReferral(ctx context.Context, r *models.Referral) error
	UpdateReferral(ctx context.Context, r *models.Referral) error
	Referral(ctx context.Context, id string) (models.Referral, error)
	Referrals(ctx context.Context, f models.ReferralFilter, p models.Page) (models.Listed[models.Referral], error)
	Seeker(ctx context.Context, id string) (models.Seeker, error)
	LockSeeker(ctx context.Context, id string) (models.Seeker, error)
	SeekersByID(ctx context.Context, ids []string) (map[string]models.Seeker, error)
	Posting(ctx context.Context, id string) (models.Posting, error)
	Record(ctx context.Context, e models.AuditEntry) error
}

// Service is the use cases of referrals.
type Service struct {
	Store    Store
	Calendar models.Calendar
}

// Referred is a referral with the person whom it is about.
type Referred struct {
	models.Referral
	Person models.Seeker
}

// Refer makes a referral; a seeker who names nobody applies themself. Errors: CodeInvalid for what is not stated or a vacancy
// that does not hire, CodeNotFound for a person who is not the actor's to act for, CodeNoConsent where the person does not agree
// to be shown to employers, CodeDuplicate for a second one to the same vacancy.
func (s Service) Refer(ctx context.Context, a models.Actor, r models.Referral) (Referred, error) {
	if r.SeekerID == "" && a.Role == models.RoleSeeker {
		r.SeekerID = a.SeekerID
	}
	r.Status = models.ReferralApplied
	if err := r.Validate(); err != nil {
		return Referred{}, err
	}
	var out Referred
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		out, err = s.refer(ctx, a, r)
		return err
	})
	return out, err
}

// refer holds the person, so that a consent which is withdrawn at the same time comes before the referral or after it.
func (s Service) refer(ctx context.Context, a models.Actor, r models.Referral) (Referred, error) {
	who, err := s.Store.LockSeeker(ctx, r.SeekerID)
	if err != nil {
		return Referred{}, err
	}
	if err := access.Seeker(a, who).Err(); err != nil {
		return Referred{}, err
	}
	if err := s.checkHiring(ctx, r.VacancyID); err != nil {
		return Referred{}, err
	}
	if !who.Consented(models.ConsentShare) {
		return Referred{}, models.NeedsConsent(models.ConsentShare)
	}
	if err := s.Store.CreateReferral(ctx, &r); err != nil {
		return Referred{}, err
	}
	return Referred{r, who}, s.Store.Record(ctx, a.Did("refer", models.ObjectReferral, r.ID, who.Village))
}

// checkHiring refuses a vacancy that villages do not hear about; that there is none is said in the same words.
func (s Service) checkHiring(ctx context.Context, id string) error {
	p, err := s.Store.Posting(ctx, id)
	hires := err == nil && p.Live(s.Calendar.Today())
	if code := models.CodeOf(err); code != "" && code != models.CodeNotFound {
		return err
	}
	if !hires {
		return models.FieldErrorf("vacancy", models.CodeNotOpen)
	}
	return nil
}

// Get reads a referral; error CodeNotFound when there is none or it is not the actor's to see.
func (s Service) Get(ctx context.Context, a models.Actor, id string) (Referred, error) {
	of, err := s.application(ctx, id)
	if err != nil {
		return Referred{}, err
	}
	if err := access.ReadReferral(a, of).Err(); err != nil {
		return Referred{}, err
	}
	return Referred{of.Referral, of.Seeker}, nil
}

func (s Service) application(ctx context.Context, id string) (access.Application, error) {
	r, err := s.Store.Referral(ctx, id)
	if err != nil {
		return access.Application{}, err
	}
	who, err := s.Store.Seeker(ctx, r.SeekerID)
	if err != nil {
		return access.Application{}, err
	}
	p, err := s.Store.Posting(ctx, r.VacancyID)
	return access.Application{Referral: r, Seeker: who, Vacancy: p.Vacancy}, err
}

// Move takes the referral as of version to another state. Errors: as Get, CodeInvalid for no state, CodeForbidden for one that
// is the other side's to say, CodeStale, CodeIllegalTransition.
func (s Service) Move(ctx context.Context, a models.Actor, id string, version int, to models.ReferralStatus) (Referred, error) {
	var out Referred
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		out, err = s.move(ctx, a, id, version, to)
		return err
	})
	return out, err
}

func (s Service) move(ctx context.Context, a models.Actor, id string, version int, to models.ReferralStatus) (Referred, error) {
	of, err := s.movable(ctx, a, id, to)
	if err != nil {
		return Referred{}, err
	}
	r := of.Referral
	if r.Version != version {
		return Referred{}, models.Errorf(models.CodeStale)
	}
	if err := r.Move(to); err != nil {
		return Referred{}, err
	}
	if err := s.Store.UpdateReferral(ctx, &r); err != nil {
		return Referred{}, err
	}
	return Referred{r, of.Seeker}, s.Store.Record(ctx, a.Did(string(to), models.ObjectReferral, r.ID, of.Seeker.Village))
}

// movable is the referral, if the actor may take it to the state.
func (s Service) movable(ctx context.Context, a models.Actor, id string, to models.ReferralStatus) (access.Application, error) {
	of, err := s.application(ctx, id)
	if err != nil {
		return of, err
	}
	if err := access.ReadReferral(a, of).Err(); err != nil {
		return of, err
	}
	if err := to.Check(); err != nil {
		return of, err
	}
	return of, access.MoveReferral(a, of, to).Err()
}

// List is the seeker's own referrals, those of the people of a village or an office, or those for an enterprise's vacancies
// whose people agree to be shown to it; the newest first. Error CodeInvalidCursor.
func (s Service) List(ctx context.Context, a models.Actor, f models.ReferralFilter, p models.Page) (models.Listed[Referred], error) {
	none := models.Listed[Referred]{Items: []Referred{}}
	switch {
	case a.Role == models.RoleSeeker && a.SeekerID != "":
		f.SeekerID = a.SeekerID
	case a.Role == models.RoleEnterprise && a.EnterpriseID != "":
		f.EnterpriseID = a.EnterpriseID
	case (a.Role == models.RoleVillage || a.Role == models.RoleOffice) && a.Division != "":
		f.Within = a.Division
	default:
		return none, nil // who is bound to nothing yet has nothing
	}
	found, err := s.Store.Referrals(ctx, f, p)
	if err != nil {
		return none, err
	}
	out, err := s.withPeople(ctx, found)
	if f.EnterpriseID != "" {
		out.Items = slices.DeleteFunc(out.Items, func(r Referred) bool { return !r.Person.Consented(models.ConsentShare) })
	}
	return out, err
}

// withPeople leaves out whom somebody erased since the list was read.
func (s Service) withPeople(ctx context.Context, l models.Listed[models.Referral]) (models.Listed[Referred], error) {
	ids := make([]string, len(l.Items))
	for i, r := range l.Items {
		ids[i] = r.SeekerID
	}
	people, err := s.Store.SeekersByID(ctx, ids)
	out := models.Listed[Referred]{Items: []Referred{}, Next: l.Next, Total: l.Total}
	for _, r := range l.Items {
		if who, there := people[r.SeekerID]; there {
			out.Items = append(out.Items, Referred{r, who})
		}
	}
	return out, err
}
