package store_test

import (
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// toldRobot keeps a target with a delivery that waits until so many hours.
func toldRobot(t *testing.T, s *store.Store, hour int) (models.Target, models.Delivery) {
	t.Helper()
	target := fullTarget()
	must(t, s.CreateTarget(t.Context(), &target))
	d := fullDelivery(target)
	d.NextAt = at(hour)
	must(t, s.CreateDelivery(t.Context(), &d))
	return target, d
}

// TestOneOfManyGetsARobot claims from many sides, one lease after the other lapsing as their holders die.
func TestOneOfManyGetsARobot(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		target, _ := toldRobot(t, s, 4)
		for round := range 3 {
			got := make([]models.Robot, 8)
			winners := 0
			for i, err := range atOnce(len(got), func(i int) (err error) {
				got[i], err = s.ClaimRobot(t.Context(), at(4+round), at(5+round))
				return err
			}) {
				if err == nil {
					winners++
					if got[i].ID != target.Robot || got[i].Lease.Token == "" || !got[i].Lease.Until.Equal(at(5+round)) {
						t.Errorf("%+v", got[i])
					}
					continue
				}
				fails(t, err, models.CodeNotFound)
			}
			if winners != 1 {
				t.Errorf("%d have it", winners)
			}
		}
	})
}

// TestALostRobotIsNotSpokenTo lets a lease lapse and somebody else take the robot.
func TestALostRobotIsNotSpokenTo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		_, d := toldRobot(t, s, 4)
		slow := given(s.ClaimRobot(ctx, at(4), at(5)))
		slow.Lease.Until = at(6)
		must(t, s.UpdateRobot(ctx, slow))
		must(t, s.UpdateRobot(ctx, slow)) // changes nothing, and is not lost
		_, err := s.ClaimRobot(ctx, at(5), at(9))
		fails(t, err, models.CodeNotFound)
		next := given(s.ClaimRobot(ctx, at(6), at(9)))
		fails(t, s.UpdateRobot(ctx, slow), models.CodeStale)
		_, err = s.SpeakTo(ctx, slow, d.ID, func(*models.Delivery) error { panic("it is not to be changed") })
		fails(t, err, models.CodeStale)
		changed := given(s.SpeakTo(ctx, next, d.ID, func(d *models.Delivery) error { d.Begin(); return nil }))
		if kept := given(s.Delivery(ctx, d.ID)); kept.Uncertain != d.Uncertain+1 || kept.Version != 2 || changed.Version != 2 {
			t.Errorf("%+v", kept)
		}
		same(t, next, given(s.Robot(ctx, next.ID)))
	})
}

// TestAChangeThatIsRefusedLeavesTheRobot keeps neither of the two.
func TestAChangeThatIsRefusedLeavesTheRobot(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		_, d := toldRobot(t, s, 4)
		held := given(s.ClaimRobot(t.Context(), at(4), at(5)))
		later := held
		later.NextAt = at(20)
		_, err := s.SpeakTo(t.Context(), later, d.ID, func(*models.Delivery) error { return models.Errorf(models.CodeConflict) })
		fails(t, err, models.CodeConflict)
		same(t, held, given(s.Robot(t.Context(), held.ID)))
		same(t, d, given(s.Delivery(t.Context(), d.ID)))
	})
}

// TestWhenARobotIsClaimed goes by the delivery that was queued first, whatever waits behind it, and by the robot's own time.
func TestWhenARobotIsClaimed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		target, first := toldRobot(t, s, 8)
		second := fullDelivery(target)
		second.Key, second.NextAt = noID+"/2", at(4)
		must(t, s.CreateDelivery(ctx, &second))
		if got := given(s.NextDelivery(ctx, target.Robot)); got.ID != first.ID {
			t.Errorf("next is %s", got.Key)
		}
		_, err := s.ClaimRobot(ctx, at(5), at(6))
		fails(t, err, models.CodeNotFound)
		r := given(s.ClaimRobot(ctx, at(8), at(9)))
		r.NextAt, r.Lease.Until = at(12), at(8)
		must(t, s.UpdateRobot(ctx, r))
		_, err = s.ClaimRobot(ctx, at(11), at(12))
		fails(t, err, models.CodeNotFound)
		given(s.ChangeDelivery(ctx, first.ID, func(d *models.Delivery) error { d.Cancel(); return nil }))
		r = given(s.ClaimRobot(ctx, at(12), at(13)))
		if got := given(s.NextDelivery(ctx, r.ID)); got.ID != second.ID {
			t.Errorf("next is %s", got.Key)
		}
		given(s.ChangeDelivery(ctx, second.ID, func(d *models.Delivery) error { d.Cancel(); return nil }))
		_, err = s.NextDelivery(ctx, r.ID)
		fails(t, err, models.CodeNotFound)
		_, err = s.ClaimRobot(ctx, at(20), at(21))
		fails(t, err, models.CodeNotFound)
	})
}

// TestATargetIsToldOnce queues the same from many sides; another target is another matter.
func TestATargetIsToldOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		target, _ := toldRobot(t, s, 4)
		queued := 0
		for _, err := range atOnce(8, func(int) error {
			d := fullDelivery(target)
			d.Key = noID + "/2"
			return s.CreateDelivery(ctx, &d)
		}) {
			if err == nil {
				queued++
				continue
			}
			fails(t, err, models.CodeDuplicate)
		}
		if list := given(s.DeliveriesInOrder(ctx, models.DeliveryFilter{TargetID: target.ID})); queued != 1 || len(list) != 2 || list[0].Key != noID+"/1" {
			t.Errorf("%d were queued: %+v", queued, list)
		}
		neighbour := fullTarget()
		neighbour.Village = "410184102202"
		must(t, s.CreateTarget(ctx, &neighbour)) // the same robot
		fails(t, s.CreateTarget(ctx, pointer(fullTarget())), models.CodeDuplicate)
		must(t, s.CreateDelivery(ctx, pointer(fullDelivery(neighbour))))
		must(t, s.DeleteTarget(ctx, target.ID))
		fails(t, s.DeleteTarget(ctx, target.ID), models.CodeNotFound)
		must(t, s.CreateTarget(ctx, pointer(fullTarget())))
	})
}

// TestDeliveriesAreFiltered asks by each field alone.
func TestDeliveriesAreFiltered(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		edition := fullEdition(t, s)
		must(t, s.CreateEdition(ctx, &edition))
		target, other := toldRobot(t, s, 4)
		post := models.Delivery{Village: kouzhang, TargetID: target.ID, Robot: target.Robot, EditionID: edition.ID, Subject: models.DeliverPost,
			Key: edition.ID, Status: models.DeliveryArchived, NextAt: at(4)}
		must(t, s.CreateDelivery(ctx, &post))
		far := models.Delivery{Village: "410122100201", TargetID: noID, EditionID: edition.ID, Subject: models.DeliverSuperseded, Key: "x", NextAt: at(4)}
		must(t, s.CreateDelivery(ctx, &far))
		for _, c := range []struct {
			filter models.DeliveryFilter
			want   []string
		}{
			{models.DeliveryFilter{}, []string{other.ID, post.ID, far.ID}},
			{models.DeliveryFilter{Village: kouzhang}, []string{other.ID, post.ID}},
			{models.DeliveryFilter{Within: "410122000000"}, []string{far.ID}},
			{models.DeliveryFilter{EditionID: edition.ID}, []string{post.ID, far.ID}},
			{models.DeliveryFilter{VacancyID: edition.Items[0].VacancyID}, []string{post.ID, far.ID}},
			{models.DeliveryFilter{VacancyID: noID}, nil},
			{models.DeliveryFilter{TargetID: target.ID}, []string{other.ID, post.ID}},
			{models.DeliveryFilter{Robot: target.Robot}, []string{other.ID, post.ID}},
			{models.DeliveryFilter{Subject: models.DeliverClosed}, []string{other.ID}},
			{models.DeliveryFilter{Key: "x"}, []string{far.ID}},
			{models.DeliveryFilter{Status: models.DeliveryArchived}, []string{post.ID}},
		} {
			var got []string
			for _, d := range given(s.DeliveriesInOrder(ctx, c.filter)) {
				got = append(got, d.ID)
			}
			same(t, c.want, got)
			if l := given(s.Deliveries(ctx, c.filter, models.Page{Limit: 1})); l.Total != len(c.want) || len(c.want) > 0 && l.Items[0].ID != c.want[len(c.want)-1] {
				t.Errorf("%+v: %d, %+v", c.filter, l.Total, l.Items)
			}
		}
	})
}

// TestSendsAreKept to the millisecond, which the window counts by.
func TestSendsAreKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		toldRobot(t, s, 4)
		r := given(s.ClaimRobot(t.Context(), at(4), at(5)))
		for i := range models.RobotRate + 5 {
			r.Spoken(at(4).Add(time.Duration(i) * 7 * time.Millisecond))
		}
		must(t, s.UpdateRobot(t.Context(), r))
		kept := given(s.Robot(t.Context(), r.ID))
		same(t, r.Sends, kept.Sends)
		if want := at(4).Add(35 * time.Millisecond).Add(models.RobotWindow); len(kept.Sends) != models.RobotRate || !kept.Room(at(4)).Equal(want) {
			t.Errorf("%d sends, room at %v", len(kept.Sends), kept.Room(at(4)))
		}
	})
}

// TestOldDeliveriesAreDropped but not those that wait, and robots that nobody has any more and that nothing waits for.
func TestOldDeliveriesAreDropped(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		target, waiting := toldRobot(t, s, 4)
		sent := fullDelivery(target)
		sent.Key, sent.Status = noID+"/2", models.DeliverySent
		must(t, s.CreateDelivery(ctx, &sent))
		must(t, s.DropOldDeliveries(ctx, sent.UpdatedAt))
		given(s.Delivery(ctx, sent.ID))
		later := sent.UpdatedAt.Add(time.Hour)
		must(t, s.DropOldDeliveries(ctx, later))
		_, err := s.Delivery(ctx, sent.ID)
		fails(t, err, models.CodeNotFound)
		given(s.Delivery(ctx, waiting.ID))
		must(t, s.DeleteTarget(ctx, target.ID))
		must(t, s.DropOldDeliveries(ctx, later))
		given(s.Robot(ctx, target.Robot))
		given(s.ChangeDelivery(ctx, waiting.ID, func(d *models.Delivery) error { d.Cancel(); return nil }))
		must(t, s.DropOldDeliveries(ctx, later))
		_, err = s.Robot(ctx, target.Robot)
		fails(t, err, models.CodeNotFound)
	})
}
