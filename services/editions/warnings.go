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
	closed, err := s.ClosedLines(ctx, e)
	if err != nil {
		return nil, err
	}
	out := []Warning{}
	for _, c := range closed {
		out = append(out, Warning{Code: models.CodeLineClosed, Rank: c.Item.Rank, Detail: string(c.Status)})
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
