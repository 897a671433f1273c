package limits

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

// hands are a clock that moves when it is told to.
type hands struct{ now time.Time }

func (h *hands) clock() time.Time { return h.now }

func TestDecisions(t *testing.T) {
	h := &hands{noon}
	l := New(Rule{Every: 20 * time.Second, Burst: 3}, h.clock, 10)
	for i, c := range []struct {
		after time.Duration
		want  Decision
	}{
		{0, Decision{OK: true, Limit: 3, Remaining: 2, Reset: 20 * time.Second}},
		{0, Decision{OK: true, Limit: 3, Remaining: 1, Reset: 40 * time.Second}},
		{0, Decision{OK: true, Limit: 3, Remaining: 0, Reset: 60 * time.Second}},
		{0, Decision{Limit: 3, Reset: 60 * time.Second, RetryAfter: 20 * time.Second}},
		{5 * time.Second, Decision{Limit: 3, Reset: 55 * time.Second, RetryAfter: 15 * time.Second}},
		{15*time.Second - time.Millisecond, Decision{Limit: 3, Reset: 40*time.Second + time.Millisecond, RetryAfter: time.Millisecond}},
		{time.Millisecond, Decision{OK: true, Limit: 3, Remaining: 0, Reset: 60 * time.Second}},
		{-time.Hour, Decision{Limit: 3, Reset: 60 * time.Second, RetryAfter: 20 * time.Second}},
		{time.Hour + 50*time.Second, Decision{OK: true, Limit: 3, Remaining: 1, Reset: 30 * time.Second}},
		{time.Hour, Decision{OK: true, Limit: 3, Remaining: 2, Reset: 20 * time.Second}},
	} {
		h.now = h.now.Add(c.after)
		if diff := cmp.Diff(c.want, l.Allow("a")); diff != "" {
			t.Errorf("call %d (-want +got)\n%s", i, diff)
		}
	}
}

func TestNoLimit(t *testing.T) {
	h := &hands{noon}
	for name, l := range map[string]*Limiter{
		"nil": nil, "burst 0": New(Rule{Every: time.Hour}, h.clock, 1), "below 0": New(Rule{Every: time.Hour, Burst: -1}, h.clock, 1),
		"every 0": New(Rule{Burst: 1}, h.clock, 1),
	} {
		for range 100 {
			if got := l.Allow("a"); got != (Decision{OK: true}) {
				t.Fatalf("%s: %+v", name, got)
			}
		}
	}
}

func TestHugeRulesDoNotOverflow(t *testing.T) {
	h := &hands{noon}
	l := New(Rule{Every: 1 << 62, Burst: 1 << 40}, h.clock, 2)
	for range 5 {
		if d := l.Allow("a"); !d.OK || d.Reset != longest || d.Remaining < 1<<40-5 {
			t.Fatalf("%+v", d)
		}
	}
}

// drawnRule is a rule that fits into the hours that the properties play through.
func drawnRule(t *rapid.T) Rule {
	return Rule{Every: time.Duration(rapid.IntRange(1, 5000).Draw(t, "every")) * time.Millisecond, Burst: rapid.IntRange(1, 8).Draw(t, "burst")}
}

// pause is a time between two calls, often none.
func pause(t *rapid.T) time.Duration {
	return max(0, time.Duration(rapid.IntRange(-2000, 4000).Draw(t, "pause"))*time.Millisecond)
}

// In any window, however it lies, there are at most Burst calls and one for each Every that it is long.
func TestNeverMoreThanTheRuleSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule, h := drawnRule(t), &hands{noon}
		l := New(rule, h.clock, 1)
		var allowed []time.Time
		for range rapid.IntRange(1, 80).Draw(t, "calls") {
			h.now = h.now.Add(pause(t))
			if l.Allow("a").OK {
				allowed = append(allowed, h.now)
			}
		}
		for i, from := range allowed {
			for j, to := range allowed[i:] {
				if most := rule.Burst + int((to.Sub(from)+time.Nanosecond)/rule.Every); j+1 > most {
					t.Fatalf("%d calls within %v under %+v", j+1, to.Sub(from), rule)
				}
			}
		}
	})
}

// Whoever is refused and waits as long as told is let in; whoever waits a millisecond less is not.
func TestRetryAfterIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule, h := drawnRule(t), &hands{noon}
		l := New(rule, h.clock, 1)
		for range rapid.IntRange(1, 80).Draw(t, "calls") {
			h.now = h.now.Add(pause(t) / 7)
			d := l.Allow("a")
			if d.OK == (d.RetryAfter > 0) || d.Remaining < 0 || d.Remaining >= rule.Burst || d.Reset > time.Duration(rule.Burst)*rule.Every {
				t.Fatalf("%+v under %+v", d, rule)
			}
			if d.OK {
				continue
			}
			early := max(0, d.RetryAfter-time.Millisecond-2*time.Nanosecond) // it is rounded up, and x/time/rate forgives one
			if h.now = h.now.Add(early); early > 0 && l.Allow("a").OK {
				t.Fatalf("let in too early: %+v under %+v", d, rule)
			}
			if h.now = h.now.Add(d.RetryAfter - early); !l.Allow("a").OK {
				t.Fatalf("refused after waiting: %+v under %+v", d, rule)
			}
		}
	})
}

// Each of two keys hears exactly what it would hear alone.
func TestKeysDoNotDisturbEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule, h := drawnRule(t), &hands{noon}
		both := New(rule, h.clock, 2)
		alone := map[string]*Limiter{"a": New(rule, h.clock, 1), "b": New(rule, h.clock, 1)}
		for range rapid.IntRange(1, 100).Draw(t, "calls") {
			h.now = h.now.Add(pause(t))
			key := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "key")
			if got, want := both.Allow(key), alone[key].Allow(key); got != want {
				t.Fatalf("%s hears %+v, alone %+v", key, got, want)
			}
		}
	})
}

// fulls are the keys that are held and when each is full again.
func fulls(l *Limiter) map[string]time.Time {
	out := map[string]time.Time{}
	for key, b := range l.buckets.byKey {
		out[key] = b.full
	}
	return out
}

// Memory stays below capacity, and a key that is not full again is forgotten only when there is no room, when no other has
// been full for longer than a tick, and when nobody has not called for longer.
func TestWhoIsForgotten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule, h, capacity := drawnRule(t), &hands{noon}, rapid.IntRange(1, 6).Draw(t, "capacity")
		l := New(rule, h.clock, capacity)
		var order []string // of the last calls, the latest last
		for range rapid.IntRange(1, 150).Draw(t, "calls") {
			h.now = h.now.Add(pause(t) / 3)
			key := strconv.Itoa(rapid.IntRange(0, 9).Draw(t, "key"))
			before := fulls(l)
			l.Allow(key)
			checkForgotten(t, l, before, h.now, order)
			if len(l.buckets.byKey) > capacity || l.buckets.recent.Len() != len(l.buckets.byKey) || inWheel(l) != len(l.buckets.byKey) {
				t.Fatalf("%d keys, %d recent, %d in the wheel for %d", len(l.buckets.byKey), l.buckets.recent.Len(), inWheel(l), capacity)
			}
			order = append(slices.DeleteFunc(order, func(k string) bool { return k == key }), key)
		}
	})
}

func inWheel(l *Limiter) int {
	n := 0
	for i := range l.buckets.wheel {
		n += l.buckets.wheel[i].Len()
	}
	return n
}

func checkForgotten(t *rapid.T, l *Limiter, before map[string]time.Time, now time.Time, order []string) {
	after := fulls(l)
	for key, full := range before {
		if _, held := after[key]; held || !full.After(now) {
			continue
		}
		if len(before) < l.buckets.capacity {
			t.Fatalf("%s was forgotten although there was room", key)
		}
		for other := range after {
			if f, was := before[other]; was && f.Add(l.buckets.tick).Before(now) {
				t.Fatalf("%s was forgotten, and %s had been full since %v", key, other, now.Sub(f))
			}
			if i := slices.Index(order, other); i >= 0 && i < slices.Index(order, key) && slices.Contains(slices.Collect(maps.Keys(before)), other) {
				t.Fatalf("%s was forgotten, and %s had not called for longer", key, other)
			}
		}
	}
}

// A crowd of new keys, twice as many as fit, does not wash out somebody who used up everything: the crowd is full again
// sooner.
func TestCrowdDoesNotWashOutTheRefused(t *testing.T) {
	h := &hands{noon}
	l := New(Rule{Every: time.Minute, Burst: 5}, h.clock, 100)
	for range 6 {
		l.Allow("guesser")
	}
	for i := range 200 {
		h.now = h.now.Add(1200 * time.Millisecond)
		l.Allow(fmt.Sprint("name ", i))
	}
	want := Decision{OK: true, Limit: 5, Remaining: 3, Reset: 2 * time.Minute} // four minutes gave four calls back
	if diff := cmp.Diff(want, l.Allow("guesser")); diff != "" {
		t.Error(diff)
	}
}

func TestManyGoroutines(t *testing.T) {
	h := &hands{noon}
	l := New(Rule{Every: time.Hour, Burst: 50}, h.clock, 8)
	var allowed [4]atomic.Int64
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			for range 100 {
				if l.Allow(strconv.Itoa(i % 4)).OK {
					allowed[i%4].Add(1)
				}
			}
		})
	}
	all.Wait()
	for i := range allowed {
		if n := allowed[i].Load(); n != 50 {
			t.Errorf("key %d was allowed %d times", i, n)
		}
	}
}

// BenchmarkCrowd is a call of a new key each time, at a hundred thousand that are held.
func BenchmarkCrowd(b *testing.B) {
	h := &hands{noon}
	l := New(Rule{Every: time.Minute, Burst: 60}, h.clock, 100_000)
	for i := 0; b.Loop(); i++ {
		h.now = h.now.Add(100 * time.Microsecond)
		l.Allow(strconv.Itoa(i))
	}
}

func BenchmarkOne(b *testing.B) {
	l := New(Rule{Every: time.Second, Burst: 60}, time.Now, 100_000)
	for b.Loop() {
		l.Allow("a")
	}
}
