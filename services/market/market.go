// Package market keeps the picture of the market in memory: the open vacancies, ready to be searched and matched, and the
// people who look for work, as facts without names or phones.
//
// A picture is an immutable value behind one pointer: who reads it never waits and never sees half a change. It is built
// from the database once (see Build) and edited afterwards: by every commit of this process before its writer gets an answer
// (see Heard), and by the changes of other processes as the feed tells them (see Follow).
package market

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"konggang/models"
	"konggang/services/matching"
	"konggang/services/search"
)

// Store is what the picture is made from and follows.
type Store interface {
	OnCommit(hear func(ctx context.Context, changed []models.Change))
	LastChange(ctx context.Context) (int64, error)
	SequenceChanges(ctx context.Context) (int, error)
	ChangesAfter(ctx context.Context, seq int64, limit int) ([]models.Change, error)
	EachDivision(ctx context.Context, page func(divisions []models.Division, done, total int) error) error
	EachOpenPosting(ctx context.Context, today models.Date, page func(postings []models.Posting, done, total int) error) error
	EachLookingSeeker(ctx context.Context, page func(seekers []models.Seeker, done, total int) error) error
	Posting(ctx context.Context, id string) (models.Posting, error)
	PostingsByID(ctx context.Context, ids []string) (map[string]models.Posting, error)
	Seeker(ctx context.Context, id string) (models.Seeker, error)
	SeekersByID(ctx context.Context, ids []string) (map[string]models.Seeker, error)
	LookingByID(ctx context.Context, ids []string) (map[string]models.Seeker, error)
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	AffectedVacancies(ctx context.Context, changed []models.Change) ([]string, error)
	AffectedSeekers(ctx context.Context, changed []models.Change) ([]string, error)
}

// View is the market at one moment. It is immutable and shared.
type View struct {
	Matching *matching.Market
	Search   *search.Index
	Today    models.Date
	places   map[models.DivisionCode]models.Division
}

// at is the same market on another day.
func (v *View) at(day models.Date) *View {
	return &View{Matching: v.Matching.At(day), Search: v.Search.At(day), Today: day, places: v.places}
}

// person puts a seeker where the village lies.
func (v *View) person(k models.Seeker) matching.Person {
	home := v.places[k.Village]
	return matching.Person{Seeker: k, Place: home.Point, Precision: home.Precision}
}

// Service keeps the view and answers what only needs one. It is made by New.
type Service struct {
	Store    Store
	Calendar models.Calendar
	// Rules are what matching judges by, the defaults unless others are set before the first picture.
	Rules matching.Rules
	// Encode prepares the wire form of a vacancy that search gives back, if that is wanted.
	Encode func(models.Posting) []byte
	Log    *slog.Logger

	view atomic.Pointer[View]
	// building is held while the picture is made from the database, so that who comes together makes it once.
	building sync.Mutex
	// editing is held by the one who edits the picture; what follows belongs to the holder.
	editing sync.Mutex
	// seen is the last place of the feed that the picture shows.
	seen int64
	// own has the keys of this process's changes that the picture shows already and the feed has yet to tell.
	own map[string]time.Time
	// missed are changes that could not be read when they were heard of.
	missed []models.Change
	// listening tells that work on a picture goes on in the background; meanwhile is what has changed since it began.
	listening bool
	meanwhile []heard
}

// heard is what changed, and when that was shown.
type heard struct {
	at      time.Time
	changed []models.Change
}

// New is a service that hears of every commit of the store. It must be made before the store is used.
func New(store Store, calendar models.Calendar) *Service {
	s := &Service{Store: store, Calendar: calendar, Rules: matching.DefaultRules(), Log: slog.New(slog.DiscardHandler), own: map[string]time.Time{}}
	store.OnCommit(s.Heard)
	return s
}

// Current is the market as it is now, on the calendar's day. It is built from the database when nobody has done so before;
// after that nobody waits.
func (s *Service) Current(ctx context.Context) (*View, error) {
	view := s.view.Load()
	if view == nil {
		var err error
		if view, err = s.first(ctx); err != nil {
			return nil, err
		}
	}
	if today := s.Calendar.Today(); view.Today != today {
		next := view.at(today)
		s.view.CompareAndSwap(view, next) // who lost the race was beaten by a newer picture, and this one is true enough for now
		return next, nil
	}
	return view, nil
}

func (s *Service) first(ctx context.Context) (*View, error) {
	s.building.Lock()
	defer s.building.Unlock()
	if view := s.view.Load(); view != nil {
		return view, nil
	}
	if err := s.build(ctx, func(string, int, int) {}); err != nil {
		return nil, err
	}
	return s.view.Load(), nil
}
