package store_test

import (
	"fmt"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

func TestClaimKey(t *testing.T) {
	const lease, window = models.IdempotencyLease, models.IdempotencyWindow
	cases := []struct {
		name        string
		done        bool
		fingerprint string
		later       time.Duration
		claimed     bool
		want        models.Code
	}{
		{"in flight", false, "f", lease, false, models.CodeInFlight},
		{"left behind", false, "f", lease + time.Millisecond, true, ""},
		{"done", true, "f", lease, false, ""},
		{"done a while ago", true, "f", window, false, ""},
		{"done long ago", true, "f", window + time.Millisecond, true, ""},
		{"another request", false, "g", 0, false, models.CodeKeyReused},
		{"another request after it was done", true, "g", window, false, models.CodeKeyReused},
		{"another request long after", true, "g", window + time.Millisecond, true, ""},
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				ctx := t.Context()
				first, claimed, err := s.ClaimKey(ctx, models.KeyClaim{Caller: "c", Key: c.name, Fingerprint: "f"}, at(1))
				must(t, err)
				if !claimed {
					t.Fatal("a fresh key is taken")
				}
				if c.done {
					first.Status, first.ResourceID = 201, "r"
					must(t, s.CompleteKey(ctx, first))
					first.Done = true
				}
				got, claimed, err := s.ClaimKey(ctx, models.KeyClaim{Caller: "c", Key: c.name, Fingerprint: c.fingerprint}, at(1).Add(c.later))
				if fails(t, err, c.want); claimed != c.claimed {
					t.Errorf("claimed %t", claimed)
				}
				switch {
				case c.claimed:
					same(t, models.KeyClaim{Caller: "c", Key: c.name, Fingerprint: c.fingerprint}, got)
				case c.want == "":
					same(t, first, got)
				}
			})
		}
	})
}

func TestOneOfManyClaims(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for round, now := range []time.Time{at(1), at(1).Add(models.IdempotencyLease + time.Second)} {
			won := make([]bool, 20)
			errs := atOnce(20, func(i int) (err error) {
				_, won[i], err = s.ClaimKey(t.Context(), models.KeyClaim{Caller: "c", Key: "k", Fingerprint: "f"}, now)
				return err
			})
			winners := 0
			for i, err := range errs {
				if won[i] {
					winners++
					must(t, err)
					continue
				}
				fails(t, err, models.CodeInFlight)
			}
			if winners != 1 {
				t.Errorf("round %d: %d claims of one key were granted", round, winners)
			}
		}
	})
}

func TestKeysAreTheCallers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for i := range 3 {
			_, claimed, err := s.ClaimKey(t.Context(), models.KeyClaim{Caller: fmt.Sprint("c", i), Key: "k", Fingerprint: "f"}, at(1))
			if must(t, err); !claimed {
				t.Errorf("caller %d finds another caller's key", i)
			}
		}
	})
}

func TestReleasedAndDroppedKeys(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		claim := models.KeyClaim{Caller: "c", Key: "k", Fingerprint: "f"}
		again := func(want bool) {
			t.Helper()
			_, claimed, err := s.ClaimKey(ctx, claim, at(1))
			if must(t, err); claimed != want {
				t.Errorf("claimed %t, want %t", claimed, want)
			}
		}
		again(true)
		must(t, s.ReleaseKey(ctx, "c", "k"))
		again(true)
		must(t, s.CompleteKey(ctx, claim))
		must(t, s.ReleaseKey(ctx, "c", "k"))
		again(false)
		fails(t, s.CompleteKey(ctx, claim), models.CodeNotFound)
		must(t, s.DropOldKeys(ctx, at(1)))
		again(false)
		must(t, s.DropOldKeys(ctx, at(1).Add(time.Millisecond)))
		again(true)
	})
}
