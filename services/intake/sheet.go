package intake

import (
	"io"

	"konggang/models"
	"konggang/services/intake/table"
)

// RuleUnreadable is the rule of findings about cells that could not be read, or not wholly.
const RuleUnreadable = "unreadable"

// Sheet is what a spreadsheet holds: every row that is not blank, in order, and the headers of columns that were kept out.
type Sheet[R any] struct {
	Rows           []R
	UnknownColumns []string
	kind           kind
	layout         layout
}

// Column is the header of a field as the sheet has it, ours when it has no such column, and the field itself when sheets of
// this kind never state it.
func (s Sheet[R]) Column(field string) string {
	r := row{kind: s.kind, layout: s.layout}
	if header := r.header(field); header != "" {
		return header
	}
	return field
}

// read reads a sheet of one kind row by row.
func read[R any](k kind, name string, data io.Reader, one func(*row) R) (Sheet[R], error) {
	t, err := table.Read(name, data)
	if err != nil {
		return Sheet[R]{}, err
	}
	l, err := k.recognise(t.Header)
	if err != nil {
		return Sheet[R]{}, err
	}
	sheet := Sheet[R]{Rows: make([]R, 0, len(t.Rows)), UnknownColumns: l.unknown, kind: k, layout: l}
	for _, r := range t.Rows {
		sheet.Rows = append(sheet.Rows, one(&row{kind: k, layout: l, number: r.Number, cells: r.Cells}))
	}
	return sheet, nil
}

// row is one row while it is read, with what was found out about it.
type row struct {
	kind     kind
	layout   layout
	number   int
	cells    []string
	errors   models.Problems
	findings []models.Finding
}
