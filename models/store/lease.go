package store

import (
	"context"

	"konggang/models"
)

// underLease writes columns of a row that is still held by the token with which it was claimed. Error CodeStale when somebody else
// took it.
func underLease[R any](ctx context.Context, s *Store, id string, lease models.Lease, row R, column string, more ...any) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		// Nobody watches rows with leases yet; every writer of rows of any type tells all the same.
		touchOne[R](ctx, s, id)
		held := conditions{{"id = ? AND lease_token = ?", []any{id, lease.Token}}}
		changed, err := selected[R](ctx, s, held).Select(column, more...).Updates(ctx, row)
		if err != nil || changed == 1 {
			return err
		}
		// A row that says the same already is not counted as changed by every engine.
		if there, err := selected[R](ctx, s, held).Count(ctx, "*"); err != nil || there == 1 {
			return err
		}
		return models.Errorf(models.CodeStale)
	})
}
