package market

import (
	"context"
	"maps"
	"slices"

	"konggang/models"
)

// edited is the view with the objects as the database has them now.
func (s *Service) edited(ctx context.Context, view *View, objects map[object]bool) (*View, error) {
	next := *view
	vacancies, seekers, err := s.touched(ctx, &next, objects)
	if err != nil {
		return nil, err
	}
	if err := s.editVacancies(ctx, &next, vacancies); err != nil {
		return nil, err
	}
	return &next, s.editPeople(ctx, &next, seekers)
}

// touched shows what changed in the divisions and gives the vacancies and seekers to be read again: those that changed, an
// enterprise's, and those whose distances are measured to or from a division that changed.
func (s *Service) touched(ctx context.Context, view *View, objects map[object]bool) (vacancies, seekers []string, err error) {
	again := map[object]bool{}
	for o := range objects {
		switch o.kind {
		case models.ChangedVacancy, models.ChangedSeeker:
			again[o] = true
			continue
		case models.ChangedDivision:
			if err := s.editDivision(ctx, view, models.DivisionCode(o.id)); err != nil {
				return nil, nil, err
			}
		}
		v, k, err := s.Store.Dependents(ctx, o.kind, o.id)
		if err != nil {
			return nil, nil, err
		}
		for _, id := range v {
			again[object{models.ChangedVacancy, id}] = true
		}
		for _, id := range k {
			again[object{models.ChangedSeeker, id}] = true
		}
	}
	for _, o := range slices.SortedFunc(maps.Keys(again), object.compare) {
		if o.kind == models.ChangedVacancy {
			vacancies = append(vacancies, o.id)
		} else {
			seekers = append(seekers, o.id)
		}
	}
	return vacancies, seekers, nil
}

func (s *Service) editDivision(ctx context.Context, view *View, code models.DivisionCode) error {
	d, err := s.Store.Division(ctx, code)
	if err != nil {
		return err
	}
	view.places = maps.Clone(view.places)
	view.places[code] = d
	view.Search = view.Search.WithNames(names(view.places))
	return nil
}

func (s *Service) editVacancies(ctx context.Context, view *View, ids []string) error {
	found, err := s.Store.PostingsByID(ctx, ids)
	if err != nil || len(ids) == 0 {
		return err
	}
	changed, gone := parted(ids, found)
	view.Search = view.Search.With(s.Calendar.Moment(), s.entries(changed), gone)
	view.Matching = view.Matching.With(changed, gone)
	return nil
}

func (s *Service) editPeople(ctx context.Context, view *View, ids []string) error {
	found, err := s.Store.LookingByID(ctx, ids)
	if err != nil || len(ids) == 0 {
		return err
	}
	changed, gone := parted(ids, found)
	view.Matching = view.Matching.WithPeople(view.people(changed), gone)
	return nil
}

// parted gives what was found, in the order of the ids, and the ids of what was not.
func parted[T any](ids []string, found map[string]T) (there []T, gone []string) {
	for _, id := range ids {
		if one, ok := found[id]; ok {
			there = append(there, one)
		} else {
			gone = append(gone, id)
		}
	}
	return there, gone
}
