package market

import (
	"context"
	"maps"

	"konggang/models"
)

// edited is the view with the objects that changed as the database has them now.
func (s *Service) edited(ctx context.Context, view *View, h heard) (*View, error) {
	next := *view
	if err := s.editDivisions(ctx, &next, h.changed); err != nil {
		return nil, err
	}
	if err := s.editVacancies(ctx, &next, h); err != nil {
		return nil, err
	}
	return &next, s.editPeople(ctx, &next, h.changed)
}

// editDivisions gives search the names once, however many changed: it reads all of them anew.
func (s *Service) editDivisions(ctx context.Context, view *View, changes []models.Change) error {
	changed := map[models.DivisionCode]models.Division{}
	for _, c := range changes {
		code := models.DivisionCode(c.ID)
		if _, known := changed[code]; known || c.Kind != models.ChangeDivision {
			continue
		}
		d, err := s.Store.Division(ctx, code)
		if err != nil {
			return err
		}
		changed[code] = d
	}
	if len(changed) == 0 {
		return nil
	}
	view.places = maps.Clone(view.places)
	maps.Copy(view.places, changed)
	view.Search = view.Search.WithNames(names(view.places))
	return nil
}

func (s *Service) editVacancies(ctx context.Context, view *View, h heard) error {
	ids, err := s.Store.AffectedVacancies(ctx, h.changed)
	if err != nil || len(ids) == 0 {
		return err
	}
	found, err := s.Store.PostingsByID(ctx, ids)
	if err != nil {
		return err
	}
	changed, gone := parted(ids, found)
	view.Search = view.Search.With(h.at, s.entries(changed), gone)
	view.Matching = view.Matching.With(changed, gone)
	return nil
}

func (s *Service) editPeople(ctx context.Context, view *View, changes []models.Change) error {
	ids, err := s.Store.AffectedSeekers(ctx, changes)
	if err != nil || len(ids) == 0 {
		return err
	}
	found, err := s.Store.LookingByID(ctx, ids)
	if err != nil {
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
