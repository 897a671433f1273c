package noticeboard

import (
	"slices"
	"strings"

	"konggang/services/channels"
	"konggang/services/channels/flow"
)

// table is the lines of an edition set in one type.
type table struct {
	kit
	columns []column
	widths  []float64 // with the padding
	// squeezed tells that the columns do not fit side by side in the widths at which they read well.
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
	t := &table{kit: k, columns: columns}
	for _, l := range lines {
		cells := make([][]flow.Paragraph, len(columns))
		for i, c := range columns {
			cells[i] = c.cell(l, k)
		}
		t.cells = append(t.cells, cells)
	}
	t.share(width)
	for i, l := range lines {
		t.rows = append(t.rows, t.row(l, t.cells[i], tallest))
	}
	heads := make([]flow.Block, len(columns))
	for i, c := range columns {
		heads[i] = flow.Set(c.heads(k), t.widths[i]-2*t.pad)
	}
	t.head = row{blocks: heads, height: t.height(heads)}
	return t
}

// row shortens what would make it too tall and notes where words are left out.
func (t *table) row(l channels.Line, cells [][]flow.Paragraph, tallest float64) row {
	blocks := make([]flow.Block, len(cells))
	for i, cell := range cells {
		var set []flow.Paragraph
		blocks[i], set = flow.Fit(cell, t.widths[i]-2*t.pad, tallest-2*t.pad)
		if slices.ContainsFunc(set, wordsLeftOut) {
			t.cut = append(t.cut, Shortened{Rank: l.Rank, Column: t.columns[i].name()})
		}
	}
	return row{rank: l.Rank, blocks: blocks, height: t.height(blocks)}
}

func wordsLeftOut(p flow.Paragraph) bool { return strings.HasSuffix(p.Text, channels.Ellipsis) }

func (t *table) height(blocks []flow.Block) float64 {
	tallest := 0.0
	for _, b := range blocks {
		tallest = max(tallest, b.Height)
	}
	return tallest + 2*t.pad
}
