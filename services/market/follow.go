package market

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"konggang/models"
)

// patience bounds how long a writer waits for the picture to show what it wrote.
const patience = 10 * time.Second

// atOnce is how many changes of the feed are read at once.
const atOnce = 1000

// Heard shows what a transaction of this process has committed, before its writer gets an answer. What cannot be read now
// is read with the next Follow. It does nothing while there is no picture and nobody makes one.
func (s *Service) Heard(ctx context.Context, changed []models.Change) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	s.editing.Lock()
	defer s.editing.Unlock()
	if s.view.Load() == nil && !s.listening {
		return
	}
	if err := s.edit(ctx, changed); err != nil {
		s.missed = append(s.missed, changed...)
		s.Log.ErrorContext(ctx, "the picture of the market does not show a change yet", "error", err.Error())
		return
	}
	for _, c := range changed {
		s.own[c.Key] = c.At
	}
}

// Follow shows what other processes have changed, as far as the feed tells, and what was missed before. When the feed no
// longer tells all of it, the picture is built anew.
func (s *Service) Follow(ctx context.Context) error {
	if s.view.Load() == nil {
		return nil
	}
	if _, err := s.Store.SequenceChanges(ctx); err != nil {
		return err
	}
	for {
		told, err := s.followSome(ctx)
		if errors.Is(err, errGap) {
			return s.Build(ctx, func(string, int, int) {})
		}
		if err != nil || told < atOnce {
			return err
		}
	}
}

// errGap tells that changes are no longer in the feed.
var errGap = errors.New("market: the feed has a gap")

func (s *Service) followSome(ctx context.Context) (told int, err error) {
	s.editing.Lock()
	defer s.editing.Unlock()
	news, err := s.Store.ChangesAfter(ctx, s.seen, atOnce)
	if err != nil {
		return 0, err
	}
	if models.Gap(s.seen, news) {
		return 0, errGap
	}
	foreign := slices.Clone(s.missed)
	for _, c := range news {
		if _, shown := s.own[c.Key]; !shown {
			foreign = append(foreign, c)
		}
	}
	if err := s.edit(ctx, foreign); err != nil {
		return 0, err
	}
	for _, c := range news {
		s.seen = c.Seq
		delete(s.own, c.Key)
	}
	s.missed = nil
	s.forget()
	return len(news), nil
}

// manyOwn is how many of its own changes a process may remember before old ones are forgotten, which the feed told before
// their commit was heard of; a forgotten one that is told after all is only read once more.
const manyOwn = 10_000

// forget drops old changes of one's own from memory; editing is held.
func (s *Service) forget() {
	if len(s.own) > manyOwn {
		old := s.Calendar.Moment().Add(-time.Hour)
		maps.DeleteFunc(s.own, func(_ string, at time.Time) bool { return at.Before(old) })
	}
}

// edit shows what changed; editing is held.
func (s *Service) edit(ctx context.Context, changed []models.Change) error {
	if len(changed) == 0 {
		return nil
	}
	now := heard{s.Calendar.Moment(), changed}
	if s.listening {
		s.meanwhile = append(s.meanwhile, now)
	}
	view := s.view.Load()
	if view == nil {
		return nil
	}
	next, err := s.edited(ctx, view, now)
	if err == nil {
		s.view.Store(next)
	}
	return err
}
