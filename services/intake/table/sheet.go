package table

import (
	"encoding/xml"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"konggang/models"
)

// readSheet streams the rows of the sheet. Merged cells are named after the rows, so they are filled at the end: every row of
// a merged range gets the text of its first cell, as one employer's name beside several jobs is meant.
func (b *book) readSheet(c *collector) error {
	g := grid{book: b}
	err := b.parts.walk(b.sheet, func(d *xml.Decoder, e xml.StartElement) (bool, error) {
		switch e.Name.Local {
		case "row":
			return false, g.startRow(attribute(e, "r"))
		case "c":
			return false, g.cell(d, e)
		case "mergeCell":
			g.merge(attribute(e, "ref"))
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	for _, r := range g.rows {
		if err := c.add(r.Number, r.Cells); err != nil {
			return err
		}
	}
	return nil
}

// grid is the sheet while it is read.
type grid struct {
	book *book
	rows []Row
	next int
	// filled counts the merged cells, which overlap in no honest sheet and so cannot be more than there are cells.
	filled int
}

func (g *grid) startRow(r string) error {
	number := 1
	if n := len(g.rows); n > 0 {
		number = g.rows[n-1].Number + 1
	}
	if r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < number || n > 1<<20 {
			return damaged.err()
		}
		number = n
	}
	if n := len(g.rows); n > 0 && blank(g.rows[n-1].Cells) {
		g.rows = g.rows[:n-1]
	}
	if len(g.rows) > MaxRows+1 {
		return tooManyRows()
	}
	g.rows = append(g.rows, Row{Number: number})
	g.next = 0
	return nil
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// cell reads one cell; one beyond the columns that are read is an error only when it holds something.
func (g *grid) cell(d *xml.Decoder, e xml.StartElement) error {
	if len(g.rows) == 0 {
		return damaged.err()
	}
	column := g.next
	if ref := attribute(e, "r"); ref != "" {
		at, ok := parseRef(ref)
		if !ok {
			return damaged.err()
		}
		column = at.column
	}
	g.next = column + 1
	s, err := g.book.cellText(d, e)
	if err != nil || strings.TrimSpace(s) == "" {
		return err
	}
	if column >= MaxColumns {
		return tooManyColumns()
	}
	g.set(len(g.rows)-1, column, s)
	return nil
}

func (g *grid) set(row, column int, s string) {
	cells := g.rows[row].Cells
	for len(cells) <= column {
		cells = append(cells, "")
	}
	cells[column] = s
	g.rows[row].Cells = cells
}

// cellText is the text of a cell; of a formula its last result.
func (b *book) cellText(d *xml.Decoder, e xml.StartElement) (string, error) {
	var c struct {
		Value  string `xml:"v"`
		Inline struct {
			Text string `xml:"t"`
			Runs []struct {
				Text string `xml:"t"`
			} `xml:"r"`
		} `xml:"is"`
	}
	if err := d.DecodeElement(&c, &e); err != nil {
		return "", &models.Error{Code: models.CodeUnreadableFile, Args: damaged.args(), Cause: err}
	}
	switch attribute(e, "t") {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(c.Value))
		if err != nil || n < 0 || n >= len(b.strings) {
			return "", damaged.err()
		}
		return b.strings[n], nil
	case "inlineStr":
		s := c.Inline.Text
		for _, r := range c.Inline.Runs {
			s += r.Text
		}
		return unescape(s), nil
	case "str", "e", "d":
		return unescape(c.Value), nil
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[c.Value], nil
	}
	style, err := strconv.Atoi(attribute(e, "s"))
	if err != nil {
		style = -1
	}
	return b.numberText(c.Value, style), nil
}

var escaped = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// unescape reads the escapes by which workbooks write characters that XML cannot hold: _x000D_ (ECMA-376 part 1, 22.9.2.19).
func unescape(s string) string {
	return escaped.ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil {
			return e
		}
		return string(rune(n))
	})
}

// merge gives the text of a range's first cell to the first column of its other rows. Only rows that hold something else
// are filled: a range over blank rows does not make rows of them.
func (g *grid) merge(ref string) {
	from, to, _ := strings.Cut(ref, ":")
	first, ok := parseRef(from)
	last, okLast := parseRef(to)
	if !ok || !okLast || first.column >= MaxColumns {
		return
	}
	start := sort.Search(len(g.rows), func(i int) bool { return g.rows[i].Number >= first.row })
	if start == len(g.rows) || g.rows[start].Number != first.row || first.column >= len(g.rows[start].Cells) {
		return
	}
	text := g.rows[start].Cells[first.column]
	for i := start + 1; i < len(g.rows) && g.rows[i].Number <= last.row && g.filled < MaxRows*MaxColumns; i++ {
		g.filled++
		if text != "" && !blank(g.rows[i].Cells) {
			g.set(i, first.column, text)
		}
	}
}

type cellRef struct{ row, column int }

// parseRef reads A1 as row 1, column 0.
func parseRef(s string) (cellRef, bool) {
	letters := strings.TrimRight(s, "0123456789")
	row, err := strconv.Atoi(s[len(letters):])
	if err != nil || letters == "" || len(letters) > 3 {
		return cellRef{}, false
	}
	column := 0
	for _, r := range letters {
		if r < 'A' || r > 'Z' {
			return cellRef{}, false
		}
		column = column*26 + int(r-'A') + 1
	}
	return cellRef{row, column - 1}, true
}
