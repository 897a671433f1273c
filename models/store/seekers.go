package store

import (
	"context"

	"gorm.io/gorm"

	"konggang/models"
)

// CreateSeeker keeps a new seeker and gives it its id, version and times. Error CodeDuplicate when the same person, by
// phone and name, is there already in the same county.
func (s *Store) CreateSeeker(ctx context.Context, k *models.Seeker) error {
	created := *k
	created.ID, created.Version, created.CreatedAt = newID(), 1, s.moment()
	created.UpdatedAt = created.CreatedAt
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		if err := s.refuseTwin(ctx, created); err != nil {
			return err
		}
		return insert(ctx, s, s.seekerRowOf(created))
	})
	return keep(k, created, taken("phone", err))
}

// UpdateSeeker writes what k now says, if nobody else did since it was read. Errors: CodeStale, CodeNotFound,
// CodeDuplicate when another seeker of the county has this phone and name.
func (s *Store) UpdateSeeker(ctx context.Context, k *models.Seeker) error {
	next := *k
	next.Version, next.UpdatedAt = k.Version+1, s.moment()
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		if err := s.refuseTwin(ctx, next); err != nil {
			return err
		}
		return replace(ctx, s, s.seekerRowOf(next), k.Version)
	})
	return keep(k, next, taken("phone", err))
}

// refuseTwin finds a twin indexed under an earlier key, whom the unique key of the table cannot see.
func (s *Store) refuseTwin(ctx context.Context, k models.Seeker) error {
	twins, err := selected[seekerRow](ctx, s, s.person(k.Phone, k.Name)).Where("id <> ? AND county = ?", k.ID, k.Village.County()).Count(ctx, "*")
	if err == nil && twins > 0 {
		return models.Errorf(models.CodeDuplicate)
	}
	return err
}

// person is who has this phone and name, indexed under whichever key.
func (s *Store) person(phone models.Phone, name string) conditions {
	return conditions{
		{"phone_index IN ?", []any{s.ring().blinds(phoneColumn, string(phone))}},
		{"name_index IN ?", []any{s.ring().blinds(nameColumn, name)}},
	}
}

// DeleteSeeker removes a seeker for good, with the seeker's consent ledger and referrals; error CodeNotFound.
func (s *Store) DeleteSeeker(ctx context.Context, id string) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		if err := remove[consentRow](ctx, s, "seeker_id = ?", id); err != nil {
			return err
		}
		if err := remove[referralRow](ctx, s, "seeker_id = ?", id); err != nil {
			return err
		}
		return removeOne[seekerRow](ctx, s, id)
	})
}

// Seeker reads one seeker; error CodeNotFound.
func (s *Store) Seeker(ctx context.Context, id string) (models.Seeker, error) {
	return fetch(ctx, s, s.seeker, "id = ?", id)
}

// LockSeeker reads a seeker and holds the row until the transaction ends, so that two who change the consents do it one after
// the other. It must be called inside Atomically. Error CodeNotFound.
func (s *Store) LockSeeker(ctx context.Context, id string) (models.Seeker, error) {
	// A write that changes nothing takes the row's lock on every engine.
	if _, err := gorm.G[seekerRow](s.db(ctx)).Where("id = ?", id).Update(ctx, "version", gorm.Expr("version")); err != nil {
		return models.Seeker{}, err
	}
	return s.Seeker(ctx, id)
}

// SeekersByPhone finds the person with this phone and name: at most one record a county, the oldest first.
func (s *Store) SeekersByPhone(ctx context.Context, phone models.Phone, name string) ([]models.Seeker, error) {
	rows, err := lookUp(ctx, s, func() ([]seekerRow, error) {
		return selected[seekerRow](ctx, s, s.person(phone, name)).Order("id").Find(ctx)
	})
	if err != nil {
		return nil, err
	}
	return mapped(rows, s.seeker)
}

// SeekersByID reads many seekers, by their ids; who is not there is left out.
func (s *Store) SeekersByID(ctx context.Context, ids []string) (map[string]models.Seeker, error) {
	rows, err := anyOf[seekerRow](ctx, s, "id", set(ids))
	out := make(map[string]models.Seeker, len(rows))
	for _, r := range rows {
		if err == nil {
			out[r.ID], err = s.seeker(r)
		}
	}
	return out, err
}

// Seekers lists seekers, the newest first. Error CodeInvalidCursor.
func (s *Store) Seekers(ctx context.Context, f models.SeekerFilter, p models.Page) (models.Listed[models.Seeker], error) {
	var where conditions
	where.within("village", f.Within)
	if f.Status != "" {
		where.add("status = ?", f.Status)
	}
	return part(ctx, s, where, false, p, each(s.seeker))
}

// LookingSeekers lists, by id, the seekers of a division who look for work and agreed to be matched.
func (s *Store) LookingSeekers(ctx context.Context, in models.DivisionCode) ([]models.Seeker, error) {
	where := conditions{looking}
	where.within("village", in)
	rows, err := selected[seekerRow](ctx, s, where).Order("id").Find(ctx)
	if err != nil {
		return nil, err
	}
	return mapped(rows, s.seeker)
}
