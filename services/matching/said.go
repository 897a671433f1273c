package matching

import "sync"

// saidWords is the plain words of one kind that seekers have said, and the sets of them that somebody has.
type saidWords struct {
	relation *relation
	sets     *sets[*said]
	mu       sync.Mutex
	words    map[string]*said
}

func newSaidWords(r *relation) *saidWords {
	return &saidWords{relation: r, sets: newSets(func(s *said) uint32 { return s.number }), words: map[string]*said{}}
}

// list is the words as they are shared by all who say them; keep remembers new ones for those who come later.
func (s *saidWords) list(words []string, keep bool) []*said {
	out := make([]*said, len(words))
	for i, word := range words {
		out[i] = s.word(plain(word), keep)
	}
	return out
}

func (s *saidWords) word(word string, keep bool) *said {
	s.mu.Lock()
	defer s.mu.Unlock()
	known, ok := s.words[word]
	if !ok {
		known = &said{number: uint32(len(s.words)), word: word, relation: s.relation}
	}
	if !ok && keep {
		s.words[word] = known
	}
	return known
}
