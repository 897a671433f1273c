package store

import (
	"context"
	"strconv"

	"gorm.io/gorm"

	"konggang/models"
)

// firstNumber is the number of the first vacancy: five digits, which can be read out and typed on any keypad.
const firstNumber = 10001

// CreateVacancy keeps a new vacancy and gives it its id, number, version and times. Errors: CodeDuplicate for an external
// id that the enterprise has already, CodeConflict for an enterprise that is not there.
func (s *Store) CreateVacancy(ctx context.Context, v *models.Vacancy) error {
	created := *v
	created.ID, created.Version, created.CreatedAt = newID(), 1, s.moment()
	created.UpdatedAt = created.CreatedAt
	err := s.Atomically(ctx, func(ctx context.Context) error {
		number, err := s.count(ctx, "vacancies", firstNumber)
		if err != nil {
			return err
		}
		created.Number = strconv.Itoa(number)
		return insert(ctx, s, vacancyRowOf(created))
	})
	return keep(v, created, err)
}

// UpdateVacancy writes what v now says, but for its number, if nobody else did since it was read. Errors: CodeStale,
// CodeNotFound, CodeDuplicate for an external id that the enterprise has already.
func (s *Store) UpdateVacancy(ctx context.Context, v *models.Vacancy) error {
	next := *v
	next.Version, next.UpdatedAt = v.Version+1, s.moment()
	return keep(v, next, replace(ctx, s, vacancyRowOf(next), v.Version, "number"))
}

// Vacancy reads one vacancy; error CodeNotFound.
func (s *Store) Vacancy(ctx context.Context, id string) (models.Vacancy, error) {
	return fetch(ctx, s, plainly(vacancyRow.model), "id = ?", id)
}

// VacancyByExternalID finds a vacancy by the enterprise's own id of it; error CodeNotFound.
func (s *Store) VacancyByExternalID(ctx context.Context, enterpriseID, externalID string) (models.Vacancy, error) {
	return fetch(ctx, s, plainly(vacancyRow.model), "enterprise_id = ? AND external_id = ?", enterpriseID, externalID)
}

// VacancyByPlace finds the vacancy of an enterprise that has no external id by its title and the division and address of
// the work, the newest of several; error CodeNotFound.
func (s *Store) VacancyByPlace(ctx context.Context, enterpriseID, title string, w models.Workplace) (models.Vacancy, error) {
	row, err := gorm.G[vacancyRow](s.db(ctx)).
		Where("enterprise_id = ? AND external_id IS NULL AND title = ?", enterpriseID, title).
		Where("work_division = ? AND work_address = ?", w.Division, w.Address).
		Order("id DESC").Take(ctx)
	return row.model(), err
}

// ExpiredVacancies lists, by id, the ids of at most limit vacancies that are open or paused though they were valid until
// before today.
func (s *Store) ExpiredVacancies(ctx context.Context, today models.Date, limit int) ([]string, error) {
	return s.vacancyIDs(ctx, limit, lapsed(today))
}

// StandingVacancies lists, by id, the ids of at most limit vacancies of an enterprise that villages hear of, may hear of
// again, or that wait for the office.
func (s *Store) StandingVacancies(ctx context.Context, enterpriseID string, limit int) ([]string, error) {
	standing := []models.VacancyStatus{models.VacancySubmitted, models.VacancyOpen, models.VacancyPaused}
	return s.vacancyIDs(ctx, limit, condition{"enterprise_id = ? AND status IN ?", []any{enterpriseID, standing}})
}

func (s *Store) vacancyIDs(ctx context.Context, limit int, where condition) ([]string, error) {
	rows, err := gorm.G[vacancyRow](s.db(ctx)).Where(where.sql, where.args...).Select("id").Order("id").Limit(limit).Find(ctx)
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids, err
}

// lapsed is true of vacancies that have expired by today though nobody has written that down yet (see models.Vacancy.On).
func lapsed(today models.Date) condition {
	published := []models.VacancyStatus{models.VacancyOpen, models.VacancyPaused}
	return condition{"(status IN ? AND valid_until < ? AND valid_until <> '')", []any{published, today}}
}

// Vacancies lists vacancies of any state with their enterprises. Error CodeInvalidCursor.
func (s *Store) Vacancies(ctx context.Context, f models.VacancyFilter, p models.Page) (models.Listed[models.Posting], error) {
	inOrder := byID[vacancyRow](false)
	if f.OldestFirst {
		inOrder = byWaiting
	}
	return partIn(ctx, s, vacancyConditions(f), inOrder, p, func(rows []vacancyRow) ([]models.Posting, error) {
		return s.postings(ctx, rows)
	})
}

// TotalHeadcount adds up the places, free or filled, of all the vacancies that the filter leaves.
func (s *Store) TotalHeadcount(ctx context.Context, f models.VacancyFilter) (int, error) {
	var total int
	err := selected[vacancyRow](ctx, s, vacancyConditions(f)).Select("COALESCE(SUM(headcount), 0)").Scan(ctx, &total)
	return total, err
}

func vacancyConditions(f models.VacancyFilter) conditions {
	var where conditions
	if f.EnterpriseID != "" {
		where.add("enterprise_id = ?", f.EnterpriseID)
	}
	where = append(where, statusOn(f.Today, f.Status)...)
	if f.Within != "" {
		inside := within("division", f.Within)
		where.add("enterprise_id IN (SELECT id FROM enterprises WHERE "+inside.sql+")", inside.args...)
	}
	return where
}

// statusOn narrows to a status as it is on the day, "" for as it is written down.
func statusOn(today models.Date, status models.VacancyStatus) conditions {
	over, is := lapsed(today), condition{"status = ?", []any{status}}
	switch {
	case status == "":
		return nil
	case today == "":
		return conditions{is}
	case status == models.VacancyExpired:
		return conditions{{"(" + is.sql + " OR " + over.sql + ")", append(is.args, over.args...)}}
	}
	return conditions{is, {"NOT " + over.sql, over.args}}
}
