package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"konggang/models"
)

const (
	// rotateBatch is how many rows are sealed anew in one transaction, so that writers beside it wait for milliseconds.
	rotateBatch = 100
	// cleanPasses is how many times in a row everything must be found under the current key before another is let go.
	cleanPasses = 2
	// maxPasses ends a rotation beside somebody who keeps writing under another key.
	maxPasses = 10
)

// Rotate makes the first key of the ring the one that seals and seals anew under it whatever is sealed or indexed under
// another, batch by batch, while others read and write. Versions and times of the rows stay as they are. A run that was
// interrupted is continued by the next; two at once do each other no harm. Keys that nothing is left under are forgotten by the
// database in the last transaction, with an entry of the audit by the actor. progress, if not nil, hears how many of how many
// rows were looked at. The error names a key of the database that is not among the secret keys, or is another one.
func (s *Store) Rotate(ctx context.Context, by models.Actor, progress func(done, total int)) (models.Rotation, error) {
	return s.rotate(ctx, by, rotateBatch, progress)
}

func (s *Store) rotate(ctx context.Context, by models.Actor, batch int, progress func(done, total int)) (models.Rotation, error) {
	ring, err := s.sealUnderFirst(ctx)
	r := rotation{store: s, ring: ring, batch: batch, progress: progress}
	for _, step := range []func(context.Context) error{s.forgetUsedUp, r.passes, r.finish(by), s.scrub} {
		if err == nil {
			err = step(ctx)
		}
	}
	return r.found, err
}

// scrub takes away what the engine keeps of rows that were written over.
func (s *Store) scrub(ctx context.Context) error {
	if s.engine.scrub == nil {
		return nil
	}
	return s.engine.translate(s.engine.scrub(ctx, s.pool))
}

// sealUnderFirst makes the first key of the ring, as it is now where it came from, the one that seals.
func (s *Store) sealUnderFirst(ctx context.Context) (*Keyring, error) {
	ring := s.ring()
	if s.reload != nil {
		fresh, err := s.reload()
		if err != nil {
			return nil, err
		}
		ring = fresh
	}
	return ring, s.sealUnder(ctx, ring, ring.keys[0])
}

// forgetUsedUp empties the phone's index of the invitations that nobody can accept any more, so that no key is kept for them.
func (s *Store) forgetUsedUp(ctx context.Context) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		_, err := gorm.G[invitationRow](s.db(ctx)).Where("phone_index <> '' AND (used_at IS NOT NULL OR expires_at <= ?)", s.moment()).
			Update(ctx, "phone_index", "")
		return err
	})
}

// rotation is one run of Rotate.
type rotation struct {
	store       *Store
	ring        *Keyring
	batch       int
	progress    func(done, total int)
	done, total int
	turn        int // of the keys in use, when the last clean passes began
	seen        census
	last        []census // of the clean passes in a row
	found       models.Rotation
}

// passes goes through the vault until it is clean often enough.
func (r *rotation) passes(ctx context.Context) error {
	for n := 1; n <= maxPasses && len(r.last) < cleanPasses; n++ {
		ahead := cleanPasses - len(r.last)
		if n == 1 {
			ahead++ // the first will hardly be clean
		}
		if err := r.count(ctx, ahead); err != nil {
			return err
		}
		clean, err := r.pass(ctx)
		if err != nil {
			return err
		}
		if r.last = append(r.last, r.seen); !clean {
			r.last = nil
		}
	}
	r.hear(max(r.done, r.total))
	return nil
}

// count estimates the rows that are still to be looked at in so many passes.
func (r *rotation) count(ctx context.Context, passes int) error {
	rows := 0
	for _, t := range vault {
		var n int64
		if err := r.store.db(ctx).WithContext(ctx).Table(t.name).Count(&n).Error; err != nil {
			return err
		}
		rows += int(n)
	}
	r.total = max(r.total, r.done+rows*passes)
	return nil
}

func (r *rotation) hear(done int) {
	if r.progress != nil {
		r.progress(done, max(done, r.total))
	}
}

// pass goes once through the vault and seals anew what is under another key. It is clean when there was nothing of the kind.
func (r *rotation) pass(ctx context.Context) (bool, error) {
	kept, err := r.store.sealingKeys(ctx, "")
	if err == nil {
		err = r.store.followKeys(ctx)
	}
	if turn := kept.last().Turn; turn != r.turn {
		r.turn, r.last = turn, nil
	}
	clean := true
	r.seen, r.found.Stuck = newCensus(), nil
	for _, t := range vault {
		if err != nil {
			return false, err
		}
		var tidy bool
		tidy, err = r.passTable(ctx, t)
		clean = clean && tidy
	}
	return clean, err
}

func (r *rotation) passTable(ctx context.Context, t sealedTable) (bool, error) {
	clean := true
	var after vaultRow
	for {
		if r.hear(min(r.done, r.total-1)); ctx.Err() != nil {
			return false, ctx.Err()
		}
		rows, err := r.store.vaultRows(ctx, t, after, r.batch)
		if err != nil || len(rows) == 0 {
			return clean, err
		}
		tidy, err := r.passRows(ctx, t, rows)
		if err != nil {
			return false, err
		}
		clean, after = clean && tidy, rows[len(rows)-1]
		r.done += len(rows)
	}
}

func (r *rotation) passRows(ctx context.Context, t sealedTable, rows []vaultRow) (bool, error) {
	var stale []vaultRow
	current := r.store.ring().current().id
	for _, row := range rows {
		if old, err := r.seen.count(t, row, current); err != nil {
			r.stick(models.StuckRow{Table: t.name, Row: t.id(row), Err: err})
		} else if old {
			stale = append(stale, row)
		}
	}
	if len(stale) == 0 {
		return true, nil
	}
	n, stuck, err := r.store.sealAnew(ctx, t, stale)
	r.found.Sealed += n
	for _, row := range stuck {
		r.stick(row)
	}
	return len(stuck) == len(stale), err
}

func (r *rotation) stick(row models.StuckRow) {
	if len(r.found.Stuck) < models.MaxStuck {
		r.found.Stuck = append(r.found.Stuck, row)
	}
}

// finish lets the keys go that the last passes found nothing under, unless another key has taken its turn since.
func (r *rotation) finish(by models.Actor) func(context.Context) error {
	s := r.store
	return func(ctx context.Context) error {
		return s.Atomically(ctx, func(ctx context.Context) error {
			kept, err := s.sealingKeys(ctx, s.engine.exclusive)
			if err != nil {
				return err
			}
			needed := slices.DeleteFunc(slices.Clone(kept), func(k sealingKeyRow) bool { return r.mayGo(k, kept.last()) })
			if err := s.letGo(ctx, kept, needed); err != nil {
				return err
			}
			r.tell(kept.last().ID, needed)
			return s.Record(ctx, by.Did("rotate", models.ObjectKeys, r.found.Key, "").With(r.found.Free...))
		})
	}
}

func (r *rotation) mayGo(key, current sealingKeyRow) bool {
	return key.ID != current.ID && current.Turn == r.turn && len(r.last) == cleanPasses &&
		!slices.ContainsFunc(r.last, func(c census) bool { return c.needs(key.ID) })
}

func (s *Store) letGo(ctx context.Context, kept, needed sealingKeys) error {
	for _, key := range kept {
		if needed.has(key.ID) {
			continue
		}
		if _, err := gorm.G[sealingKeyRow](s.db(ctx)).Where("id = ?", key.ID).Delete(ctx); err != nil {
			return err
		}
	}
	return nil
}

// tell says what is left.
func (r *rotation) tell(current string, needed sealingKeys) {
	r.found.Key, r.found.Kept, r.found.Free = current, nil, r.ring.behind(current, needed)
	for _, key := range needed {
		if key.ID != current {
			r.found.Kept = append(r.found.Kept, models.KeptKey{ID: key.ID, Values: r.seen.values[key.ID], Fleeting: r.seen.fleeting[key.ID]})
		}
	}
}

// behind gives the ids of the keys behind one that are not among those in use. A key in front of it may be about to seal.
func (r *Keyring) behind(id string, used sealingKeys) []string {
	var out []string
	after := slices.IndexFunc(r.keys, func(k sealingKey) bool { return k.id == id }) + 1
	for _, k := range r.keys[after:] {
		if !used.has(k.id) {
			out = append(out, k.id)
		}
	}
	return out
}
