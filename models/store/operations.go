package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

type operationRow struct {
	ID        string `gorm:"primaryKey"`
	Kind      string
	Division  models.DivisionCode
	StartedBy string
	Total     int
	Done      int
	Failures  list[failureColumn]
	Finished  bool
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
	UpdatedAt time.Time `gorm:"autoUpdateTime:false"`
}

// TableName implements GORM's schema.Tabler.
func (operationRow) TableName() string { return "operations" }

type failureColumn struct {
	Village models.DivisionCode `json:"village"`
	Code    models.Code         `json:"code"`
}

func failureColumnOf(f models.OperationFailure) failureColumn { return failureColumn(f) }

func (c failureColumn) model() models.OperationFailure { return models.OperationFailure(c) }

func operationRowOf(o models.Operation) operationRow {
	return operationRow{
		ID: o.ID, Kind: o.Kind, Division: o.Division, StartedBy: o.StartedBy, Total: o.Total, Done: o.Done,
		Failures: converted(o.Failures, failureColumnOf), Finished: o.Finished,
		CreatedAt: o.CreatedAt.UTC(), UpdatedAt: o.UpdatedAt.UTC(),
	}
}

func (r operationRow) model() models.Operation {
	return models.Operation{
		ID: r.ID, Kind: r.Kind, Division: r.Division, StartedBy: r.StartedBy, Total: r.Total, Done: r.Done,
		Failures: converted(r.Failures, failureColumn.model), Finished: r.Finished,
		CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
	}
}

// CreateOperation keeps a new operation and gives it its id and times.
func (s *Store) CreateOperation(ctx context.Context, o *models.Operation) error {
	created := *o
	created.ID, created.CreatedAt = newID(), s.moment()
	created.UpdatedAt = created.CreatedAt
	return keep(o, created, insert(ctx, s, operationRowOf(created)))
}

// Operation reads one operation; error CodeNotFound.
func (s *Store) Operation(ctx context.Context, id string) (models.Operation, error) {
	return fetch(ctx, s, plainly(operationRow.model), "id = ?", id)
}

// UpdateOperation writes how far an operation is. Only whoever runs it writes it, so it has no version. Error CodeNotFound.
func (s *Store) UpdateOperation(ctx context.Context, o *models.Operation) error {
	next := *o
	next.UpdatedAt = s.moment()
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if _, err := s.Operation(ctx, o.ID); err != nil {
			return err
		}
		_, err := gorm.G[operationRow](s.db(ctx)).Where("id = ?", o.ID).Select("*").Omit("id", "created_at").Updates(ctx, operationRowOf(next))
		return err
	})
	return keep(o, next, err)
}
