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
	head    row
	rows    []row
	cut     []Shortened
}

// row is one line set: its cells and the height that they need with the padding.
type row struct {
	rank   int
	blocks []flow.Block
	height float64
}

// newTable sets the lines in columns of the given widths; no row gets taller than tallest.
func newTable(lines []channels.Line, columns []column, k kit, widths []float64, tallest float64) *table {
	t := &table{kit: k, columns: columns, widths: widths}
	for _, l := range lines {
		t.rows = append(t.rows, t.row(l, tallest))
	}
	heads := make([]flow.Block, len(columns))
	for i, c := range columns {
		heads[i] = flow.Set(c.heads(k), t.widths[i]-2*t.pad)
	}
	t.head = row{blocks: heads, height: t.height(heads)}
	return t
}

// row shortens what would make it too tall and notes where words are left out.
func (t *table) row(l channels.Line, tallest float64) row {
	blocks := make([]flow.Block, len(t.columns))
	for i, c := range t.columns {
		var set []flow.Paragraph
		blocks[i], set = flow.Fit(c.cell(l, t.kit), t.widths[i]-2*t.pad, tallest-2*t.pad)
		if slices.ContainsFunc(set, wordsLeftOut) {
			t.cut = append(t.cut, Shortened{Rank: l.Rank, Column: c.name()})
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
