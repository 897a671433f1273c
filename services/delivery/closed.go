package delivery

import (
	"context"
	"fmt"
	"slices"

	"konggang/models"
	"konggang/services/robots"
)

// TellClosed queues the news of a closing, in the caller's transaction, for every target of the village that was sent, or is still to
// be sent, a post with the vacancy, each once for a vacancy and a round; for the zero Item, that the edition was taken back, of which
// what was not sent yet is cancelled.
func (s *Service) TellClosed(ctx context.Context, c models.Closing) error {
	return s.inVillage(ctx, c.Edition.Village, func(ctx context.Context) error {
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

// Lifted takes back, in the caller's transaction, what nobody in the village has heard yet of a closing: the vacancy hires again.
func (s *Service) Lifted(ctx context.Context, village models.DivisionCode, vacancyID string) error {
	return s.inVillage(ctx, village, func(ctx context.Context) error {
		_, err := s.cancel(ctx, models.DeliveryFilter{Village: village, VacancyID: vacancyID, Subject: models.DeliverClosed}, func(d models.Delivery) bool {
			return d.Vacancy() == vacancyID && !d.Seen()
		})
		return err
	})
}

// Replaced takes back, in the transaction in which a village is issued another edition, the posts of those before that have not begun.
func (s *Service) Replaced(ctx context.Context, village models.DivisionCode) error {
	return s.inVillage(ctx, village, func(ctx context.Context) error {
		waiting := models.DeliveryFilter{Village: village, Subject: models.DeliverPost, Status: models.DeliveryWaiting}
		if _, err := s.cancel(ctx, waiting, func(d models.Delivery) bool { return !d.Seen() }); err != nil {
			return err
		}
		return s.followPosts(ctx, models.DeliveryFilter{Village: village})
	})
}

// tellStopped queues the stop message behind the posts with the vacancy, and about the edition that the group has it from.
func (s *Service) tellStopped(ctx context.Context, c models.Closing, t models.Target, event string) error {
	post, fate, err := s.posted(ctx, t.Village, t.Robot, c.Item.VacancyID)
	if err != nil || fate == models.DeliveryCancelled {
		return err
	}
	if c.Edition, err = s.Store.Edition(ctx, post.EditionID); err != nil {
		return err
	}
	c.Item = c.Edition.Items[slices.IndexFunc(c.Edition.Items, about(c.Item.VacancyID))]
	d := to(t, models.DeliverClosed, fmt.Sprintf("%s/%d", c.Item.VacancyID, c.Round))
	d.EventID, d.EditionID, d.Messages = event, c.Edition.ID, robots.ClosedMessages(event, c)
	d.Follow(post, fate)
	_, err = s.queue(ctx, &d)
	return err
}

func about(vacancyID string) func(models.EditionItem) bool {
	return func(i models.EditionItem) bool { return i.VacancyID == vacancyID }
}

// posted tells what the posts with a vacancy that a robot had, or is to have, in a village mean for its stop message: it waits where
// one was seen or still may be; it is archived where all were, to follow them should they be sent again; and it is cancelled where none is left.
// post is the last that was seen, or else the last. It goes by the robot, which may have been removed as a target and added again.
func (s *Service) posted(ctx context.Context, village models.DivisionCode, robot, vacancyID string) (post models.Delivery, fate models.DeliveryStatus, err error) {
	posts, err := s.Store.DeliveriesInOrder(ctx, models.DeliveryFilter{Village: village, Robot: robot, VacancyID: vacancyID, Subject: models.DeliverPost})
	fate = models.DeliveryCancelled
	for _, p := range posts {
		switch {
		case p.Seen(), p.Status == models.DeliveryWaiting:
			fate = models.DeliveryWaiting
		case p.Status == models.DeliveryCancelled:
			continue
		case fate == models.DeliveryCancelled:
			fate = models.DeliveryArchived
		}
		if p.Seen() || !post.Seen() {
			post = p
		}
	}
	return post, fate, err
}

// followPosts has the stop messages that the filter leaves, and that nobody has seen, share what became of their posts.
func (s *Service) followPosts(ctx context.Context, f models.DeliveryFilter) error {
	f.Subject = models.DeliverClosed
	for _, f.Status = range []models.DeliveryStatus{models.DeliveryWaiting, models.DeliveryArchived} {
		stops, err := s.Store.DeliveriesInOrder(ctx, f)
		if err != nil {
			return err
		}
		for _, stop := range stops {
			if err := s.followPost(ctx, stop); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) followPost(ctx context.Context, stop models.Delivery) error {
	post, fate, err := s.posted(ctx, stop.Village, stop.Robot, stop.Vacancy())
	if err != nil || fate == models.DeliveryWaiting {
		return err
	}
	_, err = s.Store.ChangeDelivery(ctx, stop.ID, func(d *models.Delivery) error {
		if !d.Seen() {
			d.Follow(post, fate)
		}
		return nil
	})
	return err
}

// tellSuperseded takes back what was not sent, and where the group saw something of it, says that it does not hold any more.
func (s *Service) tellSuperseded(ctx context.Context, c models.Closing, t models.Target, event string) error {
	posts, err := s.cancel(ctx, models.DeliveryFilter{Village: t.Village, Robot: t.Robot, EditionID: c.Edition.ID, Subject: models.DeliverPost}, whatever)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(posts, models.Delivery.Seen) {
		return s.followPosts(ctx, models.DeliveryFilter{Village: t.Village, Robot: t.Robot})
	}
	d := to(t, models.DeliverSuperseded, c.Edition.ID)
	d.EventID, d.EditionID, d.Messages = event, c.Edition.ID, robots.SupersededMessages(event, c)
	_, err = s.queue(ctx, &d)
	return err
}

func whatever(models.Delivery) bool { return true }

// cancel takes back those of the deliveries of a filter that are to be and are not at an end, judged as they stand while nobody else
// changes them, and gives all as they are then.
func (s *Service) cancel(ctx context.Context, f models.DeliveryFilter, which func(models.Delivery) bool) ([]models.Delivery, error) {
	list, err := s.Store.DeliveriesInOrder(ctx, f)
	for i, d := range list {
		if d.Status == models.DeliverySent || d.Status == models.DeliveryCancelled || !which(d) {
			continue
		}
		if list[i], err = s.Store.ChangeDelivery(ctx, d.ID, func(d *models.Delivery) error {
			if which(*d) {
				d.Cancel()
			}
			return nil
		}); err != nil {
			return nil, err
		}
	}
	return list, err
}
