package importing

import (
	"context"
	"errors"
)

// errTrial ends the transaction of a dry run so that nothing of it is kept.
var errTrial = errors.New("trial run")

// inTrial runs work in a transaction and, on a trial, takes everything back afterwards.
func inTrial(ctx context.Context, store Transactions, trial bool, work func(context.Context) error) error {
	err := store.Atomically(ctx, func(ctx context.Context) error {
		if err := store.Alone(ctx, queue); err != nil {
			return err
		}
		if err := work(ctx); err != nil {
			return err
		}
		if trial {
			return errTrial
		}
		return nil
	})
	if errors.Is(err, errTrial) {
		return nil
	}
	return err
}
