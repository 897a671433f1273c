package noticeboard

import (
	"konggang/services/channels"
	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

// words are all that stands in a table, in type of one point: made once, however many sizes are tried.
type words struct {
	columns  []column
	unit     kit
	heads    [][]flow.Paragraph
	headings []heading
	rows     []wordsOfRow
	fresh    bool // some line is new
}

type wordsOfRow struct {
	rank  int
	cells []cell
}

// cell is the words of a line in one column: names[i] is the field that text[i] belongs to.
type cell struct {
	text  []flow.Paragraph
	names []string
}

// heading stands across the table, above the rows of a group from the given one on.
type heading struct {
	text string
	from int
}

func wordsOf(groups []channels.Group, columns []column, unit kit) words {
	w := words{columns: columns, unit: unit}
	for _, c := range columns {
		w.heads = append(w.heads, c.heads(unit))
	}
	for _, g := range groups {
		if g.Head != "" {
			w.headings = append(w.headings, heading{g.Head, len(w.rows)})
		}
		for _, l := range g.Lines {
			w.fresh = w.fresh || l.New
			r := wordsOfRow{rank: l.Rank}
			for _, c := range columns {
				r.cells = append(r.cells, c.cell(l, unit))
			}
			w.rows = append(w.rows, r)
		}
	}
	return w
}

// lacks tells whether some character in the rows is in no font.
func (w words) lacks() bool {
	for _, r := range w.rows {
		for _, c := range r.cells {
			for _, p := range c.text {
				if len(typeset.Lacking(p.Text)) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// sized is a cell in type of the given size, in points.
func sized(cell []flow.Paragraph, size float64) []flow.Paragraph {
	out := make([]flow.Paragraph, len(cell))
	for i, p := range cell {
		p.Style.Size = float64(p.Style.Size * size)
		p.Above = float64(p.Above * size)
		out[i] = p
	}
	return out
}
