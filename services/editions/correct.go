package editions

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/market"
	"konggang/services/matching"
)

// Correct makes changes by hand on a draft of the version that was read, all or none, and records each. A vacancy that is added
// must be one that villages may hear of. Errors: as Get, CodeForbidden, CodeIllegalTransition, CodeStale, CodeInvalid about the
// changes.
func (s *Service) Correct(ctx context.Context, a models.Actor, id string, version int, changes []models.LineChange) (models.Edition, error) {
	changes = cleaned(changes)
	read, err := s.Store.Edition(ctx, id)
	if err != nil {
		return models.Edition{}, err
	}
	if err := access.WriteEdition(a, read).Err(); err != nil {
		return models.Edition{}, err
	}
	if err := models.CheckLineChanges(changes); err != nil {
		return models.Edition{}, err
	}
	heard, err := s.addable(ctx, read.Village, changes)
	if err != nil {
		return models.Edition{}, err
	}
	return s.rewrite(ctx, a, id, func(ctx context.Context, e *models.Edition) ([]models.AuditEntry, error) {
		if e.Status == models.EditionDraft && e.Version != version {
			return nil, models.Errorf(models.CodeStale)
		}
		if err := e.Correct(changes, heard, a, s.Calendar.Moment()); err != nil {
			return nil, err
		}
		var deeds []models.AuditEntry
		for _, c := range e.Corrections[len(e.Corrections)-len(changes):] {
			deeds = append(deeds, a.Did("correct", models.ObjectEdition, e.ID, e.Village).Because(c.Reason).With(c.Audited()))
		}
		return deeds, s.markNew(ctx, e)
	})
}

// cleaned are the changes with what was typed tidied.
func cleaned(changes []models.LineChange) []models.LineChange {
	out := slices.Clone(changes)
	for i := range out {
		out[i].Vacancy, out[i].Reason = models.CleanText(out[i].Vacancy), models.CleanText(out[i].Reason)
	}
	return out
}

// addable are the lines of the vacancies that the changes would add or refresh and that villages may hear of, by what the changes call
// them.
func (s *Service) addable(ctx context.Context, village models.DivisionCode, changes []models.LineChange) (map[string]models.EditionItem, error) {
	var names []string
	for _, c := range changes {
		if c.Action == models.CorrectionAdd || c.Action == models.CorrectionRefresh {
			names = append(names, c.Vacancy)
		}
	}
	if len(names) == 0 {
		return nil, nil
	}
	postings, err := s.named(ctx, names)
	if err != nil {
		return nil, err
	}
	home, err := s.Store.Division(ctx, village)
	if err != nil {
		return nil, err
	}
	view, err := s.Market.Current(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string]models.EditionItem{}
	for name, p := range postings {
		if p.Live(s.Calendar.Today()) {
			out[name] = itemOf(0, chosen(view, home, p), p)
		}
	}
	return out, nil
}

// named are the vacancies with these ids or numbers, by either.
func (s *Service) named(ctx context.Context, names []string) (map[string]models.Posting, error) {
	out, err := s.Store.PostingsByID(ctx, names)
	if err != nil {
		return nil, err
	}
	numbered, err := s.Store.PostingsByNumber(ctx, names)
	for name, p := range numbered {
		out[name] = p
	}
	return out, err
}

// chosen is a line that somebody put on by hand: it says so, and besides what the list would have said of it. A vacancy that
// the picture of the market does not show yet has its distance alone.
func chosen(view *market.View, home models.Division, p models.Posting) models.PlannedLine {
	line := models.PlannedLine{VacancyID: p.Vacancy.ID, DistanceKM: models.DistanceUnknown, Precision: home.Precision}
	if home.Point != nil && p.Place != nil {
		line.DistanceKM = models.DistanceKM(*home.Point, *p.Place)
	}
	for _, listed := range view.Matching.Lines(stand([]models.Division{home})[0], []string{p.Vacancy.ID}) {
		line = planned(listed)
	}
	line.Reasons = append([]models.Reason{models.Chosen}, line.Reasons...)
	return line
}

func planned(l matching.Line) models.PlannedLine {
	return models.PlannedLine{VacancyID: l.VacancyID, DistanceKM: l.DistanceKM, Precision: l.Precision, Reasons: l.Reasons, SeekersServed: l.SeekersServed}
}
