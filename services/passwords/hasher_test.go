package passwords

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"

	"konggang/models"
)

func TestHashIsVerified(t *testing.T) {
	h := NewHasher(2, 2)
	hash, err := h.Hash(t.Context(), "春眠k7pw-x2q")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("%s, %v", hash, err)
	}
	for _, c := range []struct {
		password string
		want     bool
	}{
		{"春眠k7pw-x2q", true},
		{"春眠ｋ７ｐｗ－ｘ２ｑ", true}, // the same keys with the keyboard in full width
		{"春眠K7pw-x2q", false},
		{"春眠k7pw-x2", false},
		{"春眠k7pw-x2q ", false},
		{"", false},
	} {
		ok, stale, err := h.Verify(t.Context(), hash, c.password)
		if ok != c.want || stale || err != nil {
			t.Errorf("%q: %v, %v, %v", c.password, ok, stale, err)
		}
	}
	if again, _ := h.Hash(t.Context(), "春眠k7pw-x2q"); again == hash {
		t.Error("two hashes of one password are the same")
	}
}

// The hash is one of the reference implementation: argon2 "somesalt" -id -t 2 -k 65536 -p 1 -e, from its test.c.
func TestHashesOfOthersAreVerified(t *testing.T) {
	const reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	h := NewHasher(1, 0)
	if ok, stale, err := h.Verify(t.Context(), reference, "password"); !ok || !stale || err != nil {
		t.Errorf("%v, %v, %v", ok, stale, err)
	}
	if ok, stale, err := h.Verify(t.Context(), reference, "differentpassword"); ok || stale || err != nil {
		t.Errorf("%v, %v, %v", ok, stale, err)
	}
}

func TestStale(t *testing.T) {
	good := kept{cost: today, salt: make([]byte, saltSize), key: make([]byte, keySize)}
	for name, change := range map[string]func(*kept){
		"memory": func(k *kept) { k.memory++ }, "passes": func(k *kept) { k.passes++ }, "lanes": func(k *kept) { k.lanes++ },
		"salt": func(k *kept) { k.salt = k.salt[1:] }, "key": func(k *kept) { k.key = k.key[1:] },
	} {
		k := good
		change(&k)
		if good.stale() || !k.stale() {
			t.Errorf("another %s: stale is %v, unchanged %v", name, k.stale(), good.stale())
		}
	}
}

func TestDamagedHashIsOurFault(t *testing.T) {
	_, _, err := NewHasher(1, 0).Verify(t.Context(), "$argon2id$v=19$m=4194304,t=2,p=1$"+salt+"$"+key, "x")
	if models.CodeOf(err) != models.CodeInternal {
		t.Error(err)
	}
}

// taken is how many bytes the work takes from memory in all; the memory of argon2 is most of the work.
func taken(work func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestNobodyCostsAsMuchAsSomebody(t *testing.T) {
	h := NewHasher(1, 0)
	hash := fresh("k7pw-x2q").String()
	somebody := taken(func() { _, _, _ = h.Verify(t.Context(), hash, "k7pw-x2r") })
	nobody := taken(func() { _ = h.VerifyNobody(t.Context(), "k7pw-x2r") })
	if somebody < 19<<20 || nobody < 19<<20 {
		t.Errorf("somebody took %d bytes, nobody %d", somebody, nobody)
	}
	if err := h.VerifyNobody(t.Context(), ""); err != nil {
		t.Error(err)
	}
}

// calls are all that take a turn.
func calls(h *Hasher) map[string]func(context.Context) error {
	hash := fresh("k7pw-x2q").String()
	return map[string]func(context.Context) error{
		"Hash":         func(ctx context.Context) error { _, err := h.Hash(ctx, "x"); return err },
		"Verify":       func(ctx context.Context) error { _, _, err := h.Verify(ctx, hash, "k7pw-x2q"); return err },
		"VerifyNobody": func(ctx context.Context) error { return h.VerifyNobody(ctx, "x") },
	}
}

func TestTurns(t *testing.T) {
	for _, name := range []string{"Hash", "Verify", "VerifyNobody"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := NewHasher(1, 1)
				call := calls(h)[name]
				atWork, done := make(chan struct{}), make(chan error)
				go func() { done <- h.inTurn(t.Context(), func() { <-atWork }) }()
				synctest.Wait()
				ctx, leave := context.WithCancel(t.Context())
				go func() { done <- call(ctx) }()
				synctest.Wait() // one is at work, one waits
				if err := call(t.Context()); models.CodeOf(err) != models.CodeUnavailable {
					t.Errorf("a third got in: %v", err)
				}
				leave()
				if err := <-done; models.CodeOf(err) != models.CodeUnavailable || !errors.Is(err, context.Canceled) {
					t.Errorf("who left got %v", err)
				}
				go func() { done <- call(t.Context()) }()
				synctest.Wait() // the place of who left is free again
				close(atWork)
				for range 2 {
					if err := <-done; err != nil {
						t.Error(err)
					}
				}
				if len(h.turns) != 0 || len(h.places) != 0 {
					t.Errorf("%d turns and %d places are not given back", len(h.turns), len(h.places))
				}
			})
		})
	}
}

func TestNoMoreAtOnceThanAllowed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := NewHasher(3, 20)
		atWork, done := make(chan struct{}), make(chan error)
		working := make(chan struct{}, 23)
		for range 23 {
			go func() { done <- h.inTurn(t.Context(), func() { working <- struct{}{}; <-atWork; <-working }) }()
		}
		for left := 23; left > 0; left-- {
			synctest.Wait()
			if len(working) != min(3, left) {
				t.Errorf("%d at once with %d left", len(working), left)
			}
			atWork <- struct{}{}
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	})
}

func TestWhoHasLeftBeforeGetsNoTurn(t *testing.T) {
	h := NewHasher(0, -1) // at the least one works, and none waits
	ctx, leave := context.WithCancel(t.Context())
	leave()
	for name, call := range calls(h) {
		if err := call(ctx); models.CodeOf(err) != models.CodeUnavailable {
			t.Errorf("%s: %v", name, err)
		}
		if err := call(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkHash(b *testing.B) {
	for b.Loop() {
		fresh("k7pw-x2q")
	}
}
