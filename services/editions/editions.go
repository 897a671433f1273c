// Package editions makes the lists of villages and freezes them into numbered editions that are published or taken back.
package editions

import (
	"context"
	"time"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/market"
	"konggang/services/matching"
)

// Store is what is kept of editions and what they are made from.
type Store interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
	Alone(ctx context.Context, name string) error
	CreateEdition(ctx context.Context, e *models.Edition) error
	Edition(ctx context.Context, id string) (models.Edition, error)
	LastIssued(ctx context.Context, village models.DivisionCode) (models.Edition, error)
	EditionByNumber(ctx context.Context, village models.DivisionCode, year, number int) (models.Edition, error)
	UpdateEdition(ctx context.Context, e *models.Edition) error
	Editions(ctx context.Context, f models.EditionFilter, p models.Page) (models.Listed[models.Edition], error)
	EditionsInForce(ctx context.Context, within models.DivisionCode) ([]models.Edition, error)
	PostingsByID(ctx context.Context, ids []string) (map[string]models.Posting, error)
	PostingsByNumber(ctx context.Context, numbers []string) (map[string]models.Posting, error)
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	DivisionsWithin(ctx context.Context, code models.DivisionCode, level models.Level) ([]models.Division, error)
	CreateOperation(ctx context.Context, o *models.Operation) error
	Operation(ctx context.Context, id string) (models.Operation, error)
	OperationUnderway(ctx context.Context, kind string, division models.DivisionCode) (models.Operation, error)
	ClaimOperation(ctx context.Context, id string, now, until time.Time) (models.Operation, error)
	RenewLease(ctx context.Context, o models.Operation, until time.Time) error
	UpdateOperation(ctx context.Context, o *models.Operation) error
	LetGoOperation(ctx context.Context, o *models.Operation, from time.Time) error
	KeepPlans(ctx context.Context, o *models.Operation, plans []models.VillagePlan) error
	PlansLeft(ctx context.Context, operationID string, behind models.DivisionCode, limit int) ([]models.VillagePlan, error)
	MarkDrafted(ctx context.Context, operationID string, village models.DivisionCode) (bool, error)
	Record(ctx context.Context, e models.AuditEntry) error
	ScheduleStore
}

// Service is the use cases of editions.
type Service struct {
	Store    Store
	Market   *market.Service
	Calendar models.Calendar
	Office   models.Office
}

// MaxLines bounds a list; DefaultLines is what fits a sheet.
const (
	MaxLines     = models.MaxEditionLines
	DefaultLines = 20
)

// List is the list of a village with the vacancies of its lines.
type List struct {
	matching.List
	Postings []models.Posting
}

// List is the live list of a village, which nobody has frozen yet. Errors: CodeForbidden for a village that is not the
// actor's, CodeInvalid for a size beyond MaxLines, CodeNotFound for what is no village or unknown.
func (s *Service) List(ctx context.Context, a models.Actor, village models.DivisionCode, size int) (List, error) {
	home, err := s.village(ctx, a, village)
	if err != nil {
		return List{}, err
	}
	lists, err := s.lists(ctx, []models.Division{home}, size)
	if err != nil {
		return List{}, err
	}
	return s.read(ctx, lists[0])
}

// read fetches the vacancies of a list; lines whose vacancies have closed since it was made are left out.
func (s *Service) read(ctx context.Context, l matching.List) (List, error) {
	ids := make([]string, len(l.Lines))
	for i, line := range l.Lines {
		ids[i] = line.VacancyID
	}
	postings, err := s.Store.PostingsByID(ctx, ids)
	if err != nil {
		return List{}, err
	}
	out := List{List: l}
	out.Lines = nil
	for _, line := range l.Lines {
		if p := postings[line.VacancyID]; p.Live(s.Calendar.Today()) {
			out.Lines, out.Postings = append(out.Lines, line), append(out.Postings, p)
		}
	}
	return out, nil
}

func (s *Service) village(ctx context.Context, a models.Actor, code models.DivisionCode) (models.Division, error) {
	if code.Level() != models.LevelVillage {
		return models.Division{}, models.Errorf(models.CodeNotFound)
	}
	if err := access.Village(a, code).Err(); err != nil {
		return models.Division{}, err
	}
	return s.Store.Division(ctx, code)
}

// allocate makes the lists of the villages together and gives them in the form in which they can be drafted.
func (s *Service) allocate(ctx context.Context, villages []models.Division, size int) ([]models.VillagePlan, error) {
	lists, err := s.lists(ctx, villages, size)
	if err != nil {
		return nil, err
	}
	out := make([]models.VillagePlan, len(lists))
	for i, l := range lists {
		out[i] = planOf(villages[i].Code, l)
	}
	return out, nil
}

func planOf(village models.DivisionCode, l matching.List) models.VillagePlan {
	p := models.VillagePlan{Village: village, Borrowed: l.Borrowed()}
	for _, line := range l.Lines {
		p.Lines = append(p.Lines, planned(line))
	}
	return p
}

func checkSize(size int) error {
	if size < 1 || size > MaxLines {
		return models.FieldErrorf("size", models.CodeOutOfRange, 1, MaxLines)
	}
	return nil
}

// lists makes the lists of the villages together. What the editions in force elsewhere in their counties already send
// to a vacancy counts against its places.
func (s *Service) lists(ctx context.Context, villages []models.Division, size int) ([]matching.List, error) {
	if err := checkSize(size); err != nil {
		return nil, err
	}
	view, err := s.Market.Current(ctx)
	if err != nil {
		return nil, err
	}
	load, err := s.loadElsewhere(ctx, view.Matching, villages)
	if err != nil {
		return nil, err
	}
	options := matching.DefaultOptions()
	options.Lines = size
	return view.Matching.Allocate(stand(villages), load, options).Lists, nil
}

func stand(villages []models.Division) []matching.Village {
	out := make([]matching.Village, len(villages))
	for i, v := range villages {
		out[i] = matching.Village{Code: v.Code, Place: v.Point, Precision: v.Precision}
	}
	return out
}

func counties(villages []models.Division) []models.DivisionCode {
	var out []models.DivisionCode
	seen := map[models.DivisionCode]bool{}
	for _, v := range villages {
		if c := v.Code.County(); !seen[c] {
			seen[c] = true
			out = append(out, c)
		}
	}
	return out
}

func (s *Service) loadElsewhere(ctx context.Context, m *matching.Market, villages []models.Division) (matching.Load, error) {
	here := map[models.DivisionCode]bool{}
	for _, v := range villages {
		here[v.Code] = true
	}
	var others []models.Division
	var lists [][]string
	for _, county := range counties(villages) {
		inForce, err := s.Store.EditionsInForce(ctx, county)
		if err != nil {
			return nil, err
		}
		for _, e := range inForce {
			if here[e.Village] {
				continue
			}
			home, err := s.Store.Division(ctx, e.Village)
			if err != nil {
				return nil, err
			}
			others, lists = append(others, home), append(lists, vacancyIDs(e))
		}
	}
	return m.LoadOf(stand(others), lists), nil
}

func vacancyIDs(e models.Edition) []string {
	out := make([]string, len(e.Items))
	for i, item := range e.Items {
		out[i] = item.VacancyID
	}
	return out
}
