package search

import "sync"

// scratch is the memory that a query works in, kept for the next one.
type scratch struct {
	lists   []int
	docs    []uint16
	words   []uint64 // what sets are cut from
	used    int
	scores  []uint16
	scored  int
	buffer  []uint16 // what lists of values are cut from
	kept    []uint16 // what is free of it
	firms   map[string]int32
	counted tally
}

var pool = sync.Pool{New: func() any { return &scratch{firms: map[string]int32{}} }}

func borrow() *scratch {
	s := pool.Get().(*scratch)
	s.used, s.scored, s.kept = 0, 0, s.buffer
	return s
}

func (s *scratch) giveBack() {
	clear(s.firms)
	pool.Put(s)
}

// set is an empty set of n documents, good until the scratch is given back.
func (s *scratch) set(n int) set {
	size := sizeOf(n)
	if s.used+size > len(s.words) {
		s.words, s.used = make([]uint64, max(1<<15, size)), 0 // who holds a piece of the old one keeps it
	}
	out := s.words[s.used : s.used+size : s.used+size]
	s.used += size
	clear(out)
	return out
}

func (s *scratch) copy(t set) set {
	size := len(t)
	out := s.set(size * 64)
	copy(out, t)
	return out
}

// values begins a list of some values, which ends what was begun before; keep keeps it.
func (s *scratch) values(some ...uint16) []uint16 {
	if cap(s.kept) < 64 {
		s.buffer = make([]uint16, 0, 1<<13)
		s.kept = s.buffer
	}
	return append(s.kept[:0], some...)
}

// score is a number for each of n documents, not set to anything.
func (s *scratch) score(n int) []uint16 {
	if s.scored+n > len(s.scores) {
		s.scores, s.scored = make([]uint16, max(1<<17, n)), 0
	}
	out := s.scores[s.scored : s.scored+n : s.scored+n]
	s.scored += n
	return out
}

// tally is an empty one, good until the next is asked for.
func (s *scratch) tally(towns int) *tally {
	list := s.counted.towns
	if cap(list) < towns {
		list = make([]int32, towns)
	}
	list = list[:towns]
	clear(list)
	s.counted = tally{towns: list}
	return &s.counted
}
