package store

import (
	"context"

	"gorm.io/gorm"

	"konggang/models"
)

// planRow is the list of a village that an operation is about to draft.
type planRow struct {
	OperationID string              `gorm:"primaryKey"`
	Village     models.DivisionCode `gorm:"primaryKey"`
	Borrowed    bool
	Lines       list[lineColumn]
	Drafted     bool
}

// TableName implements GORM's schema.Tabler.
func (planRow) TableName() string { return "operation_villages" }

type lineColumn struct {
	VacancyID     string           `json:"vacancy_id"`
	DistanceKM    float64          `json:"distance_km"`
	Precision     models.Precision `json:"precision,omitempty"`
	Reasons       []reasonFact     `json:"reasons,omitempty"`
	SeekersServed int              `json:"seekers_served"`
}

func lineColumnOf(l models.PlannedLine) lineColumn {
	return lineColumn{l.VacancyID, l.DistanceKM, l.Precision, converted(l.Reasons, reasonFactOf), l.SeekersServed}
}

func (c lineColumn) model() models.PlannedLine {
	return models.PlannedLine{VacancyID: c.VacancyID, DistanceKM: c.DistanceKM, Precision: c.Precision,
		Reasons: converted(c.Reasons, reasonFact.model), SeekersServed: c.SeekersServed}
}

func (r planRow) model() models.VillagePlan {
	return models.VillagePlan{Village: r.Village, Borrowed: r.Borrowed, Lines: converted(r.Lines, lineColumn.model)}
}

// KeepPlans keeps all lists of an operation, and that it is planned, at once: from here on they are what is drafted, whoever
// does it and whatever becomes of the market. Error CodeStale when somebody else took the operation.
func (s *Store) KeepPlans(ctx context.Context, o *models.Operation, plans []models.VillagePlan) error {
	next := *o
	next.Planned, next.Total, next.Done = true, len(plans), 0
	rows := make([]planRow, len(plans))
	for i, p := range plans {
		rows[i] = planRow{OperationID: o.ID, Village: p.Village, Borrowed: p.Borrowed, Lines: converted(p.Lines, lineColumnOf)}
	}
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.UpdateOperation(ctx, &next); err != nil {
			return err
		}
		const batch = 100
		return gorm.G[planRow](s.db(ctx)).CreateInBatches(ctx, &rows, batch)
	})
	return keep(o, next, err)
}

// PlansLeft lists, by village and behind the one given, at most limit plans of an operation that are not drafted yet.
func (s *Store) PlansLeft(ctx context.Context, operationID string, behind models.DivisionCode, limit int) ([]models.VillagePlan, error) {
	rows, err := gorm.G[planRow](s.db(ctx)).Where("operation_id = ? AND village > ? AND drafted = ?", operationID, behind, false).
		Order("village").Limit(limit).Find(ctx)
	return converted(rows, planRow.model), err
}

// MarkDrafted notes that the plan of a village is drafted, in the transaction that drafts it, and tells whether it was not:
// each is drafted once, also by two who do not know of each other.
func (s *Store) MarkDrafted(ctx context.Context, operationID string, village models.DivisionCode) (bool, error) {
	n := 0
	err := s.Atomically(ctx, func(ctx context.Context) (err error) {
		n, err = gorm.G[planRow](s.db(ctx)).Where("operation_id = ? AND village = ? AND drafted = ?", operationID, village, false).Update(ctx, "drafted", true)
		return err
	})
	return n == 1, err
}
