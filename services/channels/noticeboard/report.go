package noticeboard

import (
	"cmp"
	"slices"

	"konggang/models"
	"konggang/services/channels"
)

// Report is what must be known of a sheet before it is put up.
type Report struct {
	Pages int
	// Missing are the characters that no font has, drawn as 〓.
	Missing []MissingGlyph
	// Shortened are the cells in which words were left out for want of room, by rank.
	Shortened []Shortened
}

// MissingGlyph is a character drawn as 〓: the rank of its line, 0 above and below the table, and the head of what it stands in.
type MissingGlyph struct {
	Rank   int
	Column string
	Rune   rune
}

// Shortened is one text that ends in ……: the rank of its line, 0 above and below the table, and the head of its words.
type Shortened struct {
	Rank   int
	Column string
}

// aroundTable is the Column of what stands above and below the table.
const aroundTable = "表头"

// Check reads a sheet before it is approved: what is shortened and what is drawn as 〓 on any of the four papers, or on a strip.
// Pages are those on A4 in landscape. It draws nothing, and sets the sheet as it will hang, without the mark of a draft.
func Check(e models.Edition) Report {
	e.Status = models.EditionPublished
	groups, _ := channels.Grouped(e, channels.Ungrouped) // which every edition can be
	var report Report
	for _, p := range []paper{a4, upright(a4), a3, upright(a3)} {
		s := layOut(e, p, groups, false)
		report.Pages = cmp.Or(report.Pages, len(s.pages))
		report.Missing = append(report.Missing, s.missing()...)
		for _, cut := range slices.Concat(s.shortened(), newStrips(p, groups).cut) {
			if !slices.Contains(report.Shortened, cut) {
				report.Shortened = append(report.Shortened, cut)
			}
		}
	}
	slices.SortStableFunc(report.Shortened, func(a, b Shortened) int { return cmp.Compare(a.Rank, b.Rank) })
	report.Missing = inOrder(report.Missing)
	return report
}

func (s *sheet) missing() []MissingGlyph {
	if !s.words.lacks() {
		return s.around.missing()
	}
	return append(s.around.missing(), s.table.missing()...)
}

func (s *sheet) shortened() []Shortened {
	if s.around.cut() {
		return append([]Shortened{{0, aroundTable}}, s.table.cut...)
	}
	return s.table.cut
}

// inOrder puts what is missing in the order of the lines, each once.
func inOrder(missing []MissingGlyph) []MissingGlyph {
	slices.SortStableFunc(missing, func(a, b MissingGlyph) int {
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rune, b.Rune))
	})
	return slices.Compact(missing)
}
