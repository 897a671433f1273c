package speaker

import (
	"context"
	"slices"
	"sync"

	"konggang/models"
)

// shelfBytes is the room for passes: two of the largest, or about sixteen of three minutes.
const shelfBytes = 128 << 20

// shelf keeps passes within its room, in bytes: those that are lent, and of the others the ones asked for last.
type shelf struct {
	room int

	mu    sync.Mutex
	books []*book // the one asked for last stands last
}

type book struct {
	key   digest
	sound sound
	lent  int // to so many
}

// lend gives what is known under the key, which stays until ctx ends.
func (s *shelf) lend(ctx context.Context, key digest) (sound, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(s.books, func(b *book) bool { return b.key == key })
	if at < 0 {
		return sound{}, false
	}
	b := s.books[at]
	s.books = append(slices.Delete(s.books, at, at+1), b)
	s.until(ctx, b)
	return b.sound, true
}

// put adds what is new, which stays until ctx ends, in the place of the oldest that are not lent. Error CodeUnavailable where those
// that are leave no room.
func (s *shelf) put(ctx context.Context, key digest, said sound) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	left := s.room - len(said.pcm)
	for _, b := range s.books {
		if b.lent > 0 {
			left -= len(b.sound.pcm)
		}
	}
	if left < 0 {
		return models.Errorf(models.CodeUnavailable)
	}
	kept := []*book{{key: key, sound: said}}
	for _, b := range slices.Backward(s.books) {
		if b.lent == 0 {
			left -= len(b.sound.pcm)
		}
		if b.lent > 0 || left >= 0 {
			kept = append(kept, b)
		}
	}
	slices.Reverse(kept)
	s.books = kept
	s.until(ctx, kept[len(kept)-1])
	return nil
}

func (s *shelf) until(ctx context.Context, b *book) {
	b.lent++
	context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		b.lent--
	})
}
