package store

import (
	"context"
	"maps"
	"slices"

	"gorm.io/gorm"

	"konggang/models"
)

// Posting reads a vacancy with its enterprise and the point its distance is measured to; error CodeNotFound.
func (s *Store) Posting(ctx context.Context, id string) (models.Posting, error) {
	row, err := gorm.G[vacancyRow](s.db(ctx)).Where("id = ?", id).Take(ctx)
	if err != nil {
		return models.Posting{}, err
	}
	list, err := s.postings(ctx, []vacancyRow{row})
	if err != nil {
		return models.Posting{}, err
	}
	return list[0], nil
}

// OpenPostings lists, by the vacancy's id, everything that villages can hear about today: live vacancies of approved
// enterprises.
func (s *Store) OpenPostings(ctx context.Context, today models.Date) ([]models.Posting, error) {
	rows, err := s.open(ctx, today).Order("id").Find(ctx)
	if err != nil {
		return nil, err
	}
	return s.postings(ctx, rows)
}

// postings joins vacancies with their enterprises and places, in the order given.
func (s *Store) postings(ctx context.Context, rows []vacancyRow) ([]models.Posting, error) {
	enterprises, err := s.employers(ctx, rows)
	if err != nil {
		return nil, err
	}
	out := make([]models.Posting, len(rows))
	codes := map[models.DivisionCode]bool{}
	for i, r := range rows {
		out[i] = models.Posting{Vacancy: r.model(), Employer: enterprises[r.EnterpriseID]}
		codes[out[i].Vacancy.Workplace.Division] = true
		codes[out[i].Employer.Division] = true
	}
	points, err := s.points(ctx, codes)
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Locate(func(code models.DivisionCode) *models.Point { return points[code] })
	}
	return out, nil
}

func (s *Store) employers(ctx context.Context, vacancies []vacancyRow) (map[string]models.Enterprise, error) {
	ids := map[string]bool{}
	for _, v := range vacancies {
		ids[v.EnterpriseID] = true
	}
	rows, err := anyOf[enterpriseRow](ctx, s, "id", ids)
	out := make(map[string]models.Enterprise, len(rows))
	for _, r := range rows {
		out[r.ID] = r.model()
	}
	return out, err
}

func (s *Store) points(ctx context.Context, codes map[models.DivisionCode]bool) (map[models.DivisionCode]*models.Point, error) {
	rows, err := anyOf[divisionRow](ctx, s, "code", codes)
	out := make(map[models.DivisionCode]*models.Point, len(rows))
	for _, r := range rows {
		out[r.Code] = r.Point.model()
	}
	return out, err
}

// anyOf reads the rows whose column has one of the values, however many, in no order.
func anyOf[R any, K ~string](ctx context.Context, s *Store, column string, values map[K]bool) ([]R, error) {
	var out []R
	for some := range slices.Chunk(slices.Sorted(maps.Keys(values)), maxIn) {
		rows, err := gorm.G[R](s.db(ctx)).Where(column+" IN ?", some).Find(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}
