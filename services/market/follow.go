package market

import (
	"context"
	"maps"
	"slices"
	"time"

	"konggang/models"
)

// patience bounds how long a writer waits for the picture to show what it wrote.
const patience = 10 * time.Second

// behind is how many changes of the feed are read at once.
const behind = 1000

// Heard shows what a transaction of this process has committed, before its writer gets an answer. What cannot be read now
// is read with the next Follow.
func (s *Service) Heard(ctx context.Context, changes []models.Change) {
	if s.view.Load() == nil && !s.underWay() {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	s.editing.Lock()
	defer s.editing.Unlock()
	if err := s.edit(ctx, changes); err != nil {
		s.missed = append(s.missed, changes...)
		s.complain(ctx, err)
		return
	}
	for _, c := range changes {
		s.own[c.ID] = true
	}
}

// Follow shows what other processes have changed, as far as the feed tells, and what was missed before.
func (s *Service) Follow(ctx context.Context) error {
	if s.view.Load() == nil {
		return nil
	}
	if _, err := s.Store.SequenceChanges(ctx); err != nil {
		return err
	}
	for {
		more, err := s.followSome(ctx)
		if err != nil || !more {
			return err
		}
	}
}

func (s *Service) followSome(ctx context.Context) (more bool, err error) {
	s.editing.Lock()
	defer s.editing.Unlock()
	told, err := s.Store.ChangesAfter(ctx, s.seen, behind)
	if err != nil {
		return false, err
	}
	news := slices.Clone(s.missed)
	for _, c := range told {
		if !s.own[c.ID] {
			news = append(news, c)
		}
	}
	if err := s.edit(ctx, news); err != nil {
		return false, err
	}
	for _, c := range told {
		s.seen = c.Seq
		delete(s.own, c.ID)
	}
	s.missed = nil
	return len(told) == behind, nil
}

// edit shows the changes; it is called with editing held.
func (s *Service) edit(ctx context.Context, changes []models.Change) error {
	objects := map[object]bool{}
	for _, c := range changes {
		objects[object{c.Kind, c.ObjectID}] = true
	}
	if len(objects) == 0 {
		return nil
	}
	if s.meanwhile != nil {
		maps.Copy(s.meanwhile, objects)
	}
	view := s.view.Load()
	if view == nil {
		return nil
	}
	next, err := s.edited(ctx, view, objects)
	if err == nil {
		s.view.Store(next)
	}
	return err
}
