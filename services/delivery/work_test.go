package delivery_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/robots"
	"konggang/services/robots/robottest"
)

// TestWhatBecomesOfAFault has the first call meet a fault, and the next ones none.
func TestWhatBecomesOfAFault(t *testing.T) {
	for i, c := range []struct {
		name  string
		fault robottest.Fault
		after time.Duration // when it is sent again, 0 for never
		first string
		taken int
	}{
		{"500", robottest.Answers(500, ""), 5 * time.Second, "edition waiting 0/1 tries 1 uncertain 0 robot_failed HTTP 500; ", 1},
		{"asks for time", robottest.Answers(503, "", "Retry-After", "90"), 90 * time.Second, "edition waiting 0/1 tries 1 uncertain 0 robot_failed HTTP 503; ", 1},
		{"too many", robottest.Answers(429, ""), time.Minute, "edition waiting 0/1 tries 1 uncertain 0 rate_limited HTTP 429; ", 1},
		{"refused", robottest.Answers(403, ""), 0, "edition archived 0/1 tries 1 uncertain 0 robot_refused HTTP 403; ", 0},
		{"lost reply", robottest.LostReply, 5 * time.Second, "edition waiting 0/1 tries 1 uncertain 1 robot_failed no answer; ", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, storetest.SQLite(t))
			w.robot(fmt.Sprint("群", i))
			w.send()
			w.groups.Misbehave(c.fault)
			w.must(w.Work(t.Context()))
			if got := w.states(); got != c.first {
				t.Errorf("at first %q", got)
			}
			w.pass(c.after - time.Millisecond)
			w.must(w.Work(t.Context()))
			if n := w.groups.Requests(); n != 1 {
				t.Errorf("%d calls too early", n)
			}
			w.pass(time.Millisecond)
			w.must(w.Work(t.Context()))
			if got := len(w.groups.Taken()); got != c.taken || c.after > 0 && w.all()[0].Status != models.DeliverySent {
				t.Errorf("the group has %d, %s", got, w.states())
			}
		})
	}
}

// TestPatienceEnds tries eight times, ever more seldom, and then puts the delivery aside until the operator says so.
func TestPatienceEnds(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.robot("群")
	d := w.send()[0]
	down := make([]robottest.Fault, 8)
	for i := range down {
		down[i] = robottest.Answers(500, "")
	}
	w.groups.Misbehave(down...)
	var waits []time.Duration
	for w.all()[0].Status == models.DeliveryWaiting {
		w.must(w.Work(t.Context()))
		next := w.all()[0].NextAt.Sub(w.clock())
		waits = append(waits, max(next, 0))
		w.pass(max(next, 0))
	}
	if got := fmt.Sprint(waits); got != "[5s 15s 45s 2m15s 6m45s 20m15s 1h0m0s 0s]" || w.groups.Requests() != 8 {
		t.Errorf("waits %s, %d calls", got, w.groups.Requests())
	}
	w.close(1) // nobody saw the post: the stop message is put aside too
	if got := w.all()[1].Status; got != models.DeliveryArchived {
		t.Errorf("the stop message is %s", got)
	}
	if _, err := w.Retry(t.Context(), operator, d.ID); err != nil {
		t.Fatal(err)
	}
	w.must(w.Work(t.Context()))
	if got := w.groups.Taken(); len(got) != 2 || got[0].EventID != d.EventID || w.all()[1].Status != models.DeliverySent {
		t.Errorf("%+v; %s", got, w.states())
	}
	_, err := w.Retry(t.Context(), operator, d.ID)
	if models.CodeOf(err) != models.CodeIllegalTransition {
		t.Errorf("sent again: %v", err)
	}
}

// TestTwentyAMinute has two villages' worth of deliveries for one robot, worked off by two workers at once.
func TestTwentyAMinute(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		w.robot("群")
		w.send()
		for round := range 24 {
			w.close(round + 1)
		}
		for minute, want := range []int{20, 25} {
			var both sync.WaitGroup
			for range 2 {
				both.Go(func() {
					if err := w.service(s).Work(t.Context()); err != nil {
						t.Error(err)
					}
				})
			}
			both.Wait()
			if got := len(w.groups.Acknowledged()); got != want {
				t.Errorf("%d after minute %d", got, minute)
			}
			w.pass(time.Minute)
		}
	})
}

// TestASupersededPost is taken back where nobody saw it, and followed by the news where somebody did.
func TestASupersededPost(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.robot("甲")
	w.send()
	w.must(w.Work(t.Context()))
	w.robot("乙")
	w.send()
	w.close(1)
	for range 2 {
		w.must(w.TellClosed(t.Context(), models.Closing{Edition: w.edition}))
	}
	w.must(w.Work(t.Context()))
	var got []string
	for _, d := range w.all() {
		got = append(got, fmt.Sprint(d.TargetName, d.Subject, d.Status))
	}
	if s := strings.Join(got, " "); s != "甲editionsent 乙editioncancelled 甲closedsent 乙closedcancelled 甲supersededsent" {
		t.Error(s)
	}
}

// TestARemovedRobotIsNotToldAnyMore takes back what waits.
func TestARemovedRobotIsNotToldAnyMore(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	robot := w.robot("群")
	w.send()
	w.must(w.RemoveTarget(t.Context(), operator, storetest.Village, robot.ID))
	w.must(w.Work(t.Context()))
	if w.groups.Requests() != 0 || w.all()[0].Status != models.DeliveryCancelled {
		t.Error(w.states())
	}
	if _, err := w.Retry(t.Context(), operator, w.all()[0].ID); models.CodeOf(err) != models.CodeTargetRemoved {
		t.Errorf("sent again: %v", err)
	}
}

// broken is a robot of ours that has a bug.
type broken struct{}

func (broken) Send(context.Context, robots.Sending) (bool, error) {
	panic("https://robot.example/?key=sesame")
}

func TestAPanicIsContained(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.robot("群")
	w.send()
	w.Robots[models.RobotWebhook] = broken{}
	var log strings.Builder
	w.Log = slog.New(slog.NewTextHandler(&log, nil))
	w.must(w.Work(t.Context()))
	if !strings.Contains(log.String(), "a robot broke") || strings.Contains(log.String(), "sesame") {
		t.Error(log.String())
	}
	if got := w.states(); got != "edition waiting 0/1 tries 1 uncertain 1 internal ; " {
		t.Error(got)
	}
}

// TestTheEndOfTheProgramWaitsForTheMessage ends the program while the robot thinks.
func TestTheEndOfTheProgramWaitsForTheMessage(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.robot("群")
	w.send()
	w.close(1)
	ctx, end := context.WithCancel(t.Context())
	inner := w.Robots[models.RobotWebhook]
	w.Robots[models.RobotWebhook] = speaker(func(c context.Context, m robots.Sending) (bool, error) {
		end()
		return inner.Send(c, m)
	})
	_ = w.Work(ctx)
	if got := w.states(); got != "edition sent 1/1 tries 0 uncertain 0  ; closed waiting 0/1 tries 0 uncertain 0  ; " {
		t.Error(got)
	}
	w.Robots[models.RobotWebhook] = inner
	w.must(w.Work(t.Context())) // at once: the robot was let go
	if len(w.groups.Acknowledged()) != 2 {
		t.Error(w.states())
	}
}

type speaker func(context.Context, robots.Sending) (bool, error)

func (s speaker) Send(ctx context.Context, m robots.Sending) (bool, error) { return s(ctx, m) }
