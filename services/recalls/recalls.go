// Package recalls keeps what still hangs in villages although it is not so any more, until somebody has struck it through or taken it
// down, and has their groups told.
package recalls

import (
	"context"
	"time"

	"konggang/models"
	"konggang/services/access"
)

// Store is what is kept of recalls, and what they are found by.
type Store interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
	Alone(ctx context.Context, name string) error
	SaveRecalls(ctx context.Context, list []models.Recall) error
	Recall(ctx context.Context, id string) (models.Recall, error)
	Recalls(ctx context.Context, f models.RecallFilter, p models.Page) (models.Listed[models.Recall], error)
	CountRecalls(ctx context.Context, f models.RecallFilter) (int, error)
	RecallsOf(ctx context.Context, vacancyIDs []string) ([]models.Recall, error)
	OpenRecalls(ctx context.Context, village models.DivisionCode) ([]models.Recall, error)
	IssuedLines(ctx context.Context, vacancyIDs []string, since time.Time) ([]models.IssuedLine, error)
	IssuedVacancies(ctx context.Context, since time.Time, behind string, limit int) ([]string, error)
	PostingsByID(ctx context.Context, ids []string) (map[string]models.Posting, error)
	EditionsByID(ctx context.Context, ids []string) (map[string]models.Edition, error)
	LastIssued(ctx context.Context, village models.DivisionCode) (models.Edition, error)
	SequenceChanges(ctx context.Context) (int, error)
	ChangesAfter(ctx context.Context, seq int64, limit int) ([]models.Change, error)
	LastChange(ctx context.Context) (int64, error)
	FeedPlace(ctx context.Context, reader string) (seq int64, known bool, err error)
	SetFeedPlace(ctx context.Context, reader string, seq int64) error
	Record(ctx context.Context, e models.AuditEntry) error
}

// Groups tells the groups of a village that a line of an edition closed, or with the zero Item that the whole edition was taken back.
// It is called in the transaction in which that is kept, so that it is told once.
type Groups interface {
	TellClosed(ctx context.Context, c models.Closing) error
	// Lifted takes back what nobody in the village has heard yet of a closing.
	Lifted(ctx context.Context, village models.DivisionCode, vacancyID string) error
	// Replaced takes back what of older editions nobody in the village has got yet.
	Replaced(ctx context.Context, village models.DivisionCode) error
}

// Service is the use cases of recalls.
type Service struct {
	Store    Store
	Calendar models.Calendar
	Groups   Groups
}

// GroupsHeard is for how long a village's groups are told about a line that they were sent.
const GroupsHeard = 90 * 24 * time.Hour

// name is of the lock that whoever changes recalls holds, and of the worker's place in the feed.
const name = "recalls"

// Recalled is a recall with the edition that it is about, and the line, the zero one for a whole edition. Carriers are the channels
// that said it in the village; they are nil where nobody is shown them.
type Recalled struct {
	models.Recall
	Edition  models.Edition
	Item     models.EditionItem
	Carriers []models.Channel
}

// Query says which recalls are wanted. Overdue are those that are open and stand out.
type Query struct {
	Village  models.DivisionCode
	Division models.DivisionCode
	Status   models.RecallStatus
	Overdue  bool
}

// List is the recalls of the actor's division that the query leaves, the longest open first, and how many of the division it asks for
// are overdue. Error CodeInvalidCursor.
func (s Service) List(ctx context.Context, a models.Actor, q Query, p models.Page) (list models.Listed[Recalled], overdue int, err error) {
	list.Items = []Recalled{}
	if a.Division == "" {
		return list, 0, nil // who is bound to nothing yet has nothing
	}
	within := []models.DivisionCode{a.Division, q.Division, q.Village}
	wanted := models.RecallFilter{Within: within, Status: q.Status}
	late := models.RecallFilter{Within: within, Status: models.RecallOpen, OpenedBefore: s.Calendar.Moment().Add(-models.RecallOverdue)}
	if q.Overdue {
		wanted = late
	}
	found, err := s.Store.Recalls(ctx, wanted, p)
	if err != nil {
		return list, 0, err
	}
	list.Next, list.Total = found.Next, found.Total
	if list.Items, err = s.shown(ctx, found.Items); err != nil {
		return list, 0, err
	}
	overdue, err = s.Store.CountRecalls(ctx, late)
	return list, overdue, err
}

// Get reads a recall; error CodeNotFound when there is none or it is not the actor's to see.
func (s Service) Get(ctx context.Context, a models.Actor, id string) (Recalled, error) {
	r, err := s.visible(ctx, a, id)
	if err != nil {
		return Recalled{}, err
	}
	list, err := s.shown(ctx, []models.Recall{r})
	if err != nil {
		return Recalled{}, err
	}
	return list[0], nil
}

func (s Service) visible(ctx context.Context, a models.Actor, id string) (models.Recall, error) {
	r, err := s.Store.Recall(ctx, id)
	if err != nil {
		return r, err
	}
	return r, access.Recall(a, r).Err()
}

func (s Service) shown(ctx context.Context, list []models.Recall) ([]Recalled, error) {
	out, err := s.withEditions(ctx, list)
	known := scripts{}
	for i := range out {
		out[i].Carriers = known.carriers(out[i])
	}
	return out, err
}

func (s Service) withEditions(ctx context.Context, list []models.Recall) ([]Recalled, error) {
	ids := make([]string, len(list))
	for i, r := range list {
		ids[i] = r.EditionID
	}
	editions, err := s.Store.EditionsByID(ctx, ids)
	out := make([]Recalled, len(list))
	for i, r := range list {
		e := editions[r.EditionID]
		out[i] = Recalled{Recall: r, Edition: e, Item: lineOf(e, r.VacancyID)}
	}
	return out, err
}

// lineOf is the line of an edition about a vacancy, the zero one for no vacancy.
func lineOf(e models.Edition, vacancyID string) models.EditionItem {
	for _, item := range e.Items {
		if item.VacancyID == vacancyID {
			return item
		}
	}
	return models.EditionItem{}
}

// Done keeps what was done about a sheet, by whom and when. Errors: as Get, CodeIllegalTransition for a recall that is not open,
// CodeInvalid about remedy and note.
func (s Service) Done(ctx context.Context, a models.Actor, id string, remedy models.RecallRemedy, note string) (models.Recall, error) {
	var out models.Recall
	err := s.alone(ctx, func(ctx context.Context) error {
		r, err := s.visible(ctx, a, id)
		if err != nil {
			return err
		}
		if err := r.Done(remedy, models.CleanText(note), a.AccountID, s.Calendar.Moment()); err != nil {
			return err
		}
		kept := []models.Recall{r}
		if err := s.Store.SaveRecalls(ctx, kept); err != nil {
			return err
		}
		out = kept[0]
		return s.Store.Record(ctx, a.Did("done", models.ObjectRecall, id, r.Village).Because(r.Note).With(string(r.Remedy)))
	})
	return out, err
}
