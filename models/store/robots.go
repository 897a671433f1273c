package store

import (
	"context"
	"time"

	"konggang/models"
)

type robotRow struct {
	ID         string `gorm:"primaryKey"`
	LeaseToken string
	LeaseUntil time.Time
	NextAt     time.Time
	Sends      list[time.Time]
}

// TableName implements GORM's schema.Tabler.
func (robotRow) TableName() string { return "robots" }

func robotRowOf(r models.Robot) robotRow {
	return robotRow{ID: r.ID, LeaseToken: r.Lease.Token, LeaseUntil: *utc(&r.Lease.Until), NextAt: *utc(&r.NextAt),
		Sends: converted(r.Sends, func(t time.Time) time.Time { return *utc(&t) })}
}

func (r robotRow) model() models.Robot {
	return models.Robot{ID: r.ID, Lease: models.Lease{Token: r.LeaseToken, Until: r.LeaseUntil.UTC()}, NextAt: r.NextAt.UTC(),
		Sends: converted(r.Sends, time.Time.UTC)}
}

// headDue are the robots whose next delivery, the first that was queued of those that wait, is due.
const headDue = `id IN (SELECT d.robot FROM deliveries d WHERE d.status = ? AND d.next_at <= ?
	AND d.id = (SELECT MIN(e.id) FROM deliveries e WHERE e.status = d.status AND e.robot = d.robot))`

// ClaimRobot takes up a robot whose next delivery is due, that may be spoken to and that nobody holds now, and holds it until the
// moment given. Of many who claim one gets it. Error CodeNotFound when there is none.
func (s *Store) ClaimRobot(ctx context.Context, now, until time.Time) (models.Robot, error) {
	for {
		row, err := selected[robotRow](ctx, s, free(now)).
			Where(headDue, models.DeliveryWaiting, *utc(&now)).Order("next_at, id").Take(ctx)
		if err != nil {
			return models.Robot{}, err
		}
		row.LeaseToken, row.LeaseUntil = newID(), *utc(&until)
		mine := 0
		err = s.Atomically(ctx, func(ctx context.Context) (err error) {
			mine, err = selected[robotRow](ctx, s, free(now)).Where("id = ?", row.ID).Select("lease_token", "lease_until").Updates(ctx, row)
			return err
		})
		if err != nil || mine == 1 {
			return row.model(), err
		}
	}
}

// free is the condition that a robot may be claimed.
func free(now time.Time) conditions {
	return conditions{{"lease_until <= ? AND next_at <= ?", []any{*utc(&now), *utc(&now)}}}
}

// UpdateRobot writes what is known of a robot and until when it is held; nobody does but whoever holds it. Error CodeStale when
// somebody else took it.
func (s *Store) UpdateRobot(ctx context.Context, r models.Robot) error {
	return underLease(ctx, s, r.ID, r.Lease, robotRowOf(r), "lease_until", "next_at", "sends")
}

// SpeakTo is UpdateRobot together with a change of one of its deliveries (see ChangeDelivery), both or neither. Errors: CodeStale when
// somebody else took the robot, CodeNotFound, and what change says.
func (s *Store) SpeakTo(ctx context.Context, r models.Robot, deliveryID string, change func(*models.Delivery) error) (models.Delivery, error) {
	var changed models.Delivery
	err := s.Atomically(ctx, func(ctx context.Context) (err error) {
		if err := s.UpdateRobot(ctx, r); err != nil {
			return err
		}
		changed, err = s.ChangeDelivery(ctx, deliveryID, change)
		return err
	})
	return changed, err
}
