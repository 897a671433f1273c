package limits

import (
	"context"
	"time"

	"konggang/models"
)

// Turn lets work be done one at a time that takes much memory or a whole processor.
type Turn struct {
	taken    chan struct{}
	patience time.Duration
}

// NewTurn is a turn that is free, for which nobody waits longer than patience.
func NewTurn(patience time.Duration) Turn { return Turn{make(chan struct{}, 1), patience} }

// Take waits for the turn; whoever has it calls done once. Error CodeUnavailable, with the cause where ctx ends before.
func (t Turn) Take(ctx context.Context) (done func(), err error) {
	waited := time.NewTimer(t.patience)
	defer waited.Stop()
	select {
	case t.taken <- struct{}{}:
		return func() { <-t.taken }, nil
	case <-ctx.Done():
		return nil, &models.Error{Code: models.CodeUnavailable, Cause: ctx.Err()}
	case <-waited.C:
		return nil, models.Errorf(models.CodeUnavailable)
	}
}
