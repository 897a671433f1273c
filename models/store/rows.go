package store

import (
	"context"
	"encoding/base64"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"konggang/models"
)

// maxIn bounds the values of one IN list.
const maxIn = 1000

// Record is the columns that every entity with versions has. Ids are UUIDv7, so they order by when they were made.
type Record struct {
	ID        string    `gorm:"primaryKey" json:"id"`
	Version   int       `json:"version"`
	CreatedAt time.Time `gorm:"autoCreateTime:false" json:"created_at"`
	UpdatedAt time.Time `gorm:"autoUpdateTime:false" json:"updated_at"`
}

func (r Record) key() string { return r.ID }

// insert keeps a new row.
func insert[R any](ctx context.Context, s *Store, row R) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		touch(ctx, s, row)
		return gorm.G[R](s.db(ctx)).Create(ctx, &row)
	})
}

// put keeps rows, some at a time, each of which may be there already; conflict says what then becomes of it.
func put[R any](ctx context.Context, s *Store, rows []R, conflict clause.OnConflict) error {
	const batch = 500
	return s.Atomically(ctx, func(ctx context.Context) error {
		for some := range slices.Chunk(rows, batch) {
			if err := gorm.G[R](s.db(ctx), conflict).CreateInBatches(ctx, &some, batch); err != nil {
				return err
			}
		}
		for _, row := range rows {
			touch(ctx, s, row)
		}
		return nil
	})
}

// replace writes every column of a row but those kept, if the row still has the version that was read. Errors: CodeStale,
// CodeNotFound when it is gone.
func replace[R interface{ key() string }](ctx context.Context, s *Store, row R, read int, kept ...string) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		touch(ctx, s, row)
		changed, err := gorm.G[R](s.db(ctx)).Where("id = ? AND version = ?", row.key(), read).
			Select("*").Omit(append(kept, "id", "created_at")...).Updates(ctx, row)
		if err != nil || changed == 1 {
			return err
		}
		if _, err := gorm.G[R](s.db(ctx)).Where("id = ?", row.key()).Select("id").Take(ctx); err != nil {
			return err
		}
		return models.Errorf(models.CodeStale)
	})
}

// remove takes away the rows that match; none is no error. It is not for rows whose changes are told, since it knows no ids.
func remove[R any](ctx context.Context, s *Store, where string, args ...any) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		_, err := gorm.G[R](s.db(ctx)).Where(where, args...).Delete(ctx)
		return err
	})
}

// removeOne takes away a row for good; error CodeNotFound.
func removeOne[R any](ctx context.Context, s *Store, id string) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		touchOne[R](ctx, s, id)
		gone, err := gorm.G[R](s.db(ctx)).Where("id = ?", id).Delete(ctx)
		if err == nil && gone == 0 {
			return models.Errorf(models.CodeNotFound)
		}
		return err
	})
}

// fetch reads one row; error CodeNotFound.
func fetch[R, M any](ctx context.Context, s *Store, model func(R) (M, error), where string, args ...any) (M, error) {
	row, err := gorm.G[R](s.db(ctx)).Where(where, args...).Take(ctx)
	if err != nil {
		var none M
		return none, err
	}
	return model(row)
}

// mapped gives the models of rows.
func mapped[R, M any](rows []R, model func(R) (M, error)) ([]M, error) {
	out := make([]M, len(rows))
	for i, r := range rows {
		m, err := model(r)
		if err != nil {
			return nil, err
		}
		out[i] = m
	}
	return out, nil
}

// plainly is a mapper that cannot fail as one that can.
func plainly[R, M any](model func(R) M) func(R) (M, error) {
	return func(r R) (M, error) { return model(r), nil }
}

// condition is one part of a WHERE.
type condition struct {
	sql  string
	args []any
}

// within narrows a column of division codes to a division and what lies inside it. It is a range, which both engines find
// by index; LIKE on SQLite is not.
func within(column string, d models.DivisionCode) condition {
	const digits = 12
	last := []byte(d.Prefix())
	for len(last) < digits {
		last = append(last, '9')
	}
	return condition{column + " BETWEEN ? AND ?", []any{d, string(last)}}
}

// conditions is a WHERE that grows.
type conditions []condition

func (c *conditions) add(sql string, args ...any) { *c = append(*c, condition{sql, args}) }

func (c *conditions) within(column string, d models.DivisionCode) {
	if d != "" {
		*c = append(*c, within(column, d))
	}
}

func selected[R any](ctx context.Context, s *Store, all conditions) gorm.ChainInterface[R] {
	q := gorm.G[R](s.db(ctx)).Scopes()
	for _, c := range all {
		q = q.Where(c.sql, c.args...)
	}
	return q
}

// order is how a list is ordered and how a cursor says where in it a part ended.
type order[R any] struct {
	by     string
	beyond func(cursor string) (condition, error)
	cursor func(last R) string
}

// byID orders by ids, which are keys that new rows do not shift.
func byID[R interface{ key() string }](oldestFirst bool) order[R] {
	by, beyond := "id DESC", "id < ?"
	if oldestFirst {
		by, beyond = "id", "id > ?"
	}
	return order[R]{by, func(text string) (condition, error) {
		id, err := parseCursor(text)
		return condition{beyond, []any{id}}, err
	}, func(last R) string { return cursor(last.key()) }}
}

// part reads one page in the order of the ids.
func part[R interface{ key() string }, M any](ctx context.Context, s *Store, where conditions, oldestFirst bool, p models.Page, model func([]R) ([]M, error)) (models.Listed[M], error) {
	return partIn(ctx, s, where, byID[R](oldestFirst), p, model)
}

// partIn reads one page in an order whose keys new rows do not shift.
func partIn[R, M any](ctx context.Context, s *Store, where conditions, o order[R], p models.Page, model func([]R) ([]M, error)) (models.Listed[M], error) {
	total, err := selected[R](ctx, s, where).Count(ctx, "*")
	if err != nil {
		return models.Listed[M]{}, err
	}
	if p.Cursor != "" {
		after, err := o.beyond(p.Cursor)
		if err != nil {
			return models.Listed[M]{}, err
		}
		where = append(slices.Clone(where), after)
	}
	limit := min(max(p.Limit, 1), models.MaxLimit)
	rows, err := selected[R](ctx, s, where).Order(o.by).Limit(limit + 1).Find(ctx)
	if err != nil {
		return models.Listed[M]{}, err
	}
	next := ""
	if len(rows) > limit {
		rows = rows[:limit]
		next = o.cursor(rows[limit-1])
	}
	items, err := model(rows)
	return models.Listed[M]{Items: items, Next: next, Total: int(total)}, err
}

func cursor(id string) string {
	parsed := uuid.MustParse(id)
	return base64.RawURLEncoding.EncodeToString(parsed[:])
}

func parseCursor(text string) (string, error) {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return "", models.Errorf(models.CodeInvalidCursor)
	}
	id, err := uuid.FromBytes(b)
	if err != nil {
		return "", models.Errorf(models.CodeInvalidCursor)
	}
	return id.String(), nil
}

// each is a mapper of many rows made from a mapper of one.
func each[R, M any](model func(R) (M, error)) func([]R) ([]M, error) {
	return func(rows []R) ([]M, error) { return mapped(rows, model) }
}

// keep gives the caller what was written, unless it was not.
func keep[M any](of *M, written M, err error) error {
	if err == nil {
		*of = written
	}
	return err
}

// taken names the field that a duplicate is about.
func taken(field string, err error) error {
	if models.CodeOf(err) != models.CodeDuplicate {
		return err
	}
	return &models.Error{Code: models.CodeDuplicate, Fields: []models.FieldError{{Field: field, Code: models.CodeDuplicate}}}
}
