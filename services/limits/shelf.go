package limits

import (
	"container/list"
	"time"

	"golang.org/x/time/rate"
)

// bucket is what is known of one key.
type bucket struct {
	key    string
	tokens *rate.Limiter
	full   time.Time     // when it is full again, after which forgetting it changes nothing
	turn   *list.Element // its place among the recently used
	due    *list.Element // its place in the wheel
	slot   int64
}

// ticks is into how many parts the time is divided that an empty bucket takes to fill. A bucket that is full is known to
// be so at most one part later.
const ticks = 64

// shelf holds at most capacity buckets. A wheel of slots, one a tick, finds those that are full in constant time: a bucket
// lies in the slot of a moment at which it may be full. When that slot has passed it is looked at, and goes away or, had it
// been used meanwhile, to a later slot. So a call moves nothing in the wheel, and a bucket is looked at once a tick at most.
type shelf struct {
	capacity int
	byKey    map[string]*bucket
	recent   *list.List // of *bucket, the latest used in front
	start    time.Time
	tick     time.Duration
	wheel    [2 * ticks]list.List // of *bucket; twice as long as any bucket lies ahead
	hand     int64                // the first slot that has not been looked through
}

func newShelf(start time.Time, horizon time.Duration, capacity int) *shelf {
	return &shelf{capacity: capacity, byKey: map[string]*bucket{}, recent: list.New(), start: start, tick: horizon/ticks + 1}
}

// find gives the bucket of the key, now the latest used; nil when there is none.
func (s *shelf) find(key string) *bucket {
	b := s.byKey[key]
	if b != nil {
		s.recent.MoveToFront(b.turn)
	}
	return b
}

// add makes a bucket for a key that has none, and room for it.
func (s *shelf) add(key string, tokens *rate.Limiter, now time.Time) *bucket {
	s.sweep(now)
	if len(s.byKey) >= s.capacity {
		oldest := s.recent.Back().Value.(*bucket)
		s.at(oldest.slot).Remove(oldest.due)
		s.forget(oldest)
	}
	b := &bucket{key: key, tokens: tokens, full: now}
	b.turn = s.recent.PushFront(b)
	s.byKey[key] = b
	s.place(b)
	return b
}

// sweep drops the buckets in the slots that have passed and are full, and puts the others where they may be full.
func (s *shelf) sweep(now time.Time) {
	for _, b := range s.passed(s.slotOf(now)) {
		if b.full.After(now) {
			s.place(b)
		} else {
			s.forget(b)
		}
	}
}

// passed takes the buckets of all slots before the current one out of the wheel.
func (s *shelf) passed(current int64) []*bucket {
	var out []*bucket
	for s.hand = max(s.hand, current-int64(len(s.wheel))); s.hand < current; s.hand++ {
		slot := s.at(s.hand)
		for e := slot.Front(); e != nil; e = slot.Front() {
			out = append(out, slot.Remove(e).(*bucket))
		}
	}
	return out
}

func (s *shelf) place(b *bucket) {
	b.slot = s.slotOf(b.full)
	b.due = s.at(b.slot).PushBack(b)
}

func (s *shelf) forget(b *bucket) {
	s.recent.Remove(b.turn)
	delete(s.byKey, b.key)
}

func (s *shelf) slotOf(t time.Time) int64 { return int64(t.Sub(s.start) / s.tick) }

func (s *shelf) at(slot int64) *list.List { return &s.wheel[slot%int64(len(s.wheel))] }
