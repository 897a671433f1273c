package recalls_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/editions"
	"konggang/services/market"
	"konggang/services/recalls"
)

// The map: two villages of one town and one of another county.
const (
	first  models.DivisionCode = "410184102201"
	second models.DivisionCode = "410184102202"
	abroad models.DivisionCode = "410122100201"
)

var (
	office   = models.Actor{AccountID: "o", Role: models.RoleOffice, Division: "410184000000"}
	operator = models.Actor{AccountID: "v", Role: models.RoleVillage, Division: first}
	stranger = models.Actor{AccountID: "s", Role: models.RoleOffice, Division: "410122000000"}
)

// world is recalls and editions on a store.
type world struct {
	recalls.Service
	editions *editions.Service
	store    *store.Store
	build    *storetest.Builder
	groups   *groups
	now      time.Time
}

func newWorld(t *testing.T, s *store.Store) *world {
	t.Helper()
	w := &world{store: s, build: storetest.Build(t, s), now: storetest.Start, groups: &groups{}}
	calendar := models.Calendar{Now: func() time.Time { return w.now }, Zone: time.UTC}
	w.Service = recalls.Service{Store: s, Calendar: calendar, Groups: w.groups}
	w.editions = &editions.Service{Store: s, Market: market.New(s, calendar), Calendar: calendar, Recalls: w}
	for _, v := range []models.DivisionCode{first, second, abroad} {
		w.build.Village(v, string(v)+"村委会")
	}
	w.follow(t) // from an empty house on
	return w
}

func each(t *testing.T, test func(t *testing.T, w *world)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, newWorld(t, s)) })
}

// groups remember what they were told in transactions that were kept, since it is kept beside them on the store.
type groups struct {
	told             []string
	lifted, replaced []models.DivisionCode
}

// TellClosed implements recalls.Groups.
func (g *groups) TellClosed(_ context.Context, c models.Closing) error {
	g.told = append(g.told, fmt.Sprintf("%s 第%d期 %s %s %d", c.Edition.Village, c.Edition.Number, c.Item.Vacancy.Title, c.Became, c.Round))
	return nil
}

// Lifted implements recalls.Groups.
func (g *groups) Lifted(_ context.Context, village models.DivisionCode, _ string) error {
	g.lifted = append(g.lifted, village)
	return nil
}

// Replaced implements recalls.Groups.
func (g *groups) Replaced(_ context.Context, village models.DivisionCode) error {
	g.replaced = append(g.replaced, village)
	return nil
}

// heard is what the groups were told since somebody asked, in order of the villages.
func (g *groups) heard() []string {
	out := g.told
	g.told = nil
	slices.Sort(out)
	return out
}

func (w *world) follow(t *testing.T) {
	t.Helper()
	wantCode(t, w.Follow(t.Context()), "")
}

func wantCode(t *testing.T, err error, code models.Code) {
	t.Helper()
	if models.CodeOf(err) != code {
		t.Fatalf("got %v, want %q", err, code)
	}
}

// issue drafts and publishes an edition of a village with what is open.
func (w *world) issue(t *testing.T, village models.DivisionCode) models.Edition {
	t.Helper()
	who := office
	if !who.Oversees(village) {
		who = stranger
	}
	e, err := w.editions.Draft(t.Context(), who, village, editions.MaxLines)
	wantCode(t, err, "")
	e, err = w.editions.Publish(t.Context(), who, e.ID, "王主任")
	wantCode(t, err, "")
	return e
}

// change writes a vacancy as the change makes it.
func (w *world) change(t *testing.T, id string, change func(*models.Vacancy)) {
	t.Helper()
	v, err := w.store.Vacancy(t.Context(), id)
	wantCode(t, err, "")
	change(&v)
	wantCode(t, w.store.UpdateVacancy(t.Context(), &v), "")
}

func to(status models.VacancyStatus) func(*models.Vacancy) {
	return func(v *models.Vacancy) { v.Status = status }
}

// all are the recalls of everywhere in words, in order of village and edition.
func (w *world) all(t *testing.T, status models.RecallStatus) []string {
	t.Helper()
	list, err := w.store.Recalls(t.Context(), models.RecallFilter{Status: status}, models.Page{Limit: models.MaxLimit})
	wantCode(t, err, "")
	out := []string{}
	for _, r := range list.Items {
		e, err := w.store.Edition(t.Context(), r.EditionID)
		wantCode(t, err, "")
		title := ""
		for _, i := range e.Items {
			if i.VacancyID == r.VacancyID {
				title = i.Vacancy.Title
			}
		}
		out = append(out, fmt.Sprintf("%s 第%d期 %s %s %d", r.Village, e.Number, title, r.Became, r.Round))
	}
	slices.Sort(out)
	return out
}

func wantAll(t *testing.T, name string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", name, got, want)
	}
}
