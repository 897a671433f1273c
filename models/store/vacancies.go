package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

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

// ExpiredVacancies lists, by id, at most limit vacancies that are open or paused though they were valid until before today.
func (s *Store) ExpiredVacancies(ctx context.Context, today models.Date, limit int) ([]models.Vacancy, error) {
	rows, err := gorm.G[vacancyRow](s.db(ctx)).
		Where("status IN ?", []models.VacancyStatus{models.VacancyOpen, models.VacancyPaused}).
		Where("valid_until < ? AND valid_until <> ''", today).
		Order("id").Limit(limit).Find(ctx)
	if err != nil {
		return nil, err
	}
	return mapped(rows, plainly(vacancyRow.model))
}

// Vacancies lists vacancies of any state with their enterprises. Error CodeInvalidCursor.
func (s *Store) Vacancies(ctx context.Context, f models.VacancyFilter, p models.Page) (models.Listed[models.Posting], error) {
	return part(ctx, s, vacancyConditions(f), f.OldestFirst, p, func(rows []vacancyRow) ([]models.Posting, error) {
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
	if f.Status != "" {
		where.add("status = ?", f.Status)
	}
	if f.Within != "" {
		inside := within("division", f.Within)
		where.add("enterprise_id IN (SELECT id FROM enterprises WHERE "+inside.sql+")", inside.args...)
	}
	return where
}

// MarketStamp is a text that changes with every change to a vacancy, an enterprise or a division, at the cost of three
// index scans. Rows are only added and versions only grow, so their sums never come back to what they were. Take the stamp
// before reading the postings it stands for.
func (s *Store) MarketStamp(ctx context.Context) (string, error) {
	stamp := ""
	for _, table := range []string{"vacancies", "enterprises", "divisions"} {
		var counted struct{ N, Versions int64 }
		find := s.db(ctx).WithContext(ctx).Table(table).Select("COUNT(*) AS n, COALESCE(SUM(version), 0) AS versions")
		if err := find.Take(&counted).Error; err != nil {
			return "", s.engine.translate(err)
		}
		stamp += fmt.Sprintf("%s:%d.%d ", table[:1], counted.N, counted.Versions)
	}
	return strings.TrimSpace(stamp), nil
}
