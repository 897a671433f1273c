package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

// changeRow is a change as it is kept. Seq is NULL until the sequencer has given it its place.
type changeRow struct {
	ID       string `gorm:"primaryKey"`
	Kind     models.ChangeKind
	ObjectID string
	At       time.Time
	Seq      *int64
}

// TableName implements GORM's schema.Tabler.
func (changeRow) TableName() string { return "changes" }

func (r changeRow) model() models.Change {
	c := models.Change{Key: r.ID, Kind: r.Kind, ID: r.ObjectID, At: r.At.UTC()}
	if r.Seq != nil {
		c.Seq = *r.Seq
	}
	return c
}

// watched is a row whose changes are told. Whatever writes one does so through the helpers of rows.go, which see to that.
type watched interface {
	key() string
	kind() models.ChangeKind
}

func (vacancyRow) kind() models.ChangeKind    { return models.ChangeVacancy }
func (enterpriseRow) kind() models.ChangeKind { return models.ChangeEnterprise }
func (divisionRow) kind() models.ChangeKind   { return models.ChangeDivision }
func (seekerRow) kind() models.ChangeKind     { return models.ChangeSeeker }

func (r divisionRow) key() string { return string(r.Code) }

// touched are the objects that a transaction wrote, each once, in the order in which it first did.
type touched struct {
	list []models.Change
	seen map[models.Change]bool
}

func (t *touched) add(kind models.ChangeKind, id string) {
	c := models.Change{Kind: kind, ID: id}
	if t.seen[c] {
		return
	}
	if t.seen == nil {
		t.seen = map[models.Change]bool{}
	}
	t.seen[c] = true
	t.list = append(t.list, c)
}

// touch remembers that a row was written, if its changes are told. It must be called inside Atomically.
func touch[R any](ctx context.Context, s *Store, row R) {
	if w, is := any(row).(watched); is {
		touchOne[R](ctx, s, w.key())
	}
}

// touchOne is touch for a row of which only the id is known.
func touchOne[R any](ctx context.Context, s *Store, id string) {
	var row R
	if w, is := any(row).(watched); is {
		ctx.Value(unitKey{s}).(*unit).touched.add(w.kind(), id) //nolint:forcetypeassert // every write is inside Atomically
	}
}

const changeBatch = 500

// keepChanges writes what a transaction changed as its last deed, so that change and feed are kept together or not at all.
func (s *Store) keepChanges(ctx context.Context, changed []models.Change) error {
	if len(changed) == 0 {
		return nil
	}
	now := s.moment()
	rows := make([]changeRow, len(changed))
	for i, c := range changed {
		changed[i].Key, changed[i].At = newID(), now
		rows[i] = changeRow{ID: changed[i].Key, Kind: c.Kind, ObjectID: c.ID, At: now}
	}
	return gorm.G[changeRow](s.db(ctx)).CreateInBatches(ctx, &rows, changeBatch)
}

// OnCommit has hear called after every commit of this store that changed something, with the objects that it touched, each
// once, without Seq. Whoever committed gets the answer only when hear is done, and the context ends no sooner. Changes of
// other programs, and those whose commit was lost sight of with its connection, are in the feed alone (see ChangesAfter). It
// must be called before the store is used.
func (s *Store) OnCommit(hear func(ctx context.Context, changed []models.Change)) {
	s.hear = append(s.hear, hear)
}

func (s *Store) tell(ctx context.Context, changed []models.Change) {
	if len(changed) == 0 {
		return
	}
	for _, hear := range s.hear {
		hear(context.WithoutCancel(ctx), changed)
	}
}
