package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"konggang/models"
)

// sealingKeyRow remembers a key that may have sealed something, by a proof that only the same key can give.
type sealingKeyRow struct {
	ID    string `gorm:"primaryKey"`
	Proof string
}

// TableName implements GORM's schema.Tabler.
func (sealingKeyRow) TableName() string { return "sealing_keys" }

func (k sealingKey) row() sealingKeyRow { return sealingKeyRow{k.id, k.blind("proof", k.id)} }

// CheckKeys tells whether the key ring is the one this database was sealed with: a key that is missing, or another key
// under a known id, is an error, so that a wrong setting shows at the start and not as seekers nobody can read. The current
// key is remembered before it seals anything; the others open what was sealed before, and may go once nothing is (see
// Rotate). Migrate ends with it; a program that does not migrate should call it before it serves.
func (s *Store) CheckKeys(ctx context.Context) error {
	err := s.Atomically(ctx, func(ctx context.Context) error {
		ring := s.ring()
		if err := s.checkRing(ctx, ring); err != nil {
			return err
		}
		current := ring.keys[0].row()
		return gorm.G[sealingKeyRow](s.db(ctx), clause.OnConflict{DoNothing: true}).Create(ctx, &current)
	})
	if err == nil {
		_, err = s.chainKey(ctx)
	}
	return err
}

func (s *Store) checkRing(ctx context.Context, ring *Keyring) error {
	kept, err := gorm.G[sealingKeyRow](s.db(ctx)).Order("id").Find(ctx)
	if err != nil {
		return err
	}
	for _, row := range kept {
		key := ring.key(row.ID)
		if key == nil {
			return fmt.Errorf("store: key %q sealed data in this database and is not among the secret keys", row.ID)
		}
		if key.row() != row {
			return fmt.Errorf("store: key %q is not the key that sealed data in this database under that id", row.ID)
		}
	}
	return nil
}

// ring is the key ring of now.
func (s *Store) ring() *Keyring { return s.keys.Load() }

// followKeys takes up a key that another process has begun to seal with. Whatever seals or looks up by a blind index calls it
// first: a ring without that key would not find what was indexed under it and would keep the same person twice. Error
// CodeUnavailable when the key is not to be had: the program needs it before it may write.
func (s *Store) followKeys(ctx context.Context) error {
	if s.checkRing(ctx, s.ring()) == nil {
		return nil
	}
	ring := s.ring()
	if s.reload != nil {
		fresh, err := s.reload()
		if err != nil {
			return &models.Error{Code: models.CodeUnavailable, Cause: err}
		}
		ring = fresh
	}
	if err := s.checkRing(ctx, ring); err != nil {
		return &models.Error{Code: models.CodeUnavailable, Cause: err}
	}
	s.keys.Store(ring)
	return nil
}

// unseal opens what is kept at a place, with a key ring read anew where the one at hand lacks the key.
func (s *Store) unseal(at place, kept sealed) (string, error) {
	ring := s.ring()
	if s.reload != nil && ring.key(kept.keyID()) == nil {
		fresh, err := s.reload()
		if err != nil {
			return "", err
		}
		s.keys.Store(fresh)
		ring = fresh
	}
	return ring.unseal(at, kept)
}
