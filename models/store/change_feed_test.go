package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// large tells whether to run at the size of a province, for which the suite has no time.
func large() bool { return os.Getenv("KONGGANG_LARGE") == "1" }

// TestTheFeedMissesNothing writes from sixteen sides and numbers from two, while somebody follows: every committed change is
// seen once, in its place, and nothing of what was taken back.
func TestTheFeedMissesNothing(t *testing.T) {
	writers, each := 16, 12
	if large() {
		each = 1_000_000 / writers / perCommit
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, quiet := t.Context(), make(chan struct{})
		var over sync.WaitGroup
		for range 2 {
			over.Go(func() { until(t, quiet, func() error { _, err := s.SequenceChanges(ctx); return err }) })
		}
		f := follower{store: s, seen: map[string]int{}}
		over.Go(func() { until(t, quiet, func() error { return f.follow(ctx) }) })
		begun := time.Now()
		kept := writeAtOnce(t, s, writers, each)
		close(quiet)
		over.Wait()
		given(s.SequenceChanges(ctx))
		must(t, f.follow(ctx))
		t.Logf("%d changes in %v", len(kept), time.Since(begun).Round(time.Millisecond))
		if f.gaps > 0 || len(f.seen) != len(kept) || given(s.LastChange(ctx)) != int64(len(kept)) {
			t.Errorf("%d changes, seen %d with %d gaps", len(kept), len(f.seen), f.gaps)
		}
		for _, id := range kept {
			if f.seen[id] != 1 {
				t.Errorf("%s was seen %d times", id, f.seen[id])
			}
		}
	})
}

// until does work again and again, and once more after it is quiet.
func until(t *testing.T, quiet <-chan struct{}, work func() error) {
	t.Helper()
	for {
		if err := work(); err != nil {
			t.Error(err)
			return
		}
		select {
		case <-quiet:
			return
		default:
		}
	}
}

// perCommit is how many objects a transaction of the test writes.
const perCommit = 4

// writeAtOnce makes enterprises from many sides, some taken back, and gives the ids of those that were kept.
func writeAtOnce(t *testing.T, s *store.Store, writers, each int) []string {
	t.Helper()
	var lock sync.Mutex
	var kept []string
	regret := errors.New("changed my mind")
	errs := atOnce(writers, func(i int) error {
		for n := range each {
			var ids []string
			err := s.Atomically(t.Context(), func(ctx context.Context) error {
				ids = nil
				for m := range perCommit {
					e := models.Enterprise{Name: fmt.Sprint("厂", i, "-", n, "-", m), Division: kouzhang}
					if err := s.CreateEnterprise(ctx, &e); err != nil {
						return err
					}
					ids = append(ids, e.ID)
				}
				if n%5 == 4 {
					return regret
				}
				return nil
			})
			switch {
			case err == nil:
				lock.Lock()
				kept = append(kept, ids...)
				lock.Unlock()
			case !errors.Is(err, regret):
				return err
			}
		}
		return nil
	})
	must(t, errors.Join(errs...))
	return kept
}

// follower reads on behind the last place that it saw.
type follower struct {
	store *store.Store
	last  int64
	gaps  int
	seen  map[string]int
}

func (f *follower) follow(ctx context.Context) error {
	const part = 100
	for {
		changed, err := f.store.ChangesAfter(ctx, f.last, part)
		for _, c := range changed {
			if c.Seq != f.last+1 {
				f.gaps++
			}
			f.last = c.Seq
			f.seen[c.ID]++
		}
		if err != nil || len(changed) < part {
			return err
		}
	}
}
