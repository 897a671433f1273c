package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"konggang/models"
)

// attemptRow counts the wrong passwords in a row for a phone, whether anybody signs in with it or not: an answer that differed
// would tell.
type attemptRow struct {
	PhoneIndex  blindIndex `gorm:"primaryKey"`
	Failures    int
	LastAt      time.Time
	LockedUntil time.Time
}

// TableName implements GORM's schema.Tabler.
func (attemptRow) TableName() string { return "attempts" }

// BeginAttempt counts an attempt to sign in with a phone as failed before it is made, so that many at once are all counted,
// and locks the phone for as long as pause says of the failures in a row. While it is locked nothing is counted; the time when
// it opens again is given, the zero time otherwise. Failures older than forget do not count any more.
func (s *Store) BeginAttempt(ctx context.Context, phone models.Phone, now time.Time, forget time.Duration, pause func(failures int) time.Duration) (time.Time, error) {
	var locked time.Time
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		fresh := attemptRow{PhoneIndex: s.ring().blind(signInColumn, string(phone)), LastAt: *utc(&now), LockedUntil: *utc(&now)}
		hold := clause.OnConflict{Columns: []clause.Column{{Name: "phone_index"}}, DoUpdates: clause.Set{{Column: clause.Column{Name: "failures"}, Value: gorm.Expr("attempts.failures")}}}
		if err := gorm.G[attemptRow](s.db(ctx), hold).Create(ctx, &fresh); err != nil {
			return err
		}
		row, err := gorm.G[attemptRow](s.db(ctx)).Where("phone_index = ?", fresh.PhoneIndex).Take(ctx)
		if err != nil {
			return err
		}
		locked = time.Time{}
		if row.LockedUntil.After(now) {
			locked = row.LockedUntil.UTC()
			return nil
		}
		if now.Sub(row.LastAt) > forget {
			row.Failures = 0
		}
		row.Failures++
		row.LastAt, row.LockedUntil = *utc(&now), now.Add(pause(row.Failures)).UTC().Truncate(time.Millisecond)
		_, err = gorm.G[attemptRow](s.db(ctx)).Where("phone_index = ?", row.PhoneIndex).Select("failures", "last_at", "locked_until").Updates(ctx, row)
		return err
	})
	return locked, err
}

// ForgiveAttempts forgets the failures of a phone.
func (s *Store) ForgiveAttempts(ctx context.Context, phone models.Phone) error {
	_, err := lookUp(ctx, s, func() (struct{}, error) {
		return struct{}{}, remove[attemptRow](ctx, s, "phone_index IN ?", s.ring().blinds(signInColumn, string(phone)))
	})
	return err
}

// DropOldAttempts forgets the failures whose last was before then.
func (s *Store) DropOldAttempts(ctx context.Context, before time.Time) error {
	return remove[attemptRow](ctx, s, "last_at < ?", *utc(&before))
}
