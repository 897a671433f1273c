package delivery_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/channels/channelstest"
	"konggang/services/delivery"
	"konggang/services/outbound"
	"konggang/services/robots"
	"konggang/services/robots/dingtalk"
	"konggang/services/robots/robottest"
	"konggang/services/robots/webhook"
	"konggang/services/robots/wecom"
)

// TestABadDay has the robots of a village answer as badly as they can, one way after the other. Everything arrives by itself, in its order,
// and what came twice is admitted.
func TestABadDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newBadDay(t, s)
		for _, server := range d.servers {
			server.Misbehave(
				server.RateLimited(), robottest.Answers(http.StatusInternalServerError, ""), hungUp, robottest.LostReply, server.Endless, nil,
				robottest.Answers(http.StatusTooManyRequests, "", "Retry-After", "90"), server.Busy(), server.CutReply, server.Garbage, nil,
				robottest.Answers(http.StatusBadGateway, ""), robottest.LostReply, robottest.LostReply, nil, robottest.LostReply,
			)
		}
		if err := d.service.Send(t.Context(), d.actor, d.edition.ID, nil); err != nil {
			t.Fatal(err)
		}
		list, err := d.service.Sent(t.Context(), d.actor, d.edition.ID, nil)
		if err != nil || len(list) != len(d.servers) {
			t.Fatal(list, err)
		}
		began := d.now
		d.untilSent(t)
		for _, post := range list {
			d.check(t, post.ID, d.now.Sub(began))
		}
	})
}

// hiring is that every line still does.
type hiring struct{}

func (hiring) StillLive(context.Context, models.Edition) error { return nil }

// hungUp takes nothing and closes the connection; what is silent ends no other way, but by a clock that a busy machine outruns.
func hungUp(http.ResponseWriter, *http.Request, robottest.Hands) { panic(http.ErrAbortHandler) }

// badDay is a village with a robot of every kind and a clock that moves when there is nothing to do.
type badDay struct {
	now     time.Time
	servers map[models.RobotKind]*robottest.Server
	service *delivery.Service
	actor   models.Actor
	edition models.Edition
}

func newBadDay(t *testing.T, s *store.Store) *badDay {
	t.Helper()
	d := &badDay{now: time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC), servers: map[models.RobotKind]*robottest.Server{}, edition: channelstest.Edition(22)}
	clock := func() time.Time { return d.now }
	client := outbound.NewClient(outbound.Rules{AllowPrivate: true})
	d.actor = models.Actor{AccountID: "operator", Role: models.RoleVillage, Division: d.edition.Village}
	d.service = &delivery.Service{
		Store: s, Lines: hiring{}, Rules: outbound.Rules{AllowPrivate: true}, Calendar: models.Calendar{Now: clock, Zone: time.UTC}, Patience: delivery.Usual,
		Robots: map[models.RobotKind]robots.Robot{
			models.RobotWeCom: wecom.New(client), models.RobotDingTalk: dingtalk.New(client, clock), models.RobotWebhook: webhook.New(client, clock),
		},
		Log: slog.New(slog.DiscardHandler),
	}
	if err := s.CreateEdition(t.Context(), &d.edition); err != nil {
		t.Fatal(err)
	}
	for _, k := range models.RobotKinds {
		d.servers[k.Code] = robottest.Start(t, k.Code, clock)
		target := d.servers[k.Code].Target(string(k.Code))
		target.Village, target.Robot = d.edition.Village, models.RobotOf(target.Kind, target.URL)
		if err := s.CreateTarget(t.Context(), &target); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// untilSent works, and lets five seconds pass when there is nothing to do, for two hours at most.
func (d *badDay) untilSent(t *testing.T) {
	t.Helper()
	for end := d.now.Add(2 * time.Hour); d.now.Before(end); d.now = d.now.Add(5 * time.Second) {
		if err := d.service.Work(t.Context()); err != nil {
			t.Fatal(err)
		}
		waiting, err := d.service.Store.DeliveriesInOrder(t.Context(), models.DeliveryFilter{Village: d.edition.Village, Status: models.DeliveryWaiting})
		if err != nil {
			t.Fatal(err)
		}
		if len(waiting) == 0 {
			return
		}
	}
	t.Error("two hours are not enough")
}

func (d *badDay) check(t *testing.T, id string, took time.Duration) {
	t.Helper()
	got, err := d.service.Store.Delivery(t.Context(), id)
	if err != nil || got.Status != models.DeliverySent || got.Sent != len(got.Messages) {
		t.Fatalf("%+v, %v", got, err)
	}
	server := d.servers[got.Kind]
	acked, last := 0, 0
	for _, m := range server.Acknowledged() {
		if acked++; m.Picture == "" && m.Number < last {
			t.Errorf("%s: message %d came after %d", got.Kind, m.Number, last)
		}
		last = m.Number
	}
	extra := len(server.Taken()) - len(got.Messages)
	if acked != len(got.Messages) || extra < 1 || extra > got.Uncertain {
		t.Errorf("%s: %d messages, %d acknowledged, %d came again, %d admitted", got.Kind, len(got.Messages), acked, extra, got.Uncertain)
	}
	t.Run(string(got.Kind), func(t *testing.T) {
		t.Attr("figure", fmt.Sprintf("%d messages, %d calls, 0 lost, %d came twice, %d admitted as uncertain, all there after %s", len(got.Messages), server.Requests(), extra, got.Uncertain, took))
	})
}
