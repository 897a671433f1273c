package enterprises

import (
	"context"

	"konggang/models"
)

// closeBatch bounds how many vacancies are listed at a time.
const closeBatch = 200

// close withdraws every vacancy of an enterprise that is open, paused or submitted, because of what was decided about it. It
// must be called in the transaction that decides, in which the enterprise is held, so that none opens meanwhile.
func (s Service) close(ctx context.Context, a models.Actor, e models.Enterprise) error {
	for {
		ids, err := s.Store.StandingVacancies(ctx, e.ID, closeBatch)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := s.withdraw(ctx, a, id, e.StatusReason); err != nil {
				return err
			}
		}
		if len(ids) < closeBatch {
			return nil
		}
	}
}

func (s Service) withdraw(ctx context.Context, a models.Actor, id, reason string) error {
	p, err := s.Store.HoldPosting(ctx, id)
	if err != nil {
		return err
	}
	if err := p.Vacancy.Move(models.ActWithdraw, reason, s.Calendar.Moment()); err != nil {
		return err
	}
	if err := s.Store.UpdateVacancy(ctx, &p.Vacancy); err != nil {
		return err
	}
	did := a.Did(string(models.ActWithdraw), models.ObjectVacancy, id, p.Employer.Division)
	return s.Store.Record(ctx, did.Because(reason))
}
