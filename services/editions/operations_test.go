package editions_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/editions"
)

// people makes a world with lists that are worth comparing.
func (w *world) people(t *testing.T) {
	t.Helper()
	for i := range 6 {
		w.build.Enterprise(fmt.Sprint("企业", i)).Vacancy(fmt.Sprint("包装工", i), func(v *models.Vacancy) { v.Headcount = 1 + i%2 })
	}
	for i, name := range []string{"赵一", "钱二", "孙三", "李四"} {
		w.build.Seeker(name, func(k *models.Seeker) {
			k.Village, k.Wanted = []models.DivisionCode{first, second}[i%2], []string{"包装工"}
		})
	}
}

// sheets are the vacancies of every edition of the town's villages, the newest first.
func (w *world) sheets(t *testing.T) map[models.DivisionCode][][]string {
	t.Helper()
	out := map[models.DivisionCode][][]string{}
	for _, v := range []models.DivisionCode{first, second} {
		list, err := w.store.Editions(t.Context(), models.EditionFilter{Village: v}, models.Page{Limit: models.MaxLimit})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list.Items {
			ids := []string{}
			for _, item := range e.Items {
				ids = append(ids, item.VacancyID)
			}
			out[v] = append(out[v], ids)
		}
	}
	return out
}

func (w *world) start(t *testing.T) models.Operation {
	t.Helper()
	op, err := w.Start(t.Context(), office, town, 4)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

// wantDone holds that an operation is over, and that it gave each village one more edition, the same as the undisturbed run.
func (w *world) wantDone(t *testing.T, name string, op models.Operation, before map[models.DivisionCode][][]string) {
	t.Helper()
	got, err := w.Operation(t.Context(), office, op.ID)
	if err != nil || !got.Finished || got.Done != 2 || got.Total != 2 || len(got.Failures) != 0 || got.Phase() != models.PhaseFinished {
		t.Fatalf("%s: %+v, %v", name, got, err)
	}
	after := w.sheets(t)
	for _, v := range []models.DivisionCode{first, second} {
		was, is := before[v], after[v]
		if len(is) != len(was)+1 || !cmp.Equal(is[0], was[0]) || len(is[0]) == 0 {
			t.Fatalf("%s: %s had %d editions and has %d: %v, undisturbed %v", name, v, len(was), len(is), is[0], was[0])
		}
	}
}

// TestAnOperationEndsAnywhereAndGoesOn meets an operation at each of its steps: with a kill, after which nothing is done any
// more, not even told; with a shutdown; and with another program that takes it for dead and does it all, while the first goes
// on. Each village has its edition once, the same as undisturbed.
func TestAnOperationEndsAnywhereAndGoesOn(t *testing.T) {
	ends := map[string]func(t *testing.T, w *world, m *mortal, stop func()) func(){
		"killed":    func(_ *testing.T, _ *world, m *mortal, _ func()) func() { return func() { m.Dead = true } },
		"shut down": func(_ *testing.T, _ *world, _ *mortal, stop func()) func() { return stop },
		"overtaken": func(t *testing.T, w *world, m *mortal, _ func()) func() {
			return func() {
				if m.Inside {
					return // whoever comes waits for the transaction
				}
				other := *w.Service
				other.Store = w.store
				w.now = w.now.Add(editions.LeaseTime)
				if err := other.Resume(t.Context()); err != nil {
					t.Error(err)
				}
			}
		},
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				w.people(t)
				op := w.start(t)
				wantCode(t, w.Run(t.Context(), op.ID), "")
				for step, met := 1, true; met; step++ {
					before := w.sheets(t)
					ctx, stop := context.WithCancel(t.Context())
					op := w.start(t)
					m := &mortal{storetest.Mortal{Store: w.store, Left: step}}
					m.End = end(t, w, m, stop)
					w.Store = m
					_ = w.Run(ctx, op.ID)
					w.Store, met = w.store, m.Left <= 0
					stop()
					if name != "shut down" { // which leaves it free
						w.now = w.now.Add(editions.LeaseTime)
					}
					wantCode(t, w.Resume(t.Context()), "")
					w.wantDone(t, fmt.Sprint(name, " at step ", step), op, before)
				}
			})
		})
	}
}

// TestWhatIsPlannedIsDrafted kills an operation between its lists and its drafts, and moves the market: the lists stay, but for
// a vacancy that has closed.
func TestWhatIsPlannedIsDrafted(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		op := w.start(t)
		wantCode(t, w.Run(t.Context(), op.ID), "")
		undisturbed := w.sheets(t)
		op = w.start(t)
		m := &mortal{storetest.Mortal{Store: w.store}}
		m.End = func() { m.Dead = true }
		w.Store = &untilPlanned{m}
		if err := w.Run(t.Context(), op.ID); !errors.Is(err, storetest.ErrDead) {
			t.Fatal(err)
		}
		w.Store = w.store
		if got, err := w.Operation(t.Context(), office, op.ID); err != nil || got.Phase() != models.PhaseDrafting || got.Done != 0 {
			t.Fatalf("%+v, %v", got, err)
		}
		for i := range 6 {
			w.build.Enterprise(fmt.Sprint("新企业", i)).Vacancy(fmt.Sprint("包装工", i), func(v *models.Vacancy) { v.Headcount = 99 })
		}
		gone, err := w.store.Vacancy(t.Context(), undisturbed[first][0][1])
		wantCode(t, err, "")
		wantCode(t, gone.Move(models.ActFill, "", w.now), "")
		wantCode(t, w.store.UpdateVacancy(t.Context(), &gone), "")
		wantCode(t, w.Run(t.Context(), op.ID), "") // somebody holds it still
		w.now = w.now.Add(editions.LeaseTime)
		wantCode(t, w.Run(t.Context(), op.ID), "")
		after := w.sheets(t)
		for v, lists := range undisturbed {
			want := []string{}
			for _, id := range lists[0] {
				if id != gone.ID {
					want = append(want, id)
				}
			}
			if len(after[v]) != 2 || !cmp.Equal(want, after[v][0]) {
				t.Errorf("%s: %v, planned %v", v, after[v], lists[0])
			}
		}
		newest, err := w.store.Editions(t.Context(), models.EditionFilter{Village: first}, models.Page{Limit: 1})
		if err != nil || newest.Items[0].Items[len(newest.Items[0].Items)-1].Rank != len(newest.Items[0].Items) {
			t.Errorf("the ranks have a gap: %+v, %v", newest.Items, err)
		}
	})
}

// untilPlanned dies right after the plans are kept.
type untilPlanned struct{ *mortal }

func (u *untilPlanned) KeepPlans(ctx context.Context, o *models.Operation, plans []models.VillagePlan) error {
	if err := u.Store.KeepPlans(ctx, o, plans); err != nil {
		return err
	}
	u.Dead = true
	return storetest.ErrDead
}

func (u *untilPlanned) LetGoOperation(context.Context, *models.Operation, time.Time) error {
	return storetest.ErrDead
}

// unable is a store in which the drafts of one village fail, as when a rule of the database is broken.
type unable struct {
	*store.Store
	village models.DivisionCode
	code    models.Code
}

func (u unable) CreateEdition(ctx context.Context, e *models.Edition) error {
	if e.Village == u.village {
		return models.Errorf(u.code)
	}
	return u.Store.CreateEdition(ctx, e)
}

// TestAVillageThatFailsIsNamed lets the others have theirs, tries again, and gives up in the end.
func TestAVillageThatFailsIsNamed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		op := w.start(t)
		w.Store = unable{w.store, first, models.CodeConflict}
		wantCode(t, w.Run(t.Context(), op.ID), models.CodeConflict)
		failure := []models.OperationFailure{{Village: first, Code: models.CodeConflict}}
		for try := range editions.MaxTries {
			got, err := w.Operation(t.Context(), office, op.ID)
			if err != nil || got.Finished || got.Done != 1 || got.Tries != try || !cmp.Equal(got.Failures, failure) {
				t.Fatalf("try %d: %+v, %v", try, got, err)
			}
			wantCode(t, w.Resume(t.Context()), "") // it rests
			w.now = w.now.Add(editions.RetryAfter)
			wantCode(t, w.Resume(t.Context()), models.CodeConflict)
		}
		got, err := w.Operation(t.Context(), office, op.ID)
		if err != nil || !got.Finished || got.Done != 1 || got.Total != 2 || !cmp.Equal(got.Failures, failure) {
			t.Errorf("%+v, %v", got, err)
		}
		if got := w.sheets(t); len(got[first]) != 0 || len(got[second]) != 1 {
			t.Errorf("%v", got)
		}
	})
}

// TestAFailureThatPassesIsForgotten mends what was wrong before the operation is given up.
func TestAFailureThatPassesIsForgotten(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.people(t)
	before := w.sheets(t)
	for _, code := range []models.Code{models.CodeConflict, models.CodeUnavailable} {
		op := w.start(t)
		w.Store = unable{w.store, second, code}
		wantCode(t, w.Run(t.Context(), op.ID), code)
		w.Store, w.now = w.store, w.now.Add(editions.RetryAfter)
		wantCode(t, w.Resume(t.Context()), "")
		got, err := w.Operation(t.Context(), office, op.ID)
		if err != nil || !got.Finished || got.Done != 2 || len(got.Failures) != 0 {
			t.Errorf("%s: %+v, %v", code, got, err)
		}
	}
	if got := w.sheets(t); len(got[first]) != len(before[first])+2 || len(got[second]) != len(before[second])+2 {
		t.Errorf("%v", got)
	}
}

// TestWhatKillsEachTimeIsGivenUp ends the program at every try.
func TestWhatKillsEachTimeIsGivenUp(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.people(t)
	op := w.start(t)
	for range editions.MaxTries {
		m := &mortal{storetest.Mortal{Store: w.store, Left: 1}}
		m.End = func() { m.Dead = true }
		w.Store = m
		if err := w.Resume(t.Context()); !errors.Is(err, storetest.ErrDead) {
			t.Fatal(err)
		}
		w.now = w.now.Add(editions.LeaseTime)
	}
	w.Store = w.store
	wantCode(t, w.Resume(t.Context()), models.CodeInternal)
	got, err := w.Operation(t.Context(), office, op.ID)
	if want := []models.OperationFailure{{Village: town, Code: models.CodeInternal}}; err != nil || !got.Finished || !cmp.Equal(got.Failures, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestALeaseIsRenewed holds an operation for as long as it ticks, and ends the run when it is lost.
func TestALeaseIsRenewed(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	ctx := t.Context()
	op, err := w.store.ClaimOperation(ctx, w.start(t).ID, w.now, w.now.Add(editions.LeaseTime))
	wantCode(t, err, "")
	ticks, lost, done := make(chan time.Time), make(chan struct{}), make(chan error)
	w.Store = renewing{w.store, done}
	held, let := context.WithCancel(ctx)
	go w.Renew(held, op, ticks, func() { close(lost); let() })
	for range 2 {
		w.now = w.now.Add(editions.LeaseTime - time.Millisecond)
		ticks <- w.now
		wantCode(t, <-done, "")
		_, err = w.store.ClaimOperation(ctx, op.ID, w.now.Add(editions.LeaseTime-time.Millisecond), w.now.Add(editions.LeaseTime))
		wantCode(t, err, models.CodeNotFound)
	}
	_, err = w.store.ClaimOperation(ctx, op.ID, w.now.Add(editions.LeaseTime), w.now.Add(2*editions.LeaseTime))
	wantCode(t, err, "")
	ticks <- w.now
	wantCode(t, <-done, models.CodeStale)
	<-lost
}

// renewing tells when a lease was renewed.
type renewing struct {
	*store.Store
	done chan error
}

func (r renewing) RenewLease(ctx context.Context, o models.Operation, until time.Time) error {
	err := r.Store.RenewLease(ctx, o, until)
	r.done <- err
	return err
}

// TestOneOperationForAVillageAtATime refuses a second while one is not finished, for the town or its county, from however many sides,
// and names it.
func TestOneOperationForAVillageAtATime(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.people(t)
		const n = 8
		ids, refused := make(chan string, n), make(chan error, n)
		for i := range n {
			go func() {
				op, err := w.Start(t.Context(), office, []models.DivisionCode{town, county}[i%2], 4)
				if err != nil {
					op.ID = ""
				}
				ids <- op.ID
				refused <- err
			}()
		}
		begun := ""
		var errs []error
		for range n {
			if err := <-refused; err != nil {
				errs = append(errs, err)
			}
			begun += <-ids
		}
		if len(errs) != n-1 {
			t.Fatalf("%d of %d are refused", len(errs), n)
		}
		for _, err := range errs {
			var problem *models.Error
			if !errors.As(err, &problem) || problem.Code != models.CodeOperationUnderway || !cmp.Equal(problem.Args, []any{begun}) {
				t.Errorf("%v names %+v, underway is %s", err, problem, begun)
			}
		}
		for _, division := range []models.DivisionCode{first, town, county} {
			_, err := w.Start(t.Context(), office, division, 4)
			wantCode(t, err, models.CodeOperationUnderway)
		}
		wantCode(t, w.Run(t.Context(), begun), "")
		one, err := w.Start(t.Context(), office, first, 4)
		wantCode(t, err, "")
		_, err = w.Start(t.Context(), office, second, 4)
		wantCode(t, err, "")
		_, err = w.Start(t.Context(), office, county, 4)
		var problem *models.Error
		if !errors.As(err, &problem) || !cmp.Equal(problem.Args, []any{one.ID}) {
			t.Errorf("a county around %s: %v", one.ID, err)
		}
	})
}
