package market_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/market"
)

// watchful is a real store that counts how often the market is read, does something while it is, and can fail to tell of
// single vacancies.
type watchful struct {
	*store.Store
	read  atomic.Int32
	while func()
	fails atomic.Bool
}

func (c *watchful) EachOpenPosting(ctx context.Context, today models.Date, see func([]models.Posting, int, int) error) error {
	c.read.Add(1)
	err := c.Store.EachOpenPosting(ctx, today, see)
	if c.while != nil {
		c.while()
	}
	return err
}

func (c *watchful) PostingsByID(ctx context.Context, ids []string) (map[string]models.Posting, error) {
	if c.fails.Load() {
		return nil, models.Errorf(models.CodeUnavailable)
	}
	return c.Store.PostingsByID(ctx, ids)
}

func watched(t *testing.T, s *store.Store) (*market.Service, *watchful, storetest.Employer) {
	t.Helper()
	c := &watchful{Store: s}
	m := market.New(c, models.Calendar{Now: func() time.Time { return storetest.Start }, Zone: time.UTC})
	b := storetest.Build(t, s)
	b.Village(storetest.Village, "甲村村委会")
	return m, c, b.Enterprise("宏发食品")
}

func shown(t *testing.T, m *market.Service) int {
	t.Helper()
	view, err := m.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(found(t, view, "")); n != view.Matching.Len() {
		t.Errorf("%d to be found, %d to be matched", n, view.Matching.Len())
	}
	return view.Matching.Len()
}

// TestReadersTogetherReadItOnce sends many readers before the first picture and after every change.
func TestReadersTogetherReadItOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		m, c, employer := watched(t, s)
		for change := range 3 {
			employer.Vacancy(fmt.Sprint("包装工", change))
			var readers sync.WaitGroup
			for range 16 {
				readers.Go(func() {
					if view, err := m.Current(t.Context()); err != nil || view.Matching.Len() != change+1 {
						t.Errorf("%v", err)
					}
				})
			}
			readers.Wait()
		}
		if got := c.read.Load(); got != 1 {
			t.Errorf("the market was read %d times, want once", got)
		}
	})
}

// TestWhatIsWrittenWhileThePictureIsMadeIsInIt writes when the vacancies have been read already, at the first building and at
// a later one, under which the old picture shows it at once.
func TestWhatIsWrittenWhileThePictureIsMadeIsInIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		m, c, employer := watched(t, s)
		employer.Vacancy("包装工")
		c.while = func() { employer.Vacancy("电焊工") }
		if n := shown(t, m); n != 2 {
			t.Errorf("the first picture shows %d, want 2", n)
		}
		c.while = func() {
			employer.Vacancy("保洁员")
			if n := shown(t, m); n != 3 {
				t.Errorf("the old picture shows %d while the new one is made, want 3", n)
			}
		}
		var told []string
		if err := m.Build(t.Context(), func(what string, done, total int) { told = append(told, fmt.Sprint(what, done, "/", total)) }); err != nil {
			t.Fatal(err)
		}
		if n := shown(t, m); n != 3 {
			t.Errorf("the new picture shows %d, want 3", n)
		}
		if want := []string{"divisions1/1", "vacancies2/2"}; !slices.Equal(told, want) {
			t.Errorf("progress %v, want %v", told, want)
		}
	})
}

// TestFailureIsNotKept tells of a database that fails and makes the picture once it answers again.
func TestFailureIsNotKept(t *testing.T) {
	m, _, employer := watched(t, storetest.SQLite(t))
	employer.Vacancy("包装工")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if view, err := m.Current(stopped); err == nil || view != nil {
		t.Errorf("%v, %v", view, err)
	}
	if n := shown(t, m); n != 1 {
		t.Errorf("%d shown, want 1", n)
	}
}

// TestWhatCouldNotBeReadIsReadLater: a write is kept though the picture cannot be edited, and is shown by the next look at
// the feed.
func TestWhatCouldNotBeReadIsReadLater(t *testing.T) {
	m, c, employer := watched(t, storetest.SQLite(t))
	shown(t, m)
	c.fails.Store(true)
	employer.Vacancy("包装工")
	if err := m.Follow(t.Context()); err == nil || shown(t, m) != 0 {
		t.Error("a failure was passed over")
	}
	c.fails.Store(false)
	if err := m.Follow(t.Context()); err != nil || shown(t, m) != 1 {
		t.Errorf("%d shown, %v", shown(t, m), err)
	}
}

// TestChangesOfOthersComeByTheFeed writes through another store of the same database, as a command beside serve does.
func TestChangesOfOthersComeByTheFeed(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, c store.Config, s *store.Store, _ *sql.DB) {
		m, watch, employer := watched(t, s)
		employer.Vacancy("包装工")
		shown(t, m)
		other := storetest.Build(t, storetest.Open(t, c))
		foreign := other.Enterprise("远大机械")
		for i := range 3 {
			foreign.Vacancy(fmt.Sprint("车工", i))
			other.Seeker(fmt.Sprint("张三", i))
			employer.Vacancy(fmt.Sprint("电焊工", i))
			if err := m.Follow(t.Context()); err != nil {
				t.Fatal(err)
			}
			view, err := m.Current(t.Context())
			if want := 1 + 2*(i+1); err != nil || view.Matching.Len() != want || view.Matching.People() != i+1 {
				t.Errorf("%d vacancies, %d people, want %d and %d; %v", view.Matching.Len(), view.Matching.People(), want, i+1, err)
			}
		}
		if watch.read.Load() != 1 {
			t.Error("the market was read anew though the feed told everything")
		}
	})
}

// TestAFeedWithAGapIsNotTrusted drops changes before they were followed.
func TestAFeedWithAGapIsNotTrusted(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, c store.Config, s *store.Store, _ *sql.DB) {
		m, watch, employer := watched(t, s)
		employer.Vacancy("包装工")
		shown(t, m)
		if err := m.Follow(t.Context()); err != nil {
			t.Fatal(err)
		}
		other := storetest.Open(t, c)
		foreign := storetest.Build(t, other).Enterprise("远大机械")
		foreign.Vacancy("车工")
		if _, err := other.SequenceChanges(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := other.DropOldChanges(t.Context(), storetest.Start.AddDate(1, 0, 0)); err != nil {
			t.Fatal(err)
		}
		foreign.Vacancy("钳工")
		if err := m.Follow(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := shown(t, m); n != 3 || watch.read.Load() != 2 {
			t.Errorf("%d shown after reading %d times, want 3 after reading anew", n, watch.read.Load())
		}
	})
}

// TestNobodySeesHalfAChange has readers look while writers swap which of two vacancies is open, always in one transaction, and
// while the picture is built anew and tidied: every picture has exactly one of each pair.
func TestNobodySeesHalfAChange(t *testing.T) {
	m, c, employer := watched(t, storetest.SQLite(t))
	const pairs, swaps = 3, 8
	var vacancies [pairs][2]models.Vacancy
	for i := range vacancies {
		vacancies[i][0] = employer.Vacancy(fmt.Sprint("左工", i))
		vacancies[i][1] = employer.Vacancy(fmt.Sprint("右工", i), func(v *models.Vacancy) { v.Status = models.VacancyPaused })
	}
	shown(t, m)
	var writers, others sync.WaitGroup
	done := make(chan struct{})
	for i := range vacancies {
		writers.Go(func() {
			for range swaps {
				if err := swap(t.Context(), c.Store, &vacancies[i]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	look := func(work func()) {
		others.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					work()
				}
			}
		})
	}
	for range 4 {
		look(func() {
			if n := shown(t, m); n != pairs {
				t.Errorf("%d vacancies in a picture, want %d", n, pairs)
			}
		})
	}
	look(func() {
		if err := errors.Join(m.Build(t.Context(), func(string, int, int) {}), m.Tidy(t.Context()), m.Follow(t.Context())); err != nil {
			t.Error(err)
		}
	})
	writers.Wait()
	close(done)
	others.Wait()
	if n := shown(t, m); n != pairs {
		t.Errorf("%d vacancies at last, want %d", n, pairs)
	}
}

// swap opens the one that is not open and pauses the other.
func swap(ctx context.Context, s *store.Store, pair *[2]models.Vacancy) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		for i := range pair {
			v, err := s.Vacancy(ctx, pair[i].ID)
			if err != nil {
				return err
			}
			v.Status = map[models.VacancyStatus]models.VacancyStatus{models.VacancyOpen: models.VacancyPaused, models.VacancyPaused: models.VacancyOpen}[v.Status]
			if err := s.UpdateVacancy(ctx, &v); err != nil {
				return err
			}
		}
		return nil
	})
}

// TestCandidatesLiveAroundTheEmployer: an employer that is registered with its city hears of the city's people, not of the
// whole country's.
func TestCandidatesLiveAroundTheEmployer(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		wanting := func(village models.DivisionCode) func(*models.Seeker) {
			return func(k *models.Seeker) { k.Village, k.Wanted = village, []string{"包装工"} }
		}
		near := w.build.Seeker("张三", wanting(storetest.Village))
		w.build.Seeker("李四", wanting("110101001001"))
		for _, registered := range []models.DivisionCode{storetest.Village, "410184000000", "410100000000", "410000000000"} {
			employer := w.build.Enterprise("企业"+string(registered), func(e *models.Enterprise) { e.Division = registered })
			v := employer.Vacancy("包装工")
			got, err := w.Candidates(t.Context(), models.Actor{Role: models.RoleEnterprise, EnterpriseID: employer.ID}, v.ID, 5)
			if err != nil || len(got.List) != 1 || got.List[0].Seeker.ID != near.ID || got.Withheld != 0 {
				t.Errorf("registered in %s: %+v, %v", registered, got, err)
			}
		}
	})
}
