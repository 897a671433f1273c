package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"konggang/models"
)

// CreateEdition keeps a new edition with its items and corrections and gives it its id, version, time and numbers: Number follows on
// within village and year, Total within the village, also when several are made at once.
func (s *Store) CreateEdition(ctx context.Context, e *models.Edition) error {
	created := *e
	created.ID, created.Version, created.CreatedAt = newID(), 1, s.moment()
	err := s.Atomically(ctx, func(ctx context.Context) (err error) {
		if created.Total, err = s.count(ctx, "editions/"+string(e.Village), 1); err != nil {
			return err
		}
		if created.Number, err = s.count(ctx, fmt.Sprintf("editions/%s/%d", e.Village, e.Year), 1); err != nil {
			return err
		}
		if err := insert(ctx, s, editionRowOf(created, created.CreatedAt)); err != nil {
			return err
		}
		if err := s.insertItems(ctx, created); err != nil {
			return err
		}
		return s.addCorrections(ctx, created)
	})
	return keep(e, created, err)
}

const itemBatch = 100

func (s *Store) insertItems(ctx context.Context, e models.Edition) error {
	rows := make([]itemRow, len(e.Items))
	for i, item := range e.Items {
		var err error
		if rows[i], err = itemRowOf(e.ID, i+1, item); err != nil {
			return err
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return gorm.G[itemRow](s.db(ctx)).CreateInBatches(ctx, &rows, itemBatch)
}

// UpdateEdition writes what e now says, if nobody else did since it was read. Village, year and numbers never change, and
// the items and corrections only while the edition that is kept is a draft. Errors: CodeStale, CodeNotFound.
func (s *Store) UpdateEdition(ctx context.Context, e *models.Edition) error {
	next := *e
	next.Version++
	err := s.Atomically(ctx, func(ctx context.Context) error {
		before, err := gorm.G[editionRow](s.db(ctx)).Where("id = ?", e.ID).Take(ctx)
		if err != nil {
			return err
		}
		row := editionRowOf(next, s.moment())
		if err := replace(ctx, s, row, e.Version, "village", "year", "number", "total"); err != nil {
			return err
		}
		if before.Status != models.EditionDraft {
			return nil
		}
		if _, err := gorm.G[itemRow](s.db(ctx)).Where("edition_id = ?", e.ID).Delete(ctx); err != nil {
			return err
		}
		if err := s.insertItems(ctx, next); err != nil {
			return err
		}
		return s.addCorrections(ctx, next)
	})
	return keep(e, next, err)
}

// Edition reads one edition with its items, and as nothing else here does with its corrections; error CodeNotFound.
func (s *Store) Edition(ctx context.Context, id string) (models.Edition, error) {
	e, err := s.oneEdition(ctx, conditions{{"id = ?", []any{id}}})
	if err != nil {
		return e, err
	}
	e.Corrections, err = s.corrections(ctx, id)
	return e, err
}

// EditionsByID reads many editions with their items; what is not there is left out.
func (s *Store) EditionsByID(ctx context.Context, ids []string) (map[string]models.Edition, error) {
	rows, err := anyOf[editionRow](ctx, s, "id", set(ids))
	if err != nil {
		return nil, err
	}
	list, err := s.editions(ctx, rows)
	out := make(map[string]models.Edition, len(list))
	for _, e := range list {
		out[e.ID] = e
	}
	return out, err
}

// issued are the states of an edition that villagers have seen.
var issued = []models.EditionStatus{models.EditionPublished, models.EditionSuperseded}

// LastIssued reads the last edition of a village that was ever published, also where it was taken back; error CodeNotFound.
func (s *Store) LastIssued(ctx context.Context, village models.DivisionCode) (models.Edition, error) {
	where := editionConditions(models.EditionFilter{Village: village})
	where.add("status IN ?", issued)
	return s.oneEdition(ctx, where)
}

// EditionByNumber reads the edition that a village gave a number in a year; error CodeNotFound.
func (s *Store) EditionByNumber(ctx context.Context, village models.DivisionCode, year, number int) (models.Edition, error) {
	return s.oneEdition(ctx, conditions{{"village = ? AND year = ? AND number = ?", []any{village, year, number}}})
}

func (s *Store) oneEdition(ctx context.Context, where conditions) (models.Edition, error) {
	row, err := selected[editionRow](ctx, s, where).Order("total DESC").Take(ctx)
	if err != nil {
		return models.Edition{}, err
	}
	list, err := s.editions(ctx, []editionRow{row})
	if err != nil {
		return models.Edition{}, err
	}
	return list[0], nil
}

// Editions lists editions with their items, the newest first. Error CodeInvalidCursor.
func (s *Store) Editions(ctx context.Context, f models.EditionFilter, p models.Page) (models.Listed[models.Edition], error) {
	return part(ctx, s, editionConditions(f), false, p, func(rows []editionRow) ([]models.Edition, error) {
		return s.editions(ctx, rows)
	})
}

// EditionsInForce lists, by village, the edition in force of each village in the division: the last issued, unless it was
// taken back. What it had replaced does not come to force again.
func (s *Store) EditionsInForce(ctx context.Context, in models.DivisionCode) ([]models.Edition, error) {
	where := editionConditions(models.EditionFilter{Within: in, Status: models.EditionPublished})
	where.add("total = (SELECT MAX(later.total) FROM editions later WHERE later.village = editions.village AND later.status IN ?)", issued)
	rows, err := selected[editionRow](ctx, s, where).Order("village").Find(ctx)
	if err != nil {
		return nil, err
	}
	return s.editions(ctx, rows)
}

func editionConditions(f models.EditionFilter) conditions {
	var where conditions
	if f.Village != "" {
		where.add("village = ?", f.Village)
	}
	where.within("village", f.Within)
	if f.Status != "" {
		where.add("status = ?", f.Status)
	}
	return where
}

// editions adds the items, each edition's by position.
func (s *Store) editions(ctx context.Context, rows []editionRow) ([]models.Edition, error) {
	ids := make(map[string]bool, len(rows))
	for _, r := range rows {
		ids[r.ID] = true
	}
	lines, err := anyOf[itemRow](ctx, s, "edition_id", ids)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(lines, func(a, b itemRow) int { return cmp.Compare(a.Position, b.Position) })
	items := map[string][]models.EditionItem{}
	for _, line := range lines {
		item, err := line.model()
		if err != nil {
			return nil, err
		}
		items[line.EditionID] = append(items[line.EditionID], item)
	}
	out := make([]models.Edition, len(rows))
	for i, r := range rows {
		out[i] = r.model(items[r.ID])
	}
	return out, nil
}
