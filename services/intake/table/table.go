// Package table turns a spreadsheet file into rows of text: .xlsx and .csv (UTF-8, UTF-16 with a mark, GB18030), told apart by
// what is in them and not by their names. It keeps the row numbers of the file and never drops a row silently.
//
// Workbooks are read with excelize, row by row. What it passes over is looked for here first: damage, a sheet whose XML breaks
// off, rows and cells out of order.
package table

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"konggang/models"
)

// Limits of what is read.
const (
	MaxBytes    = 32 << 20
	MaxUnpacked = 256 << 20
	MaxRows     = 20_000
	MaxColumns  = 100
	// MaxCell is how many bytes a cell can hold: the 32,767 characters of a spreadsheet program at three bytes each.
	MaxCell = 3 * 32_767
)

// Row is one row that holds something, with its number in the file; cells beyond the last that holds something are absent.
type Row struct {
	Number int
	Cells  []string
}

// Table is a header, which is row 1, and the rows under it.
type Table struct {
	Header []string
	Rows   []Row
}

// Read reads a file; its name only helps to say what is wrong with it. Errors CodeUnreadableFile with what the file is, in
// English and in Chinese; CodeTooLarge with what is too large, in both; CodeNoHeader when row 1 is empty.
func Read(name string, r io.Reader) (Table, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return Table{}, damaged.because(err)
	}
	if len(data) > MaxBytes {
		return Table{}, tooLarge(fmt.Sprintf("more than %d MB", MaxBytes>>20), fmt.Sprintf("超过 %d MB", MaxBytes>>20))
	}
	kind, err := sniff(name, data)
	if err != nil {
		return Table{}, err
	}
	var c collector
	if kind == workbook {
		err = readWorkbook(data, &c)
	} else {
		err = readCSV(data, &c)
	}
	if err != nil {
		return Table{}, err
	}
	return c.table()
}

// collector gathers rows and keeps the limits.
type collector struct{ rows []Row }

// add takes a row unless it is blank; error CodeTooLarge.
func (c *collector) add(number int, cells []string) error {
	last := 0
	for i, cell := range cells {
		if len(cell) > MaxCell {
			return tooLarge(fmt.Sprintf("a cell in row %d is too long", number), fmt.Sprintf("第 %d 行有单元格过长", number))
		}
		cells[i] = undefuse(strings.TrimSpace(cell))
		if cells[i] != "" {
			last = i + 1
		}
	}
	switch {
	case last == 0:
		return nil
	case last > MaxColumns:
		return tooManyColumns()
	case len(c.rows) > MaxRows:
		return tooManyRows()
	}
	c.rows = append(c.rows, Row{number, slices.Clone(cells[:last])}) // the blank cells behind are let go
	return nil
}

func (c *collector) table() (Table, error) {
	if len(c.rows) == 0 || c.rows[0].Number != 1 {
		return Table{}, models.Errorf(models.CodeNoHeader, "row 1 is empty", "第 1 行是空的")
	}
	return Table{Header: c.rows[0].Cells, Rows: c.rows[1:]}, nil
}

func tooManyRows() error {
	return tooLarge(fmt.Sprintf("more than %d rows", MaxRows), fmt.Sprintf("超过 %d 行", MaxRows))
}

func tooManyColumns() error {
	return tooLarge(fmt.Sprintf("more than %d columns", MaxColumns), fmt.Sprintf("超过 %d 列", MaxColumns))
}

func tooLarge(en, zh string) error { return models.Errorf(models.CodeTooLarge, en, zh) }

// fileKind is how a file is read.
type fileKind int

const (
	workbook fileKind = iota
	text
)

// trouble is why a file cannot be read, in English and in Chinese.
type trouble struct{ en, zh string }

var (
	empty     = trouble{"the file is empty", "文件是空的"}
	oldXLS    = trouble{"an old .xls workbook; save it as .xlsx", "旧版 .xls 工作簿,请另存为 .xlsx"}
	encrypted = trouble{"an encrypted workbook; remove its password", "加密的工作簿,请先去掉密码"}
	webPage   = trouble{"a web page, not a spreadsheet; save it as .xlsx", "网页而不是表格,请另存为 .xlsx"}
	pdf       = trouble{"a PDF, not a spreadsheet", "PDF 而不是表格"}
	xmlFile   = trouble{"an XML file; save it as .xlsx", "XML 文件,请另存为 .xlsx"}
	notXLSX   = trouble{"not an .xlsx workbook, whatever its name says", "不是 .xlsx 工作簿,只是名字像"}
	notText   = trouble{"neither a workbook nor text", "既不是工作簿也不是文本"}
	damaged   = trouble{"a damaged workbook", "损坏的工作簿"}
	noSheet   = trouble{"a zip file without a worksheet", "不含工作表的压缩文件"}
)

func (t trouble) err() error { return t.because(nil) }

func (t trouble) because(cause error) error {
	return &models.Error{Code: models.CodeUnreadableFile, Args: []any{t.en, t.zh}, Cause: cause}
}

var oleMagic = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// sniff tells what a file is from its first bytes.
func sniff(name string, data []byte) (fileKind, error) {
	start := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 512)], utf8Mark)))
	switch {
	case len(start) == 0:
		return 0, empty.err()
	case bytes.HasPrefix(data, []byte("PK")):
		return workbook, nil
	case bytes.HasPrefix(data, oleMagic):
		// The names of streams in a compound file are UTF-16; only an encrypted .xlsx has this one.
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return 0, encrypted.err()
		}
		return 0, oldXLS.err()
	case bytes.HasPrefix(start, []byte("%pdf")):
		return 0, pdf.err()
	case bytes.HasPrefix(start, []byte("<!doctype html")), bytes.HasPrefix(start, []byte("<html")), bytes.Contains(start, []byte("<table")):
		return 0, webPage.err()
	case bytes.HasPrefix(start, []byte("<?xml")):
		return 0, xmlFile.err()
	case strings.HasSuffix(strings.ToLower(name), ".xlsx") && bytes.IndexByte(data, 0) >= 0 && !hasUTF16Mark(data):
		return 0, notXLSX.err()
	}
	return text, nil
}
