package editions

import (
	"context"
	"fmt"

	"konggang/models"
	"konggang/services/access"
)

// Draft freezes the live list of a village as a draft with the next number. Errors: as List.
func (s *Service) Draft(ctx context.Context, a models.Actor, village models.DivisionCode, size int) (models.Edition, error) {
	home, err := s.village(ctx, a, village)
	if err != nil {
		return models.Edition{}, err
	}
	plans, err := s.allocate(ctx, []models.Division{home}, size)
	if err != nil {
		return models.Edition{}, err
	}
	e, err := s.compose(ctx, home, plans[0])
	if err != nil {
		return models.Edition{}, err
	}
	return e, s.Store.Atomically(ctx, func(ctx context.Context) error { return s.keep(ctx, a, &e) })
}

// compose freezes a list with the facts of now. A vacancy that has closed since the list was made is left off.
func (s *Service) compose(ctx context.Context, home models.Division, p models.VillagePlan) (models.Edition, error) {
	town, err := s.Store.Division(ctx, home.Code.Town())
	if err != nil && models.CodeOf(err) != models.CodeNotFound {
		return models.Edition{}, err
	}
	ids := make([]string, len(p.Lines))
	for i, line := range p.Lines {
		ids[i] = line.VacancyID
	}
	postings, err := s.Store.PostingsByID(ctx, ids)
	if err != nil {
		return models.Edition{}, err
	}
	today := s.Calendar.Today()
	year, _, _ := today.Parts()
	e := models.Edition{Village: home.Code, VillageName: home.ShortName(), TownName: town.ShortName(), Year: year, Date: today,
		Status: models.EditionDraft, Office: s.Office, Borrowed: p.Borrowed}
	for _, line := range p.Lines {
		if posting := postings[line.VacancyID]; heard(posting, today) {
			e.Items = append(e.Items, itemOf(len(e.Items)+1, line, posting))
		}
	}
	return e, nil
}

// heard tells whether villages may hear of a posting.
func heard(p models.Posting, today models.Date) bool {
	return p.Vacancy.Live(today) && p.Employer.Status == models.EnterpriseApproved
}

// keep gives a composed edition its number and records who drafted it. It must be called inside Atomically.
func (s *Service) keep(ctx context.Context, a models.Actor, e *models.Edition) error {
	if err := s.Store.CreateEdition(ctx, e); err != nil {
		return err
	}
	return s.Store.Record(ctx, a.Did("draft", models.ObjectEdition, e.ID, e.Village))
}

// itemOf freezes the facts of a line; what only its keepers may read is left out.
func itemOf(rank int, l models.PlannedLine, p models.Posting) models.EditionItem {
	v := p.Vacancy
	v.ExternalID, v.Findings, v.StatusReason, v.SubmittedAt = "", nil, "", nil
	return models.EditionItem{Rank: rank, VacancyID: v.ID, Number: v.Number, Employer: p.Employer.Name,
		EmployerKind: p.Employer.Kind, Vacancy: v, Place: v.Workplace.Address, DistanceKM: l.DistanceKM,
		Precision: l.Precision, Reasons: l.Reasons, SeekersServed: l.SeekersServed}
}

// Get reads an edition; error CodeNotFound when it is not there or a draft that is not the actor's.
func (s *Service) Get(ctx context.Context, a models.Actor, id string) (models.Edition, error) {
	e, err := s.Store.Edition(ctx, id)
	if err != nil {
		return e, err
	}
	return e, access.ReadEdition(a, e).Err()
}

// Latest is the village's edition in force; error CodeNotFound while it has none.
func (s *Service) Latest(ctx context.Context, village models.DivisionCode) (models.Edition, error) {
	return s.Store.LatestEdition(ctx, village, models.EditionPublished)
}

// History lists the editions of a village, the newest first; who does not work for it sees what was published.
func (s *Service) History(ctx context.Context, a models.Actor, village models.DivisionCode, p models.Page) (models.Listed[models.Edition], error) {
	f := models.EditionFilter{Village: village}
	if !a.Serves(village) {
		f.Status = models.EditionPublished
	}
	return s.Store.Editions(ctx, f, p)
}

// Publish makes a draft immutable in the approver's name. Errors: as Get, CodeForbidden, CodeIllegalTransition,
// CodeInvalid without a name, CodeConflict naming the lines whose vacancies have closed since.
func (s *Service) Publish(ctx context.Context, a models.Actor, id, approver string) (models.Edition, error) {
	return s.rewrite(ctx, a, id, "publish", func(ctx context.Context, e *models.Edition) error {
		if e.Status == models.EditionDraft {
			if err := s.stillLive(ctx, *e); err != nil {
				return err
			}
		}
		return e.Publish(models.CleanText(approver), s.Calendar.Moment())
	})
}

// stillLive refuses an edition with lines that would send people to a closed gate.
func (s *Service) stillLive(ctx context.Context, e models.Edition) error {
	postings, err := s.Store.PostingsByID(ctx, vacancyIDs(e))
	if err != nil {
		return err
	}
	closed := models.Errorf(models.CodeConflict)
	for i, item := range e.Items {
		if !heard(postings[item.VacancyID], s.Calendar.Today()) {
			closed.Fields = append(closed.Fields, models.FieldError{Field: fmt.Sprintf("items[%d]", i), Code: models.CodeLineClosed})
		}
	}
	if len(closed.Fields) > 0 {
		return closed
	}
	return nil
}

// Supersede takes a published edition back for a reason. Errors: as Publish.
func (s *Service) Supersede(ctx context.Context, a models.Actor, id, reason string) (models.Edition, error) {
	return s.rewrite(ctx, a, id, "supersede", func(_ context.Context, e *models.Edition) error {
		return e.Supersede(models.CleanText(reason))
	})
}

func (s *Service) rewrite(ctx context.Context, a models.Actor, id, action string, work func(context.Context, *models.Edition) error) (models.Edition, error) {
	var out models.Edition
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		e, err := s.Store.Edition(ctx, id)
		if err != nil {
			return err
		}
		if err := access.WriteEdition(a, e).Err(); err != nil {
			return err
		}
		if err := work(ctx, &e); err != nil {
			return err
		}
		out = e
		if err := s.Store.UpdateEdition(ctx, &out); err != nil {
			return err
		}
		return s.Store.Record(ctx, a.Did(action, models.ObjectEdition, out.ID, out.Village).Because(out.StatusReason).With("status"))
	})
	return out, err
}
