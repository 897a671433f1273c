package editions

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"

	"konggang/models"
	"konggang/services/channels"
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
	postings, err := s.Store.PostingsByID(ctx, vacancyIDs(e))
	if err != nil {
		return nil, err
	}
	today := s.Calendar.Today()
	out := []Warning{}
	for _, c := range closedAmong(e, postings, today) {
		out = append(out, Warning{Code: models.CodeLineClosed, Rank: c.Item.Rank, Detail: string(c.Status)})
	}
	for _, item := range e.Items {
		if p := postings[item.VacancyID]; p.Live(today) {
			if then, now := said(e, item, p); !reflect.DeepEqual(then, now) {
				out = append(out, Warning{Code: models.CodeLineChanged, Rank: item.Rank})
			}
		}
	}
	return inOrder(append(out, printed(e)...)), nil
}

// said is a line in the words that it was frozen in, and in those that it would be frozen in now.
func said(e models.Edition, item models.EditionItem, p models.Posting) (then, now channels.Line) {
	fresh := itemOf(item.Rank, models.PlannedLine{DistanceKM: item.DistanceKM, Precision: item.Precision, Reasons: item.Reasons}, p)
	fresh.New = item.New
	return channels.LineOf(e, item), channels.LineOf(e, fresh)
}

// printed are the warnings of the printer.
func printed(e models.Edition) []Warning {
	var out []Warning
	report := noticeboard.Check(e)
	for _, m := range report.Missing {
		code := fmt.Sprintf("%U", m.Rune)
		out = append(out, Warning{Code: models.CodeMissingGlyph, Rank: m.Rank, Column: m.Column, Detail: code, Args: []any{string(m.Rune), code}})
	}
	for _, c := range report.Shortened {
		out = append(out, Warning{Code: models.CodeCellShortened, Rank: c.Rank, Column: c.Column})
	}
	return out
}

func inOrder(list []Warning) []Warning {
	slices.SortStableFunc(list, func(a, b Warning) int { return cmp.Compare(a.Rank, b.Rank) })
	return list
}
