// Package seekers is what can be done with the people who look for work: register, change, erase, bring in by the sheet.
package seekers

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/importing"
	"konggang/services/occupations"
)

// Store is what is kept of seekers.
type Store interface {
	importing.Transactions
	CreateSeeker(ctx context.Context, s *models.Seeker) error
	Seeker(ctx context.Context, id string) (models.Seeker, error)
	SeekerByPhone(ctx context.Context, phone models.Phone, name string) (models.Seeker, error)
	UpdateSeeker(ctx context.Context, s *models.Seeker) error
	DeleteSeeker(ctx context.Context, id string) error
	Seekers(ctx context.Context, f models.SeekerFilter, p models.Page) (models.Listed[models.Seeker], error)
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	DivisionsWithin(ctx context.Context, code models.DivisionCode, level models.Level) ([]models.Division, error)
}

// Service is the use cases of seekers.
type Service struct {
	Store    Store
	Calendar models.Calendar
}

// Register keeps a new seeker, with the consent that makes it lawful to. Errors: CodeInvalid with every wrong field,
// CodeForbidden for a village that is not the actor's, CodeDuplicate for a person who is registered already.
func (s Service) Register(ctx context.Context, a models.Actor, who models.Seeker) (models.Seeker, error) {
	if who.Status == "" {
		who.Status = models.SeekerLooking
	}
	if err := s.settle(ctx, &who); err != nil {
		return who, err
	}
	if err := access.Village(a, who.Village).Err(); err != nil {
		return who, err
	}
	err := s.Store.CreateSeeker(ctx, &who)
	return who, err
}

// settle cleans and checks a seeker and fills in the occupations that the wanted titles tell.
func (s Service) settle(ctx context.Context, who *models.Seeker) error {
	who.Clean()
	for i, c := range who.Consents {
		if c.GivenAt.IsZero() {
			who.Consents[i].GivenAt = s.Calendar.Moment()
		}
	}
	who.Occupations = withTold(who.Occupations, who.Wanted)
	year, _, _ := s.Calendar.Today().Parts()
	if err := who.Validate(year); err != nil {
		return err
	}
	if len(who.Consents) == 0 {
		return models.FieldErrorf("consent", models.CodeNoConsent)
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

// Change applies change to the seeker as of version. Errors: as Get, CodeStale, CodeInvalid.
func (s Service) Change(ctx context.Context, a models.Actor, id string, version int, change func(*models.Seeker)) (models.Seeker, error) {
	who, err := s.Get(ctx, a, id)
	if err != nil {
		return who, err
	}
	if who.Version != version {
		return models.Seeker{}, models.Errorf(models.CodeStale)
	}
	before := who
	change(&who)
	if !slices.Equal(before.Wanted, who.Wanted) && slices.Equal(before.Occupations, who.Occupations) {
		who.Occupations = nil // told anew from the new titles
	}
	if err := s.settle(ctx, &who); err != nil {
		return models.Seeker{}, err
	}
	if err := access.Seeker(a, who).Err(); err != nil {
		return models.Seeker{}, models.FieldErrorf("village", models.CodeForbidden)
	}
	err = s.Store.UpdateSeeker(ctx, &who)
	return who, err
}

// Erase deletes the seeker. Errors: as Get.
func (s Service) Erase(ctx context.Context, a models.Actor, id string) error {
	if _, err := s.Get(ctx, a, id); err != nil {
		return err
	}
	return s.Store.DeleteSeeker(ctx, id)
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
