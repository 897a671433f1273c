package recalls_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// outbox is groups that keep what they are told on the store, with what it is told of: a note is an entry of the audit.
type outbox struct{ store *store.Store }

// TellClosed implements recalls.Groups.
func (o outbox) TellClosed(ctx context.Context, c models.Closing) error {
	told := fmt.Sprintf("%s %s %d", c.Item.Vacancy.Title, c.Became, c.Round)
	return o.store.Record(ctx, models.System("test").Did("tell", models.ObjectDelivery, c.Edition.ID, c.Edition.Village).Because(told))
}

// Lifted implements recalls.Groups.
func (outbox) Lifted(context.Context, models.DivisionCode, string) error { return nil }

// Replaced implements recalls.Groups.
func (outbox) Replaced(context.Context, models.DivisionCode) error { return nil }

func (w *world) outbox(t *testing.T) []string {
	t.Helper()
	list, err := w.store.AuditEntries(t.Context(), models.AuditFilter{Action: "tell"}, models.Page{Limit: models.MaxLimit})
	wantCode(t, err, "")
	out := []string{}
	for _, e := range list.Items {
		out = append(out, string(e.Division)+" "+e.Reason)
	}
	slices.Sort(out)
	return out
}

// mortal is a store whose program ends at one of the steps of a worker.
type mortal struct{ storetest.Mortal }

func (m *mortal) SaveRecalls(ctx context.Context, list []models.Recall) error {
	return m.Did(func() error { return m.Store.SaveRecalls(ctx, list) })
}

func (m *mortal) SetFeedPlace(ctx context.Context, reader string, seq int64) error {
	return m.Did(func() error { return m.Store.SetFeedPlace(ctx, reader, seq) })
}

// TestARecallSurvives ends the program at each step, with the feed and with a gap in it, and starts it again.
func TestARecallSurvives(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		employer := w.build.Enterprise("宏发食品")
		w.Groups = outbox{w.store}
		var want []string
		for step := 1; ; step++ {
			title := fmt.Sprint("包装工", step)
			v := employer.Vacancy(title)
			w.issue(t, first)
			w.follow(t)
			w.change(t, v.ID, to(models.VacancyFilled))
			if step%2 == 0 {
				_, err := w.store.SequenceChanges(t.Context())
				wantCode(t, err, "")
				w.drop(t)
			}
			m := &mortal{storetest.Mortal{Store: w.store, Left: step}}
			dying := w.Service
			dying.Store = m
			err := dying.Follow(t.Context())
			if m.Dead != errors.Is(err, storetest.ErrDead) {
				t.Errorf("step %d: %v", step, err)
			}
			w.follow(t)
			want = append(want, fmt.Sprintf("%s %s filled 1", first, title))
			slices.Sort(want)
			wantAll(t, fmt.Sprint("step ", step), w.outbox(t), want...)
			if !m.Dead && step > 9 {
				return
			}
		}
	})
}

// TestManyFollowAtOnce has many follow while vacancies close.
func TestManyFollowAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.Groups = outbox{w.store}
		var ids []string
		for i := range 4 {
			ids = append(ids, w.build.Enterprise(fmt.Sprint("企业", i)).Vacancy(fmt.Sprint("包装工", i)).ID)
		}
		w.issue(t, first)
		w.issue(t, second)
		w.follow(t)
		var all sync.WaitGroup
		for _, id := range ids {
			w.change(t, id, to(models.VacancyFilled))
			for range 2 {
				all.Go(func() {
					if err := w.Follow(t.Context()); err != nil {
						t.Error(err)
					}
				})
			}
		}
		all.Wait()
		w.follow(t)
		if told := w.outbox(t); len(told) != 8 || len(slices.Compact(told)) != 8 {
			t.Errorf("%q", told)
		}
		if open := w.all(t, models.RecallOpen); len(open) != 8 {
			t.Errorf("%q", open)
		}
	})
}

// TestOpenRecallsAreTheClosedLines holds after any events and one look that exactly the closed lines of what hangs are recalled, those
// apart about which something was done.
func TestOpenRecallsAreTheClosedLines(t *testing.T) {
	s := storetest.SQLite(t)
	w := newWorld(t, s)
	var ids []string
	for i := range 4 {
		ids = append(ids, w.build.Enterprise(fmt.Sprint("企业", i)).Vacancy(fmt.Sprint("包装工", i)).ID)
	}
	villages := []models.DivisionCode{first, second}
	rapid.Check(t, func(r *rapid.T) {
		for range rapid.IntRange(1, 5).Draw(r, "events") {
			id, village := rapid.SampledFrom(ids).Draw(r, "vacancy"), rapid.SampledFrom(villages).Draw(r, "village")
			switch rapid.IntRange(0, 6).Draw(r, "event") {
			case 0, 1:
				w.change(t, id, to(rapid.SampledFrom([]models.VacancyStatus{models.VacancyPaused, models.VacancyFilled, models.VacancySubmitted}).Draw(r, "status")))
			case 2, 3:
				w.change(t, id, to(models.VacancyOpen))
			case 4:
				w.issue(t, village)
			case 5:
				if e, err := w.store.LastIssued(t.Context(), village); err == nil && e.Status == models.EditionPublished {
					_, err := w.editions.Supersede(t.Context(), office, e.ID, "写错")
					wantCode(t, err, "")
				}
			case 6:
				w.follow(t)
				if open, err := w.store.OpenRecalls(t.Context(), village); err == nil && len(open) > 0 {
					_, err := w.Done(t.Context(), office, open[0].ID, "", "")
					wantCode(t, err, "")
				}
			}
		}
		w.follow(t)
		for _, village := range villages {
			if got, want := w.standing(t, village), w.closed(t, village); !slices.Equal(got, want) {
				r.Fatalf("%s: recalled %q, closed %q", village, got, want)
			}
		}
	})
}

// standing are the vacancies, "" for all of it, whose recall on the last edition of a village is open or done.
func (w *world) standing(t *testing.T, village models.DivisionCode) []string {
	t.Helper()
	e, err := w.store.LastIssued(t.Context(), village)
	var out []string
	for _, status := range []models.RecallStatus{models.RecallOpen, models.RecallDone} {
		list, err := w.store.Recalls(t.Context(), models.RecallFilter{Within: []models.DivisionCode{village}, Status: status}, models.Page{Limit: models.MaxLimit})
		wantCode(t, err, "")
		for _, r := range list.Items {
			switch {
			case e.Status == models.EditionSuperseded && !r.Whole() && status == models.RecallDone: // what was struck before all of it was taken back
			case r.EditionID == e.ID:
				out = append(out, r.VacancyID)
			case status == models.RecallOpen:
				t.Fatalf("what hangs no more is recalled: %+v", r)
			}
		}
	}
	if err != nil && len(out) > 0 {
		t.Fatalf("nothing was issued, %q are recalled", out)
	}
	slices.Sort(out)
	return out
}

// closed are the vacancies of the closed lines of the last edition of a village, "" where all of it was taken back.
func (w *world) closed(t *testing.T, village models.DivisionCode) []string {
	t.Helper()
	e, err := w.store.LastIssued(t.Context(), village)
	if err != nil {
		return nil
	}
	if e.Status == models.EditionSuperseded {
		return []string{""}
	}
	lines, err := w.editions.ClosedLines(t.Context(), e)
	wantCode(t, err, "")
	var out []string
	for _, l := range lines {
		out = append(out, l.Item.VacancyID)
	}
	slices.Sort(out)
	return out
}
