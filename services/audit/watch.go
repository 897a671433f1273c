package audit

import (
	"context"
	"time"

	"konggang/models"
)

// TellEvery is how often the head is told while it moves: what was recorded since can still be cut off unseen.
const TellEvery = time.Hour

// Watch sequences the audit while the program runs and tells its head, so that a log that is kept elsewhere holds what the
// database cannot take back. It is for one goroutine at a time.
type Watch struct {
	Service
	Now func() time.Time
	// Tell hears of the head: at first, then every TellEvery if it moved, and at the end.
	Tell func(head models.AuditHead)

	told models.AuditHead
	at   time.Time
}

// Look sequences what is pending.
func (w *Watch) Look(ctx context.Context) error {
	head, err := w.Sequence(ctx)
	if err != nil {
		return err
	}
	if w.at.IsZero() || head != w.told && w.Now().Sub(w.at) >= TellEvery {
		w.tell(head)
	}
	return nil
}

// End sequences what is left and tells the last head.
func (w *Watch) End(ctx context.Context) error {
	head, err := w.Sequence(ctx)
	if err == nil {
		w.tell(head)
	}
	return err
}

func (w *Watch) tell(head models.AuditHead) {
	w.told, w.at = head, w.Now()
	w.Tell(head)
}
