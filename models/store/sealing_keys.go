package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
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
// under a known id, is an error, so that a wrong setting shows at the start and not as seekers nobody can read. Keys that
// are new are remembered. Migrate ends with it; a program that does not migrate should call it before it serves.
func (s *Store) CheckKeys(ctx context.Context) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		kept, err := gorm.G[sealingKeyRow](s.db(ctx)).Order("id").Find(ctx)
		if err != nil {
			return err
		}
		for _, row := range kept {
			key := s.keys.key(row.ID)
			if key == nil {
				return fmt.Errorf("store: key %q sealed data in this database and is not among the secret keys", row.ID)
			}
			if key.row() != row {
				return fmt.Errorf("store: key %q is not the key that sealed data in this database under that id", row.ID)
			}
		}
		for _, key := range s.keys.keys {
			row := key.row()
			if err := gorm.G[sealingKeyRow](s.db(ctx), clause.OnConflict{DoNothing: true}).Create(ctx, &row); err != nil {
				return err
			}
		}
		return nil
	})
}
