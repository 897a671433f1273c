package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

type codeRow struct {
	ID         string `gorm:"primaryKey"`
	PhoneIndex blindIndex
	Purpose    models.CodePurpose
	Hash       blindIndex
	Tries      int
	CreatedAt  time.Time `gorm:"autoCreateTime:false"`
	ExpiresAt  time.Time
}

// TableName implements GORM's schema.Tabler.
func (codeRow) TableName() string { return "codes" }

// digest keeps a code so that nobody without the keys can try the million codes there are.
func (k sealingKey) digest(id, code string) blindIndex { return k.blind("code", id+"\x00"+code) }

// CreateCode keeps a one-time code for a phone and gives it its id and time.
func (s *Store) CreateCode(ctx context.Context, c *models.OneTimeCode, code string) error {
	created := *c
	created.ID, created.CreatedAt, created.ExpiresAt = newID(), s.moment(), *utc(&c.ExpiresAt)
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		key := s.ring().current()
		return insert(ctx, s, codeRow{ID: created.ID, PhoneIndex: key.blind(signInColumn, string(c.Phone)), Purpose: c.Purpose,
			Hash: key.digest(created.ID, code), Tries: c.Tries, CreatedAt: created.CreatedAt, ExpiresAt: created.ExpiresAt})
	})
	return keep(c, created, err)
}

// CodesSince counts the codes that were made for a phone since then.
func (s *Store) CodesSince(ctx context.Context, phone models.Phone, since time.Time) (int, error) {
	n, err := lookUp(ctx, s, func() (int64, error) {
		return gorm.G[codeRow](s.db(ctx)).Where("phone_index IN ? AND created_at >= ?", s.ring().blinds(signInColumn, string(phone)), *utc(&since)).Count(ctx, "*")
	})
	return int(n), err
}

// TryCode tells whether code is the newest one made for the phone and the purpose that is good now, and uses it up if it is;
// a wrong guess is counted on it. It must be called inside Atomically, whose transaction must be kept after a wrong guess.
// Error CodeNotFound when there is none, or it was guessed at too often.
func (s *Store) TryCode(ctx context.Context, phone models.Phone, purpose models.CodePurpose, code string, now time.Time, most int) (bool, error) {
	row, err := lookUp(ctx, s, func() (codeRow, error) {
		return gorm.G[codeRow](s.db(ctx)).Where("phone_index IN ? AND purpose = ? AND expires_at > ?", s.ring().blinds(signInColumn, string(phone)), purpose, *utc(&now)).
			Order("id DESC").Take(ctx)
	})
	if err != nil {
		return false, err
	}
	counted, err := gorm.G[codeRow](s.db(ctx)).Where("id = ? AND tries < ?", row.ID, most).Update(ctx, "tries", gorm.Expr("tries + 1"))
	if err != nil {
		return false, err
	}
	if counted == 0 {
		return false, models.Errorf(models.CodeNotFound)
	}
	for _, key := range s.ring().keys {
		if equal(key.digest(row.ID, code), row.Hash) {
			used, err := gorm.G[codeRow](s.db(ctx)).Where("id = ?", row.ID).Delete(ctx)
			return used == 1, err
		}
	}
	return false, nil
}

// DropOldCodes forgets the codes made before then.
func (s *Store) DropOldCodes(ctx context.Context, before time.Time) error {
	return remove[codeRow](ctx, s, "created_at < ?", *utc(&before))
}
