package vacancies

import (
	"cmp"
	"context"
	"time"

	"konggang/models"
	"konggang/services/access"
)

// Report keeps what anybody says is wrong with a vacancy that is open or paused, and takes it off every list at once: it goes
// back to the office's queue. Errors: as Get, CodeInvalid, CodeIllegalTransition for one that is neither, CodeDuplicate for
// somebody who has reported it since the office judged it last.
func (s Service) Report(ctx context.Context, a models.Actor, id string, r models.Report) (models.Report, error) {
	r.Clean()
	var kept models.Report
	_, err := s.rewrite(ctx, a, id, access.ReadVacancy, func(ctx context.Context, p *models.Posting) error {
		if err := r.Validate(); err != nil {
			return err
		}
		if err := s.spare(ctx, a); err != nil {
			return err
		}
		kept = models.Report{VacancyID: id, Kind: r.Kind, Text: r.Text, Reporter: s.reporter(a)}
		if err := s.Store.CreateReport(ctx, &kept); err != nil {
			return err
		}
		reason := "群众举报：" + r.Kind.Zh()
		if err := p.Vacancy.Move(models.ActReport, reason, s.Calendar.Moment()); err != nil {
			return err
		}
		return s.record(ctx, a, string(models.ActReport), *p, reason)
	})
	return kept, err
}

// A stranger has at most this many reports a day waiting for the office: each takes a vacancy off every list.
const (
	strangersReports = 5
	reportsWindow    = 24 * time.Hour
)

// spare keeps one address without an account from emptying the lists.
func (s Service) spare(ctx context.Context, a models.Actor) error {
	if a.AccountID != "" {
		return nil
	}
	n, err := s.Store.ReportsBy(ctx, s.reporter(a), s.Calendar.Moment().Add(-reportsWindow))
	if err == nil && n >= strangersReports {
		err = models.Errorf(models.CodeRateLimited, reportsWindow)
	}
	return err
}

// reporter is who reports: the account, or a pseudonym of the address of somebody without one.
func (s Service) reporter(a models.Actor) string {
	return cmp.Or(a.AccountID, s.Store.Pseudonym(a.Origin))
}

// Reports lists what was said about a vacancy since the office judged it last, the newest first. Errors: as Get,
// CodeForbidden for everybody but the office over it.
func (s Service) Reports(ctx context.Context, a models.Actor, id string, page models.Page) (models.Listed[models.Report], error) {
	p, err := s.Store.Posting(ctx, id)
	if err != nil {
		return models.Listed[models.Report]{}, err
	}
	if err := access.JudgeVacancy(a, p).Err(); err != nil {
		return models.Listed[models.Report]{}, err
	}
	return s.Store.Reports(ctx, id, page)
}

// ReportCounts counts the reports of the postings that the actor may judge, by vacancy and kind.
func (s Service) ReportCounts(ctx context.Context, a models.Actor, postings ...models.Posting) (map[string]map[models.ReportKind]int, error) {
	var ids []string
	for _, p := range postings {
		if access.JudgeVacancy(a, p).Err() == nil {
			ids = append(ids, p.Vacancy.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return s.Store.CountReports(ctx, ids)
}
