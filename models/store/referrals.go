package store

import (
	"context"

	"konggang/models"
)

type referralRow struct {
	Record
	SeekerID  string
	VacancyID string
	Channel   models.Channel
	Status    models.ReferralStatus
}

// TableName implements GORM's schema.Tabler.
func (referralRow) TableName() string { return "referrals" }

func referralRowOf(r models.Referral) referralRow {
	return referralRow{Record{r.ID, r.Version, r.CreatedAt.UTC(), r.UpdatedAt.UTC()}, r.SeekerID, r.VacancyID, r.Channel, r.Status}
}

func (r referralRow) model() models.Referral {
	return models.Referral{ID: r.ID, SeekerID: r.SeekerID, VacancyID: r.VacancyID, Channel: r.Channel, Status: r.Status,
		Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC()}
}

// CreateReferral keeps a new referral and gives it its id, version and times. Errors: CodeDuplicate when the person has one for
// the vacancy, CodeConflict for a person or a vacancy that is not there.
func (s *Store) CreateReferral(ctx context.Context, r *models.Referral) error {
	created := *r
	created.ID, created.Version, created.CreatedAt = newID(), 1, s.moment()
	created.UpdatedAt = created.CreatedAt
	return keep(r, created, insert(ctx, s, referralRowOf(created)))
}

// UpdateReferral writes what r now says, if nobody else did since it was read. Errors: CodeStale, CodeNotFound.
func (s *Store) UpdateReferral(ctx context.Context, r *models.Referral) error {
	next := *r
	next.Version, next.UpdatedAt = r.Version+1, s.moment()
	return keep(r, next, replace(ctx, s, referralRowOf(next), r.Version))
}

// Referral reads one referral; error CodeNotFound.
func (s *Store) Referral(ctx context.Context, id string) (models.Referral, error) {
	return fetch(ctx, s, plainly(referralRow.model), "id = ?", id)
}

// ReferralOf reads the referral of a person for a vacancy; error CodeNotFound.
func (s *Store) ReferralOf(ctx context.Context, seekerID, vacancyID string) (models.Referral, error) {
	return fetch(ctx, s, plainly(referralRow.model), "seeker_id = ? AND vacancy_id = ?", seekerID, vacancyID)
}

// Referrals lists the referrals that the filter leaves, the newest first. Error CodeInvalidCursor.
func (s *Store) Referrals(ctx context.Context, f models.ReferralFilter, p models.Page) (models.Listed[models.Referral], error) {
	var where conditions
	for _, c := range []struct{ column, value string }{{"seeker_id", f.SeekerID}, {"vacancy_id", f.VacancyID}, {"status", string(f.Status)}} {
		if c.value != "" {
			where.add(c.column+" = ?", c.value)
		}
	}
	if f.EnterpriseID != "" {
		where.add("vacancy_id IN (SELECT id FROM vacancies WHERE enterprise_id = ?)", f.EnterpriseID)
		where.add("seeker_id IN (SELECT id FROM seekers WHERE sharing = ?)", true)
	}
	if f.Within != "" {
		inside := within("village", f.Within)
		where.add("seeker_id IN (SELECT id FROM seekers WHERE "+inside.sql+")", inside.args...)
	}
	return part(ctx, s, where, false, p, each(plainly(referralRow.model)))
}
