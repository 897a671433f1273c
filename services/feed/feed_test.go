package feed_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/feed"
	"konggang/services/market"
)

// world is the feed on a store with one employer; now is the time.
type world struct {
	feed.Service
	store    *store.Store
	build    *storetest.Builder
	employer storetest.Employer
	now      time.Time
}

func newWorld(t *testing.T, s *store.Store) *world {
	w := &world{store: s, build: storetest.Build(t, s), now: storetest.Start}
	calendar := models.Calendar{Now: func() time.Time { return w.now }, Zone: time.UTC}
	w.Service = feed.Service{Store: s, Market: market.New(s, calendar), Calendar: calendar}
	w.build.Village(storetest.Village, "甲村村委会")
	w.employer = w.build.Enterprise("宏发食品")
	return w
}

func each(t *testing.T, test func(t *testing.T, w *world)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, newWorld(t, s)) })
}

// failer is a *testing.T or a *rapid.T.
type failer interface {
	Helper()
	Fatal(args ...any)
}

func must(t failer, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// page gives all changes their places and reads on behind one.
func (w *world) page(t *testing.T, since int64, limit int) feed.Page {
	t.Helper()
	_, err := w.store.SequenceChanges(t.Context())
	must(t, err)
	p, err := w.After(t.Context(), since, limit)
	must(t, err)
	return p
}

// said writes what a page tells: 包装工 open, 电焊工 filled.
func said(p feed.Page) string {
	var out []string
	for _, i := range p.Items {
		out = append(out, i.Posting.Vacancy.Title+" "+string(i.Status))
	}
	return strings.Join(out, ", ")
}

func status(s models.VacancyStatus) func(*models.Vacancy) {
	return func(v *models.Vacancy) { v.Status = s }
}

// TestWhatTheFeedTells changes what villages may hear of, one way after the other.
func TestWhatTheFeedTells(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		v := w.employer.Vacancy("包装工")
		write := func(change func(*models.Vacancy)) func() error {
			return func() error { change(&v); return w.store.UpdateVacancy(ctx, &v) }
		}
		employer := func(change func(*models.Enterprise)) func() error {
			return func() error {
				change(&w.employer.Enterprise)
				return w.store.UpdateEnterprise(ctx, &w.employer.Enterprise)
			}
		}
		since := int64(0)
		for _, c := range []struct {
			name string
			do   func() error
			want string
		}{
			{"an opening", func() error { return nil }, "包装工 open"},
			{"nothing", func() error { return nil }, ""},
			{"a seeker and a village", func() error { w.build.Seeker("张三"); w.build.Village("410184102202", "乙村"); return nil }, ""},
			{"a draft", func() error {
				w.employer.Vacancy("电焊工", func(v *models.Vacancy) { v.Status, v.OpenedAt = models.VacancyDraft, nil })
				return nil
			}, ""},
			{"one that waits for its first approval", func() error {
				w.employer.Vacancy("电工", func(v *models.Vacancy) { v.Status, v.OpenedAt = models.VacancySubmitted, nil })
				return nil
			}, ""},
			{"an edit", write(func(v *models.Vacancy) { v.Title = "装箱工" }), "装箱工 open"},
			{"a pause", write(status(models.VacancyPaused)), "装箱工 paused"},
			{"a resumption", write(status(models.VacancyOpen)), "装箱工 open"},
			{"back to the queue", write(status(models.VacancySubmitted)), "装箱工 paused"},
			{"rejected there", write(status(models.VacancyRejected)), "装箱工 withdrawn"},
			{"open again", write(status(models.VacancyOpen)), "装箱工 open"},
			{"its places taken", write(func(v *models.Vacancy) { v.Filled = v.Headcount }), "装箱工 filled"},
			{"a place given up", write(func(v *models.Vacancy) { v.Filled-- }), "装箱工 open"},
			{"two writes", func() error {
				return errors.Join(write(status(models.VacancyPaused))(), write(status(models.VacancyOpen))())
			}, "装箱工 open"},
			{"the employer's name", employer(func(e *models.Enterprise) { e.Name = "金星集团" }), "装箱工 open"},
			{"the employer suspended", employer(func(e *models.Enterprise) { e.Status = models.EnterpriseSuspended }), "装箱工 withdrawn"},
			{"the employer approved again", employer(func(e *models.Enterprise) { e.Status = models.EnterpriseApproved }), "装箱工 open"},
			{"its last day over", func() error { w.now = w.now.AddDate(0, 3, 0); return write(status(models.VacancyExpired))() }, "装箱工 expired"},
			{"the employer's name, of what is closed", employer(func(e *models.Enterprise) { e.Name = "银星集团" }), ""},
		} {
			must(t, c.do())
			p := w.page(t, since, 10)
			if said(p) != c.want || p.More() || p.Next != p.Head {
				t.Errorf("%s: %q, want %q; %+v", c.name, said(p), c.want, p)
			}
			since = p.Next
		}
	})
}

// TestPages cuts the feed into pages, and reads from places where it does not begin.
func TestPages(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.employer.Vacancy("包装工"), w.employer.Vacancy("电焊工")
		w.build.Seeker("张三")
		must(t, w.store.UpdateVacancy(t.Context(), &a))
		c := w.employer.Vacancy("保安")
		first := w.page(t, 0, 2) // a village, an employer, a and b
		if said(first) != "包装工 open, 电焊工 open" || first.Next != 4 || first.Head != 7 || !first.More() {
			t.Errorf("first page: %+v", first)
		}
		second := w.page(t, first.Next, 2) // a seeker, a again and c
		if said(second) != "包装工 open, 保安 open" || second.Next != 7 || second.More() {
			t.Errorf("second page: %+v", second)
		}
		if all := w.page(t, 0, 100); said(all) != "电焊工 open, 包装工 open, 保安 open" || all.Items[1].Seq != 6 || all.Items[0].Posting.Vacancy.ID != b.ID {
			t.Errorf("all on one page, each once at its last place: %+v", all)
		}
		if beyond := w.page(t, 99, 2); len(beyond.Items) > 0 || beyond.Next != 7 || beyond.Head != 7 {
			t.Errorf("beyond the head: %+v", beyond)
		}
		must(t, w.store.UpdateVacancy(t.Context(), &c))
		p, err := w.After(t.Context(), 7, 2) // what has no place yet is told later
		if err != nil || len(p.Items) > 0 || p.Next != 7 {
			t.Errorf("%+v, %v", p, err)
		}
		if late := w.page(t, p.Next, 2); said(late) != "保安 open" {
			t.Errorf("what came late: %+v", late)
		}
	})
}

// TestWhoWasAwayTooLongBeginsAnew drops what is old: behind its places nothing can be told, from 0 everything that is open.
func TestWhoWasAwayTooLongBeginsAnew(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		w.employer.Vacancy("包装工")
		w.employer.Vacancy("电焊工", status(models.VacancyFilled))
		head := w.page(t, 0, 10).Head
		must(t, w.store.DropOldChanges(ctx, storetest.Start.Add(time.Hour)))
		for since := int64(1); since < head; since++ {
			w.page(t, head, 10)
			if _, err := w.After(ctx, since, 10); models.CodeOf(err) != models.CodeFeedGap {
				t.Errorf("behind %d: %v", since, err)
			}
		}
		for _, since := range []int64{0, head} { // who had read up to what is dropped has missed nothing
			if p := w.page(t, since, 10); said(p) != "包装工 open" {
				t.Errorf("behind %d: %+v", since, p)
			}
		}
	})
}

// reader holds what the feed told it.
type reader struct {
	since int64
	held  map[string]models.Posting
}

// read applies one page, and begins anew where it must.
func (r *reader) read(ctx context.Context, s feed.Service, limit int) (more bool, err error) {
	p, err := s.After(ctx, r.since, limit)
	if models.CodeOf(err) == models.CodeFeedGap {
		*r = reader{held: map[string]models.Posting{}}
		return true, nil
	}
	for _, i := range p.Items {
		if delete(r.held, i.Posting.Vacancy.ID); i.Open() {
			r.held[i.Posting.Vacancy.ID] = i.Posting
		}
	}
	r.since = p.Next
	return p.More(), err
}

// TestAReaderHoldsWhatIsOpen writes, drops, lets days pass and reads in any order: whoever began whenever holds in the end, word
// for word, what villages may hear of.
func TestAReaderHoldsWhatIsOpen(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	faithful := &reader{held: map[string]models.Posting{}} // through all checks
	rapid.Check(t, func(r *rapid.T) {
		ctx := context.Background()
		late := &reader{held: map[string]models.Posting{}}
		other := w.build.Enterprise(rapid.StringMatching(`[甲乙丙丁]{2,4}厂`).Draw(r, "firm"))
		firms := []*models.Enterprise{&w.employer.Enterprise, &other.Enterprise}
		var ids []string
		anyID := func() string { return ids[rapid.IntRange(0, len(ids)-1).Draw(r, "which")] }
		steps := map[string]func(*rapid.T){
			"open": func(r *rapid.T) {
				v := storetest.Employer.Vacancy(other, "包装工", func(v *models.Vacancy) {
					v.Status = drawn(r, models.VacancyStatuses, "status")
					v.ValidUntil = models.Date(w.now.AddDate(0, 0, rapid.IntRange(0, 3).Draw(r, "days")).Format(time.DateOnly))
					if v.Status != models.VacancyOpen && rapid.Bool().Draw(r, "never open") {
						v.OpenedAt = nil
					}
				})
				ids = append(ids, v.ID)
			},
			"write": func(r *rapid.T) {
				if len(ids) == 0 {
					return
				}
				v, err := w.store.Vacancy(ctx, anyID())
				must(r, err)
				v.Status, v.Filled, v.Title = drawn(r, models.VacancyStatuses, "status"), rapid.SampledFrom([]int{0, v.Headcount}).Draw(r, "filled"), "装箱工"
				if v.Status == models.VacancyOpen {
					v.OpenedAt = &w.now
				}
				must(r, w.store.UpdateVacancy(ctx, &v))
			},
			"employer": func(r *rapid.T) {
				e := rapid.SampledFrom(firms).Draw(r, "employer")
				e.Name, e.Status = fmt.Sprint(e.Name[:6], "厂", e.Version), drawn(r, models.EnterpriseStatuses, "status")
				must(r, w.store.UpdateEnterprise(ctx, e))
			},
			"sequence": func(r *rapid.T) { _, err := w.store.SequenceChanges(ctx); must(r, err) },
			"drop":     func(r *rapid.T) { must(r, w.store.DropOldChanges(ctx, storetest.Start.AddDate(9, 0, 0))) },
			"a day":    func(r *rapid.T) { w.now = w.now.AddDate(0, 0, 1); w.expire(r) },
			"read": func(r *rapid.T) {
				_, err := rapid.SampledFrom([]*reader{faithful, late}).Draw(r, "reader").read(ctx, w.Service, rapid.IntRange(1, 3).Draw(r, "limit"))
				must(r, err)
			},
		}
		r.Repeat(steps)
		_, err := w.store.SequenceChanges(ctx)
		must(r, err)
		open, err := w.store.OpenPostings(ctx, w.Calendar.Today())
		must(r, err)
		want := map[string]models.Posting{}
		for _, p := range open {
			want[p.Vacancy.ID] = p
		}
		for name, one := range map[string]*reader{"who was there from the start": faithful, "who came later": late, "who comes now": {held: map[string]models.Posting{}}} {
			for more := true; more; {
				more, err = one.read(ctx, w.Service, 5)
				must(r, err)
			}
			if diff := cmp.Diff(want, one.held); diff != "" {
				r.Fatalf("%s (-open +held):\n%s", name, diff)
			}
		}
	})
}

// expire writes down what the day before ended, as the program does every midnight.
func (w *world) expire(t failer) {
	ids, err := w.store.ExpiredVacancies(context.Background(), w.Calendar.Today(), 1000)
	must(t, err)
	for _, id := range ids {
		v, err := w.store.Vacancy(context.Background(), id)
		must(t, err)
		v.Status = models.VacancyExpired
		must(t, w.store.UpdateVacancy(context.Background(), &v))
	}
}

func drawn[T ~string](t *rapid.T, v models.Vocabulary[T], label string) T {
	return rapid.SampledFrom(v).Draw(t, label).Code
}

// TestNothingIsLostUnderWrites reads pages while two processes write, and each gives places.
func TestNothingIsLostUnderWrites(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, c store.Config, s *store.Store, _ *sql.DB) {
		w, ctx := newWorld(t, s), t.Context()
		var writers, readers sync.WaitGroup
		quiet := make(chan struct{})
		for _, of := range []*store.Store{s, storetest.Open(t, c)} {
			firm := storetest.Build(t, of).Enterprise("宏发食品")
			writers.Go(func() {
				for i := range 40 {
					v := firm.Vacancy(fmt.Sprint("包装工", i))
					if i%2 == 0 {
						v.Status = models.VacancyFilled
						must(t, of.UpdateVacancy(ctx, &v))
					}
					if _, err := of.SequenceChanges(ctx); err != nil {
						t.Error(err)
					}
				}
			})
		}
		r := &reader{held: map[string]models.Posting{}}
		readers.Go(func() {
			for over := false; ; {
				more, err := r.read(ctx, w.Service, 3)
				if err != nil {
					t.Error(err)
				}
				if err != nil || over && !more {
					return
				}
				select {
				case <-quiet:
					over = true
				default:
				}
			}
		})
		writers.Wait()
		w.page(t, 0, 1)
		close(quiet)
		readers.Wait()
		open, err := s.OpenPostings(ctx, w.Calendar.Today())
		must(t, err)
		for _, p := range open {
			if _, there := r.held[p.Vacancy.ID]; !there {
				t.Errorf("%s was lost", p.Vacancy.Title)
			}
		}
		if len(r.held) != len(open) || len(open) != 40 {
			t.Errorf("%d held, %d open", len(r.held), len(open))
		}
	})
}

// TestRecent tells the newest of all and of a division, also what was opened before all that the end of the feed reaches back to.
func TestRecent(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		if r, err := w.Recent(ctx, ""); err != nil || len(r.Open)+len(r.Closed) > 0 || !r.At.IsZero() {
			t.Errorf("before anything has a place: %+v, %v", r, err)
		}
		old := w.employer.Vacancy("包装工")
		w.page(t, 0, 10)
		divisions := make([]models.Division, 1001)
		for i := range divisions {
			divisions[i] = models.Division{Code: models.DivisionCode(fmt.Sprintf("411%09d", i)), Name: "远村"}
		}
		must(t, w.store.SaveDivisions(ctx, divisions))
		elsewhere := w.build.Enterprise("远方服装", func(e *models.Enterprise) { e.Division = "410185102201" })
		there := elsewhere.Vacancy("缝纫工")
		filled := w.employer.Vacancy("电焊工")
		filled.Status = models.VacancyFilled
		must(t, w.store.UpdateVacancy(ctx, &filled))
		w.page(t, 0, 10)
		for in, want := range map[models.DivisionCode][]string{
			"": {there.ID, old.ID, "-" + filled.ID}, "410184000000": {old.ID, "-" + filled.ID}, "410185102000": {there.ID}, "410186000000": nil,
		} {
			r, err := w.Recent(ctx, in)
			must(t, err)
			var got []string
			for _, p := range r.Open {
				got = append(got, p.Vacancy.ID)
			}
			for _, i := range r.Closed {
				got = append(got, "-"+i.Posting.Vacancy.ID)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", in, got, want)
			}
			if len(r.Closed) > 0 && !r.At.Equal(r.Closed[0].At) || r.At.IsZero() {
				t.Errorf("%s: changed last at %v", in, r.At)
			}
		}
	})
}

// TestRecentIsBounded closes and opens more than a feed tells.
func TestRecentIsBounded(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	for range feed.MostRecent + 1 {
		w.employer.Vacancy("包装工")
		w.employer.Vacancy("电焊工", status(models.VacancyFilled))
	}
	w.page(t, 0, 10)
	r, err := w.Recent(t.Context(), "")
	if err != nil || len(r.Open) != feed.MostRecent || len(r.Closed) != feed.MostRecent || r.At.Before(feed.Written(r.Open[0])) {
		t.Errorf("%d open, %d closed, %v, %v", len(r.Open), len(r.Closed), r.At, err)
	}
}
