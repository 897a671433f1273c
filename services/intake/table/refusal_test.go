package table_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"konggang/models"
	"konggang/services/intake/table"
)

func TestFilesThatAreRefused(t *testing.T) {
	good := saved(t, book(t, map[string]any{"A1": "企业", "A2": "某厂"}))
	broken := bytes.Clone(good)
	for i := len(broken) / 3; i < len(broken)/3+40; i++ {
		broken[i] ^= 0x5a
	}
	var locked bytes.Buffer
	if err := book(t, map[string]any{"A1": "企业"}).Write(&locked, excelize.Options{Password: "secret"}); err != nil {
		t.Fatal(err)
	}
	old := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 1024)...)
	for name, c := range map[string]struct {
		file string
		data []byte
		code models.Code
		zh   string
	}{
		"empty":              {"a.csv", nil, models.CodeUnreadableFile, "空的"},
		"only spaces":        {"a.csv", []byte(" \n \n"), models.CodeUnreadableFile, "空的"},
		"old xls":            {"a.xlsx", old, models.CodeUnreadableFile, ".xls"},
		"encrypted":          {"a.xlsx", locked.Bytes(), models.CodeUnreadableFile, "加密"},
		"html":               {"a.xls", []byte("\ufeff<html><table><tr><td>企业</td></tr></table></html>"), models.CodeUnreadableFile, "网页"},
		"xml":                {"a.xls", []byte(`<?xml version="1.0"?><Workbook/>`), models.CodeUnreadableFile, "XML"},
		"pdf":                {"a.xlsx", []byte("%PDF-1.7"), models.CodeUnreadableFile, "PDF"},
		"broken zip":         {"a.xlsx", broken, models.CodeUnreadableFile, "损坏"},
		"cut zip":            {"a.xlsx", good[:len(good)/2], models.CodeUnreadableFile, "损坏"},
		"zip of other files": {"a.xlsx", zipOf(t, "word/document.xml", "<document/>"), models.CodeUnreadableFile, "不含工作表"},
		"workbook of none":   {"a.xlsx", withPart(t, good, "xl/workbook.xml", `<workbook xmlns="`+spreadsheetML+`"/>`), models.CodeUnreadableFile, "不含工作表"},
		"cut sheet":          {"a.xlsx", withPart(t, good, "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row><c><v>1</v></c>`), models.CodeUnreadableFile, "损坏"},
		"rows out of order":  {"a.xlsx", withPart(t, good, "xl/worksheets/sheet1.xml", `<worksheet><row r="5"/><row r="2"/></worksheet>`), models.CodeUnreadableFile, "损坏"},
		"row twice":          {"a.xlsx", withPart(t, good, "xl/worksheets/sheet1.xml", `<worksheet><row r="2"/><row r="2"/></worksheet>`), models.CodeUnreadableFile, "损坏"},
		"cells out of order": {"a.xlsx", withPart(t, good, "xl/worksheets/sheet1.xml", `<worksheet><row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row></worksheet>`), models.CodeUnreadableFile, "损坏"},
		"bare ampersand":     {"a.xlsx", withPart(t, good, "xl/worksheets/sheet1.xml", `<worksheet><row r="1"><c><v>1</v></c></row><row r="2"><c t="str"><v>A&B</v></c></row></worksheet>`), models.CodeUnreadableFile, "损坏"},
		"no strings":         {"a.xlsx", withPart(t, good, "xl/worksheets/sheet1.xml", `<worksheet><row r="1"><c t="s"><v>99</v></c></row></worksheet>`), models.CodeNoHeader, "第 1 行"},
		"binary":             {"a.csv", []byte("a,b\x00c"), models.CodeUnreadableFile, "既不是"},
		"binary as xlsx":     {"a.xlsx", []byte("a,b\x00c"), models.CodeUnreadableFile, "只是名字像"},
		"no encoding":        {"a.csv", []byte("a\xff\xff\n"), models.CodeUnreadableFile, "既不是"},
		"open quote":         {"a.csv", []byte("a,b\n1,2\n\"3,4\n5,6\n"), models.CodeUnreadableFile, "第 3 行"},
		"header not first":   {"a.csv", []byte(",,\n企业,岗位\n"), models.CodeNoHeader, "第 1 行"},
		"too many columns":   {"a.csv", []byte(strings.Repeat("a,", 100) + "a\n"), models.CodeTooLarge, "100 列"},
		"too many rows":      {"a.csv", []byte(strings.Repeat("a\n", 20_002)), models.CodeTooLarge, "20000 行"},
		"long cell":          {"a.csv", []byte("a\nb\n" + strings.Repeat("c", table.MaxCell+1)), models.CodeTooLarge, "第 3 行"},
		"too many bytes":     {"a.csv", bytes.Repeat([]byte("a"), table.MaxBytes+1), models.CodeTooLarge, "32 MB"},
		"wide sheet":         {"a.xlsx", withPart(t, good, "xl/worksheets/sheet1.xml", `<worksheet><row r="1"><c r="CW1"><v>1</v></c></row></worksheet>`), models.CodeTooLarge, "100 列"},
		"too many texts":     {"a.xlsx", withPart(t, good, "xl/sharedStrings.xml", strings.Repeat("<si/>", table.MaxRows*table.MaxColumns)), models.CodeTooLarge, "过多"},
		"too many sheets":    {"a.xlsx", withPart(t, good, "xl/_rels/workbook.xml.rels", strings.Repeat("<Relationship/>", 5_001)), models.CodeTooLarge, "过多"},
		"unpacks too far":    {"a.xlsx", withPart(t, good, "xl/media/image1.png", strings.Repeat("0", table.MaxUnpacked)), models.CodeTooLarge, "解压后"},
	} {
		_, err := table.Read(c.file, bytes.NewReader(c.data))
		var e *models.Error
		if !errors.As(err, &e) || e.Code != c.code || len(e.Args) != 2 || !strings.Contains(fmt.Sprint(e.Args[1]), c.zh) {
			t.Errorf("%s: %v, args %v; want %s about %q", name, err, e, c.code, c.zh)
		}
	}
}

func TestTheLargestSheetIsRead(t *testing.T) {
	got := read(t, "a.csv", []byte(strings.Repeat(strings.Repeat("a,", 99)+"a\n", 20_001)))
	if len(got.Header) != table.MaxColumns || len(got.Rows) != table.MaxRows {
		t.Errorf("%d columns, %d rows", len(got.Header), len(got.Rows))
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("torn") }

func TestReaderThatFails(t *testing.T) {
	if _, err := table.Read("a.csv", failing{}); models.CodeOf(err) != models.CodeUnreadableFile {
		t.Errorf("got %v", err)
	}
}

// checkTable holds what every table that was read keeps, and that every error is the domain's.
func checkTable(t *testing.T, name string, data []byte) {
	got, err := table.Read(name, bytes.NewReader(data))
	if err != nil {
		if models.CodeOf(err) == models.CodeInternal {
			t.Fatal(err)
		}
		return
	}
	last := 1
	for _, r := range got.Rows {
		if r.Number <= last || len(r.Cells) == 0 || len(r.Cells) > table.MaxColumns || r.Cells[len(r.Cells)-1] == "" {
			t.Fatalf("row %d after %d: %q", r.Number, last, r.Cells)
		}
		last = r.Number
	}
}

func FuzzTable(f *testing.F) {
	for _, s := range []string{smallCSV, "a\tb\n1\t2", "\"", "a;b\r1;2", "\xff\xfea\x00", "\xd6\xd0,\xce\xc4\n1,2", "'=1\n''\n", "<html>", "%PDF", "a\n\n\n\"\n\"\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkTable(t, "a.csv", data) })
}

// FuzzXLSX puts any text in place of the parts that are read.
func FuzzXLSX(f *testing.F) {
	good := saved(f, book(f, map[string]any{"A1": "企业", "A2": "某厂"}))
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="3"><c r="B3"><v>1.5E+10</v></c></row><mergeCell ref="A1:A9"/>`, `<xf numFmtId="14"/>`)
	f.Add(`<row><c s="0"><v>46387</v></c></row>`, `<numFmt numFmtId="180" formatCode="yyyy&quot;年&quot;"/><cellXfs><xf numFmtId="180"/></cellXfs>`)
	f.Add(`<row r="2"><c s="1"><v>0.5</v></c></row><mergeCell ref="B2:A1"/><mergeCell ref="A2:A3:A4"/>`, `<numFmts/><cellXfs><xf/><xf numFmtId="9"/></cellXfs>`)
	f.Add(`<row r="x"/>`, ``)
	f.Add(`<row r="1"><c r="ZZZ1"/><c r="A"/></row>`, `<`)
	f.Add(`<row r="1"><c t="inlineStr"><is><t>_x000D_</t></is></c></row>`, ``)
	f.Add(`<c/>`, ``)
	f.Fuzz(func(t *testing.T, rows, styles string) {
		data := withPart(t, good, "xl/worksheets/sheet1.xml", "<worksheet>"+rows+"</worksheet>")
		checkTable(t, "a.xlsx", withPart(t, data, "xl/styles.xml", `<styleSheet xmlns="`+spreadsheetML+`">`+styles+"</styleSheet>"))
	})
}
