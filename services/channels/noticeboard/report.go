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
	// Shortened are the cells in which words were left out for want of room.
	Shortened []Shortened
}

// MissingGlyph is a character drawn as 〓: the rank of its line, 0 above and below the table, and the head of what it stands in.
type MissingGlyph struct {
	Rank   int
	Column string
	Rune   rune
}

// Shortened is one cell that ends in ……: the rank of its line and the head of its words.
type Shortened struct {
	Rank   int
	Column string
}

// aroundTable is the Column of what stands above and below the table.
const aroundTable = "表头"

// Check reads a sheet before it is approved: what an A4 sheet in landscape shortens, and what any of the four has as 〓. It
// draws nothing.
func Check(e models.Edition) Report {
	groups, _ := channels.Grouped(e, channels.Ungrouped) // which every edition can be
	s := layOut(e, a4, groups, false)
	report := s.report()
	if s.words.lacks() {
		for _, p := range []paper{upright(a4), a3, upright(a3)} {
			other := layOut(e, p, groups, false)
			report.Missing = append(report.Missing, other.report().Missing...)
		}
		report.Missing = inOrder(report.Missing)
	}
	return report
}

func (s *sheet) report() Report {
	var missing []MissingGlyph
	h := s.header
	for _, text := range []string{h.Where(), h.Issue, h.Date, h.Office, h.Approver, h.Phone, h.Notice} {
		missing = lacking(missing, 0, aroundTable, text)
	}
	return Report{Pages: len(s.pages), Missing: inOrder(append(missing, s.table.missing()...)), Shortened: slices.Concat(s.table.cut, s.strips.cut)}
}

// inOrder puts what is missing in the order of the lines, each once.
func inOrder(missing []MissingGlyph) []MissingGlyph {
	slices.SortStableFunc(missing, func(a, b MissingGlyph) int {
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rune, b.Rune))
	})
	return slices.Compact(missing)
}
