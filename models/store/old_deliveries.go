package store

import (
	"context"
	"time"

	"konggang/models"
)

// DropOldDeliveries removes the deliveries that are at an end and that nothing happened to since the moment, and the robots that no
// target has and that nothing waits for.
func (s *Store) DropOldDeliveries(ctx context.Context, before time.Time) error {
	over := []models.DeliveryStatus{models.DeliverySent, models.DeliveryArchived, models.DeliveryCancelled}
	old := condition{"updated_at < ? AND status IN ?", []any{*utc(&before), over}}
	if err := inParts(func() (int, error) {
		ids, err := someIDs[deliveryRow](ctx, s, old)
		if err != nil || len(ids) == 0 {
			return 0, err
		}
		return len(ids), remove[deliveryRow](ctx, s, "id IN ? AND "+old.sql, append([]any{ids}, old.args...)...)
	}); err != nil {
		return err
	}
	idle := condition{"id NOT IN (SELECT robot FROM targets) AND id NOT IN (SELECT robot FROM deliveries WHERE status = ?)", []any{models.DeliveryWaiting}}
	return inParts(func() (int, error) {
		ids, err := someIDs[robotRow](ctx, s, idle)
		if err != nil || len(ids) == 0 {
			return 0, err
		}
		return len(ids), remove[robotRow](ctx, s, "id IN ? AND "+idle.sql, append([]any{ids}, idle.args...)...)
	})
}

// someIDs are the ids of at most maxIn rows that the condition leaves.
func someIDs[R any](ctx context.Context, s *Store, c condition) ([]string, error) {
	var ids []string
	err := selected[R](ctx, s, conditions{c}).Select("id").Limit(maxIn).Scan(ctx, &ids)
	return ids, err
}
