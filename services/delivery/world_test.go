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
	"konggang/services/delivery"
	"konggang/services/outbound"
	"konggang/services/robots"
	"konggang/services/robots/robottest"
	"konggang/services/robots/webhook"
)

var operator = models.Actor{AccountID: "01900000-0000-7000-8000-00000000000a", Role: models.RoleVillage, Division: storetest.Village}

// world is a village with an edition in force, robots on loopback, and a clock that stands still until it is set.
type world struct {
	*delivery.Service
	t       *testing.T
	store   *store.Store
	village models.DivisionCode
	actor   models.Actor
	groups  *robottest.Server
	edition models.Edition
	// shut are the vacancies that have closed by now, of which nobody has told yet.
	shut map[string]bool
	lock sync.Mutex
	now  time.Time
}

// StillLive implements delivery.Lines.
func (w *world) StillLive(_ context.Context, e models.Edition) error {
	for _, i := range e.Items {
		if w.shut[i.VacancyID] {
			return models.Errorf(models.CodeConflict)
		}
	}
	return nil
}

func newWorld(t *testing.T, s *store.Store) *world {
	t.Helper()
	return newWorldIn(t, s, storetest.Village)
}

// newWorldIn is a world in a village of its own, of which a store may have many.
func newWorldIn(t *testing.T, s *store.Store, village models.DivisionCode) *world {
	t.Helper()
	w := &world{t: t, store: s, village: village, actor: operator, shut: map[string]bool{}, now: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)}
	w.groups = robottest.Start(t, models.RobotWebhook, w.clock)
	w.Service = w.service(s)
	w.actor.Division = village
	storetest.Build(t, s).Village(village, "口张村委会")
	w.publish()
	return w
}

// service is the use cases on a store, as another process would have them.
func (w *world) service(s delivery.Store) *delivery.Service {
	rules := outbound.Rules{AllowPrivate: true}
	return &delivery.Service{
		Store: s, Lines: w, Rules: rules, Calendar: models.Calendar{Now: w.clock, Zone: time.UTC}, Log: slog.New(slog.DiscardHandler),
		Robots: map[models.RobotKind]robots.Robot{models.RobotWebhook: webhook.New(outbound.NewClient(rules), w.clock)},
		Patience: delivery.Patience{First: 5 * time.Second, Most: time.Hour, Tries: 8, Jitter: func(up time.Duration) time.Duration { return up - 1 },
			Rest: func(time.Duration) {}},
	}
}

func (w *world) clock() time.Time {
	w.lock.Lock()
	defer w.lock.Unlock()
	return w.now
}

func (w *world) pass(d time.Duration) {
	w.lock.Lock()
	defer w.lock.Unlock()
	w.now = w.now.Add(d)
}

// publish issues another edition of the village, with one line.
func (w *world) publish() {
	w.t.Helper()
	w.edition = models.Edition{Village: w.village, VillageName: "口张村", TownName: "辛店镇", Year: 2026, Date: "2026-11-23", Status: models.EditionPublished,
		Office: models.Office{Name: "站", PublicURL: "https://kong.example"}, Approver: "王主任",
		Items: []models.EditionItem{{Rank: 1, VacancyID: "v-1", Number: "A0001", Employer: "宏发食品", Vacancy: models.Vacancy{ID: "v-1", Title: "包装工", Headcount: 2}}}}
	w.must(w.store.CreateEdition(w.t.Context(), &w.edition))
	w.must(w.Replaced(w.t.Context(), w.edition.Village))
}

// lengthen issues another edition, whose post has two parts.
func (w *world) lengthen() {
	w.t.Helper()
	for i := range 24 {
		item := w.edition.Items[0]
		item.Rank, item.VacancyID = i+2, fmt.Sprint("v-", i+2)
		item.Vacancy.ID, item.Vacancy.Title = item.VacancyID, strings.Repeat("工", 30)
		w.edition.Items = append(w.edition.Items, item)
	}
	w.must(w.store.CreateEdition(w.t.Context(), &w.edition))
	w.must(w.Replaced(w.t.Context(), w.edition.Village))
}

// takeBack takes back the edition in force.
func (w *world) takeBack() {
	w.t.Helper()
	w.must(w.TellClosed(w.t.Context(), models.Closing{Edition: w.edition}))
}

// robot adds the robot of a name.
func (w *world) robot(name string) models.Target {
	w.t.Helper()
	r := w.groups.Target(name)
	t, err := w.AddTarget(w.t.Context(), w.actor, models.Target{Village: w.village, Kind: r.Kind, Name: name, URL: r.URL, Secret: r.Secret})
	w.must(err)
	return t
}

func (w *world) send() []models.Delivery {
	w.t.Helper()
	w.must(w.Send(w.t.Context(), w.actor, w.edition.ID, nil))
	list, err := w.Sent(w.t.Context(), w.actor, w.edition.ID, nil)
	w.must(err)
	return list
}

func (w *world) close(round int) {
	w.t.Helper()
	w.must(w.TellClosed(w.t.Context(), models.Closing{Edition: w.edition, Item: w.edition.Items[0], Became: models.VacancyFilled, Round: round}))
}

// all are the deliveries in their order.
func (w *world) all() []models.Delivery {
	w.t.Helper()
	list, err := w.store.DeliveriesInOrder(w.t.Context(), models.DeliveryFilter{Village: w.village})
	w.must(err)
	return list
}

// states are the deliveries in their order, in short.
func (w *world) states() string {
	out := ""
	for _, d := range w.all() {
		out += fmt.Sprintf("%s %s %d/%d tries %d uncertain %d %s %s; ", d.Subject, d.Status, d.Sent, len(d.Messages), d.Attempts, d.Uncertain, d.Fault, d.FaultDetail)
	}
	return out
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}
