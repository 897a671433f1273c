package delivery

import (
	"context"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/robots"
)

// AddTarget keeps a new robot for a village. Errors: CodeForbidden, CodeNotFound for what is no village, CodeInvalid, CodeDuplicate when
// the village has the robot already, CodeTooManyTargets.
func (s *Service) AddTarget(ctx context.Context, a models.Actor, t models.Target) (models.Target, error) {
	if err := s.checkTarget(ctx, a, &t); err != nil {
		return models.Target{}, err
	}
	t.AccountID, t.Robot = a.AccountID, models.RobotOf(t.Kind, t.URL)
	err := s.inVillage(ctx, t.Village, func(ctx context.Context) error {
		there, err := s.Store.Targets(ctx, t.Village, models.Page{Limit: 1})
		if err != nil {
			return err
		}
		if there.Total >= models.MaxTargets {
			return models.Errorf(models.CodeTooManyTargets, models.MaxTargets)
		}
		if err := s.Store.CreateTarget(ctx, &t); err != nil {
			return err
		}
		return s.Store.Record(ctx, a.Did("add", models.ObjectTarget, t.ID, t.Village).With(string(t.Kind)))
	})
	return t, err
}

func (s *Service) checkTarget(ctx context.Context, a models.Actor, t *models.Target) error {
	if t.Village.Level() != models.LevelVillage {
		return models.Errorf(models.CodeNotFound)
	}
	if err := access.Village(a, t.Village).Err(); err != nil {
		return err
	}
	if _, err := s.Store.Division(ctx, t.Village); err != nil {
		return err
	}
	t.Clean()
	var p models.Problems
	p.AddErr("", t.Validate())
	p.AddErr("", robots.CheckTarget(*t, s.Rules))
	return p.Err()
}

// Targets lists the robots of a village, the oldest first. Errors: CodeForbidden, CodeInvalidCursor.
func (s *Service) Targets(ctx context.Context, a models.Actor, village models.DivisionCode, p models.Page) (models.Listed[models.Target], error) {
	if err := access.Village(a, village).Err(); err != nil {
		return models.Listed[models.Target]{}, err
	}
	return s.Store.Targets(ctx, village, p)
}

// Target is one robot of a village. Errors: CodeForbidden, CodeNotFound.
func (s *Service) Target(ctx context.Context, a models.Actor, village models.DivisionCode, id string) (models.Target, error) {
	if err := access.Village(a, village).Err(); err != nil {
		return models.Target{}, err
	}
	t, err := s.Store.Target(ctx, id)
	if err == nil && t.Village != village {
		err = models.Errorf(models.CodeNotFound)
	}
	if err == nil {
		err = access.Target(a, t).Err()
	}
	return t, err
}

// RemoveTarget forgets a robot of a village, and takes back what it was still to be told. A message that is on its way just then
// arrives. Errors: CodeForbidden, CodeNotFound.
func (s *Service) RemoveTarget(ctx context.Context, a models.Actor, village models.DivisionCode, id string) error {
	t, err := s.Target(ctx, a, village, id)
	if err != nil {
		return err
	}
	return s.inVillage(ctx, t.Village, func(ctx context.Context) error {
		if err := s.Store.DeleteTarget(ctx, t.ID); err != nil {
			return err
		}
		if _, err := s.cancel(ctx, models.DeliveryFilter{TargetID: t.ID, Status: models.DeliveryWaiting}, whatever); err != nil {
			return err
		}
		return s.Store.Record(ctx, a.Did("remove", models.ObjectTarget, t.ID, t.Village).With(string(t.Kind)))
	})
}
