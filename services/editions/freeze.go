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
		if posting := postings[line.VacancyID]; posting.Live(today) {
			e.Items = append(e.Items, itemOf(len(e.Items)+1, line, posting))
		}
	}
	return e, nil
}

// keep gives a composed edition its number and records who drafted it. It must be called inside Atomically.
func (s *Service) keep(ctx context.Context, a models.Actor, e *models.Edition) error {
	if err := s.compare(ctx, e); err != nil {
		return err
	}
	if err := s.Store.CreateEdition(ctx, e); err != nil {
		return err
	}
	return s.Store.Record(ctx, a.Did("draft", models.ObjectEdition, e.ID, e.Village))
}

// compare holds the lines against the edition that the village saw last, also where it was taken back: its lines hung.
func (s *Service) compare(ctx context.Context, e *models.Edition) error {
	before, err := orNone(s.Store.LastIssued(ctx, e.Village))
	if err != nil {
		return err
	}
	return s.compareWith(ctx, e, before)
}

// compareWith settles what is new on an edition, and what of the one before it has closed since.
func (s *Service) compareWith(ctx context.Context, e *models.Edition, before models.Edition) error {
	e.MarkNew(before)
	closed, err := s.ClosedLines(ctx, before)
	e.Gone = gone(*e, closed)
	return err
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

// Latest is the village's edition in force: the last issued, unless it was taken back; what that had replaced stays replaced.
// Error CodeNotFound while the village has none.
func (s *Service) Latest(ctx context.Context, village models.DivisionCode) (models.Edition, error) {
	e, err := s.Store.LastIssued(ctx, village)
	if err == nil && e.Status != models.EditionPublished {
		return models.Edition{}, models.Errorf(models.CodeNotFound)
	}
	return e, err
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
// CodeInvalid without a name, CodeConflict naming the lines whose vacancies have closed since, CodeNewerIssued for a draft
// that is older than what hangs already.
func (s *Service) Publish(ctx context.Context, a models.Actor, id, approver string) (models.Edition, error) {
	return s.rewrite(ctx, a, id, func(ctx context.Context, e *models.Edition) ([]models.AuditEntry, error) {
		if e.Status == models.EditionDraft {
			if err := s.ready(ctx, e); err != nil {
				return nil, err
			}
		}
		return ofStatus(a, "publish", e), e.Publish(models.CleanText(approver), s.Calendar.Moment())
	})
}

// ready makes sure that a draft may be published; what is new on it, and what closed, is told by the village's editions and the
// vacancies as they are now.
func (s *Service) ready(ctx context.Context, e *models.Edition) error {
	if err := s.Recalls.Replaced(ctx, e.Village); err != nil {
		return err
	}
	if err := s.StillLive(ctx, *e); err != nil {
		return err
	}
	last, err := orNone(s.Store.LastIssued(ctx, e.Village))
	if err != nil {
		return err
	}
	if last.Total > e.Total {
		return models.Errorf(models.CodeNewerIssued, last.Total, e.Total)
	}
	return s.compareWith(ctx, e, last)
}

// StillLive refuses an edition with lines that would send people to a closed gate: CodeConflict that names them.
func (s *Service) StillLive(ctx context.Context, e models.Edition) error {
	lines, err := s.ClosedLines(ctx, e)
	if err != nil || len(lines) == 0 {
		return err
	}
	closed := models.Errorf(models.CodeConflict)
	for _, l := range lines {
		closed.Fields = append(closed.Fields, models.FieldError{Field: fmt.Sprintf("items[%d]", l.Item.Rank-1), Code: models.CodeLineClosed})
	}
	return closed
}

// Supersede takes a published edition back for a reason. Errors: as Publish.
func (s *Service) Supersede(ctx context.Context, a models.Actor, id, reason string) (models.Edition, error) {
	return s.rewrite(ctx, a, id, func(ctx context.Context, e *models.Edition) ([]models.AuditEntry, error) {
		if err := e.Supersede(models.CleanText(reason)); err != nil {
			return nil, err
		}
		return ofStatus(a, "supersede", e), s.Recalls.TakenBack(ctx, *e)
	})
}

// ofStatus is the record of a deed that moves an edition to another status.
func ofStatus(a models.Actor, action string, e *models.Edition) []models.AuditEntry {
	return []models.AuditEntry{a.Did(action, models.ObjectEdition, e.ID, e.Village).Because(e.StatusReason).With("status")}
}

// rewrite works on an edition that the actor may change, and keeps it and what is recorded of it, both or neither. The editions
// of a village are rewritten one at a time, since what one may be depends on the others.
func (s *Service) rewrite(ctx context.Context, a models.Actor, id string, work func(context.Context, *models.Edition) ([]models.AuditEntry, error)) (models.Edition, error) {
	var out models.Edition
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		e, err := s.alone(ctx, a, id)
		if err != nil {
			return err
		}
		deeds, err := work(ctx, &e)
		if err != nil {
			return err
		}
		out = e
		if err := s.Store.UpdateEdition(ctx, &out); err != nil {
			return err
		}
		for _, deed := range deeds {
			if err := s.Store.Record(ctx, deed); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// alone reads an edition that the actor may change once nobody else rewrites those of its village.
func (s *Service) alone(ctx context.Context, a models.Actor, id string) (models.Edition, error) {
	e, err := s.Store.Edition(ctx, id)
	if err != nil {
		return e, err
	}
	if err := access.WriteEdition(a, e).Err(); err != nil {
		return e, err
	}
	if err := s.Store.Alone(ctx, "editions/"+string(e.Village)); err != nil {
		return e, err
	}
	return s.Store.Edition(ctx, id)
}
