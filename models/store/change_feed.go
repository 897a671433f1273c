package store

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"konggang/models"
)

// feed is the counter of the last place that was given.
const feed = "changes"

// SequenceChanges gives every change that is committed and has no place yet its place in the feed, and tells how many. Rows
// become visible in any order, so places are given afterwards, by one sequencer at a time: who reads on behind a place misses
// nothing.
func (s *Store) SequenceChanges(ctx context.Context) (int, error) {
	for total := 0; ; {
		n, err := s.placeSome(ctx)
		total += n
		if err != nil || n < changeBatch {
			return total, err
		}
	}
}

// placeSome looks for changes without the lock first, since mostly there are none.
func (s *Store) placeSome(ctx context.Context) (n int, err error) {
	if waiting, err := s.unplaced(ctx, 1); err != nil || len(waiting) == 0 {
		return 0, err
	}
	err = s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Alone(ctx, feed); err != nil {
			return err
		}
		ids, err := s.unplaced(ctx, changeBatch)
		n = len(ids)
		if err != nil || n == 0 {
			return err
		}
		return s.place(ctx, ids)
	})
	return n, err
}

func (s *Store) unplaced(ctx context.Context, most int) ([]string, error) {
	var ids []string
	err := gorm.G[changeRow](s.db(ctx)).Where("seq IS NULL").Select("id").Order("id").Limit(most).Scan(ctx, &ids)
	return ids, err
}

// place gives the changes the next places, in one statement.
func (s *Store) place(ctx context.Context, ids []string) error {
	last, err := s.advance(ctx, feed, len(ids), len(ids))
	if err != nil {
		return err
	}
	args := make([]any, 0, 2*len(ids)+1)
	for i, id := range ids {
		args = append(args, id, last-len(ids)+i+1)
	}
	statement := "UPDATE changes SET seq = CASE id" + strings.Repeat(" WHEN ? THEN ?", len(ids)) + " END WHERE id IN ? AND seq IS NULL"
	done := s.db(ctx).WithContext(ctx).Exec(statement, append(args, ids)...)
	if done.Error == nil && done.RowsAffected != int64(len(ids)) {
		return fmt.Errorf("store: %d of %d changes got two places", len(ids)-int(done.RowsAffected), len(ids))
	}
	return done.Error
}

// ChangesAfter lists at most limit changes behind a place of the feed, in order. Places have no gaps: where the first is not
// the next place, or there is none though LastChange is further, what lay between is no longer kept (see models.ChangesKept),
// and whoever follows must read everything anew.
func (s *Store) ChangesAfter(ctx context.Context, seq int64, limit int) ([]models.Change, error) {
	rows, err := gorm.G[changeRow](s.db(ctx)).Where("seq > ?", seq).Order("seq").Limit(limit).Find(ctx)
	return converted(rows, changeRow.model), err
}

// VacancyChangesAfter is ChangesAfter for changes of vacancies alone, between whose places others lie.
func (s *Store) VacancyChangesAfter(ctx context.Context, seq int64, limit int) ([]models.Change, error) {
	rows, err := gorm.G[changeRow](s.db(ctx)).Where("kind = ? AND seq > ?", models.ChangeVacancy, seq).Order("seq").Limit(limit).Find(ctx)
	return converted(rows, changeRow.model), err
}

// LatestVacancyChanges lists the last changes of vacancies that have a place, at most limit of them, the newest first.
func (s *Store) LatestVacancyChanges(ctx context.Context, limit int) ([]models.Change, error) {
	rows, err := gorm.G[changeRow](s.db(ctx)).Where("kind = ? AND seq IS NOT NULL", models.ChangeVacancy).Order("seq DESC").Limit(limit).Find(ctx)
	return converted(rows, changeRow.model), err
}

// KeptChanges are the first and the last place of the feed whose change is kept; where none is, first lies one behind last.
func (s *Store) KeptChanges(ctx context.Context) (first, last int64, err error) {
	last, err = s.LastChange(ctx) // before the first, so that it cannot be taken for one that lies behind what is kept
	if err != nil {
		return 0, 0, err
	}
	kept, err := s.ChangesAfter(ctx, 0, 1)
	if err != nil || len(kept) == 0 {
		return last + 1, last, err
	}
	return kept[0].Seq, last, nil
}

// LastChange is the last place that was given, 0 before the first. Who takes it and then reads the tables has seen at least
// every change up to it.
func (s *Store) LastChange(ctx context.Context) (int64, error) {
	rows, err := gorm.G[counterRow](s.db(ctx)).Where("name = ?", feed).Find(ctx)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	return int64(rows[0].Last), nil
}
