package market

import (
	"context"

	"konggang/models"
	"konggang/services/matching"
	"konggang/services/search"
)

// Progress hears how far the building is: what is read, how much of it and of how much.
type Progress func(what string, done, total int)

// Build makes the picture from the database and puts it in place of the one that stands, which answers until then. What
// changes meanwhile is read again before the new picture is shown.
func (s *Service) Build(ctx context.Context, progress Progress) error {
	s.building.Lock()
	defer s.building.Unlock()
	return s.build(ctx, progress)
}

func (s *Service) build(ctx context.Context, progress Progress) error {
	s.listen()
	// What waits for its place in the feed is read now; followed later, all of it would be read twice.
	if _, err := s.Store.SequenceChanges(ctx); err != nil {
		return s.giveUp(err)
	}
	seen, err := s.Store.LastChange(ctx)
	if err != nil {
		return s.giveUp(err)
	}
	view, err := s.read(ctx, progress)
	if err != nil {
		return s.giveUp(err)
	}
	return s.show(ctx, func(*View) *View {
		s.seen = seen
		return view
	})
}

// read makes a view of everything in the database.
func (s *Service) read(ctx context.Context, progress Progress) (*View, error) {
	today := s.Calendar.Today()
	view := &View{Today: today, places: map[models.DivisionCode]models.Division{}}
	if err := s.Store.EachDivision(ctx, func(page []models.Division, done, total int) error {
		for _, d := range page {
			view.places[d.Code] = d
		}
		progress("divisions", done, total)
		return nil
	}); err != nil {
		return nil, err
	}
	view.Search, view.Matching = search.NewIndex(today, names(view.places)), matching.NewMarket(today, s.Rules)
	if err := s.Store.EachOpenPosting(ctx, today, func(page []models.Posting, done, total int) error {
		view.Search = view.Search.With(s.Calendar.Moment(), s.entries(page), nil)
		view.Matching = view.Matching.With(page, nil)
		progress("vacancies", done, total)
		return nil
	}); err != nil {
		return nil, err
	}
	err := s.Store.EachLookingSeeker(ctx, func(page []models.Seeker, done, total int) error {
		view.Matching = view.Matching.WithPeople(view.people(page), nil)
		progress("seekers", done, total)
		return nil
	})
	if err == nil && view.Search.Ragged() {
		view.Search = view.Search.Compact()
	}
	return view, err
}

func names(places map[models.DivisionCode]models.Division) map[models.DivisionCode]string {
	out := make(map[models.DivisionCode]string, len(places))
	for code, d := range places {
		out[code] = d.ShortName()
	}
	return out
}

func (s *Service) entries(postings []models.Posting) []search.Entry {
	out := make([]search.Entry, len(postings))
	for i, p := range postings {
		out[i].Posting = p
		if s.Encode != nil {
			out[i].JSON = s.Encode(p)
		}
	}
	return out
}

func (v *View) people(seekers []models.Seeker) []matching.Person {
	out := make([]matching.Person, len(seekers))
	for i, k := range seekers {
		out[i] = v.person(k)
	}
	return out
}

// listen begins to note what changes, for who works on a picture in the background.
func (s *Service) listen() {
	s.editing.Lock()
	defer s.editing.Unlock()
	s.listening = true
}

// giveUp ends what listen began.
func (s *Service) giveUp(err error) error {
	s.editing.Lock()
	defer s.editing.Unlock()
	s.listening, s.meanwhile = false, nil
	return err
}

// show puts a picture that was made in the background in place, with all that changed since listen.
func (s *Service) show(ctx context.Context, of func(now *View) *View) error {
	s.editing.Lock()
	defer s.editing.Unlock()
	next, missed := of(s.view.Load()), s.meanwhile
	s.listening, s.meanwhile = false, nil
	for _, h := range missed { // at their own times, so that who walks through pages meets each where it was
		var err error
		if next, err = s.edited(ctx, next, h); err != nil {
			return err
		}
	}
	s.view.Store(next)
	return nil
}

// Tidy merges what edits have left in pieces; readers and writers go on meanwhile.
func (s *Service) Tidy(ctx context.Context) error {
	s.building.Lock()
	defer s.building.Unlock()
	if view := s.view.Load(); view == nil || !view.Search.Ragged() {
		return nil
	}
	s.listen()
	compact := s.view.Load().Search.Compact()
	return s.show(ctx, func(now *View) *View {
		next := *now
		next.Search = compact.WithNames(names(now.places)).At(now.Today)
		return &next
	})
}
