package speaker

import (
	"slices"
	"sync"
)

// shelfBytes is the room for passes that were said: about eight of three minutes.
const shelfBytes = 64 << 20

// shelf keeps what was asked for last, within its room, in bytes.
type shelf struct {
	room int

	mu    sync.Mutex
	books []book // the one asked for last stands last
}

type book struct {
	key   digest
	sound sound
}

func (s *shelf) get(key digest) (sound, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(s.books, func(b book) bool { return b.key == key })
	if at < 0 {
		return sound{}, false
	}
	b := s.books[at]
	s.books = append(slices.Delete(s.books, at, at+1), b)
	return b.sound, true
}

// put adds what is new and lets go of the oldest until all the others fit.
func (s *shelf) put(key digest, said sound) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.books = append(s.books, book{key, said})
	held := 0
	for i := len(s.books) - 1; i >= 0; i-- {
		if held += len(s.books[i].sound.pcm); held > s.room {
			s.books = slices.Clone(s.books[i+1:])
			return
		}
	}
}
