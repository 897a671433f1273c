package store

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

type reportRow struct {
	ID        string `gorm:"primaryKey"`
	VacancyID string
	Kind      models.ReportKind
	Text      sealed
	Reporter  string
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
}

// TableName implements GORM's schema.Tabler.
func (reportRow) TableName() string { return "reports" }

func (r reportRow) key() string { return r.ID }

func reportPlace(id string) place { return place{"reports", "text", id} }

func (s *Store) report(r reportRow) (models.Report, error) {
	text, err := s.unseal(reportPlace(r.ID), r.Text)
	return models.Report{ID: r.ID, VacancyID: r.VacancyID, Kind: r.Kind, Text: text, Reporter: r.Reporter, CreatedAt: r.CreatedAt.UTC()}, err
}

// CreateReport keeps what somebody says about a vacancy and gives it its id and time. Error CodeDuplicate when the reporter
// has reported it before.
func (s *Store) CreateReport(ctx context.Context, r *models.Report) error {
	created := *r
	created.ID, created.CreatedAt = newID(), s.moment()
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		text := s.ring().seal(reportPlace(created.ID), r.Text)
		return insert(ctx, s, reportRow{created.ID, r.VacancyID, r.Kind, text, r.Reporter, created.CreatedAt})
	})
	return keep(r, created, err)
}

// Reports lists what was said about a vacancy, the newest first. Error CodeInvalidCursor.
func (s *Store) Reports(ctx context.Context, vacancyID string, p models.Page) (models.Listed[models.Report], error) {
	return part(ctx, s, conditions{{"vacancy_id = ?", []any{vacancyID}}}, false, p, each(s.report))
}

// CountReports tells how many reports of each kind every one of the vacancies has; one without any is not in it.
func (s *Store) CountReports(ctx context.Context, vacancyIDs []string) (map[string]map[models.ReportKind]int, error) {
	out := map[string]map[models.ReportKind]int{}
	for some := range slices.Chunk(vacancyIDs, maxIn) {
		rows, err := gorm.G[reportRow](s.db(ctx)).Where("vacancy_id IN ?", some).Select("vacancy_id", "kind").Find(ctx)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if out[r.VacancyID] == nil {
				out[r.VacancyID] = map[models.ReportKind]int{}
			}
			out[r.VacancyID][r.Kind]++
		}
	}
	return out, nil
}

// ReportsBy counts what a reporter has said since then about vacancies that the office has not judged.
func (s *Store) ReportsBy(ctx context.Context, reporter string, since time.Time) (int, error) {
	n, err := gorm.G[reportRow](s.db(ctx)).Where("reporter = ? AND created_at >= ?", reporter, *utc(&since)).Count(ctx, "*")
	return int(n), err
}

// DropReports forgets what was said about a vacancy, once the office has judged it.
func (s *Store) DropReports(ctx context.Context, vacancyID string) error {
	return remove[reportRow](ctx, s, "vacancy_id = ?", vacancyID)
}

// Pseudonym stands for an address or another text that must be recognised and not kept: the same text has the same one as
// long as the key is current.
func (s *Store) Pseudonym(text string) string { return string(s.ring().blind("pseudonym", text)) }
