package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/robots/robottest"
)

// mortal is a store whose program ends at one of its steps.
type mortal struct {
	*store.Store
	left int
}

var errDead = errors.New("killed")

func (m *mortal) step() error {
	if m.left--; m.left <= 0 {
		return errDead
	}
	return nil
}

func (m *mortal) SpeakTo(ctx context.Context, r models.Robot, id string, change func(*models.Delivery) error) (d models.Delivery, err error) {
	if err := m.step(); err != nil {
		return d, err
	}
	if d, err = m.Store.SpeakTo(ctx, r, id, change); err != nil {
		return d, err
	}
	return d, m.step()
}

func (m *mortal) UpdateRobot(ctx context.Context, r models.Robot) error {
	if err := m.step(); err != nil {
		return err
	}
	return m.Store.UpdateRobot(ctx, r)
}

func (m *mortal) Atomically(ctx context.Context, work func(context.Context) error) error {
	if m.left <= 0 {
		return errDead
	}
	return m.Store.Atomically(ctx, work)
}

// TestNothingIsLostWhateverHappens lets robots misbehave and programs end at any step, while editions are issued, sent, taken back and
// vacancies close. Each case has a village of its own.
func TestNothingIsLostWhateverHappens(t *testing.T) {
	s, cases := storetest.SQLite(t), 0
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorldIn(t, s, models.DivisionCode(fmt.Sprintf("410184%03d%03d", 100+cases/900, 1+cases%900)))
		cases++
		robot := w.robot("群")
		defer func() { w.must(w.RemoveTarget(context.Background(), w.actor, w.village, robot.ID)) }()
		faults := []robottest.Fault{nil, nil, robottest.Answers(500, ""), robottest.Answers(429, ""), robottest.Answers(400, ""), robottest.LostReply}
		for range rapid.IntRange(0, 6).Draw(rt, "faults") {
			w.groups.Misbehave(rapid.SampledFrom(faults).Draw(rt, "fault"))
		}
		rounds, deaths := 0, 0
		deeds := map[string]func(){
			"publish": w.publish, "publish a long one": w.lengthen, "send": func() { w.send() }, "take back": w.takeBack,
			"close": func() { rounds++; w.close(rounds) },
			"die": func() {
				deaths++
				_ = w.service(&mortal{w.store, rapid.IntRange(1, 9).Draw(rt, "steps")}).Work(context.Background())
				w.pass(2 * time.Minute) // the lease lapses
			},
		}
		w.send()
		names := []string{"publish", "publish a long one", "send", "send", "take back", "close", "close", "die", "die"}
		for _, name := range rapid.SliceOfN(rapid.SampledFrom(names), 0, 7).Draw(rt, "deeds") {
			deeds[name]()
		}
		for end := w.clock().Add(48 * time.Hour); w.waits() && w.clock().Before(end); w.pass(30 * time.Minute) {
			w.must(w.Work(context.Background()))
		}
		w.hold(rt, 6+deaths)
	})
}

func (w *world) waits() bool {
	list, err := w.store.DeliveriesInOrder(context.Background(), models.DeliveryFilter{Village: w.village, Status: models.DeliveryWaiting})
	w.must(err)
	return len(list) > 0
}

// hold checks what is there at the end: everything is over; what stands in the group was sent or may have been, in the order of the
// queue; and a stop message is there where a post with its vacancy was seen before, and only there.
func (w *world) hold(rt *rapid.T, faults int) {
	times, place := map[string]int{}, map[string]int{}
	for i, d := range w.all() {
		place[d.EventID] = i
	}
	last := 0
	for _, m := range w.groups.Taken() {
		if times[m.EventID]++; place[m.EventID] < last {
			rt.Errorf("delivery %d came after %d: %s", place[m.EventID], last, w.states())
		}
		last = place[m.EventID]
	}
	seen, uncertain := false, 0
	for i, d := range w.all() {
		if n := times[d.EventID]; d.Status == models.DeliveryWaiting || n < d.Sent || n > d.Sent+d.Uncertain {
			rt.Errorf("delivery %d is %d times in the group: %s", i, n, w.states())
		}
		untried := d.Status != models.DeliverySent && d.Attempts == 0
		if d.Subject != models.DeliverPost && (!seen && d.Seen() || seen && untried) {
			rt.Errorf("delivery %d, a post was seen before: %v: %s", i, seen, w.states())
		}
		seen = seen || d.Subject == models.DeliverPost && d.Seen()
		uncertain += d.Uncertain
	}
	if uncertain > faults {
		rt.Errorf("%d uncertain", uncertain)
	}
}
