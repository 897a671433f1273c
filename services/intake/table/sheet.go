package table

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// links is the part that says where each sheet is.
const links = "xl/_rels/workbook.xml.rels"

// firstVisible is the name of the first sheet that is not hidden and its XML, nil when there is none.
func firstVisible(f *excelize.File) (name string, content []byte) {
	var targets struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if xml.Unmarshal(partOf(f, links), &targets) != nil {
		return "", nil
	}
	for _, sheet := range f.WorkBook.Sheets.Sheet {
		if sheet.State == "hidden" || sheet.State == "veryHidden" {
			continue
		}
		for _, link := range targets.Relationship {
			if link.ID != sheet.ID {
				continue
			}
			target := link.Target
			if !path.IsAbs(target) {
				target = path.Join("/xl", target)
			}
			return sheet.Name, partOf(f, target[1:])
		}
	}
	return "", nil
}

func partOf(f *excelize.File, name string) []byte {
	part, _ := f.Pkg.Load(name)
	content, _ := part.([]byte)
	return content
}

var errOrder = errors.New("rows or cells out of order")

// inspection reads a sheet for what excelize's rows leave out: merged ranges, whose reader there holds every cell in memory, and
// XML that breaks off or goes back to an earlier row or cell, at which rows end or run into one another without a word.
type inspection struct {
	row, column int
	merged      []span
}

func inspect(content []byte) ([]span, error) {
	var in inspection
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return in.merged, nil
		}
		if e, ok := token.(xml.StartElement); ok && !in.follows(e) {
			err = errOrder
		}
		if err != nil {
			return nil, err
		}
	}
}

// follows says whether an element stands after the rows and cells before it.
func (in *inspection) follows(e xml.StartElement) bool {
	row, column := in.row, in.column
	switch e.Name.Local {
	case "row":
		in.row, in.column = row+1, 0
		if r := attribute(e, "r"); r != "" {
			in.row, _ = strconv.Atoi(r)
		}
		return in.row > row
	case "c":
		in.column++
		if r := attribute(e, "r"); r != "" {
			in.column, _, _ = excelize.CellNameToCoordinates(r)
		}
		return row > 0 && in.column > column
	case "mergeCell":
		if s, ok := parseSpan(attribute(e, "ref")); ok {
			in.merged = append(in.merged, s)
		}
	}
	return true
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// span is the first column, from 0, of a merged range that goes over several rows.
type span struct{ column, first, last int }

func parseSpan(ref string) (span, bool) {
	from, to, _ := strings.Cut(ref, ":")
	column, first, err := excelize.CellNameToCoordinates(from)
	_, last, errLast := excelize.CellNameToCoordinates(to)
	return span{column - 1, first, last}, err == nil && errLast == nil && first < last && column <= MaxColumns
}

// fill gives the text of a range's first cell to the first column of its other rows, as one employer's name beside several
// jobs is meant. A range over blank rows does not make rows of them.
func (c *collector) fill(merged []span) {
	left := MaxRows * MaxColumns // ranges overlap in no honest sheet, and so fill no more cells than there are
	for _, s := range merged {
		at, found := slices.BinarySearchFunc(c.rows, s.first, func(r Row, n int) int { return r.Number - n })
		if !found || s.column >= len(c.rows[at].Cells) || c.rows[at].Cells[s.column] == "" {
			continue
		}
		text := c.rows[at].Cells[s.column]
		for at++; at < len(c.rows) && c.rows[at].Number <= s.last && left > 0; at++ {
			left--
			r := &c.rows[at]
			r.Cells = append(r.Cells, make([]string, max(0, s.column+1-len(r.Cells)))...)
			r.Cells[s.column] = text
		}
	}
}
