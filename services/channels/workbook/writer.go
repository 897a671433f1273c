package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"konggang/models"
	"konggang/services/intake/table"
	"konggang/services/typeset"
)

// writer fills a sheet row by row and keeps the first error.
type writer struct {
	file   *excelize.File
	styles styles
	row    int
	err    error
}

// styles are the numbers of the styles of the file.
type styles struct{ title, plain, mark, head, body, number, date, free int }

func newWriter() (*writer, error) {
	w := &writer{file: excelize.NewFile()}
	w.keep(w.file.SetSheetName(w.file.GetSheetName(0), sheetName))
	w.styles = w.newStyles()
	return w, w.err
}

// asText is the number format of cells whose digits are no number (ECMA-376 18.8.30).
const asText = 49

func (w *writer) newStyles() styles {
	font := func(size float64, colour typeset.Color, bold bool) *excelize.Font {
		return &excelize.Font{Size: size, Color: colour.Hex(), Bold: bold}
	}
	var grid []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		grid = append(grid, excelize.Border{Type: side, Color: typeset.Line.Hex(), Style: 1})
	}
	filled := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{typeset.Maroon.Hex()}}
	wrapped, centred := &excelize.Alignment{Vertical: "center", WrapText: true}, &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	date := `yyyy"年"m"月"d"日"`
	return styles{
		title:  w.style(excelize.Style{Font: font(18, typeset.Red, true)}),
		plain:  w.style(excelize.Style{Font: font(11, typeset.Ink, false)}),
		mark:   w.style(excelize.Style{Font: font(16, typeset.Red, true)}),
		free:   w.style(excelize.Style{Font: font(13, typeset.Green, true)}),
		head:   w.style(excelize.Style{Font: font(11, typeset.White, true), Fill: filled, Alignment: centred, Border: grid}),
		body:   w.style(excelize.Style{Font: font(11, typeset.Ink, false), Alignment: wrapped, Border: grid, NumFmt: asText}),
		number: w.style(excelize.Style{Font: font(11, typeset.Ink, false), Alignment: centred, Border: grid}),
		date:   w.style(excelize.Style{Font: font(11, typeset.Ink, false), Alignment: centred, Border: grid, CustomNumFmt: &date}),
	}
}

func (w *writer) close() { _ = w.file.Close() } // it has no file to close

func (w *writer) keep(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) style(s excelize.Style) int {
	id, err := w.file.NewStyle(&s)
	w.keep(err)
	return id
}

// line writes a text in a row of its own, which it has no need of when it says nothing.
func (w *writer) line(style int, text string) {
	if text == "" {
		return
	}
	w.row++
	w.cell(1, style, text)
}

// cell writes a text, a number or a day into a column of the row; no text can start a formula. Numbers and days have their own
// styles.
func (w *writer) cell(column, style int, value any) {
	at, err := excelize.CoordinatesToCellName(column, w.row)
	w.keep(err)
	switch v := value.(type) {
	case int:
		style = w.styles.number
		w.keep(w.file.SetCellInt(sheetName, at, int64(v)))
	case models.Date:
		style = w.styles.date
		if v != "" {
			w.keep(w.file.SetCellValue(sheetName, at, v.Time()))
		}
	case string:
		if v != "" {
			w.keep(w.file.SetCellStr(sheetName, at, table.Defuse(v)))
		}
	}
	w.keep(w.file.SetCellStyle(sheetName, at, at, style))
}

// rowsOf is a whole row in the words of a defined name.
func rowsOf(row int) string { return fmt.Sprintf("'%s'!$%d:$%d", sheetName, row, row) }
