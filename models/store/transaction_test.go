package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

func exists(ctx context.Context, s *store.Store, id string) bool {
	_, err := s.Enterprise(ctx, id)
	return err == nil
}

func TestAtomicallyKeepsAllOrNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		regret := errors.New("changed my mind")
		var first, second models.Enterprise
		err := s.Atomically(ctx, func(ctx context.Context) error {
			must(t, s.CreateEnterprise(ctx, &first))
			return s.Atomically(ctx, func(ctx context.Context) error {
				must(t, s.CreateEnterprise(ctx, &second))
				if !exists(ctx, s, first.ID) {
					t.Error("the inner transaction does not see the outer one's row")
				}
				return regret
			})
		})
		if !errors.Is(err, regret) {
			t.Errorf("error %v, want the work's own", err)
		}
		if exists(ctx, s, first.ID) || exists(ctx, s, second.ID) {
			t.Error("something was kept")
		}
		must(t, s.Atomically(ctx, func(ctx context.Context) error {
			return errors.Join(s.CreateEnterprise(ctx, &first), s.CreateEnterprise(ctx, &second))
		}))
		if !exists(ctx, s, first.ID) || !exists(ctx, s, second.ID) {
			t.Error("something was lost")
		}
	})
}

func TestAPanicKeepsNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		var e models.Enterprise
		func() {
			defer func() { _ = recover() }()
			_ = s.Atomically(t.Context(), func(ctx context.Context) error {
				must(t, s.CreateEnterprise(ctx, &e))
				panic("in the middle")
			})
		}()
		if e.ID == "" || exists(t.Context(), s, e.ID) {
			t.Error("the row before the panic was kept")
		}
		must(t, s.CreateEnterprise(t.Context(), &e))
	})
}

func TestATransactionIsTriedAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		runs := 0
		var e models.Enterprise
		must(t, s.Atomically(ctx, func(ctx context.Context) error {
			runs++
			e = models.Enterprise{CreditCode: "91350100M000100Y43"}
			must(t, s.CreateEnterprise(ctx, &e)) // would be a duplicate if an earlier try had been kept
			if runs < 3 {
				return store.Transient()
			}
			return nil
		}))
		if runs != 3 || !exists(ctx, s, e.ID) {
			t.Errorf("%d runs", runs)
		}
		runs = 0
		err := s.Atomically(ctx, func(context.Context) error { runs++; return store.Transient() })
		if fails(t, err, models.CodeUnavailable); runs != 5 {
			t.Errorf("%d runs, want 5", runs)
		}
		runs = 0
		err = s.Atomically(ctx, func(context.Context) error { runs++; return models.Errorf(models.CodeConflict) })
		if fails(t, err, models.CodeConflict); runs != 1 {
			t.Errorf("%d runs of what cannot be helped", runs)
		}
	})
}

// MySQL gives up the whole transaction at a deadlock; committing what comes after it would keep half.
func TestASwallowedDeadlockIsNotCommitted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		runs := 0
		must(t, s.Atomically(t.Context(), func(ctx context.Context) error {
			runs++
			_ = s.Atomically(ctx, func(context.Context) error {
				if runs == 1 {
					return store.Transient()
				}
				return nil
			})
			return nil
		}))
		if runs != 2 {
			t.Errorf("%d runs, want 2", runs)
		}
	})
}

func TestATryEndsWithItsContext(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, cancel := context.WithCancel(t.Context())
		runs := 0
		err := s.Atomically(ctx, func(context.Context) error { runs++; cancel(); return store.Transient() })
		if err == nil || runs != 1 {
			t.Errorf("%d runs, error %v", runs, err)
		}
	})
}

// Two transactions change the same two rows in opposite order. Where rows are locked one by one they deadlock, and the
// loser is tried again; both must succeed.
func TestCrossingUpdates(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		var a, b models.Enterprise
		must(t, errors.Join(s.CreateEnterprise(ctx, &a), s.CreateEnterprise(ctx, &b)))
		rename := func(ctx context.Context, id, by string) error {
			e, err := s.Enterprise(ctx, id)
			if err != nil {
				return err
			}
			e.Name += by
			return s.UpdateEnterprise(ctx, &e)
		}
		errs := atOnce(20, func(i int) error {
			first, second := a.ID, b.ID
			if i%2 == 1 {
				first, second = second, first
			}
			for {
				err := s.Atomically(ctx, func(ctx context.Context) error {
					if err := rename(ctx, first, "x"); err != nil {
						return err
					}
					return rename(ctx, second, "x")
				})
				if code := models.CodeOf(err); code != models.CodeStale && code != models.CodeUnavailable {
					return err
				}
			}
		})
		must(t, errors.Join(errs...))
		for _, id := range []string{a.ID, b.ID} {
			if got := given(s.Enterprise(ctx, id)); len(got.Name) != 20 || got.Version != 21 {
				t.Errorf("name %q, version %d: an update was lost or done twice", got.Name, got.Version)
			}
		}
	})
}

// atOnce runs n calls at the same time and gives their errors.
func atOnce(n int, call func(i int) error) []error {
	errs := make([]error, n)
	var ready, done sync.WaitGroup
	ready.Add(n)
	for i := range n {
		done.Go(func() {
			ready.Done()
			ready.Wait()
			errs[i] = call(i)
		})
	}
	done.Wait()
	return errs
}
