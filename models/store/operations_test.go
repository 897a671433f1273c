package store_test

import (
	"context"
	"errors"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// TestOneOfManyGetsAnOperation claims from many sides, one after the other lapse.
func TestOneOfManyGetsAnOperation(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		o := models.Operation{Kind: "editions", Division: "410184000000", Role: models.RoleOffice, Size: 5}
		must(t, s.CreateOperation(ctx, &o))
		for round := range 3 {
			got := make([]models.Operation, 8)
			errs := atOnce(len(got), func(i int) (err error) {
				got[i], err = s.ClaimOperation(ctx, "", at(4+round), at(5+round))
				return err
			})
			winners := 0
			for i, err := range errs {
				if err == nil {
					winners++
					if got[i].Tries != round+1 || got[i].Lease.Token == "" || !got[i].Lease.Until.Equal(at(5+round)) {
						t.Errorf("%+v", got[i])
					}
					continue
				}
				fails(t, err, models.CodeNotFound)
			}
			if winners != 1 {
				t.Errorf("%d have it", winners)
			}
		}
		_, err := s.ClaimOperation(ctx, noID, at(20), at(21))
		fails(t, err, models.CodeNotFound)
	})
}

// TestALostLeaseWritesNothing lets a lease lapse and somebody else take it.
func TestALostLeaseWritesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		o := models.Operation{Kind: "editions", Division: "410184000000"}
		must(t, s.CreateOperation(ctx, &o))
		slow := given(s.ClaimOperation(ctx, o.ID, at(4), at(5)))
		must(t, s.RenewLease(ctx, slow, at(6)))
		must(t, s.RenewLease(ctx, slow, at(6))) // changes nothing, and is not lost
		_, err := s.ClaimOperation(ctx, o.ID, at(5), at(9))
		fails(t, err, models.CodeNotFound)
		next := given(s.ClaimOperation(ctx, o.ID, at(6), at(9)))
		slow.Done = 7
		plans := []models.VillagePlan{{Village: kouzhang}}
		for name, err := range map[string]error{
			"renew": s.RenewLease(ctx, slow, at(20)), "update": s.UpdateOperation(ctx, &slow), "let go": s.LetGoOperation(ctx, &slow, at(1)),
			"plan": s.KeepPlans(ctx, &slow, plans),
		} {
			if models.CodeOf(err) != models.CodeStale {
				t.Errorf("%s: %v", name, err)
			}
		}
		kept := given(s.Operation(ctx, o.ID))
		if kept.Done != 0 || kept.Planned || kept.Lease != next.Lease || len(given(s.PlansLeft(ctx, o.ID, "", 5))) != 0 {
			t.Errorf("%+v", kept)
		}
		must(t, s.KeepPlans(ctx, &next, plans))
		next.Finished = true
		must(t, s.LetGoOperation(ctx, &next, at(1)))
		_, err = s.ClaimOperation(ctx, o.ID, at(23), at(24))
		fails(t, err, models.CodeNotFound)
		if left := given(s.PlansLeft(ctx, o.ID, "", 5)); len(left) != 0 {
			t.Errorf("the plan of what is over is kept: %+v", left)
		}
	})
}

// TestAPlanIsDraftedOnce marks from many sides, one of which takes it back.
func TestAPlanIsDraftedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, regret := t.Context(), errors.New("changed my mind")
		o := models.Operation{Kind: "editions", Division: "410184000000"}
		must(t, s.CreateOperation(ctx, &o))
		o = given(s.ClaimOperation(ctx, o.ID, at(4), at(5)))
		must(t, s.KeepPlans(ctx, &o, []models.VillagePlan{{Village: kouzhang}, {Village: "410184102202"}}))
		err := s.Atomically(ctx, func(ctx context.Context) error {
			given(s.MarkDrafted(ctx, o.ID, kouzhang))
			return regret
		})
		if !errors.Is(err, regret) {
			t.Error(err)
		}
		first := make([]bool, 8)
		must(t, errors.Join(atOnce(len(first), func(i int) (err error) {
			first[i], err = s.MarkDrafted(ctx, o.ID, kouzhang)
			return err
		})...))
		n := 0
		for _, is := range first {
			if is {
				n++
			}
		}
		left := given(s.PlansLeft(ctx, o.ID, "", 5))
		if n != 1 || len(left) != 1 || left[0].Village != "410184102202" || len(given(s.PlansLeft(ctx, o.ID, left[0].Village, 5))) != 0 {
			t.Errorf("%d were first, left %+v", n, left)
		}
	})
}

// TestWhatIsUnderway finds what is not finished, of the kind, on the division itself, around it or within it.
func TestWhatIsUnderway(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		for _, o := range []models.Operation{
			{Kind: "editions", Division: "410184102000", Finished: true}, {Kind: "other", Division: "410184102000"}, {Kind: "editions", Division: "410184103000"},
			{Kind: "editions", Division: "410122000000"},
		} {
			must(t, s.CreateOperation(ctx, &o))
		}
		_, err := s.OperationUnderway(ctx, "editions", "410184102000")
		fails(t, err, models.CodeNotFound)
		one := models.Operation{Kind: "editions", Division: "410184102000"}
		must(t, s.CreateOperation(ctx, &one))
		for _, division := range []models.DivisionCode{"410184102000", "410184102201"} {
			if got := given(s.OperationUnderway(ctx, "editions", division)); got.ID != one.ID {
				t.Errorf("%s is underway in %s, want %s", got.ID, division, one.ID)
			}
		}
		for _, division := range []models.DivisionCode{"410184000000", "410100000000", "410000000000"} {
			if got := given(s.OperationUnderway(ctx, "editions", division)); got.Division.Town() != got.Division && got.Division != "410122000000" {
				t.Errorf("%s is underway in %s", got.Division, division)
			}
		}
		_, err = s.OperationUnderway(ctx, "editions", "410184104000")
		fails(t, err, models.CodeNotFound)
	})
}
