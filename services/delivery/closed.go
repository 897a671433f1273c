package delivery

import (
	"context"
	"fmt"

	"konggang/models"
	"konggang/services/robots"
)

// TellClosed queues the news of a closing, in the caller's transaction, for every target of the village that was sent, or is still to
// be sent, a post with the vacancy, each once for a vacancy and a round; for the zero Item, that the edition was taken back. Posts of
// such an edition that have not begun are cancelled instead.
func (s *Service) TellClosed(ctx context.Context, c models.Closing) error {
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.alone(ctx, c.Edition.Village); err != nil {
			return err
		}
		targets, err := s.Store.Targets(ctx, c.Edition.Village, models.Page{Limit: models.MaxTargets})
		event := newEvent()
		for _, t := range targets.Items {
			if err != nil {
				return err
			}
			if c.Item.VacancyID == "" {
				err = s.tellSuperseded(ctx, c, t, event)
			} else {
				err = s.tellStopped(ctx, c, t, event)
			}
		}
		return err
	})
}

// tellStopped queues the stop message behind the posts with the vacancy. Where nobody saw one, because it was archived, the message
// shares its fate: should the post be sent again, the message follows it.
func (s *Service) tellStopped(ctx context.Context, c models.Closing, t models.Target, event string) error {
	posts, err := s.Store.DeliveriesInOrder(ctx, models.DeliveryFilter{TargetID: t.ID, VacancyID: c.Item.VacancyID, Subject: models.DeliverPost})
	d := to(t, models.DeliverClosed, fmt.Sprintf("%s/%d", c.Item.VacancyID, c.Round))
	d.EventID, d.Messages, d.Status = event, robots.ClosedMessages(t.Kind, event, c), models.DeliveryArchived
	for _, post := range posts {
		switch {
		case post.Status == models.DeliveryCancelled && !post.Seen():
			continue
		case post.Status == models.DeliveryArchived && !post.Seen():
			d.Fault, d.FaultDetail = post.Fault, post.FaultDetail
		default:
			d.Status = models.DeliveryWaiting
		}
		d.EditionID = post.EditionID
	}
	if err != nil || d.EditionID == "" {
		return err
	}
	if d.Status == models.DeliveryWaiting {
		d.Fault, d.FaultDetail = "", ""
	}
	_, _, err = s.queue(ctx, d)
	return err
}

// tellSuperseded takes back what nobody has seen, and says of the rest that it does not hold any more.
func (s *Service) tellSuperseded(ctx context.Context, c models.Closing, t models.Target, event string) error {
	posts, err := s.Store.DeliveriesInOrder(ctx, models.DeliveryFilter{TargetID: t.ID, EditionID: c.Edition.ID, Subject: models.DeliverPost})
	if err != nil || len(posts) == 0 {
		return err
	}
	post, err := s.Store.ChangeDelivery(ctx, posts[0].ID, func(d *models.Delivery) error {
		if !d.Seen() {
			d.Cancel()
		}
		return nil
	})
	if err != nil {
		return err
	}
	if !post.Seen() {
		return s.cancelAll(ctx, models.DeliveryFilter{TargetID: t.ID, EditionID: c.Edition.ID, Subject: models.DeliverClosed})
	}
	d := to(t, models.DeliverSuperseded, c.Edition.ID)
	d.EventID, d.EditionID, d.Messages = event, c.Edition.ID, robots.SupersededMessages(t.Kind, event, c)
	_, _, err = s.queue(ctx, d)
	return err
}
