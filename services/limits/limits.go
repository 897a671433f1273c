// Package limits counts how often somebody calls and says when it is too often, and lets heavy work be done one at a time.
package limits

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rule allows Burst calls at once and after that one more every Every. A Burst below 1 allows everything, and so does an
// Every of 0 or less.
type Rule struct {
	Every time.Duration
	Burst int
}

// Decision is what a call is told, in the terms of the RateLimit header fields. All of it is zero but OK where nothing is
// limited.
type Decision struct {
	OK         bool
	Limit      int           // calls at once, the rule's Burst
	Remaining  int           // calls that would be allowed right now
	Reset      time.Duration // until Limit calls are allowed again
	RetryAfter time.Duration // until one call is allowed; 0 when this one was
}

// Limiter counts the calls of each key in a bucket of its own (token bucket). It is safe for many goroutines; a nil
// Limiter allows everything.
type Limiter struct {
	rule  Rule
	clock func() time.Time

	mu      sync.Mutex
	latest  time.Time // the clock's furthest word, so that one set back gives nobody calls twice
	buckets *shelf
}

// New makes a limiter that remembers at most capacity keys, at least one. When there are more, those are forgotten first
// who could make Burst calls again anyway; when there is none, the one that has not called for longest, which then begins
// anew with Burst calls. Keys are held as they are, so let them be short.
func New(rule Rule, clock func() time.Time, capacity int) *Limiter {
	start := clock()
	return &Limiter{rule: rule, clock: clock, latest: start, buckets: newShelf(start, rule.toFill(float64(rule.Burst)), max(capacity, 1))}
}

// Allow counts a call of the key and decides on it. A call that is refused costs nothing.
func (l *Limiter) Allow(key string) Decision {
	if l == nil || l.rule.Burst < 1 || l.rule.Every <= 0 {
		return Decision{OK: true}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.buckets.find(key)
	if b == nil {
		b = l.buckets.add(key, rate.NewLimiter(rate.Every(l.rule.Every), l.rule.Burst), now)
	}
	ok := b.tokens.AllowN(now, 1)
	d := l.rule.decide(ok, b.tokens.TokensAt(now))
	b.full = now.Add(d.Reset)
	return d
}

func (l *Limiter) now() time.Time {
	if now := l.clock(); now.After(l.latest) {
		l.latest = now
	}
	return l.latest
}

// decide puts the state of a bucket into words. One who is let in up to a nanosecond early leaves less than no token.
func (r Rule) decide(ok bool, tokens float64) Decision {
	tokens = max(tokens, 0)
	d := Decision{OK: ok, Limit: r.Burst, Remaining: int(tokens), Reset: r.toFill(float64(r.Burst) - tokens)}
	if !ok {
		d.RetryAfter = r.toFill(1 - tokens)
	}
	return d
}

// longest is a wait that nobody sees the end of; adding it to a time does not overflow.
const longest = 100 * 365 * 24 * time.Hour

// toFill is how long so many tokens take to come, rounded up to whole milliseconds so that whoever waits as long as told
// is not refused for a rounding error. Tokens come in floating point; half a nanosecond over is such an error itself.
func (r Rule) toFill(tokens float64) time.Duration {
	ms := math.Ceil(tokens*float64(r.Every)/float64(time.Millisecond) - 5e-7)
	return time.Duration(min(max(ms, 0), float64(longest/time.Millisecond))) * time.Millisecond
}
