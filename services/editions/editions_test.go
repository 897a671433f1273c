package editions_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/editions"
	"konggang/services/market"
)

// The map: two villages of one town and one of another county.
const (
	town   models.DivisionCode = "410184102000"
	first  models.DivisionCode = "410184102201"
	second models.DivisionCode = "410184102202"
	county models.DivisionCode = "410184000000"
	abroad models.DivisionCode = "410122100201"
)

var (
	office   = models.Actor{AccountID: "o", Role: models.RoleOffice, Division: county}
	operator = models.Actor{AccountID: "v", Role: models.RoleVillage, Division: first}
	stranger = models.Actor{AccountID: "s", Role: models.RoleOffice, Division: "410122000000"}
)

// world is the services on a store with some vacancies; day is today.
type world struct {
	*editions.Service
	store *store.Store
	build *storetest.Builder
	now   time.Time
	// recalls is what was recalled, in words.
	recalls recalled
}

// recalled remembers what it was told.
type recalled []string

func (r *recalled) Replaced(_ context.Context, village models.DivisionCode) error {
	*r = append(*r, "replaced "+string(village))
	return nil
}

func (r *recalled) TakenBack(_ context.Context, e models.Edition) error {
	*r = append(*r, string(e.Status)+" "+e.ID)
	return nil
}

func newWorld(t *testing.T, s *store.Store) *world {
	t.Helper()
	w := &world{store: s, build: storetest.Build(t, s), now: storetest.Start}
	calendar := models.Calendar{Now: func() time.Time { return w.now }, Zone: time.UTC}
	w.Service = &editions.Service{Store: s, Market: market.New(s, calendar), Calendar: calendar, Recalls: &w.recalls,
		Office: models.Office{Name: "就业服务站", Phone: "0371-62300000", PublicURL: "https://kong.example"}}
	w.build.Village(first, "甲村村委会")
	w.build.Village(second, "乙村村委会")
	w.build.Village(abroad, "丙村村委会")
	for _, d := range []models.Division{{Code: town, Name: "辛店镇", Precision: models.PrecisionOwn}, {Code: county, Name: "新郑市", Precision: models.PrecisionOwn}} {
		if err := s.SaveDivisions(t.Context(), []models.Division{d}); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func each(t *testing.T, test func(t *testing.T, w *world)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, newWorld(t, s)) })
}

func (w *world) draft(t *testing.T, a models.Actor, village models.DivisionCode) models.Edition {
	t.Helper()
	e, err := w.Draft(t.Context(), a, village, editions.DefaultLines)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func wantCode(t *testing.T, err error, code models.Code) {
	t.Helper()
	if models.CodeOf(err) != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestNumbersFollowVillageAndYear(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.build.Enterprise("宏发食品").Vacancy("包装工", func(v *models.Vacancy) { v.ValidUntil = "2027-01-01" })
		for _, c := range []struct {
			day                 time.Time
			village             models.DivisionCode
			year, number, total int
		}{
			{storetest.Start, first, 2025, 1, 1}, {storetest.Start, first, 2025, 2, 2}, {storetest.Start, second, 2025, 1, 1},
			{storetest.Start.AddDate(1, 0, 0), first, 2026, 1, 3}, {storetest.Start.AddDate(1, 0, 1), first, 2026, 2, 4},
		} {
			w.now = c.day
			if e := w.draft(t, office, c.village); e.Year != c.year || e.Number != c.number || e.Total != c.total {
				t.Errorf("%s on %s: %d/%d/%d, want %d/%d/%d", c.village, c.day.Format(time.DateOnly), e.Year, e.Number, e.Total, c.year, c.number, c.total)
			}
		}
	})
}

func TestWhatIsFrozenStays(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.build.Enterprise("宏发食品").Vacancy("包装工", func(v *models.Vacancy) { v.ExternalID = "内部编号" })
		e := w.draft(t, operator, first)
		if len(e.Items) != 1 || e.Items[0].Vacancy.Title != "包装工" || e.Items[0].Employer != "宏发食品" || e.Items[0].Vacancy.ExternalID != "" {
			t.Fatalf("%+v", e.Items)
		}
		if e.VillageName != "甲村" || e.TownName != "辛店镇" || !e.Borrowed || e.Office != w.Office || e.Status != models.EditionDraft {
			t.Errorf("%+v", e)
		}
		v.Title, v.Headcount = "搬运工", 99
		if err := w.store.UpdateVacancy(t.Context(), &v); err != nil {
			t.Fatal(err)
		}
		published, err := w.Publish(t.Context(), operator, e.ID, "  王 主任 ")
		if err != nil || published.Approver != "王 主任" || published.Items[0].Vacancy.Title != "包装工" {
			t.Errorf("%+v, %v", published, err)
		}
		latest, err := w.Latest(t.Context(), first)
		if err != nil || latest.ID != e.ID {
			t.Errorf("latest %s, %v", latest.ID, err)
		}
		_, err = w.Publish(t.Context(), operator, e.ID, "王主任")
		wantCode(t, err, models.CodeIllegalTransition)
		_, err = w.Supersede(t.Context(), operator, e.ID, "")
		wantCode(t, err, models.CodeInvalid)
		if back, err := w.Supersede(t.Context(), operator, e.ID, "工资写错"); err != nil || back.Status != models.EditionSuperseded {
			t.Errorf("%+v, %v", back, err)
		}
		_, err = w.Latest(t.Context(), first)
		wantCode(t, err, models.CodeNotFound)
	})
}

func TestPublishRefusesClosedGates(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		employer := w.build.Enterprise("宏发食品")
		gone, other := employer.Vacancy("包装工"), w.build.Enterprise("白鹭服装")
		other.Vacancy("缝纫工")
		e := w.draft(t, operator, first)
		_, err := w.Publish(t.Context(), operator, e.ID, " ")
		wantCode(t, err, models.CodeInvalid)
		if err := gone.Move(models.ActFill, "", w.now); err != nil {
			t.Fatal(err)
		}
		if err := w.store.UpdateVacancy(t.Context(), &gone); err != nil {
			t.Fatal(err)
		}
		other.Status = models.EnterpriseSuspended
		if err := w.store.UpdateEnterprise(t.Context(), &other.Enterprise); err != nil {
			t.Fatal(err)
		}
		_, err = w.Publish(t.Context(), operator, e.ID, "王主任")
		wantCode(t, err, models.CodeConflict)
		var problem *models.Error
		if !errors.As(err, &problem) || len(problem.Fields) != 2 || problem.Fields[0].Field != "items[0]" || problem.Fields[0].Code != models.CodeLineClosed {
			t.Errorf("%+v", problem)
		}
	})
}

func TestRights(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.build.Enterprise("宏发食品").Vacancy("包装工")
	ctx := t.Context()
	e := w.draft(t, operator, first)
	for _, a := range []models.Actor{stranger, models.Anonymous, {Role: models.RoleVillage, Division: second}, {Role: models.RoleDevice, Division: first}} {
		_, err := w.Get(ctx, a, e.ID)
		wantCode(t, err, models.CodeNotFound)
		_, err = w.Publish(ctx, a, e.ID, "甲")
		wantCode(t, err, models.CodeNotFound)
		_, err = w.List(ctx, a, first, 5)
		wantCode(t, err, models.CodeForbidden)
		_, err = w.Draft(ctx, a, first, 5)
		wantCode(t, err, models.CodeForbidden)
		_, err = w.Start(ctx, a, town, 5)
		wantCode(t, err, models.CodeForbidden)
		if l, err := w.History(ctx, a, first, models.Page{Limit: 5}); err != nil || l.Total != 0 {
			t.Errorf("%s sees %d editions, %v", a.Role, l.Total, err)
		}
	}
	if l, err := w.History(ctx, operator, first, models.Page{Limit: 5}); err != nil || l.Total != 1 {
		t.Errorf("the operator sees %d editions, %v", l.Total, err)
	}
	_, err := w.Publish(ctx, operator, e.ID, "甲")
	wantCode(t, err, "")
	if got, err := w.Get(ctx, models.Anonymous, e.ID); err != nil || got.ID != e.ID {
		t.Errorf("nobody sees a published edition: %v", err)
	}
	_, err = w.Supersede(ctx, stranger, e.ID, "不好")
	wantCode(t, err, models.CodeForbidden)
}

func TestBadRequests(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	ctx := t.Context()
	for _, size := range []int{0, editions.MaxLines + 1} {
		_, err := w.List(ctx, office, first, size)
		wantCode(t, err, models.CodeInvalid)
		_, err = w.Start(ctx, office, town, size)
		wantCode(t, err, models.CodeInvalid)
	}
	_, err := w.List(ctx, office, town, 5)
	wantCode(t, err, models.CodeNotFound)
	_, err = w.List(ctx, office, "410184102999", 5)
	wantCode(t, err, models.CodeNotFound)
	_, err = w.Start(ctx, office, "410184999000", 5)
	wantCode(t, err, models.CodeNotFound)
}

// TestListsHeedEachOther publishes a list of one village; the other is then told of other gates first.
func TestListsHeedEachOther(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	one := func(v *models.Vacancy) { v.Headcount = 1 }
	w.build.Enterprise("宏发食品").Vacancy("包装工", one)
	w.build.Enterprise("白鹭食品").Vacancy("包装工", one)
	for _, name := range []string{"赵一", "钱二", "孙三", "李四", "周五", "吴六"} {
		for _, v := range []models.DivisionCode{first, second} {
			w.build.Seeker(name, func(k *models.Seeker) { k.Village, k.Wanted = v, []string{"包装工"} })
		}
	}
	before, err := w.List(t.Context(), office, second, 1)
	if err != nil || len(before.Lines) != 1 || before.Borrowed() {
		t.Fatalf("%+v, %v", before, err)
	}
	e, err := w.Draft(t.Context(), office, first, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Publish(t.Context(), office, e.ID, "王主任"); err != nil {
		t.Fatal(err)
	}
	after, err := w.List(t.Context(), office, second, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := after.Lines[0].VacancyID; got == e.Items[0].VacancyID {
		t.Errorf("both villages are sent to the one place of %s", got)
	}
}

func TestCountyAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.build.Enterprise("宏发食品").Vacancy("包装工")
		op, err := w.Start(t.Context(), office, county, 5)
		if err != nil || op.Total != 2 || op.Finished {
			t.Fatalf("%+v, %v", op, err)
		}
		if err := w.Run(t.Context(), op.ID); err != nil {
			t.Fatal(err)
		}
		got, err := w.Operation(t.Context(), office, op.ID)
		if err != nil || got.Done != 2 || !got.Finished || len(got.Failures) != 0 {
			t.Errorf("%+v, %v", got, err)
		}
		_, err = w.Operation(t.Context(), stranger, op.ID)
		wantCode(t, err, models.CodeNotFound)
		for _, v := range []models.DivisionCode{first, second} {
			if l, err := w.History(t.Context(), office, v, models.Page{Limit: 5}); err != nil || l.Total != 1 {
				t.Errorf("%s has %d editions, %v", v, l.Total, err)
			}
		}
	})
}
