package store

import (
	"context"
	"maps"
	"slices"

	"gorm.io/gorm"

	"konggang/models"
)

// AffectedVacancies gives, by id, the vacancies whose postings may read otherwise after the changes: those that changed, those
// of an enterprise that changed, and those that are measured to the point of a division that changed.
func (s *Store) AffectedVacancies(ctx context.Context, changed []models.Change) ([]string, error) {
	of := byKind(changed)
	out, enterprises, places := set(of[models.ChangeVacancy]), set(of[models.ChangeEnterprise]), set(of[models.ChangeDivision])
	at, err := idsOf[enterpriseRow](ctx, s, "division", places)
	if err != nil {
		return nil, err
	}
	maps.Copy(enterprises, at)
	working, err := idsOf[vacancyRow](ctx, s, "work_division", places)
	if err != nil {
		return nil, err
	}
	offered, err := idsOf[vacancyRow](ctx, s, "enterprise_id", enterprises)
	maps.Copy(out, working)
	maps.Copy(out, offered)
	return slices.Sorted(maps.Keys(out)), err
}

// AffectedSeekers gives, by id, the seekers who may match otherwise after the changes: those who changed, and those whose
// village did.
func (s *Store) AffectedSeekers(ctx context.Context, changed []models.Change) ([]string, error) {
	of := byKind(changed)
	out := set(of[models.ChangeSeeker])
	home, err := idsOf[seekerRow](ctx, s, "village", set(of[models.ChangeDivision]))
	maps.Copy(out, home)
	return slices.Sorted(maps.Keys(out)), err
}

func byKind(changed []models.Change) map[models.ChangeKind][]string {
	out := map[models.ChangeKind][]string{}
	for _, c := range changed {
		out[c.Kind] = append(out[c.Kind], c.ID)
	}
	return out
}

// idsOf gives the ids of the rows whose column has one of the values, however many.
func idsOf[R any](ctx context.Context, s *Store, column string, values map[string]bool) (map[string]bool, error) {
	out := map[string]bool{}
	for some := range slices.Chunk(slices.Sorted(maps.Keys(values)), maxIn) {
		var ids []string
		if err := gorm.G[R](s.db(ctx)).Where(column+" IN ?", some).Select("id").Scan(ctx, &ids); err != nil {
			return nil, err
		}
		maps.Copy(out, set(ids))
	}
	return out, nil
}
