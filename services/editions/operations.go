package editions

import (
	"context"
	"errors"
	"fmt"
	"time"

	"konggang/models"
	"konggang/services/access"
)

// OperationEditions is the kind of the operation that drafts an edition for every village of a division.
const OperationEditions = "editions"

// How operations are run: a lease is renewed three times before it lapses, so that one that was killed is soon taken up and
// one that is slow is not taken away. What fails is tried again after a pause, and is given up after MaxTries without a step.
const (
	LeaseTime  = 30 * time.Second
	RetryAfter = 30 * time.Second
	MaxTries   = 5
	renewEvery = LeaseTime / 3
)

// Start keeps the order to draft one edition for every village of a town or county, their lists made together. Run or Resume
// carries it out. Errors: CodeForbidden, CodeNotFound for a division without villages, CodeInvalid, CodeOperationUnderway naming
// one that is not finished yet and has villages in common with it: two at once would give these two drafts of the same list.
func (s *Service) Start(ctx context.Context, a models.Actor, division models.DivisionCode, size int) (models.Operation, error) {
	if err := access.Division(a, division).Err(); err != nil {
		return models.Operation{}, err
	}
	if err := checkSize(size); err != nil {
		return models.Operation{}, err
	}
	villages, err := s.villages(ctx, division)
	if err != nil {
		return models.Operation{}, err
	}
	op := models.Operation{Kind: OperationEditions, Division: division, StartedBy: a.AccountID, Role: a.Role, Size: size, Total: len(villages)}
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.noneUnderway(ctx, division); err != nil {
			return err
		}
		if err := s.Store.CreateOperation(ctx, &op); err != nil {
			return err
		}
		return s.Store.Record(ctx, a.Did("start", models.ObjectOperation, op.ID, division).With(op.Kind, fmt.Sprintf("villages=%d", op.Total)))
	})
	return op, err
}

// noneUnderway refuses a second operation for a village. Until the transaction ends nobody else begins one, anywhere: a division may
// be of any level, so no lock of a part would do.
func (s *Service) noneUnderway(ctx context.Context, division models.DivisionCode) error {
	if err := s.aloneWithOperations(ctx); err != nil {
		return err
	}
	running, err := s.Store.OperationUnderway(ctx, OperationEditions, division)
	switch {
	case err == nil:
		return models.Errorf(models.CodeOperationUnderway, running.ID)
	case models.CodeOf(err) == models.CodeNotFound:
		return nil
	}
	return err
}

// aloneWithOperations lets one at a time begin operations, until the transaction ends.
func (s *Service) aloneWithOperations(ctx context.Context) error {
	return s.Store.Alone(ctx, "operations")
}

func (s *Service) villages(ctx context.Context, division models.DivisionCode) ([]models.Division, error) {
	villages, err := s.Store.DivisionsWithin(ctx, division, models.LevelVillage)
	if err == nil && len(villages) == 0 {
		err = models.Errorf(models.CodeNotFound)
	}
	return villages, err
}

// Run carries an operation out, unless somebody else does or it is finished. It tells what failed; what is to become of that
// is kept on the operation.
func (s *Service) Run(ctx context.Context, id string) error {
	op, err := s.claim(ctx, id)
	if models.CodeOf(err) == models.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	return s.carryOut(ctx, op)
}

// Resume carries out, one after the other, whatever operations nobody runs: those whose program ended, and those that are to be
// tried again. It tells what failed.
func (s *Service) Resume(ctx context.Context) error {
	var failed []error
	for {
		op, err := s.claim(ctx, "")
		if models.CodeOf(err) == models.CodeNotFound {
			return errors.Join(failed...)
		}
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		if err := s.carryOut(ctx, op); err != nil {
			failed = append(failed, fmt.Errorf("operation %s: %w", op.ID, err))
		}
	}
}

func (s *Service) claim(ctx context.Context, id string) (models.Operation, error) {
	now := s.Calendar.Moment()
	return s.Store.ClaimOperation(ctx, id, now, now.Add(LeaseTime))
}

// carryOut runs an operation for as long as it is held.
func (s *Service) carryOut(ctx context.Context, op models.Operation) error {
	held, let := context.WithCancel(ctx)
	defer let()
	tick := time.NewTicker(renewEvery)
	defer tick.Stop()
	go s.renew(held, op, tick.C, let)
	var err error = models.Errorf(models.CodeInternal) // what ends the program each time is not tried for ever
	if op.Tries <= MaxTries {
		err = s.proceed(held, &op)
	}
	return s.settle(ctx, op, err)
}

// renew holds the lease until ctx ends; one that is lost ends the run.
func (s *Service) renew(ctx context.Context, op models.Operation, ticks <-chan time.Time, lost func()) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
			if err := s.Store.RenewLease(ctx, op, s.Calendar.Moment().Add(LeaseTime)); models.CodeOf(err) == models.CodeStale {
				lost()
			}
		}
	}
}

// proceed does what is left of an operation.
func (s *Service) proceed(ctx context.Context, op *models.Operation) error {
	if !op.Planned {
		if err := s.plan(ctx, op); err != nil {
			return err
		}
	}
	return s.draftLeft(ctx, op)
}

// plan makes all lists together and keeps them, so that whoever goes on drafts the same ones.
func (s *Service) plan(ctx context.Context, op *models.Operation) error {
	villages, err := s.villages(ctx, op.Division)
	if err != nil {
		return err
	}
	plans, err := s.allocate(ctx, villages, op.Size)
	if err != nil {
		return err
	}
	op.Tries = 0
	return s.Store.KeepPlans(ctx, op, plans)
}

// draftLeft drafts what is planned. A village that fails does not keep the others from theirs.
func (s *Service) draftLeft(ctx context.Context, op *models.Operation) error {
	const part = 100
	op.Failures = nil
	var failed []error
	for behind := models.DivisionCode(""); ; {
		plans, err := s.Store.PlansLeft(ctx, op.ID, behind, part)
		if err != nil || len(plans) == 0 {
			return errors.Join(append(failed, err)...)
		}
		for _, p := range plans {
			behind = p.Village
			err := s.draftPlanned(ctx, op, p)
			switch code := models.CodeOf(err); {
			case err == nil:
			case code == models.CodeStale, code == models.CodeUnavailable, ctx.Err() != nil:
				return err
			default:
				failed = append(failed, fmt.Errorf("%s: %w", p.Village, err))
				op.Failures = append(op.Failures, models.OperationFailure{Village: p.Village, Code: code})
			}
		}
	}
}

// draftPlanned freezes the list of a village and counts it, both or neither; not one that somebody else has drafted.
func (s *Service) draftPlanned(ctx context.Context, op *models.Operation, p models.VillagePlan) error {
	home, err := s.Store.Division(ctx, p.Village)
	if err != nil {
		return err
	}
	e, err := s.compose(ctx, home, p)
	if err != nil {
		return err
	}
	next := *op
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		mine, err := s.Store.MarkDrafted(ctx, op.ID, p.Village)
		if err != nil || !mine {
			return err
		}
		if err := s.keep(ctx, op.Actor(), &e); err != nil {
			return err
		}
		next = *op
		next.Done, next.Tries = op.Done+1, 0
		return s.Store.UpdateOperation(ctx, &next)
	})
	if err == nil {
		*op = next
	}
	return err
}

// settle ends a run: the operation is finished, or left for the next to take up, at once where this program ends, and after a
// pause where something failed.
func (s *Service) settle(ctx context.Context, op models.Operation, failed error) error {
	from := s.Calendar.Moment()
	switch {
	case models.CodeOf(failed) == models.CodeStale:
		return failed // it is somebody else's now
	case failed == nil:
		op.Finished = true
	case ctx.Err() != nil:
		op.Tries = max(op.Tries-1, 0)
	default:
		if len(op.Failures) == 0 {
			op.Failures = []models.OperationFailure{{Village: op.Division, Code: models.CodeOf(failed)}}
		}
		op.Finished = op.Tries >= MaxTries
		from = from.Add(RetryAfter)
	}
	return errors.Join(failed, s.Store.LetGoOperation(context.WithoutCancel(ctx), &op, from))
}

// Operation is how far an operation is; error CodeNotFound for anyone but its starter and the offices over its division, which
// read its id from a schedule, or where they are told to wait for it.
func (s *Service) Operation(ctx context.Context, a models.Actor, id string) (models.Operation, error) {
	op, err := s.Store.Operation(ctx, id)
	if err == nil && op.StartedBy != a.AccountID && !a.Oversees(op.Division) {
		err = models.Errorf(models.CodeNotFound)
	}
	return op, err
}
