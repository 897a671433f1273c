package noticeboard

import (
	"konggang/services/channels"
	"konggang/services/channels/flow"
)

// words are all that stands in a table, in type of one point: made once, however many sizes are tried.
type words struct {
	columns []column
	unit    kit
	heads   [][]flow.Paragraph
	rows    []wordsOfRow
}

type wordsOfRow struct {
	rank  int
	cells [][]flow.Paragraph
}

func wordsOf(lines []channels.Line, columns []column, unit kit) words {
	w := words{columns: columns, unit: unit}
	for _, c := range columns {
		w.heads = append(w.heads, c.heads(unit))
	}
	for _, l := range lines {
		r := wordsOfRow{rank: l.Rank}
		for _, c := range columns {
			r.cells = append(r.cells, c.cell(l, unit))
		}
		w.rows = append(w.rows, r)
	}
	return w
}

// sized is a cell in type of the given size, in points.
func sized(cell []flow.Paragraph, size float64) []flow.Paragraph {
	out := make([]flow.Paragraph, len(cell))
	for i, p := range cell {
		p.Style.Size *= size
		p.Above *= size
		out[i] = p
	}
	return out
}
