package recalls

import (
	"context"
	"errors"
	"slices"

	"konggang/models"
)

// atOnce is how many changes, or vacancies, are acted upon in one transaction, for which every publication waits. Each of them may hang
// in every village, and be told to every group there.
const atOnce = 50

// errGap tells that the feed does not tell all that has changed since its place.
var errGap = errors.New("recalls: the feed has a gap")

// Follow acts upon the changes of vacancies since it last did, each once, whoever else follows; what an enterprise does to its vacancies
// is a change of each. Where the feed no longer tells all of them, and at the very first time, it looks at every line of every edition
// that somebody may still go by.
func (s Service) Follow(ctx context.Context) error {
	if _, err := s.Store.SequenceChanges(ctx); err != nil {
		return err
	}
	for {
		told, err := s.followSome(ctx)
		if errors.Is(err, errGap) {
			return s.lookAtAll(ctx)
		}
		if err != nil || told < atOnce {
			return err
		}
	}
}

// followSome looks without the lock first, since mostly there is nothing new.
func (s Service) followSome(ctx context.Context) (told int, err error) {
	if news, err := s.news(ctx); err != nil || len(news) == 0 {
		return 0, err
	}
	err = s.alone(ctx, func(ctx context.Context) error {
		news, err := s.news(ctx)
		told = len(news)
		if err != nil || told == 0 {
			return err
		}
		if err := s.settle(ctx, vacancies(news)); err != nil {
			return err
		}
		return s.Store.SetFeedPlace(ctx, name, news[told-1].Seq)
	})
	return told, err
}

// alone does work in one transaction, while nobody else changes recalls.
func (s Service) alone(ctx context.Context, work func(context.Context) error) error {
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.Alone(ctx, name); err != nil {
			return err
		}
		return work(ctx)
	})
}

// news are the next changes behind the place; error errGap.
func (s Service) news(ctx context.Context) ([]models.Change, error) {
	place, known, err := s.Store.FeedPlace(ctx, name)
	if err != nil {
		return nil, err
	}
	last, err := s.Store.LastChange(ctx)
	if err != nil {
		return nil, err
	}
	news, err := s.Store.ChangesAfter(ctx, place, atOnce)
	switch {
	case err != nil:
		return nil, err
	case !known, place > last, len(news) == 0 && last > place, models.Gap(place, news):
		return nil, errGap
	}
	return news, nil
}

// vacancies are those that the changes are about, each once.
func vacancies(news []models.Change) []string {
	var ids []string
	for _, c := range news {
		if c.Kind == models.ChangeVacancy {
			ids = append(ids, c.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// lookAtAll acts upon whatever is closed by now, and goes on in the feed from where it was before. Nothing is told twice by it, so
// it may end in the middle and begin anew.
func (s Service) lookAtAll(ctx context.Context) error {
	last, err := s.Store.LastChange(ctx)
	if err != nil {
		return err
	}
	for behind := ""; ; {
		ids, err := s.Store.IssuedVacancies(ctx, s.heardSince(), behind, atOnce)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			break
		}
		if err := s.alone(ctx, func(ctx context.Context) error { return s.settle(ctx, ids) }); err != nil {
			return err
		}
		behind = ids[len(ids)-1]
	}
	return s.alone(ctx, func(ctx context.Context) error { return s.Store.SetFeedPlace(ctx, name, last) })
}
