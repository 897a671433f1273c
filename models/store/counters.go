package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type counterRow struct {
	Name string `gorm:"primaryKey"`
	Last int
}

// TableName implements GORM's schema.Tabler.
func (counterRow) TableName() string { return "counters" }

// more holds the counter's row until the transaction ends, so that numbers are consecutive even when some are not kept.
func more(by int) clause.OnConflict {
	return clause.OnConflict{
		Columns:   []clause.Column{{Name: "name"}},
		DoUpdates: clause.Set{{Column: clause.Column{Name: "last"}, Value: gorm.Expr("counters.last + ?", by)}},
	}
}

// Alone lets one transaction at a time go on from here under the name, until it ends; the others wait. It must be called
// inside Atomically.
func (s *Store) Alone(ctx context.Context, name string) error {
	_, err := s.count(ctx, "alone:"+name, 1)
	return err
}

// count gives the next number of a counter that starts at first. It must be called inside Atomically.
func (s *Store) count(ctx context.Context, counter string, first int) (int, error) {
	return s.advance(ctx, counter, first, 1)
}

// advance brings a counter forward, or to first where it is not there yet, and tells where it is now. It must be called inside
// Atomically.
func (s *Store) advance(ctx context.Context, counter string, first, by int) (int, error) {
	if err := gorm.G[counterRow](s.db(ctx), more(by)).Create(ctx, &counterRow{counter, first}); err != nil {
		return 0, err
	}
	row, err := gorm.G[counterRow](s.db(ctx)).Where("name = ?", counter).Take(ctx)
	return row.Last, err
}
