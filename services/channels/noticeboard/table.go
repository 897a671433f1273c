package noticeboard

import (
	"strings"

	"konggang/services/channels"
	"konggang/services/channels/flow"
)

// table is the lines of an edition set in one type.
type table struct {
	kit
	columns []column
	widths  []float64 // with the padding
	// squeezed tells that pieces may be divided that should not, as their columns do not fit side by side.
	squeezed bool
	cells    [][][]flow.Paragraph
	head     row
	rows     []row
	cut      []Shortened
}

// row is one line set: its cells and the height that they need with the padding.
type row struct {
	rank   int
	blocks []flow.Block
	height float64
}

// newTable sets the lines for a table of the given width; no row gets taller than tallest.
func newTable(lines []channels.Line, columns []column, k kit, width, tallest float64) *table {
	t := &table{kit: k, columns: columns, widths: make([]float64, len(columns))}
	for _, l := range lines {
		cells := make([][]flow.Paragraph, len(columns))
		for i, c := range columns {
			cells[i] = c.cell(l, k)
		}
		t.cells = append(t.cells, cells)
	}
	t.share(width)
	for i, l := range lines {
		t.rows = append(t.rows, t.setRow(l, t.cells[i], tallest))
	}
	heads := make([][]flow.Paragraph, len(columns))
	for i, c := range columns {
		heads[i] = c.heads(k)
	}
	t.head = t.set(heads)
	return t
}

// setRow shortens what would make the row too tall and notes where words are left out.
func (t *table) setRow(l channels.Line, cells [][]flow.Paragraph, tallest float64) row {
	for i, cell := range cells {
		cells[i] = flow.Fit(cell, t.widths[i]-2*t.pad, tallest-2*t.pad)
		if wordsLeftOut(cells[i]) {
			t.cut = append(t.cut, Shortened{Rank: l.Rank, Column: t.columns[i].name()})
		}
	}
	r := t.set(cells)
	r.rank = l.Rank
	return r
}

func wordsLeftOut(cell []flow.Paragraph) bool {
	for _, p := range cell {
		if strings.HasSuffix(p.Text, channels.Ellipsis) {
			return true
		}
	}
	return false
}

func (t *table) set(cells [][]flow.Paragraph) row {
	r := row{blocks: make([]flow.Block, len(cells))}
	for i, cell := range cells {
		r.blocks[i] = flow.Set(cell, t.widths[i]-2*t.pad)
		r.height = max(r.height, r.blocks[i].Height+2*t.pad)
	}
	return r
}
