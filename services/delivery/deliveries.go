package delivery

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/access"
)

// Deliveries lists what was sent and is to be sent in the actor's village or division, the newest first. Errors: CodeForbidden for a
// filter that reaches beyond, CodeInvalidCursor.
func (s *Service) Deliveries(ctx context.Context, a models.Actor, f models.DeliveryFilter, p models.Page) (models.Listed[models.Delivery], error) {
	if a.Division == "" {
		return models.Listed[models.Delivery]{Items: []models.Delivery{}}, nil // who is bound to nothing yet has nothing
	}
	if f.Within == "" {
		f.Within = a.Division
	}
	for _, d := range []models.DivisionCode{f.Within, f.Village} {
		if d == "" {
			continue
		}
		if err := access.Village(a, d).Err(); err != nil {
			return models.Listed[models.Delivery]{}, err
		}
	}
	return s.Store.Deliveries(ctx, f, p)
}

// Delivery is one delivery; error CodeNotFound, also for those outside the actor's village or division.
func (s *Service) Delivery(ctx context.Context, a models.Actor, id string) (models.Delivery, error) {
	d, err := s.Store.Delivery(ctx, id)
	if err == nil {
		err = access.Delivery(a, d).Err()
	}
	return d, err
}

// Retry has an archived delivery sent again, from the message on that was not taken, and with a post the stop messages that were
// archived behind it. Errors: CodeNotFound, CodeIllegalTransition for one that is not archived; for a post CodeNotInForce when its
// edition does not hang any more, CodeOvertaken when the group has been told since that a vacancy of it closed; for a stop message
// CodeNotPosted while the group saw no post with its vacancy; CodeTargetRemoved when the target was removed.
func (s *Service) Retry(ctx context.Context, a models.Actor, id string) (models.Delivery, error) {
	d, err := s.Delivery(ctx, a, id)
	if err != nil {
		return d, err
	}
	err = s.inVillage(ctx, d.Village, func(ctx context.Context) (err error) {
		if _, err := s.Store.Target(ctx, d.TargetID); models.CodeOf(err) == models.CodeNotFound {
			return models.Errorf(models.CodeTargetRemoved)
		} else if err != nil {
			return err
		}
		if d, err = s.again(ctx, d.ID); err != nil {
			return err
		}
		switch d.Subject {
		case models.DeliverPost:
			err = s.againBehind(ctx, d)
		case models.DeliverClosed:
			err = s.wasPosted(ctx, d)
		}
		if err != nil {
			return err
		}
		return s.Store.Record(ctx, a.Did("retry", models.ObjectDelivery, d.ID, d.Village))
	})
	return d, err
}

func (s *Service) again(ctx context.Context, id string) (models.Delivery, error) {
	now := s.Calendar.Moment()
	return s.Store.ChangeDelivery(ctx, id, func(d *models.Delivery) error { return d.Retry(now) })
}

// againBehind has the stop messages of a post sent again, behind it.
func (s *Service) againBehind(ctx context.Context, post models.Delivery) error {
	if err := s.inForce(ctx, post.EditionID, post.Village); err != nil {
		return err
	}
	e, err := s.Store.Edition(ctx, post.EditionID)
	if err != nil {
		return err
	}
	stops, err := s.Store.DeliveriesInOrder(ctx, models.DeliveryFilter{Village: post.Village, Robot: post.Robot, Subject: models.DeliverClosed})
	for _, stop := range stops {
		switch {
		case err != nil:
			return err
		case stop.ID < post.ID, !slices.ContainsFunc(e.Items, about(stop.Vacancy())):
			continue
		case stop.Seen():
			return models.Errorf(models.CodeOvertaken)
		case stop.Status == models.DeliveryArchived:
			_, err = s.again(ctx, stop.ID)
		}
	}
	return err
}

// wasPosted refuses a stop message without a post that the group saw: there is nothing to stop.
func (s *Service) wasPosted(ctx context.Context, stop models.Delivery) error {
	post, _, err := s.posted(ctx, stop.Village, stop.Robot, stop.Vacancy())
	if err == nil && !post.Seen() {
		return models.Errorf(models.CodeNotPosted)
	}
	return err
}
