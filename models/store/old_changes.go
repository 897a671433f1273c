package store

import (
	"context"
	"maps"
	"slices"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

// DropOldChanges removes, from the first place on, what was written before the moment, some at a time, so that nobody waits
// long for it. What is left has no gaps. An open vacancy of which nothing else is left is told of once more, as a change at
// the end: so who reads the whole feed always hears of every open vacancy.
func (s *Store) DropOldChanges(ctx context.Context, before time.Time) error {
	return inParts(func() (int, error) { return s.dropSomeChanges(ctx, before) })
}

// inParts removes some at a time until fewer than maxIn were left.
func inParts(removeSome func() (n int, err error)) error {
	for {
		if n, err := removeSome(); err != nil || n < maxIn {
			return err
		}
	}
}

func (s *Store) dropSomeChanges(ctx context.Context, before time.Time) (n int, err error) {
	err = s.Atomically(ctx, func(ctx context.Context) error {
		old, err := s.ChangesAfter(ctx, 0, maxIn)
		if young := slices.IndexFunc(old, func(c models.Change) bool { return !c.At.Before(before) }); young >= 0 {
			old = old[:young]
		}
		if n = len(old); err != nil || n == 0 {
			return err
		}
		last := old[n-1].Seq
		lost, err := s.openVacanciesToldOnlyBy(ctx, old)
		if err != nil {
			return err
		}
		for _, id := range lost {
			touchOne[vacancyRow](ctx, s, id)
		}
		return remove[changeRow](ctx, s, "seq <= ?", last)
	})
	return n, err
}

// openVacanciesToldOnlyBy gives, by id, the open vacancies among the first changes of the feed that none behind them is about.
func (s *Store) openVacanciesToldOnlyBy(ctx context.Context, first []models.Change) ([]string, error) {
	told := set(byKind(first)[models.ChangeVacancy])
	var again []string
	later := gorm.G[changeRow](s.db(ctx)).Where("object_id IN ?", slices.Sorted(maps.Keys(told)))
	if err := later.Where("seq > ? OR seq IS NULL", first[len(first)-1].Seq).Select("object_id").Scan(ctx, &again); err != nil {
		return nil, err
	}
	for _, id := range again {
		delete(told, id)
	}
	return s.vacancyIDs(ctx, maxIn, condition{"id IN ? AND status = ?", []any{slices.Sorted(maps.Keys(told)), models.VacancyOpen}})
}
