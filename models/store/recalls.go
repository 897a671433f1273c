package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"konggang/models"
)

type recallRow struct {
	Record
	Village   models.DivisionCode
	EditionID string
	VacancyID string
	Became    models.VacancyStatus
	Round     int
	Status    models.RecallStatus
	Remedy    models.RecallRemedy
	Note      string
	OpenedAt  time.Time
	SettledAt *time.Time
	SettledBy string
}

// TableName implements GORM's schema.Tabler.
func (recallRow) TableName() string { return "recalls" }

func recallRowOf(r models.Recall) recallRow {
	return recallRow{Record: Record{r.ID, r.Version, r.CreatedAt.UTC(), r.UpdatedAt.UTC()}, Village: r.Village, EditionID: r.EditionID, VacancyID: r.VacancyID,
		Became: r.Became, Round: r.Round, Status: r.Status, Remedy: r.Remedy, Note: r.Note,
		OpenedAt: *utc(&r.OpenedAt), SettledAt: utc(r.SettledAt), SettledBy: r.SettledBy}
}

func (r recallRow) model() models.Recall {
	return models.Recall{ID: r.ID, Village: r.Village, EditionID: r.EditionID, VacancyID: r.VacancyID, Became: r.Became, Round: r.Round,
		Status: r.Status, Remedy: r.Remedy, Note: r.Note, OpenedAt: r.OpenedAt.UTC(), SettledAt: utc(r.SettledAt), SettledBy: r.SettledBy,
		Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC()}
}

// SaveRecalls writes recalls, however many, new ones (without an id) and known ones, whatever was kept of these: who changes recalls
// must be alone with them (see Alone) since before they were read. It gives ids, versions and times.
func (s *Store) SaveRecalls(ctx context.Context, list []models.Recall) error {
	if len(list) == 0 {
		return nil
	}
	now := s.moment()
	rows := make([]recallRow, len(list))
	for i, r := range list {
		if r.ID == "" {
			r.ID, r.CreatedAt = newID(), now
		}
		r.Version, r.UpdatedAt = r.Version+1, now
		rows[i] = recallRowOf(r)
	}
	err := put(ctx, s, rows, clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, UpdateAll: true})
	if err == nil {
		copy(list, converted(rows, recallRow.model))
	}
	return err
}

// Recall reads one recall; error CodeNotFound.
func (s *Store) Recall(ctx context.Context, id string) (models.Recall, error) {
	return fetch(ctx, s, plainly(recallRow.model), "id = ?", id)
}

// byOpening is the order of recalls: what has been open for longest comes first.
var byOpening = byMoment("opened_at", func(r recallRow) (string, time.Time) { return r.ID, r.OpenedAt })

// Recalls lists the recalls that the filter leaves, the longest open first. Error CodeInvalidCursor.
func (s *Store) Recalls(ctx context.Context, f models.RecallFilter, p models.Page) (models.Listed[models.Recall], error) {
	return partIn(ctx, s, recallConditions(f), byOpening, p, each(plainly(recallRow.model)))
}

// CountRecalls is how many recalls the filter leaves.
func (s *Store) CountRecalls(ctx context.Context, f models.RecallFilter) (int, error) {
	n, err := selected[recallRow](ctx, s, recallConditions(f)).Count(ctx, "*")
	return int(n), err
}

func recallConditions(f models.RecallFilter) conditions {
	var where conditions
	for _, d := range f.Within {
		where.within("village", d)
	}
	if f.Status != "" {
		where.add("status = ?", f.Status)
	}
	if !f.OpenedBefore.IsZero() {
		where.add("opened_at <= ?", *utc(&f.OpenedBefore))
	}
	return where
}

// RecallsOf reads all recalls of lines about the vacancies, of whatever state, in no order.
func (s *Store) RecallsOf(ctx context.Context, vacancyIDs []string) ([]models.Recall, error) {
	rows, err := anyOf[recallRow](ctx, s, "vacancy_id", set(vacancyIDs))
	return converted(rows, recallRow.model), err
}

// OpenRecalls reads all open recalls of a village.
func (s *Store) OpenRecalls(ctx context.Context, village models.DivisionCode) ([]models.Recall, error) {
	rows, err := selected[recallRow](ctx, s, recallConditions(models.RecallFilter{Within: []models.DivisionCode{village}, Status: models.RecallOpen})).Order("id").Find(ctx)
	return converted(rows, recallRow.model), err
}

// lastOfVillage is the total of the edition e's village that was issued last.
const lastOfVillage = "(SELECT MAX(later.total) FROM editions later WHERE later.village = e.village AND later.status IN ?)"

// IssuedLines lists, by vacancy and village, the line about each of the vacancies on the newest edition of each village that has one
// and was not taken back, where it was published after the moment or is in force.
func (s *Store) IssuedLines(ctx context.Context, vacancyIDs []string, since time.Time) ([]models.IssuedLine, error) {
	var out []models.IssuedLine
	if len(vacancyIDs) == 0 {
		return nil, nil
	}
	err := s.db(ctx).WithContext(ctx).Raw(`SELECT newest.vacancy_id, newest.village, e.id AS edition_id, e.total = `+lastOfVillage+` AS in_force
FROM (
  SELECT i.vacancy_id, e.village, MAX(e.total) AS total
  FROM edition_items i JOIN editions e ON e.id = i.edition_id
  WHERE i.vacancy_id IN ? AND e.status = ? AND (e.published_at >= ? OR e.total = `+lastOfVillage+`)
  GROUP BY i.vacancy_id, e.village
) newest JOIN editions e ON e.village = newest.village AND e.total = newest.total
ORDER BY newest.vacancy_id, newest.village`, issued, vacancyIDs, models.EditionPublished, *utc(&since), issued).Scan(&out).Error
	return out, err
}

// IssuedVacancies lists at most limit vacancies by id, from behind the given one on, that IssuedLines would have lines about.
func (s *Store) IssuedVacancies(ctx context.Context, since time.Time, behind string, limit int) ([]string, error) {
	var ids []string
	err := s.db(ctx).WithContext(ctx).Raw(`SELECT DISTINCT i.vacancy_id
FROM edition_items i JOIN editions e ON e.id = i.edition_id
WHERE i.vacancy_id > ? AND e.status = ? AND (e.published_at >= ? OR e.total = `+lastOfVillage+`)
ORDER BY i.vacancy_id LIMIT ?`, behind, models.EditionPublished, *utc(&since), issued, limit).Scan(&ids).Error
	return ids, err
}
