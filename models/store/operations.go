package store

import (
	"context"
	"time"

	"konggang/models"
)

type operationRow struct {
	ID         string `gorm:"primaryKey"`
	Kind       string
	Division   models.DivisionCode
	StartedBy  string
	Role       models.Role
	Size       int
	Planned    bool
	Total      int
	Done       int
	Failures   list[failureColumn]
	Finished   bool
	Tries      int
	LeaseToken string
	LeaseUntil time.Time
	CreatedAt  time.Time `gorm:"autoCreateTime:false"`
	UpdatedAt  time.Time `gorm:"autoUpdateTime:false"`
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
		ID: o.ID, Kind: o.Kind, Division: o.Division, StartedBy: o.StartedBy, Role: o.Role, Size: o.Size, Planned: o.Planned,
		Total: o.Total, Done: o.Done, Failures: converted(o.Failures, failureColumnOf), Finished: o.Finished, Tries: o.Tries,
		LeaseToken: o.Lease.Token, LeaseUntil: *utc(&o.Lease.Until), CreatedAt: o.CreatedAt.UTC(), UpdatedAt: o.UpdatedAt.UTC(),
	}
}

func (r operationRow) model() models.Operation {
	return models.Operation{
		ID: r.ID, Kind: r.Kind, Division: r.Division, StartedBy: r.StartedBy, Role: r.Role, Size: r.Size, Planned: r.Planned,
		Total: r.Total, Done: r.Done, Failures: converted(r.Failures, failureColumn.model), Finished: r.Finished, Tries: r.Tries,
		Lease: models.Lease{Token: r.LeaseToken, Until: r.LeaseUntil.UTC()}, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
	}
}

// CreateOperation keeps a new operation, free to be claimed, and gives it its id and times.
func (s *Store) CreateOperation(ctx context.Context, o *models.Operation) error {
	created := *o
	created.ID, created.CreatedAt = newID(), s.moment()
	created.UpdatedAt, created.Lease = created.CreatedAt, models.Lease{Until: time.Unix(0, 0).UTC()}
	return keep(o, created, insert(ctx, s, operationRowOf(created)))
}

// Operation reads one operation; error CodeNotFound.
func (s *Store) Operation(ctx context.Context, id string) (models.Operation, error) {
	return fetch(ctx, s, plainly(operationRow.model), "id = ?", id)
}

// OperationUnderway reads the first operation of the kind that is not finished and has villages in common with the division: its
// own, that of one it lies in, or of one within it; error CodeNotFound. Whoever must not miss one that begins meanwhile asks behind
// Alone.
func (s *Store) OperationUnderway(ctx context.Context, kind string, division models.DivisionCode) (models.Operation, error) {
	inside := within("division", division)
	where := conditions{{"finished = ? AND kind = ?", []any{false, kind}}}
	where.add("("+inside.sql+" OR division IN ?)", append(inside.args, append(division.Above(), division))...)
	row, err := selected[operationRow](ctx, s, where).Order("id").Take(ctx)
	return row.model(), err
}

// ClaimOperation takes up an operation that is not finished and that nobody holds now, this one, or the first of all for "",
// and holds it until the moment given. Of many who claim one gets it. Error CodeNotFound when there is none.
func (s *Store) ClaimOperation(ctx context.Context, id string, now, until time.Time) (models.Operation, error) {
	free := conditions{{"finished = ? AND lease_until <= ?", []any{false, now.UTC()}}}
	if id != "" {
		free.add("id = ?", id)
	}
	var claimed models.Operation
	err := s.Atomically(ctx, func(ctx context.Context) error {
		row, err := selected[operationRow](ctx, s, free).Order("id").Take(ctx)
		if err != nil {
			return err
		}
		row.LeaseToken, row.LeaseUntil, row.Tries = newID(), *utc(&until), row.Tries+1
		n, err := selected[operationRow](ctx, s, free).Where("id = ?", row.ID).Select("lease_token", "lease_until", "tries").Updates(ctx, row)
		if err == nil && n == 0 {
			err = models.Errorf(models.CodeNotFound) // somebody was faster
		}
		claimed = row.model()
		return err
	})
	return claimed, err
}

// RenewLease holds a claimed operation for longer. Error CodeStale when the lease has lapsed and somebody else took it.
func (s *Store) RenewLease(ctx context.Context, o models.Operation, until time.Time) error {
	return underLease(ctx, s, o.ID, o.Lease, operationRow{LeaseUntil: *utc(&until)}, "lease_until")
}

// UpdateOperation writes how far an operation is; nobody does but whoever holds it. Error CodeStale when somebody else took it.
func (s *Store) UpdateOperation(ctx context.Context, o *models.Operation) error {
	next := *o
	next.UpdatedAt = s.moment()
	return keep(o, next, underLease(ctx, s, o.ID, o.Lease, operationRowOf(next), "planned", "total", "done", "failures", "tries", "updated_at"))
}

// LetGoOperation is UpdateOperation for the last time under this lease: an operation that is finished is over, and its plan is
// dropped; any other may be claimed again from the moment given. Error CodeStale when somebody else took it.
func (s *Store) LetGoOperation(ctx context.Context, o *models.Operation, from time.Time) error {
	next := *o
	next.UpdatedAt, next.Lease.Until = s.moment(), *utc(&from)
	return keep(o, next, s.Atomically(ctx, func(ctx context.Context) error {
		err := underLease(ctx, s, o.ID, o.Lease, operationRowOf(next), "planned", "total", "done", "failures", "tries", "updated_at", "finished", "lease_until")
		if err != nil || !next.Finished {
			return err
		}
		return remove[planRow](ctx, s, "operation_id = ?", o.ID)
	}))
}
