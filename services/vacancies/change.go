package vacancies

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/occupations"
)

// Change applies change to the vacancy as of version; fields are the contract's names that it touches, whose unread cells
// are thereby mended. An open or paused vacancy is screened again: with nothing but warnings it stays, otherwise it goes back
// to the office's queue. Errors: as Get, CodeForbidden, CodeStale, CodeInvalid, CodeIllegalTransition for one that has ended.
func (s Service) Change(ctx context.Context, a models.Actor, id string, version int, fields []string, change func(*models.Vacancy)) (models.Posting, error) {
	return s.rewrite(ctx, a, id, access.WriteVacancy, func(ctx context.Context, p *models.Posting) error {
		if p.Vacancy.Version != version {
			return models.Errorf(models.CodeStale)
		}
		before := p.Vacancy
		change(&p.Vacancy)
		forgetTold(before, &p.Vacancy)
		p.Vacancy.Findings = slices.DeleteFunc(p.Vacancy.Findings, func(f models.Finding) bool {
			return slices.Contains(fields, f.Field)
		})
		if err := s.revise(ctx, p); err != nil {
			return err
		}
		return s.recordChange(ctx, a, before, *p, fields)
	})
}

// forgetTold drops the occupation that the title before told when the title is another now, for it to be told anew.
func forgetTold(before models.Vacancy, v *models.Vacancy) {
	told, _ := occupations.Find(before.Title)
	if v.Title != before.Title && v.Occupation == before.Occupation && string(v.Occupation) == told {
		v.Occupation = ""
	}
}

// revise settles changed content and moves the vacancy to where the change takes it.
func (s Service) revise(ctx context.Context, p *models.Posting) error {
	v := &p.Vacancy
	if !v.Editable() {
		return models.Errorf(models.CodeIllegalTransition, v.Status, models.ActEdit)
	}
	if err := s.settle(ctx, p); err != nil {
		return err
	}
	switch now := s.Calendar.Moment(); {
	case v.Status == models.VacancyRejected:
		return v.Move(models.ActEdit, "", now)
	case v.Published() && models.NeedsOfficer(v.Findings):
		return v.Move(models.ActReturn, "", now)
	case v.Status == models.VacancySubmitted && models.Blocking(v.Findings):
		return notPublishable(v.Findings)
	}
	return nil
}

// recordChange tells the audit which fields changed and, where the change took the vacancy off the lists, that it did.
func (s Service) recordChange(ctx context.Context, a models.Actor, before models.Vacancy, p models.Posting, fields []string) error {
	if err := s.record(ctx, a, "change", p, "", slices.Sorted(slices.Values(fields))...); err != nil {
		return err
	}
	if before.Published() && p.Vacancy.Status == models.VacancySubmitted {
		return s.record(ctx, a, string(models.ActReturn), p, "")
	}
	return nil
}
