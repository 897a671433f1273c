package editions_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/editions"
)

// officer is an office over the county that has an account.
func (w *world) officer(t *testing.T) models.Actor {
	t.Helper()
	a := models.Account{Role: models.RoleOffice, Division: county, Name: "王站长"}
	wantCode(t, w.store.CreateAccount(t.Context(), &a), "")
	return a.Actor()
}

func daily(division models.DivisionCode, clock models.ClockTime, days ...models.Weekday) models.Schedule {
	return models.Schedule{Division: division, Size: 4, Rhythm: models.Rhythm{Weekdays: days, Time: clock}}
}

func (w *world) schedule(t *testing.T, a models.Actor, c models.Schedule) editions.Scheduled {
	t.Helper()
	made, err := w.Schedule(t.Context(), a, c)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// due starts what is due, and gives the operations started.
func (w *world) due(t *testing.T) []editions.Occurrence {
	t.Helper()
	met, err := w.StartDue(t.Context())
	wantCode(t, err, "")
	return met
}

// wantEditions holds that each village of the town has so many editions, and that no operation is left over.
func (w *world) wantEditions(t *testing.T, name string, n int) {
	t.Helper()
	wantCode(t, w.Resume(t.Context()), "")
	if got := w.sheets(t); len(got[first]) != n || len(got[second]) != n {
		t.Errorf("%s: %d and %d editions, want %d", name, len(got[first]), len(got[second]), n)
	}
}

// days is a moment on a later day at a time of day, in the tests' zone.
func days(n int, clock string) time.Time {
	at, _ := time.Parse(time.DateOnly+" 15:04", storetest.Start.AddDate(0, 0, n).Format(time.DateOnly)+" "+clock)
	return at
}

func TestAScheduleDraftsAgainAndAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		a := w.officer(t)
		w.now = days(0, "12:00")
		c := w.schedule(t, a, daily(town, "06:30"))
		if !c.NextAt.Equal(days(1, "06:30")) || c.AccountID != a.AccountID || c.Version != 1 || c.LastAt != nil {
			t.Errorf("%+v", c)
		}
		w.now = days(1, "06:30").Add(-time.Millisecond)
		if met := w.due(t); len(met) != 0 {
			t.Errorf("it came too early: %+v", met)
		}
		for day := 1; day <= 3; day++ {
			w.now = days(day, "06:30")
			met := w.due(t)
			if len(met) != 1 || met[0].Operation == "" || met[0].Stop != "" {
				t.Fatalf("day %d: %+v", day, met)
			}
			op, err := w.Operation(t.Context(), a, met[0].Operation)
			if err != nil || op.Division != town || op.Size != 4 || op.StartedBy != a.AccountID || op.Role != models.RoleOffice {
				t.Errorf("%+v, %v", op, err)
			}
			if again := w.due(t); len(again) != 0 {
				t.Errorf("day %d: it came twice: %+v", day, again)
			}
			w.wantEditions(t, fmt.Sprint("day ", day), day)
			got, err := w.ScheduleOf(t.Context(), a, town, c.ID)
			if err != nil || !got.NextAt.Equal(days(day+1, "06:30")) || !got.LastAt.Equal(w.now) || got.LastOperation != op.ID {
				t.Errorf("day %d: %+v, %v", day, got, err)
			}
		}
	})
}

// TestAnOccurrenceHasOneOperation starts what is due from many sides at once.
func TestAnOccurrenceHasOneOperation(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		a := w.officer(t)
		w.schedule(t, a, daily(town, "06:30"))
		w.schedule(t, a, daily(town, "07:00", "sunday"))
		w.now = days(20, "12:00")
		var all sync.WaitGroup
		var mutex sync.Mutex
		var started []string
		for range 8 {
			all.Go(func() {
				met, err := w.StartDue(t.Context())
				mutex.Lock()
				defer mutex.Unlock()
				if err != nil {
					t.Error(err)
				}
				for _, o := range met {
					if o.Operation != "" {
						started = append(started, o.Operation)
					}
				}
			})
		}
		all.Wait()
		if len(started) != 1 {
			t.Errorf("started %v", started)
		}
		w.wantEditions(t, "many at once", 1)
		if met := w.due(t); len(met) != 0 {
			t.Errorf("weeks were made up for once: %+v", met)
		}
	})
}

// TestAnOccurrenceSurvives ends the program at each step of an occurrence, and starts it again.
func TestAnOccurrenceSurvives(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		w.schedule(t, w.officer(t), daily(town, "06:30"))
		for step, met := 1, true; met; step++ {
			w.now = days(step, "06:30")
			m := &mortal{storetest.Mortal{Store: w.store, Left: step}}
			m.End = func() { m.Dead = true }
			w.Store = m
			_, _ = w.StartDue(t.Context())
			w.Store, met = w.store, m.Left <= 0
			w.due(t)
			w.wantEditions(t, fmt.Sprint("killed at step ", step), step)
		}
	})
}

// TestAnOccurrenceWaitsItsTurn is due while an operation on its division, on one around it or on one within it runs.
func TestAnOccurrenceWaitsItsTurn(t *testing.T) {
	for name, c := range map[string]struct{ running, due models.DivisionCode }{
		"the town itself": {town, town}, "the county around it": {county, town}, "a town within it": {town, county},
	} {
		t.Run(name, func(t *testing.T) { waitsItsTurn(t, c.running, c.due) })
	}
}

func waitsItsTurn(t *testing.T, running, due models.DivisionCode) {
	t.Helper()
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		w.now = days(0, "12:00")
		c := w.schedule(t, w.officer(t), daily(due, "06:30"))
		_, err := w.Start(t.Context(), office, running, 4)
		wantCode(t, err, "")
		for _, when := range []time.Time{days(1, "06:30"), days(1, "06:45"), days(2, "06:31")} {
			w.now = when
			if met := w.due(t); len(met) != 0 {
				t.Errorf("it did not wait: %+v", met)
			}
		}
		if got, err := w.store.Schedule(t.Context(), c.ID); err != nil || !got.NextAt.Equal(days(1, "06:30")) {
			t.Errorf("its occurrence is lost: %+v, %v", got, err)
		}
		w.wantEditions(t, "the first", 1)
		if met := w.due(t); len(met) != 1 || met[0].Operation == "" || !met[0].Schedule.NextAt.Equal(days(3, "06:30")) {
			t.Errorf("%+v", met)
		}
		w.wantEditions(t, "the one that waited", 2)
		if met := w.due(t); len(met) != 0 {
			t.Errorf("what passed meanwhile was made up for: %+v", met)
		}
	})
}

// TestAVillageWaitsWithItsCounty has both due while an operation on another village keeps the county waiting.
func TestAVillageWaitsWithItsCounty(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		a := w.officer(t)
		w.schedule(t, a, daily(second, "06:30"))
		around := w.schedule(t, a, daily(county, "06:30"))
		_, err := w.Start(t.Context(), office, first, 4)
		wantCode(t, err, "")
		w.now = days(1, "06:30")
		if met := w.due(t); len(met) != 0 {
			t.Errorf("before the county: %+v", met)
		}
		wantCode(t, w.Resume(t.Context()), "")
		if met := w.due(t); len(met) != 2 || met[0].Schedule.ID != around.ID || met[0].Operation == "" || met[1].Operation != "" {
			t.Errorf("%+v", met)
		}
		wantCode(t, w.Resume(t.Context()), "")
		if got := w.sheets(t); len(got[first]) != 2 || len(got[second]) != 1 {
			t.Errorf("%d and %d editions", len(got[first]), len(got[second]))
		}
	})
}

// TestManyAreDue has more than are read at a time, each of which is met.
func TestManyAreDue(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	a := w.officer(t)
	const many = 205
	for i := range many {
		c := daily(models.DivisionCode(fmt.Sprintf("410184%03d000", 200+i)), "06:30")
		c.AccountID, c.NextAt = a.AccountID, days(1, "06:30")
		wantCode(t, w.store.CreateSchedule(t.Context(), &c), "")
	}
	w.now = days(1, "06:30")
	_, err := w.StartDue(t.Context())
	if err == nil || strings.Count(err.Error(), "not_found") != many {
		t.Errorf("of %d without villages: %v", many, err)
	}
}

// TestSchedulesAreMadeUpForTogether has two of a town that were missed and one of its county, and then one of each on time.
func TestSchedulesAreMadeUpForTogether(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		a := w.officer(t)
		morning, evening := w.schedule(t, a, daily(town, "06:30")), w.schedule(t, a, daily(town, "18:00"))
		started := func() map[string]bool {
			out := map[string]bool{}
			for _, o := range w.due(t) {
				out[o.Schedule.ID] = o.Operation != ""
			}
			return out
		}
		w.now = days(4, "12:00")
		if got := started(); len(got) != 2 || got[morning.ID] == got[evening.ID] {
			t.Errorf("%v, of %s and %s one", got, morning.ID, evening.ID)
		}
		w.wantEditions(t, "one for the town", 1)
		around := w.schedule(t, a, daily(county, "06:30"))
		w.now = days(5, "12:00")
		if diff := cmp.Diff(map[string]bool{around.ID: true, morning.ID: false, evening.ID: false}, started()); diff != "" {
			t.Error(diff)
		}
		w.wantEditions(t, "one for the county with the town", 2)
		w.now = days(6, "06:30")
		if diff := cmp.Diff(map[string]bool{around.ID: true, morning.ID: false, evening.ID: false}, started()); diff != "" {
			t.Error(diff)
		}
		w.wantEditions(t, "one at the same moment", 3)
		w.now = days(6, "18:00")
		if diff := cmp.Diff(map[string]bool{evening.ID: true}, started()); diff != "" {
			t.Error(diff)
		}
		w.wantEditions(t, "one of the town alone", 4)
	})
}

// TestAScheduleWithoutItsAccountIsStopped closes the account, or gives it another division.
func TestAScheduleWithoutItsAccountIsStopped(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		for name, c := range map[string]struct {
			clock models.ClockTime
			leave func(a models.Account) error
			want  editions.Stop
		}{
			"closed": {"06:30", func(a models.Account) error { return w.store.DeleteAccount(t.Context(), a.ID) }, editions.StopAccountClosed},
			"moved": {"07:30", func(a models.Account) error {
				a.Division = "410122000000"
				return w.store.UpdateAccount(t.Context(), a)
			}, editions.StopNotOverseen},
		} {
			a := w.officer(t)
			w.now = storetest.Start
			made := w.schedule(t, a, daily(town, c.clock))
			account, err := w.store.Account(t.Context(), a.AccountID)
			wantCode(t, err, "")
			wantCode(t, c.leave(account), "")
			w.now = days(9, "12:00")
			met := w.due(t)
			if len(met) != 1 || met[0].Stop != c.want || met[0].Operation != "" {
				t.Errorf("%s: %+v", name, met)
			}
			if again := w.due(t); len(again) != 0 {
				t.Errorf("%s: it is told again at once: %+v", name, again)
			}
			list, err := w.Schedules(t.Context(), office, town, models.Page{Limit: 5})
			wantCode(t, err, "")
			one, err := w.ScheduleOf(t.Context(), office, town, made.ID)
			if err != nil || one.Stop != c.want || list.Items[0].Stop != c.want {
				t.Errorf("%s: %+v, %v", name, one, err)
			}
			wantCode(t, w.Unschedule(t.Context(), office, town, made.ID), "")
		}
		w.wantEditions(t, "nobody's", 0)
	})
}

// regretting deletes a schedule after it was found due.
type regretting struct {
	*store.Store
	id string
}

func (r regretting) SchedulesDue(ctx context.Context, now time.Time, behind models.Schedule, limit int) ([]models.Schedule, error) {
	due, err := r.Store.SchedulesDue(ctx, now, behind, limit)
	if len(due) > 0 {
		err = errors.Join(err, r.DeleteSchedule(ctx, r.id))
	}
	return due, err
}

func TestADeletedScheduleNeverRuns(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		c := w.schedule(t, w.officer(t), daily(town, "06:30"))
		w.now = days(1, "06:30")
		w.Store = regretting{w.store, c.ID}
		if met := w.due(t); len(met) != 0 {
			t.Errorf("%+v", met)
		}
		w.Store = w.store
		if met := w.due(t); len(met) != 0 {
			t.Errorf("%+v", met)
		}
		w.wantEditions(t, "deleted", 0)
	})
}

// TestAnOccurrenceThatFailsStaysDue meets a full disk, which does not keep other schedules from theirs.
func TestAnOccurrenceThatFailsStaysDue(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.people(t)
	a := w.officer(t)
	w.schedule(t, a, daily(town, "06:30"))
	w.schedule(t, a, daily(county, "06:31"))
	w.now = days(1, "08:00")
	w.Store = &failing{Store: w.store, records: 1}
	met, err := w.StartDue(t.Context())
	if !errors.Is(err, errDisk) || len(met) != 1 || met[0].Schedule.Division != town {
		t.Errorf("%+v, %v", met, err)
	}
	w.Store = w.store
	if met := w.due(t); len(met) != 0 {
		t.Errorf("the county did not wait for its town: %+v", met)
	}
	w.wantEditions(t, "the town", 1)
	if met := w.due(t); len(met) != 1 || met[0].Schedule.Division != county || met[0].Operation == "" {
		t.Errorf("%+v", met)
	}
	w.wantEditions(t, "both", 2)
}

func TestSchedulesThatAreRefused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx, a := t.Context(), w.officer(t)
		for _, c := range []struct {
			name     string
			actor    models.Actor
			schedule models.Schedule
			want     string
		}{
			{"a village's operator", operator, daily(first, "06:30"), "forbidden: outside_area"},
			{"an office elsewhere", stranger, daily(town, "06:30"), "forbidden: outside_area"},
			{"a town without villages", a, daily("410184199000", "06:30"), "not_found"},
			{"no time and no size", a, models.Schedule{Division: town}, "invalid; time: required; size: out_of_range"},
			{"too long a list", a, models.Schedule{Division: town, Size: 41, Rhythm: models.Rhythm{Time: "06:30"}}, "invalid; size: out_of_range"},
			{"a village", a, daily(first, "06:30"), ""},
			{"a county", a, daily(county, "06:30"), ""},
			{"two days", a, daily(town, "06:30", "monday", "friday"), ""},
			{"one of them", a, daily(town, "06:30", "friday"), "duplicate; time: time_taken"},
			{"every day", a, daily(town, "06:30"), "duplicate; time: time_taken"},
			{"another day", a, daily(town, "06:30", "sunday"), ""},
		} {
			got := ""
			if _, err := w.Schedule(ctx, c.actor, c.schedule); err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
		for hour := range models.MaxSchedules - 2 {
			w.schedule(t, a, daily(town, models.ClockTime(fmt.Sprintf("%02d:00", 7+hour))))
		}
		_, err := w.Schedule(ctx, a, daily(town, "21:59"))
		wantCode(t, err, models.CodeTooManySchedules)
		list, err := w.Schedules(ctx, a, town, models.Page{Limit: 3})
		if err != nil || list.Total != models.MaxSchedules || len(list.Items) != 3 || list.Next == "" {
			t.Errorf("%+v, %v", list, err)
		}
		_, err = w.Schedules(ctx, stranger, town, models.Page{Limit: 3})
		wantCode(t, err, models.CodeForbidden)
		id := list.Items[0].ID
		_, err = w.ScheduleOf(ctx, stranger, town, id)
		wantCode(t, err, models.CodeForbidden)
		_, err = w.ScheduleOf(ctx, a, county, id)
		wantCode(t, err, models.CodeNotFound)
		wantCode(t, w.Unschedule(ctx, stranger, town, id), models.CodeForbidden)
		wantCode(t, w.Unschedule(ctx, a, county, id), models.CodeNotFound)
		wantCode(t, w.Unschedule(ctx, a, town, id), "")
		wantCode(t, w.Unschedule(ctx, a, town, id), models.CodeNotFound)
	})
}

// TestWhatAScheduleDoesIsRecorded names who made it, and that it was the schedule that started the operation.
func TestWhatAScheduleDoesIsRecorded(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a := w.officer(t)
		c := w.schedule(t, a, daily(town, "06:30"))
		w.now = days(1, "06:30")
		w.due(t)
		wantCode(t, w.Unschedule(t.Context(), a, town, c.ID), "")
		by := " by " + a.AccountID
		want := []string{"create schedule 410184102000 " + by, "start operation 410184102000 " + by, "delete schedule 410184102000 " + by}
		if diff := cmp.Diff(want, w.deeds(t)); diff != "" {
			t.Error(diff)
		}
		list, err := w.store.AuditEntries(t.Context(), models.AuditFilter{Object: models.ObjectOperation}, models.Page{Limit: 5})
		if err != nil || !slices.ContainsFunc(list.Items, func(e models.AuditEntry) bool { return e.Origin == "schedule" && e.RequestID == c.ID }) {
			t.Errorf("%+v, %v", list, err)
		}
	})
}
