package store

import (
	"context"

	"github.com/google/uuid"

	"konggang/models"
)

type recordRow struct {
	ID         string `gorm:"primaryKey"`
	Town       models.DivisionCode
	Registered string
	Erased     string
	Outcome    models.SeekerStatus
	KeepUntil  models.Date
}

// TableName implements GORM's schema.Tabler.
func (recordRow) TableName() string { return "service_records" }

func (r recordRow) model() models.ServiceRecord {
	return models.ServiceRecord{Town: r.Town, Registered: r.Registered, Erased: r.Erased, Outcome: r.Outcome, KeepUntil: r.KeepUntil}
}

// AddServiceRecord keeps what is left of an erased person. Its id is random, since one that orders by time would tell the
// moment, and by that the person.
func (s *Store) AddServiceRecord(ctx context.Context, r models.ServiceRecord) error {
	return insert(ctx, s, recordRow{uuid.NewString(), r.Town, r.Registered, r.Erased, r.Outcome, r.KeepUntil})
}

// ServiceRecords lists the records of a division, in no telling order.
func (s *Store) ServiceRecords(ctx context.Context, in models.DivisionCode) ([]models.ServiceRecord, error) {
	var where conditions
	where.within("town", in)
	rows, err := selected[recordRow](ctx, s, where).Order("id").Find(ctx)
	if err != nil {
		return nil, err
	}
	return mapped(rows, plainly(recordRow.model))
}

// DropServiceRecords forgets the records that were to be kept until before today.
func (s *Store) DropServiceRecords(ctx context.Context, today models.Date) error {
	return remove[recordRow](ctx, s, "keep_until < ?", today)
}
