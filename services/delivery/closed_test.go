package delivery_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/robots/robottest"
)

// short are the deliveries in their order, as "subject status".
func (w *world) short() string {
	var out []string
	for _, d := range w.all() {
		out = append(out, string(d.Subject)+" "+string(d.Status))
	}
	return strings.Join(out, ", ")
}

func (w *world) is(want string) {
	w.t.Helper()
	if got := w.short(); got != want {
		w.t.Errorf("got %s; want %s", got, want)
	}
}

var refused = robottest.Answers(403, "")

func TestWhatClosedIsNotSentAnyMore(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.robot("群")
	w.shut["v-1"] = true
	if err := w.Send(t.Context(), operator, w.edition.ID, nil); models.CodeOf(err) != models.CodeConflict {
		t.Error(err)
	}
	w.is("")
}

// TestAStopMessageIsSentWhereAnyPostWasSeen has the group know the vacancy from an older post, and the newer one come to nothing.
func TestAStopMessageIsSentWhereAnyPostWasSeen(t *testing.T) {
	for name, fail := range map[string]func(w *world){
		"refused":    func(w *world) { w.groups.Misbehave(refused) },
		"taken back": (*world).takeBack,
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, storetest.SQLite(t))
			w.robot("群")
			w.send()
			w.must(w.Work(t.Context()))
			seen := w.edition
			w.publish()
			w.send()
			w.close(1)
			fail(w)
			w.must(w.Work(t.Context()))
			stop := w.all()[2]
			if stop.Status != models.DeliverySent || stop.EditionID != seen.ID || !strings.Contains(stop.Messages[0].Text, "2026年第1期") {
				t.Errorf("%s: %+v", w.short(), stop)
			}
		})
	}
}

// TestAPostThatHasBegunEndsWithItsEdition takes the edition back between the two parts of its post.
func TestAPostThatHasBegunEndsWithItsEdition(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.lengthen()
	w.robot("群")
	w.send()
	w.groups.Misbehave(nil, robottest.Answers(500, ""))
	w.must(w.Work(t.Context()))
	if d := w.all()[0]; d.Sent != 1 || len(d.Messages) != 2 {
		t.Fatal(w.states())
	}
	w.takeBack()
	w.pass(time.Hour)
	w.must(w.Work(t.Context()))
	w.is("edition cancelled, superseded sent")
	if got := len(w.groups.Acknowledged()); got != 2 {
		t.Errorf("the group has %d messages", got)
	}
}

// TestAVacancyHiresAgain before the group heard that it had closed.
func TestAVacancyHiresAgain(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.robot("群")
	w.send()
	w.must(w.Work(t.Context()))
	w.close(1)
	w.must(w.Lifted(t.Context(), storetest.Village, "v-2"))
	w.is("edition sent, closed waiting")
	w.must(w.Lifted(t.Context(), storetest.Village, "v-1"))
	w.must(w.Work(t.Context()))
	w.is("edition sent, closed cancelled")
	w.close(2)
	w.must(w.Work(t.Context()))
	w.must(w.Lifted(t.Context(), storetest.Village, "v-1"))
	w.is("edition sent, closed cancelled, closed sent")
}

// TestANewEditionReplacesPostsThatHaveNotBegun with what was to follow them.
func TestANewEditionReplacesPostsThatHaveNotBegun(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.lengthen()
	w.robot("甲")
	w.send()
	w.groups.Misbehave(nil, robottest.Answers(500, ""))
	w.must(w.Work(t.Context()))
	w.robot("乙")
	w.send()
	w.close(1)
	w.publish()
	w.is("edition waiting, edition cancelled, closed waiting, closed cancelled")
}

// TestAStopMessageIsNotSentAgainWithoutItsPost lets the operator try.
func TestAStopMessageIsNotSentAgainWithoutItsPost(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.robot("群")
	w.send()
	w.close(1)
	w.groups.Misbehave(refused)
	w.must(w.Work(t.Context()))
	w.is("edition archived, closed archived")
	stop := w.all()[1].ID
	if _, err := w.Retry(t.Context(), operator, stop); models.CodeOf(err) != models.CodeNotPosted {
		t.Error(err)
	}
	w.is("edition archived, closed archived")
	if _, err := w.Retry(t.Context(), operator, w.all()[0].ID); err != nil {
		t.Fatal(err)
	}
	w.groups.Misbehave(nil, refused)
	w.must(w.Work(t.Context()))
	w.is("edition sent, closed archived")
	if _, err := w.Retry(t.Context(), operator, stop); err != nil {
		t.Error(err)
	}
	w.must(w.Work(t.Context()))
	w.is("edition sent, closed sent")
}

// TestARobotThatIsAddedAgainHearsWhatClosed although the post went to another target.
func TestARobotThatIsAddedAgainHearsWhatClosed(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	old := w.robot("群")
	w.send()
	w.must(w.Work(t.Context()))
	w.must(w.RemoveTarget(t.Context(), operator, storetest.Village, old.ID))
	w.robot("群")
	w.close(1)
	w.must(w.Work(t.Context()))
	w.is("edition sent, closed sent")
}

// steps is a store that tells in which order locks are taken, and is away while it has an error left.
type steps struct {
	*store.Store
	taken []string
	away  []error
	// before is called for each delivery that is next.
	before func(models.Delivery)
}

func (s *steps) Alone(ctx context.Context, name string) error {
	s.taken = append(s.taken, name)
	return s.Store.Alone(ctx, name)
}

func (s *steps) SpeakTo(ctx context.Context, r models.Robot, id string, change func(*models.Delivery) error) (d models.Delivery, err error) {
	s.taken = append(s.taken, "robot")
	if len(s.away) > 0 {
		err, s.away = s.away[0], s.away[1:]
	}
	if err != nil {
		return d, err
	}
	return s.Store.SpeakTo(ctx, r, id, change)
}

func (s *steps) NextDelivery(ctx context.Context, robot string) (models.Delivery, error) {
	d, err := s.Store.NextDelivery(ctx, robot)
	if err == nil && s.before != nil {
		s.before(d)
	}
	return d, err
}

// TestAnAnswerIsKeptBehindTheVillage takes the village's lock before the robot's, as whoever queues does.
func TestAnAnswerIsKeptBehindTheVillage(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.robot("群")
	w.send()
	s := &steps{Store: w.store}
	w.must(w.service(s).Work(t.Context()))
	if village := "deliveries/" + string(storetest.Village); !slices.Equal(s.taken, []string{"robot", village, "robot"}) {
		t.Error(s.taken)
	}
}

// TestAnAnswerOutlivesTheDatabase that is away for a moment; where it stays away, the lease is not outlasted.
func TestAnAnswerOutlivesTheDatabase(t *testing.T) {
	gone := errors.New("connection refused")
	for _, c := range []struct {
		failures int
		rested   time.Duration
		want     string
	}{{2, 3 * time.Second, "edition sent 1/1 tries 0 uncertain 0  ; "}, {9, 31 * time.Second, "edition waiting 0/1 tries 1 uncertain 1  ; "}} {
		w := newWorld(t, storetest.SQLite(t))
		w.robot("群")
		w.send()
		service, rested := w.service(&steps{Store: w.store, away: append([]error{nil}, slices.Repeat([]error{gone}, c.failures)...)}), time.Duration(0)
		service.Patience.Rest = func(d time.Duration) { rested += d }
		if err := service.Work(t.Context()); errors.Is(err, gone) != (c.failures > 2) {
			t.Error(err)
		}
		if got := w.states(); got != c.want || rested != c.rested {
			t.Errorf("%d failures: rested for %s, %s", c.failures, rested, got)
		}
	}
}

// TestACallThatIsNotMadeDoesNotCount takes the delivery back just before its call.
func TestACallThatIsNotMadeDoesNotCount(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.robot("群")
	w.send()
	w.must(w.service(&steps{Store: w.store, before: func(models.Delivery) { w.takeBack() }}).Work(t.Context()))
	w.is("edition cancelled")
	w.publish()
	w.send()
	r, err := w.store.ClaimRobot(t.Context(), w.clock(), w.clock())
	if err != nil || len(r.Sends) != 0 || w.groups.Requests() != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestWhoIsBoundToNothingSeesNothing(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.robot("群")
	w.send()
	for actor, want := range map[models.Actor]int{operator: 1, {Role: models.RoleVillage}: 0} {
		list, err := w.Deliveries(t.Context(), actor, models.DeliveryFilter{}, models.Page{Limit: 5})
		if err != nil || list.Total != want {
			t.Errorf("%+v sees %d, %v", actor, list.Total, err)
		}
	}
}
