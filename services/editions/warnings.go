package editions

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"konggang/models"
	"konggang/services/channels/noticeboard"
)

// Warning is something that an operator should look at before a draft is published: on the line of this rank (0 above the
// lines), in the column with this head, both where they are known. Detail names it for programs: the character's code point,
// the vacancy's status. Args fill the wording of the code.
type Warning struct {
	Code   models.Code
	Rank   int
	Column string
	Detail string
	Args   []any
}

// Warnings are those of a draft, in the order of its lines; for any other edition they are nil.
func (s *Service) Warnings(ctx context.Context, e models.Edition) ([]Warning, error) {
	if e.Status != models.EditionDraft {
		return nil, nil
	}
	closed, err := s.closed(ctx, e)
	if err != nil {
		return nil, err
	}
	out := []Warning{}
	for _, c := range closed {
		out = append(out, Warning{Code: models.CodeLineClosed, Rank: c.item.Rank, Detail: string(c.status)})
	}
	report := noticeboard.Check(e)
	for _, m := range report.Missing {
		code := fmt.Sprintf("%U", m.Rune)
		out = append(out, Warning{Code: models.CodeMissingGlyph, Rank: m.Rank, Column: m.Column, Detail: code, Args: []any{string(m.Rune), code}})
	}
	for _, c := range report.Shortened {
		out = append(out, Warning{Code: models.CodeCellShortened, Rank: c.Rank, Column: c.Column})
	}
	slices.SortStableFunc(out, func(a, b Warning) int { return cmp.Compare(a.Rank, b.Rank) })
	return out, nil
}

// closedLine is a line that would send people to a closed gate, and how its vacancy stands.
type closedLine struct {
	item   models.EditionItem
	status models.VacancyStatus
}

func (s *Service) closed(ctx context.Context, e models.Edition) ([]closedLine, error) {
	postings, err := s.Store.PostingsByID(ctx, vacancyIDs(e))
	today := s.Calendar.Today()
	var out []closedLine
	for _, item := range e.Items {
		if p := postings[item.VacancyID]; !heard(p, today) {
			out = append(out, closedLine{item, standing(p, today)})
		}
	}
	return out, err
}

// standing is how a vacancy that villages may not hear of stands in their eyes: what its employer may not offer is withdrawn,
// and one without a free place is filled.
func standing(p models.Posting, today models.Date) models.VacancyStatus {
	switch v := p.Vacancy.On(today); {
	case p.Employer.Status != models.EnterpriseApproved:
		return models.VacancyWithdrawn
	case v.Status == models.VacancyOpen:
		return models.VacancyFilled
	default:
		return v.Status
	}
}
