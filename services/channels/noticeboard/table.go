package noticeboard

import (
	"slices"

	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

// table is the lines of an edition set in one type.
type table struct {
	kit
	columns  []column
	widths   []float64 // with the padding
	head     row
	headings []heading
	rows     []row
	fresh    bool // some line is new
	cut      []Shortened
}

// row is one line set: the words of its cells as far as they are shown, and the height that they need with the padding.
type row struct {
	rank   int
	shown  []cell
	blocks []flow.Block
	height float64
}

// newTable sets the words in columns of the given widths; no row gets taller than tallest.
func newTable(w words, k kit, widths []float64, tallest float64) *table {
	t := &table{kit: k, columns: w.columns, widths: widths, headings: w.headings, fresh: w.fresh}
	for _, r := range w.rows {
		t.rows = append(t.rows, t.row(r, tallest))
	}
	heads := make([]flow.Block, len(w.heads))
	for i, head := range w.heads {
		heads[i] = flow.Set(sized(head, k.body.Size), t.room(i))
	}
	t.head = row{blocks: heads, height: t.height(heads)}
	return t
}

// room is the width that the words of a column have.
func (t *table) room(col int) float64 {
	return t.widths[col] - 2*t.pad - float64(t.columns[col].apart*t.body.Size)
}

// row shortens what would make it too tall, and notes where words are left out.
func (t *table) row(words wordsOfRow, tallest float64) row {
	blocks, shown := make([]flow.Block, len(t.columns)), make([]cell, len(t.columns))
	for i, c := range words.cells {
		shown[i].names = c.names
		blocks[i], shown[i].text = flow.Fit(sized(c.text, t.body.Size), t.room(i), tallest-2*t.pad)
		for j, p := range shown[i].text {
			if cut := (Shortened{words.rank, c.names[j]}); p.Short && !slices.Contains(t.cut, cut) {
				t.cut = append(t.cut, cut)
			}
		}
	}
	return row{rank: words.rank, shown: shown, blocks: blocks, height: t.height(blocks)}
}

// missing are the characters in the rows that no font has.
func (t *table) missing() []MissingGlyph {
	var out []MissingGlyph
	for _, r := range t.rows {
		for _, c := range r.shown {
			for i, p := range c.text {
				out = lacking(out, r.rank, c.names[i], p.Text)
			}
		}
	}
	return out
}

// lacking adds the characters of text that no font has.
func lacking(to []MissingGlyph, rank int, column, text string) []MissingGlyph {
	for _, r := range typeset.Lacking(text) {
		if m := (MissingGlyph{rank, column, r}); !slices.Contains(to, m) {
			to = append(to, m)
		}
	}
	return to
}

func (t *table) height(blocks []flow.Block) float64 {
	tallest := 0.0
	for _, b := range blocks {
		tallest = max(tallest, b.Height)
	}
	return tallest + 2*t.pad
}

// continued follows the heading of a group that goes on over a page.
const continued = "（续）"

// headingAbove is the heading above a row, "" for none: above the first of each group, and again above the first on a page.
func (t *table) headingAbove(row int, startsPage bool) string {
	next, starts := slices.BinarySearchFunc(t.headings, row, func(h heading, row int) int { return h.from - row })
	switch {
	case starts:
		return t.headings[next].text
	case startsPage && next > 0:
		return t.headings[next-1].text + continued
	}
	return ""
}

// headingHeight is what a heading takes, 0 for none.
func (t *table) headingHeight(text string) float64 {
	if text == "" {
		return 0
	}
	return float64(t.small.Size*flow.Leading) + t.pad
}
