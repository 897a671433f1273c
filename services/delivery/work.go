package delivery

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"konggang/models"
	"konggang/services/robots"
)

// How robots are spoken to: the lease outlasts the longest call, and is renewed with every one.
const (
	LeaseTime = time.Minute
	callTime  = 20 * time.Second
	// longestRest is the last of the rests while an answer cannot be kept, each twice the one before: 31 s in all, which with the call is
	// less than the lease.
	longestRest = 16 * time.Second
	// pause is how long a robot is left alone when something of ours failed.
	pause = 30 * time.Second
)

// Work speaks to the robots whose deliveries are due, one robot after the other, until none is due or ctx ends; the message that is
// under way then is still waited for and recorded. Several may work at once, here or in other processes: a robot is spoken to by one
// of them. It tells what of ours failed; what robots say is kept with the deliveries.
func (s *Service) Work(ctx context.Context) error {
	for ctx.Err() == nil {
		now := s.Calendar.Moment()
		r, err := s.Store.ClaimRobot(ctx, now, now.Add(LeaseTime))
		if models.CodeOf(err) == models.CodeNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		if err := s.serve(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// serve sends what is due for a robot that is held, and lets it go.
func (s *Service) serve(ctx context.Context, r models.Robot) error {
	var failed error
	for more := true; more && failed == nil && ctx.Err() == nil; {
		more, failed = s.sendNext(ctx, &r)
	}
	if models.CodeOf(failed) == models.CodeStale {
		return nil // somebody else holds it, and knows what to do
	}
	now := s.Calendar.Moment()
	r.Lease.Until = now
	if failed != nil {
		r.NextAt = now.Add(pause)
	}
	if err := s.Store.UpdateRobot(context.WithoutCancel(ctx), r); models.CodeOf(err) != models.CodeStale {
		failed = errors.Join(failed, err)
	}
	return failed
}

// sendNext sends the next message for a robot; false when none is due, or the robot must be left alone.
func (s *Service) sendNext(ctx context.Context, r *models.Robot) (more bool, err error) {
	d, err := s.Store.NextDelivery(ctx, r.ID)
	if models.CodeOf(err) == models.CodeNotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	now := s.Calendar.Moment()
	if room := r.Room(now); room.After(r.NextAt) {
		r.NextAt = room
	}
	if r.NextAt.After(now) || d.NextAt.After(now) {
		return false, nil
	}
	if err := s.send(ctx, r, d); err != nil {
		return false, fmt.Errorf("delivery %s: %w", d.ID, err)
	}
	return true, nil
}

// errNotNow undoes a change of a delivery that is not wanted any more.
var errNotNow = errors.New("not now")

// send makes one call: before it is kept that the message may arrive, and behind it what the robot said.
func (s *Service) send(ctx context.Context, r *models.Robot, d models.Delivery) error {
	t, err := s.Store.Target(ctx, d.TargetID)
	if models.CodeOf(err) == models.CodeNotFound {
		_, err = s.cancel(ctx, models.DeliveryFilter{TargetID: d.TargetID, Status: models.DeliveryWaiting}, whatever)
		return err
	}
	if err != nil {
		return err
	}
	e, err := s.Store.Edition(ctx, d.EditionID)
	if err != nil {
		return err
	}
	if d.Attempts >= s.Patience.Tries { // the program ended each time
		return s.record(ctx, r, d, reply{fault: &robots.Fault{Code: models.CodeInternal, Unknown: true}})
	}
	spoken := *r
	spoken.Spoken(s.Calendar.Moment())
	spoken.Lease.Until = s.Calendar.Moment().Add(LeaseTime)
	d, err = s.Store.SpeakTo(ctx, spoken, d.ID, func(d *models.Delivery) error {
		if d.Status != models.DeliveryWaiting {
			return errNotNow
		}
		d.Begin()
		return nil
	})
	if errors.Is(err, errNotNow) {
		return nil
	}
	if err != nil {
		return err
	}
	*r = spoken
	got := s.call(ctx, robots.Sending{Target: t, EventID: d.EventID, Number: d.Sent + 1, Of: len(d.Messages), Subject: d.Subject,
		Message: d.Messages[d.Sent], Edition: e})
	r.Answered(s.Calendar.Moment())
	return s.record(context.WithoutCancel(ctx), r, d, got)
}

// reply is what a robot said; no fault where it took the message.
type reply struct {
	retry bool
	fault *robots.Fault
}

// call speaks to a robot for at most callTime, also when the program is to end. Where our own code breaks, nobody knows whether the
// message arrived.
func (s *Service) call(ctx context.Context, m robots.Sending) (got reply) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime)
	defer cancel()
	defer func() {
		if recover() != nil { // what it says may hold an address
			s.Log.ErrorContext(ctx, "a robot broke", "kind", string(m.Target.Kind), "target", m.Target.ID, "stack", string(debug.Stack()))
			got = reply{true, &robots.Fault{Code: models.CodeInternal, Unknown: true}}
		}
	}()
	retry, err := s.Robots[m.Target.Kind].Send(ctx, m)
	if err == nil {
		return reply{}
	}
	if f := (*robots.Fault)(nil); errors.As(err, &f) {
		return reply{retry, f}
	}
	return reply{retry, &robots.Fault{Code: models.CodeInternal, Unknown: true}}
}

// record settles, and tries again within the lease: a database that is away for a moment is no reason to send a message twice.
func (s *Service) record(ctx context.Context, r *models.Robot, d models.Delivery, got reply) error {
	for wait := time.Second; ; wait *= 2 {
		err := s.settle(ctx, r, d, got)
		if models.CodeOf(err) != models.CodeInternal || wait > longestRest {
			return err
		}
		s.Patience.Rest(wait)
	}
}

// settle keeps what came of a call. The village is held first, as by whoever queues for it.
func (s *Service) settle(ctx context.Context, r *models.Robot, d models.Delivery, got reply) error {
	now := s.Calendar.Moment()
	outcome, again := Acknowledged, time.Time{}
	if f := got.fault; f != nil {
		outcome = Archived
		r.NextAt = now.Add(f.After)
		if got.retry && d.Attempts < s.Patience.Tries {
			outcome, again = Postponed, now.Add(max(f.After, s.Patience.wait(d.Attempts)))
		}
	}
	r.Lease.Until = now.Add(LeaseTime)
	err := s.inVillage(ctx, d.Village, func(ctx context.Context) error {
		changed, err := s.Store.SpeakTo(ctx, *r, d.ID, func(d *models.Delivery) error {
			if got.fault == nil {
				d.Acknowledge(now)
			} else {
				d.Fail(got.fault.Code, got.fault.Detail, got.fault.Unknown, again)
			}
			return nil
		})
		if err != nil || changed.Status == models.DeliveryWaiting || changed.Subject != models.DeliverPost || changed.Seen() {
			return err
		}
		return s.followPosts(ctx, models.DeliveryFilter{Village: d.Village, Robot: d.Robot})
	})
	if err == nil && s.Told != nil {
		s.Told(d.Kind, outcome)
	}
	return err
}
