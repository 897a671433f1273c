package vacancies

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/access"
)

// right is a decision on whether an actor may do something with a posting.
type right func(models.Actor, models.Posting) access.Decision

// rewrite reads a vacancy as it stands today, checks the right, lets work change it and keeps it, all in one transaction in
// which nobody else writes it or its enterprise.
func (s Service) rewrite(ctx context.Context, a models.Actor, id string, may right, work func(context.Context, *models.Posting) error) (models.Posting, error) {
	var out models.Posting
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		p, err := s.Store.HoldPosting(ctx, id)
		if err != nil {
			return err
		}
		if err := may(a, p).Err(); err != nil {
			return err
		}
		p.Vacancy = p.Vacancy.On(s.Calendar.Today())
		if err := work(ctx, &p); err != nil {
			return err
		}
		if err := s.Store.UpdateVacancy(ctx, &p.Vacancy); err != nil {
			return err
		}
		out, err = s.Store.Posting(ctx, id)
		return err
	})
	return out, err
}

// Act moves the vacancy by an action of the contract; approving with something to review, and rejecting, need a reason.
// Errors: as Get, CodeForbidden, CodeIllegalTransition, CodeNotPublishable with the findings, CodeInvalid about the reason or
// the enterprise.
func (s Service) Act(ctx context.Context, a models.Actor, id string, action models.VacancyAction, reason string) (models.Posting, error) {
	may := right(access.WriteVacancy)
	if judges(action) {
		may = access.JudgeVacancy
	}
	return s.rewrite(ctx, a, id, may, func(ctx context.Context, p *models.Posting) error {
		reason, err := models.CleanReason(reason)
		if err == nil {
			err = s.admit(p, action, reason)
		}
		if err == nil {
			err = p.Vacancy.Move(action, reason, s.Calendar.Moment())
		}
		if err == nil && judges(action) {
			err = s.Store.DropReports(ctx, id)
		}
		if err != nil {
			return err
		}
		return s.record(ctx, a, string(action), *p, reason)
	})
}

// judges tells whether the action is the office's word on what waits in its queue.
func judges(action models.VacancyAction) bool {
	return action == models.ActApprove || action == models.ActReject
}

// admit is the gate before an action: what goes to the office or to the villages breaks no rule that blocks, and comes from
// an enterprise that the office lets offer it.
func (s Service) admit(p *models.Posting, action models.VacancyAction, reason string) error {
	v := &p.Vacancy
	if action == models.ActReject && reason == "" {
		return models.FieldErrorf("reason", models.CodeReasonRequired)
	}
	if action != models.ActSubmit && action != models.ActApprove && action != models.ActResume {
		return nil
	}
	probe := *v
	if err := probe.Move(action, reason, s.Calendar.Moment()); err != nil {
		return err
	}
	if err := trusted(p.Employer, probe.Status); err != nil {
		return err
	}
	v.Findings = slices.DeleteFunc(slices.Clone(v.Findings), func(f models.Finding) bool { return answered(p.Employer, f) })
	s.screen(p)
	if models.Blocking(v.Findings) {
		return notPublishable(v.Findings)
	}
	if action == models.ActApprove && models.NeedsOfficer(v.Findings) && reason == "" {
		return models.FieldErrorf("reason", models.CodeReasonRequired)
	}
	return nil
}

// trusted refuses to take a vacancy to a status for which the office does not trust its enterprise: who waits for approval
// may submit, and its vacancies wait with it.
func trusted(e models.Enterprise, to models.VacancyStatus) error {
	switch {
	case e.Status.Barred():
		return models.FieldErrorf("enterprise_id", models.CodeBarredEmployer, e.Status)
	case to == models.VacancyOpen && e.Status != models.EnterpriseApproved:
		return models.FieldErrorf("enterprise_id", models.CodeUnapprovedEmployer)
	}
	return nil
}
