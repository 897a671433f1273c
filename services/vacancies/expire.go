package vacancies

import (
	"context"

	"konggang/models"
)

// expireBatch bounds one transaction of Expire.
const expireBatch = 200

// Expire writes down the end of every vacancy whose validity has passed and tells how many.
func (s Service) Expire(ctx context.Context) (int, error) {
	for total := 0; ; {
		n, err := s.expireSome(ctx, s.Calendar.Today())
		total += n
		if err != nil || n < expireBatch {
			return total, err
		}
	}
}

func (s Service) expireSome(ctx context.Context, today models.Date) (int, error) {
	n := 0
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		due, err := s.Store.ExpiredVacancies(ctx, today, expireBatch)
		n = len(due)
		for _, id := range due {
			if err == nil {
				err = s.expireOne(ctx, id, today)
			}
		}
		return err
	})
	if err != nil {
		n = 0
	}
	return n, err
}

func (s Service) expireOne(ctx context.Context, id string, today models.Date) error {
	p, err := s.Store.HoldPosting(ctx, id)
	if err != nil || !p.Vacancy.Lapsed(today) {
		return err // else somebody was quicker
	}
	if err := p.Vacancy.Move(models.ActExpire, "", s.Calendar.Moment()); err != nil {
		return err
	}
	if err := s.Store.UpdateVacancy(ctx, &p.Vacancy); err != nil {
		return err
	}
	return s.record(ctx, models.System("expiry"), string(models.ActExpire), p, "")
}
