package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"konggang/models"
)

// vaultRows reads the next rows of a table behind the one that was read last, in the order of its key.
func (s *Store) vaultRows(ctx context.Context, t sealedTable, after vaultRow, most int) ([]vaultRow, error) {
	key := strings.Join(t.key, ", ")
	q := s.db(ctx).WithContext(ctx).Table(t.name).Select(t.columns()).Order(key).Limit(most)
	if after != nil {
		var at []any
		for _, k := range t.key {
			at = append(at, string(after[k]))
		}
		q = q.Where(fmt.Sprintf("(%s) > (?%s)", key, strings.Repeat(", ?", len(at)-1)), at...)
	}
	rows, err := q.Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []vaultRow
	for rows.Next() {
		row, err := scanned(rows, t.columns())
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, s.engine.translate(rows.Err())
}

func scanned(rows *sql.Rows, columns []string) (vaultRow, error) {
	cells, into := make([][]byte, len(columns)), make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	err := rows.Scan(into...)
	row := vaultRow{}
	for i, c := range columns {
		row[c] = cells[i]
	}
	return row, err
}

// stuckError says why a row cannot be sealed anew.
type stuckError struct{ error }

// sealAnew seals rows under the current key, each if it is still what was read, in one transaction. It tells how many were, and
// which cannot be: what does not open, and what would collide with a row that says the same under another key.
func (s *Store) sealAnew(ctx context.Context, t sealedTable, rows []vaultRow) (n int, stuck []models.StuckRow, err error) {
	err = s.Atomically(ctx, func(ctx context.Context) error {
		n, stuck = 0, nil
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		for _, row := range rows {
			changed, err := s.sealRow(ctx, t, row)
			var why stuckError
			switch {
			case errors.As(err, &why):
				stuck = append(stuck, models.StuckRow{Table: t.name, Row: t.id(row), Err: why.error})
			case err != nil:
				return err
			}
			n += changed
		}
		return nil
	})
	return n, stuck, err
}

// sealRow tells whether it wrote, as 1 or 0.
func (s *Store) sealRow(ctx context.Context, t sealedTable, row vaultRow) (int, error) {
	values, err := t.anew(s.ring(), row)
	if err != nil {
		return 0, stuckError{err}
	}
	q := s.db(ctx).WithContext(ctx).Table(t.name)
	for _, c := range t.unchanged(row) {
		q = q.Where(c.sql, c.args...)
	}
	done := q.Updates(values)
	if models.CodeOf(done.Error) == models.CodeDuplicate {
		return 0, stuckError{done.Error}
	}
	return int(done.RowsAffected), done.Error
}
