package market_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/market"
	"konggang/services/matching"
)

// counting is a real store that counts how often the picture is made, and can hold a reader up once it has read its stamp.
type counting struct {
	*store.Store
	made    atomic.Int32
	stamped func()
}

func (c *counting) OpenPostings(ctx context.Context, today models.Date) ([]models.Posting, error) {
	c.made.Add(1)
	return c.Store.OpenPostings(ctx, today)
}

func (c *counting) MarketStamp(ctx context.Context) (string, error) {
	stamp, err := c.Store.MarketStamp(ctx)
	if hook := c.stamped; hook != nil {
		c.stamped = nil
		hook()
	}
	return stamp, err
}

func counted(t *testing.T, s *store.Store) (*market.Service, *counting, storetest.Employer) {
	t.Helper()
	b := storetest.Build(t, s)
	b.Village(storetest.Village, "甲村村委会")
	c := &counting{Store: s}
	return &market.Service{Store: c, Calendar: models.Calendar{Now: func() time.Time { return storetest.Start }, Zone: time.UTC}, Rules: matching.DefaultRules()}, c, b.Enterprise("宏发食品")
}

// TestReadersTogetherMakeItOnce sends many readers before the first picture and after every change.
func TestReadersTogetherMakeItOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		m, c, employer := counted(t, s)
		for change := range int32(3) {
			employer.Vacancy(fmt.Sprint("包装工", change))
			var readers sync.WaitGroup
			for range 16 {
				readers.Go(func() {
					if view, err := m.Current(t.Context()); err != nil || view.Matching.Len() != int(change)+1 {
						t.Errorf("%v", err)
					}
				})
			}
			readers.Wait()
			if got := c.made.Load(); got != change+1 {
				t.Fatalf("made %d times after %d changes", got, change+1)
			}
		}
	})
}

// TestLateReaderDoesNotUndoTheNewest: who read its stamp before a change, and comes to its turn after another has made the
// picture of that change, takes that one.
func TestLateReaderDoesNotUndoTheNewest(t *testing.T) {
	m, c, employer := counted(t, storetest.SQLite(t))
	var newest *market.View
	c.stamped = func() {
		employer.Vacancy("包装工")
		var err error
		if newest, err = m.Current(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	late, err := m.Current(t.Context())
	if err != nil || late != newest {
		t.Errorf("the late reader made another picture: %v", err)
	}
	if next, err := m.Current(t.Context()); err != nil || next != newest || c.made.Load() != 1 {
		t.Errorf("made %d times, %v", c.made.Load(), err)
	}
}

// TestFailureIsNotKept tells of a database that fails and makes the picture once it answers again.
func TestFailureIsNotKept(t *testing.T) {
	m, _, employer := counted(t, storetest.SQLite(t))
	employer.Vacancy("包装工")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if view, err := m.Current(stopped); err == nil || view != nil {
		t.Errorf("%v, %v", view, err)
	}
	if view, err := m.Current(t.Context()); err != nil || view.Matching.Len() != 1 {
		t.Errorf("%v, %v", view, err)
	}
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
