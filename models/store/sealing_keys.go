package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"konggang/models"
)

// sealingKeyRow remembers a key that may have sealed something, by a proof that only the same key can give. The key of the
// highest Turn is the one that seals, whatever key a process has in front; 0 is none yet.
type sealingKeyRow struct {
	ID    string `gorm:"primaryKey"`
	Proof string
	Turn  int
}

// TableName implements GORM's schema.Tabler.
func (sealingKeyRow) TableName() string { return "sealing_keys" }

func (k sealingKey) proof() string { return string(k.blind("proof", k.id)) }

// sealingKeys are the keys that the database is used with.
type sealingKeys []sealingKeyRow

// last is the row of the key that seals, the zero row when none does yet.
func (all sealingKeys) last() sealingKeyRow {
	var last sealingKeyRow
	for _, row := range all {
		if row.Turn > last.Turn {
			last = row
		}
	}
	return last
}

// proven tells what is wrong with a ring that lacks one of the keys or has another under its id.
func (all sealingKeys) proven(ring *Keyring) error {
	for _, row := range all {
		key := ring.key(row.ID)
		if key == nil {
			return fmt.Errorf("store: key %q sealed data in this database and is not among the secret keys", row.ID)
		}
		if key.proof() != row.Proof {
			return fmt.Errorf("store: key %q is not the key that sealed data in this database under that id", row.ID)
		}
	}
	return nil
}

func (all sealingKeys) has(id string) bool {
	for _, row := range all {
		if row.ID == id {
			return true
		}
	}
	return false
}

// sealingKeys reads the keys in use, with a lock of the engine, which holds until the transaction ends.
func (s *Store) sealingKeys(ctx context.Context, lock string) (sealingKeys, error) {
	var all sealingKeys
	return all, s.db(ctx).WithContext(ctx).Raw("SELECT id, proof, turn FROM sealing_keys ORDER BY id" + lock).Scan(&all).Error
}

// KeysInUse lists the ids of the keys that the database is used with: the one that seals, and those that something is still
// sealed or indexed under.
func (s *Store) KeysInUse(ctx context.Context) ([]string, error) {
	all, err := s.sealingKeys(ctx, "")
	return converted(all, func(k sealingKeyRow) string { return k.ID }), err
}

// CheckKeys tells whether the key ring is the one this database was sealed with: a key that is missing, or another key
// under a known id, is an error, so that a wrong setting shows at the start and not as seekers nobody can read. A first key
// that the database has not seen is the one that seals from now on, in every process; the others open what was sealed before,
// and may go once nothing is (see Rotate). Migrate ends with it; a program that does not migrate should call it before it
// serves.
func (s *Store) CheckKeys(ctx context.Context) error {
	ring := s.ring()
	kept, err := s.sealingKeys(ctx, "")
	if err == nil {
		err = kept.proven(ring)
	}
	if first := ring.keys[0]; err == nil && (!kept.has(first.id) || kept.last().Turn == 0) {
		err = s.sealUnder(ctx, ring, first)
	}
	if err == nil {
		err = s.followKeys(ctx)
	}
	if err == nil {
		_, err = s.chainKey(ctx)
	}
	return err
}

// sealUnder makes a key of the ring the one that seals. It waits for the transactions that seal something under another key,
// as they hold the rows of the keys; when it is done, nothing more is sealed under any other.
func (s *Store) sealUnder(ctx context.Context, ring *Keyring, key sealingKey) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		kept, err := s.sealingKeys(ctx, s.engine.exclusive)
		if err == nil {
			err = kept.proven(ring)
		}
		last := kept.last()
		if err != nil || last.ID == key.id {
			return err
		}
		row := sealingKeyRow{key.id, key.proof(), last.Turn + 1}
		again := clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns([]string{"turn"})}
		return gorm.G[sealingKeyRow](s.db(ctx), again).Create(ctx, &row)
	})
}

// ring is the key ring of now. What seals with it has called followKeys in the same transaction.
func (s *Store) ring() *Keyring { return s.keys.Load() }

// followKeys takes up the key that seals now, which another process may have begun to seal with. Whatever seals calls it first,
// inside Atomically: the key then stays the one that seals until the transaction ends. Whatever looks up by a blind index uses
// lookUp. Error CodeUnavailable when a key is not to be had: the program needs it before it may write.
func (s *Store) followKeys(ctx context.Context) error {
	u, inside := ctx.Value(unitKey{s}).(*unit)
	if inside && u.keysFollowed {
		return nil
	}
	lock := ""
	if inside {
		lock = s.engine.shared
	}
	for {
		// The ring is looked at before the keys in use are read, and replaced only if it is still that one: so nobody who
		// read them earlier can put an earlier key back.
		ring := s.ring()
		kept, err := s.sealingKeys(ctx, lock)
		if err != nil {
			return err
		}
		next, err := s.fitting(ring, kept)
		if err != nil {
			return s.refuse(err)
		}
		if next == ring || s.keys.CompareAndSwap(ring, next) {
			break
		}
	}
	if inside {
		u.keysFollowed = true
	}
	return nil
}

// refuse is the error for work that needs a key that is not to be had; the log says what to do.
func (s *Store) refuse(err error) error {
	s.log.Error("the secret keys are not those of the database; put the key that is missing in front of them and restart", "error", err.Error())
	return &models.Error{Code: models.CodeUnavailable, Cause: err}
}

// fitting is the ring, or one read anew, that has all the keys in use.
func (s *Store) fitting(ring *Keyring, kept sealingKeys) (*Keyring, error) {
	last := kept.last()
	if last.Turn == 0 {
		return nil, errors.New("store: no key seals in this database yet")
	}
	err := kept.proven(ring)
	if err != nil && s.reload != nil {
		if ring, err = s.reload(); err == nil {
			err = kept.proven(ring)
		}
	}
	if err != nil {
		return nil, err
	}
	return ring.sealingWith(last.ID), nil
}

// unseal opens what is kept at a place, with a key ring read anew where the one at hand lacks the key. Error CodeUnavailable
// when the key is not to be had.
func (s *Store) unseal(at place, kept sealed) (string, error) {
	ring := s.ring()
	id := kept.keyID()
	if id == "" || ring.key(id) != nil {
		return ring.unseal(at, kept)
	}
	if s.reload != nil {
		fresh, err := s.reload()
		if err != nil {
			return "", s.refuse(err)
		}
		if fresh.key(ring.current().id) != nil {
			s.keys.CompareAndSwap(ring, fresh.sealingWith(ring.current().id))
		}
		ring = fresh
	}
	text, err := ring.unseal(at, kept)
	if ring.key(id) == nil {
		err = s.refuse(err)
	}
	return text, err
}

// lookUp asks by blind indexes, and asks again when the keys changed under it: what was sealed anew meanwhile has an index
// that the first question could not know.
func lookUp[T any](ctx context.Context, s *Store, ask func() (T, error)) (T, error) {
	for {
		if err := s.followKeys(ctx); err != nil {
			var none T
			return none, err
		}
		ring := s.ring()
		got, err := ask()
		if e := s.followKeys(ctx); e != nil {
			return got, e
		}
		if s.ring() == ring {
			return got, err
		}
	}
}
