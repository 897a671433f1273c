package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

type keyRow struct {
	Caller      string `gorm:"primaryKey"`
	RequestKey  string `gorm:"primaryKey"`
	Fingerprint string
	Done        bool
	Status      int
	ResourceID  string
	Report      *sealed
	ClaimedAt   time.Time
}

// TableName implements GORM's schema.Tabler.
func (keyRow) TableName() string { return "idempotency_keys" }

// claimPlace is where the report of an import lies, which may repeat what was written in its cells.
func claimPlace(caller, key string) place {
	return place{"idempotency_keys", "report", caller + " " + key}
}

func (s *Store) keyRowOf(c models.KeyClaim, at time.Time) keyRow {
	row := keyRow{Caller: c.Caller, RequestKey: c.Key, Fingerprint: c.Fingerprint, Done: c.Done, Status: c.Status, ResourceID: c.ResourceID,
		ClaimedAt: *utc(&at)}
	if len(c.Report) > 0 {
		report := s.ring().seal(claimPlace(c.Caller, c.Key), string(c.Report))
		row.Report = &report
	}
	return row
}

func (s *Store) claim(r keyRow) (models.KeyClaim, error) {
	c := models.KeyClaim{Caller: r.Caller, Key: r.RequestKey, Fingerprint: r.Fingerprint, Done: r.Done, Status: r.Status, ResourceID: r.ResourceID}
	if r.Report == nil {
		return c, nil
	}
	report, err := s.unseal(claimPlace(r.Caller, r.RequestKey), *r.Report)
	c.Report = []byte(report)
	return c, err
}

// ClaimKey takes a caller's key for one piece of work and tells whether the caller may do it. A key whose work is done
// gives what came of it, and false. A claim that was not done within models.IdempotencyLease, and any claim older than
// models.IdempotencyWindow, is taken over. Errors: CodeKeyReused when the key came with another fingerprint, CodeInFlight
// when the work is being done.
func (s *Store) ClaimKey(ctx context.Context, c models.KeyClaim, now time.Time) (models.KeyClaim, bool, error) {
	fresh := s.keyRowOf(models.KeyClaim{Caller: c.Caller, Key: c.Key, Fingerprint: c.Fingerprint}, now)
	var claim models.KeyClaim
	var claimed bool
	err := s.Atomically(ctx, func(ctx context.Context) error {
		claim, claimed = models.KeyClaim{Caller: c.Caller, Key: c.Key, Fingerprint: c.Fingerprint}, true
		err := insert(ctx, s, fresh)
		if models.CodeOf(err) != models.CodeDuplicate {
			return err
		}
		there, err := gorm.G[keyRow](s.db(ctx)).Where("caller = ? AND request_key = ?", c.Caller, c.Key).Take(ctx)
		if err != nil {
			return err
		}
		if over, err := there.over(c, now); err != nil {
			return err
		} else if !over {
			claimed = false
			claim, err = s.claim(there)
			return err
		}
		return s.takeKeyOver(ctx, there, fresh)
	})
	if err != nil {
		return models.KeyClaim{}, false, err
	}
	return claim, claimed, nil
}

// over tells whether a new claim may replace this one; else the error says why the work must not be done, nil when it is
// done already.
func (r keyRow) over(c models.KeyClaim, now time.Time) (bool, error) {
	age := now.Sub(r.ClaimedAt)
	switch {
	case age > models.IdempotencyWindow:
		return true, nil
	case r.Fingerprint != c.Fingerprint:
		return false, models.Errorf(models.CodeKeyReused)
	case r.Done:
		return false, nil
	case age <= models.IdempotencyLease:
		return false, models.Errorf(models.CodeInFlight)
	}
	return true, nil
}

// takeKeyOver replaces a claim; whoever else did so first has the work in flight.
func (s *Store) takeKeyOver(ctx context.Context, there, fresh keyRow) error {
	taken, err := gorm.G[keyRow](s.db(ctx)).
		Where("caller = ? AND request_key = ? AND claimed_at = ?", there.Caller, there.RequestKey, there.ClaimedAt.UTC()).
		Select("*").Omit("caller", "request_key").Updates(ctx, fresh)
	if err == nil && taken == 0 {
		return models.Errorf(models.CodeInFlight)
	}
	return err
}

// CompleteKey notes what came of the work under a key. Error CodeNotFound when the caller no longer holds it.
func (s *Store) CompleteKey(ctx context.Context, c models.KeyClaim) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		c.Done = true
		done, err := gorm.G[keyRow](s.db(ctx)).
			Where("caller = ? AND request_key = ? AND fingerprint = ? AND done = ?", c.Caller, c.Key, c.Fingerprint, false).
			Select("done", "status", "resource_id", "report").Updates(ctx, s.keyRowOf(c, time.Time{}))
		if err == nil && done == 0 {
			return models.Errorf(models.CodeNotFound)
		}
		return err
	})
}

// ReleaseKey gives a key back whose work failed, so that it can be tried again; a key that is done stays.
func (s *Store) ReleaseKey(ctx context.Context, caller, key string) error {
	return remove[keyRow](ctx, s, "caller = ? AND request_key = ? AND done = ?", caller, key, false)
}

// DropOldKeys forgets the keys claimed before then.
func (s *Store) DropOldKeys(ctx context.Context, before time.Time) error {
	return remove[keyRow](ctx, s, "claimed_at < ?", *utc(&before))
}
