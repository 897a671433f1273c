package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// feedPlace is the counter of how far a reader of the feed is.
func feedPlace(reader string) string { return feed + "/" + reader }

// FeedPlace is how far a reader has read the feed, as SetFeedPlace has kept it; ok is false for one that never did.
func (s *Store) FeedPlace(ctx context.Context, reader string) (seq int64, ok bool, err error) {
	rows, err := gorm.G[counterRow](s.db(ctx)).Where("name = ?", feedPlace(reader)).Find(ctx)
	if err != nil || len(rows) == 0 {
		return 0, false, err
	}
	return int64(rows[0].Last), true, nil
}

// SetFeedPlace keeps how far a reader has read the feed. In the transaction of what it did about the changes up to there, each of them
// is acted upon once, whatever happens.
func (s *Store) SetFeedPlace(ctx context.Context, reader string, seq int64) error {
	return put(ctx, s, []counterRow{{feedPlace(reader), int(seq)}}, clause.OnConflict{Columns: []clause.Column{{Name: "name"}}, UpdateAll: true})
}
