package main

import (
	"bytes"
	"encoding/csv"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// sheet is a header and its rows; a cell is a string or an int.
type sheet struct {
	header []string
	rows   [][]any
}

func (s *sheet) add(cells ...any) { s.rows = append(s.rows, cells) }

// encode gives the bytes of the sheet as the file type with that extension, .csv or .xlsx.
func (s sheet) encode(extension string) ([]byte, error) {
	switch extension {
	case ".csv":
		return s.csv()
	case ".xlsx":
		return s.xlsx()
	}
	return nil, fmt.Errorf("no such file type: %q", extension)
}

func (s sheet) csv() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(s.header); err != nil {
		return nil, err
	}
	for _, row := range s.rows {
		texts := make([]string, len(row))
		for i, cell := range row {
			texts[i] = fmt.Sprint(cell)
		}
		if err := w.Write(texts); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// xlsx writes codes and phones as text, as an office would have to, so that no leading digit or place is lost.
func (s sheet) xlsx() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return nil, err
	}
	if err := w.SetColWidth(1, len(s.header), 18); err != nil {
		return nil, err
	}
	header := make([]any, len(s.header))
	for i, h := range s.header {
		header[i] = h
	}
	for i, row := range append([][]any{header}, s.rows...) {
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = f.Write(&b)
	return b.Bytes(), err
}
