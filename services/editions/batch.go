package editions

import (
	"context"
	"fmt"

	"konggang/models"
	"konggang/services/access"
)

// OperationEditions is the kind of the operation that drafts an edition for every village of a division.
const OperationEditions = "editions"

func field(i int) string { return fmt.Sprintf("items[%d]", i) }

// DraftAll drafts one edition for every village in a town or county, their lists made together. It tells each edition as
// it is kept, and how many of how many are done. Errors: CodeForbidden, CodeNotFound for a division without villages.
func (s *Service) DraftAll(ctx context.Context, a models.Actor, division models.DivisionCode, size int, each func(e models.Edition, done, total int) error) error {
	if err := access.Division(a, division).Err(); err != nil {
		return err
	}
	villages, err := s.Store.DivisionsWithin(ctx, division, models.LevelVillage)
	if err != nil {
		return err
	}
	if len(villages) == 0 {
		return models.Errorf(models.CodeNotFound)
	}
	lists, err := s.allocate(ctx, villages, size)
	if err != nil {
		return err
	}
	for i, home := range villages {
		list, err := s.read(ctx, lists[i])
		if err != nil {
			return err
		}
		e, err := s.freeze(ctx, a, home, list)
		if err != nil {
			return err
		}
		if err := each(e, i+1, len(villages)); err != nil {
			return err
		}
	}
	return nil
}

// Start begins DraftAll as an operation that goes on after the call. Errors: CodeForbidden, CodeNotFound, CodeInvalid.
func (s *Service) Start(ctx context.Context, a models.Actor, division models.DivisionCode, size int) (models.Operation, error) {
	if err := access.Division(a, division).Err(); err != nil {
		return models.Operation{}, err
	}
	if size < 1 || size > MaxLines {
		return models.Operation{}, models.FieldErrorf("size", models.CodeOutOfRange, 1, MaxLines)
	}
	villages, err := s.Store.DivisionsWithin(ctx, division, models.LevelVillage)
	if err != nil {
		return models.Operation{}, err
	}
	if len(villages) == 0 {
		return models.Operation{}, models.Errorf(models.CodeNotFound)
	}
	op := models.Operation{Kind: OperationEditions, Division: division, StartedBy: a.AccountID, Total: len(villages)}
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.CreateOperation(ctx, &op); err != nil {
			return err
		}
		return s.Store.Record(ctx, a.Did("start", models.ObjectOperation, op.ID, division).With(op.Kind, fmt.Sprintf("villages=%d", op.Total)))
	})
	return op, err
}

// Run carries a started operation out, keeping its progress; what fails is kept on it under the division's code.
func (s *Service) Run(ctx context.Context, a models.Actor, op models.Operation, size int) error {
	err := s.DraftAll(ctx, a, op.Division, size, func(_ models.Edition, done, total int) error {
		op.Done, op.Total = done, total
		return s.Store.UpdateOperation(ctx, &op)
	})
	if err != nil {
		op.Failures = append(op.Failures, models.OperationFailure{Village: op.Division, Code: models.CodeOf(err)})
	}
	op.Finished = true
	if keep := s.Store.UpdateOperation(context.WithoutCancel(ctx), &op); keep != nil {
		return keep
	}
	return err
}

// Operation is how far an operation is; error CodeNotFound for anyone but its starter.
func (s *Service) Operation(ctx context.Context, a models.Actor, id string) (models.Operation, error) {
	op, err := s.Store.Operation(ctx, id)
	if err == nil && op.StartedBy != a.AccountID {
		err = models.Errorf(models.CodeNotFound)
	}
	return op, err
}
