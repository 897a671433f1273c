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

// newTable sets the words in columns of the given widths; no row gets taller than tallest.
func newTable(w words, k kit, widths []float64, tallest float64) *table {
	t := &table{kit: k, columns: w.columns, widths: widths}
	for _, r := range w.rows {
		t.rows = append(t.rows, t.row(r, tallest))
	}
	heads := make([]flow.Block, len(w.heads))
	for i, head := range w.heads {
		heads[i] = flow.Set(sized(head, k.body.Size), t.widths[i]-2*t.pad)
	}
	t.head = row{blocks: heads, height: t.height(heads)}
	return t
}

// row shortens what would make it too tall and notes where words are left out.
func (t *table) row(words wordsOfRow, tallest float64) row {
	blocks := make([]flow.Block, len(t.columns))
	for i, c := range t.columns {
		var set []flow.Paragraph
		blocks[i], set = flow.Fit(sized(words.cells[i], t.body.Size), t.widths[i]-2*t.pad, tallest-2*t.pad)
		if slices.ContainsFunc(set, wordsLeftOut) {
			t.cut = append(t.cut, Shortened{Rank: words.rank, Column: c.name()})
		}
	}
	return row{rank: words.rank, blocks: blocks, height: t.height(blocks)}
}

func wordsLeftOut(p flow.Paragraph) bool { return strings.HasSuffix(p.Text, channels.Ellipsis) }

func (t *table) height(blocks []flow.Block) float64 {
	tallest := 0.0
	for _, b := range blocks {
		tallest = max(tallest, b.Height)
	}
	return tallest + 2*t.pad
}
