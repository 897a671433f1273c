package delivery

import (
	"context"
	"crypto/rand"
	"slices"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/robots"
)

// eventLength is how many characters an event id has: enough that nobody meets the same one twice, few enough to read out.
const eventLength = 8

func newEvent() string { return rand.Text()[:eventLength] }

// Send queues the post of an edition for targets of its village, all of them for none named; a target gets an edition once. Errors:
// CodeNotFound, CodeForbidden, CodeNotInForce for an edition that does not hang, CodeConflict naming the lines whose vacancies have
// closed since, CodeNoTarget, CodeInvalid for targets that the village does not have.
func (s *Service) Send(ctx context.Context, a models.Actor, editionID string, targetIDs []string) error {
	e, chosen, err := s.audience(ctx, a, editionID, targetIDs)
	if err != nil {
		return err
	}
	posts, err := compose(e, chosen)
	if err != nil {
		return err
	}
	return s.inVillage(ctx, e.Village, func(ctx context.Context) error {
		if err := s.inForce(ctx, e.ID, e.Village); err != nil {
			return err
		}
		// A closing that is told of afterwards waits for this village, and then finds the post.
		if err := s.Lines.StillLive(ctx, e); err != nil {
			return err
		}
		for _, post := range posts {
			post.AccountID = a.AccountID
			isNew, err := s.queue(ctx, &post)
			if err == nil && isNew {
				err = s.Store.Record(ctx, a.Did("send", models.ObjectDelivery, post.ID, post.Village).With("edition="+e.ID, "target="+post.TargetID))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Sent lists the posts of an edition to targets of its village, all for none named: those of now and of before.
func (s *Service) Sent(ctx context.Context, a models.Actor, editionID string, targetIDs []string) ([]models.Delivery, error) {
	e, err := s.Store.Edition(ctx, editionID)
	if err != nil {
		return nil, err
	}
	if err := access.WriteEdition(a, e).Err(); err != nil {
		return nil, err
	}
	posts, err := s.Store.DeliveriesInOrder(ctx, models.DeliveryFilter{EditionID: e.ID, Subject: models.DeliverPost})
	if len(targetIDs) > 0 {
		posts = slices.DeleteFunc(posts, func(d models.Delivery) bool { return !slices.Contains(targetIDs, d.TargetID) })
	}
	return posts, err
}

// audience is the edition with the targets that it is to be sent to.
func (s *Service) audience(ctx context.Context, a models.Actor, editionID string, targetIDs []string) (models.Edition, []models.Target, error) {
	e, err := s.Store.Edition(ctx, editionID)
	if err != nil {
		return e, nil, err
	}
	if err := access.WriteEdition(a, e).Err(); err != nil {
		return e, nil, err
	}
	if err := s.inForce(ctx, e.ID, e.Village); err != nil {
		return e, nil, err
	}
	list, err := s.Store.Targets(ctx, e.Village, models.Page{Limit: models.MaxTargets})
	if err != nil {
		return e, nil, err
	}
	chosen, err := choose(list.Items, targetIDs)
	return e, chosen, err
}

// inForce refuses an edition that is not the one in force of its village.
func (s *Service) inForce(ctx context.Context, editionID string, village models.DivisionCode) error {
	last, err := s.Store.LastIssued(ctx, village)
	if models.CodeOf(err) == models.CodeNotFound || err == nil && (last.ID != editionID || last.Status != models.EditionPublished) {
		return models.Errorf(models.CodeNotInForce)
	}
	return err
}

func choose(all []models.Target, ids []string) ([]models.Target, error) {
	if len(all) == 0 {
		return nil, models.Errorf(models.CodeNoTarget)
	}
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(t models.Target) bool { return t.ID == id }) {
			return nil, models.FieldErrorf("targets", models.CodeUnknownTarget)
		}
	}
	if len(ids) == 0 {
		return all, nil
	}
	return slices.DeleteFunc(all, func(t models.Target) bool { return !slices.Contains(ids, t.ID) }), nil
}

// compose makes the posts of an edition, one event for all: pictures are drawn once a kind, and outside of any transaction.
func compose(e models.Edition, targets []models.Target) ([]models.Delivery, error) {
	event, messages := newEvent(), map[models.RobotKind][]models.Message{}
	var out []models.Delivery
	for _, t := range targets {
		if messages[t.Kind] == nil {
			var err error
			if messages[t.Kind], err = robots.PostMessages(t.Kind, event, e); err != nil {
				return nil, err
			}
		}
		d := to(t, models.DeliverPost, e.ID)
		d.EventID, d.EditionID, d.Messages = event, e.ID, messages[t.Kind]
		out = append(out, d)
	}
	return out, nil
}

// to is a delivery to a target that waits for its turn.
func to(t models.Target, subject models.DeliverySubject, key string) models.Delivery {
	return models.Delivery{Village: t.Village, TargetID: t.ID, TargetName: t.Name, Kind: t.Kind, Robot: t.Robot, Subject: subject, Key: key,
		Status: models.DeliveryWaiting}
}

// queue keeps a delivery, unless its target has been told the same. It must be called in the village.
func (s *Service) queue(ctx context.Context, d *models.Delivery) (isNew bool, err error) {
	before, err := s.Store.DeliveriesInOrder(ctx, models.DeliveryFilter{TargetID: d.TargetID, Subject: d.Subject, Key: d.Key})
	if err != nil || len(before) > 0 {
		return false, err
	}
	d.NextAt = s.Calendar.Moment()
	return true, s.Store.CreateDelivery(ctx, d)
}
