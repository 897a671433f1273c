package vacancies

import (
	"context"

	"konggang/models"
	"konggang/services/access"
)

// Kept is a part of an actor's own list and the free places in the whole of it. Reports counts, by vacancy and kind, what
// people reported, for the office alone.
type Kept struct {
	models.Listed[models.Posting]
	Headcount int
	Reports   map[string]map[models.ReportKind]int
}

// List is the actor's own list: an enterprise's vacancies in any state, those of an office's division or of a narrower one,
// of which the submitted ones are its queue and come in the order in which they entered it. Errors: CodeUnauthenticated,
// CodeForbidden for others and for a division outside the office's.
func (s Service) List(ctx context.Context, a models.Actor, f models.VacancyFilter, page models.Page) (Kept, error) {
	switch a.Role {
	case models.RoleEnterprise:
		if a.EnterpriseID == "" {
			return Kept{}, nil // somebody who signed up and has registered no enterprise yet
		}
		f.EnterpriseID, f.Within = a.EnterpriseID, ""
	case models.RoleOffice:
		if f.Within == "" {
			f.Within = a.Division
		}
		if err := access.Division(a, f.Within).Err(); err != nil {
			return Kept{}, err
		}
		f.OldestFirst = f.Status == models.VacancySubmitted
	case models.RoleAnonymous:
		return Kept{}, models.Errorf(models.CodeUnauthenticated)
	default:
		return Kept{}, models.Errorf(models.CodeForbidden)
	}
	f.Today = s.Calendar.Today()
	return s.part(ctx, a, f, page)
}

func (s Service) part(ctx context.Context, a models.Actor, f models.VacancyFilter, page models.Page) (Kept, error) {
	part, err := s.Store.Vacancies(ctx, f, page)
	if err != nil {
		return Kept{}, err
	}
	for i, p := range part.Items {
		part.Items[i].Vacancy = p.Vacancy.On(f.Today)
	}
	headcount, err := s.Store.TotalHeadcount(ctx, f)
	if err != nil {
		return Kept{}, err
	}
	reports, err := s.ReportCounts(ctx, a, part.Items...)
	return Kept{part, headcount, reports}, err
}
