package matching

import "sync"

// names gives each of many words a number, in the order in which they are met. It only grows. One is shared by all versions
// of a market: a version remembers how many words there were when it was made, and what was added since does not concern
// it, so a list that was handed out stays true while others add.
type names struct {
	mu     sync.RWMutex
	number map[string]uint32
	list   []string
	// added, when given, hears of every new word while the lock is held.
	added func(word string, number uint32)
}

func newNames() *names { return &names{number: map[string]uint32{}} }

// find is the number of a word that was met.
func (n *names) find(word string) (uint32, bool) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	number, ok := n.number[word]
	return number, ok
}

// add is the number of a word, a new one when it was not met before.
func (n *names) add(word string) uint32 {
	if number, ok := n.find(word); ok {
		return number
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	number, ok := n.number[word]
	if !ok {
		number = uint32(len(n.list))
		n.number[word], n.list = number, append(n.list, word)
		if n.added != nil {
			n.added(word, number)
		}
	}
	return number
}

// all is the words so far, by number.
func (n *names) all() []string {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.list
}

// sets gives each list of members a number of its own, as names does for words. Number 0 is the empty list. Key tells
// members apart.
type sets[T any] struct {
	key    func(T) uint32
	mu     sync.RWMutex
	number map[string]uint32
	list   [][]T
}

func newSets[T any](key func(T) uint32) *sets[T] {
	return &sets[T]{key: key, number: map[string]uint32{"": 0}, list: [][]T{nil}}
}

func (s *sets[T]) add(members []T) uint32 {
	key := make([]byte, 0, 4*len(members))
	for _, m := range members {
		k := s.key(m)
		key = append(key, byte(k), byte(k>>8), byte(k>>16), byte(k>>24))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	number, ok := s.number[string(key)]
	if !ok {
		number = uint32(len(s.list))
		s.number[string(key)], s.list = number, append(s.list, members)
	}
	return number
}

func (s *sets[T]) all() [][]T {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.list
}
