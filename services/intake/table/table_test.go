package table_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"konggang/services/intake/table"
)

func read(t testing.TB, name string, data []byte) table.Table {
	t.Helper()
	got, err := table.Read(name, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

var small = table.Table{
	Header: []string{"企业名称", "岗位"},
	Rows:   []table.Row{{Number: 2, Cells: []string{"某厂", "普工,夜班"}}, {Number: 4, Cells: []string{"", "焊\n工"}}},
}

const smallCSV = "企业名称,岗位\r\n某厂 ,\"普工,夜班\"\r\n,\r\n,\"焊\n工\"\r\n"

func TestCSVEncodings(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(smallCSV)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(smallCSV)
	if err != nil {
		t.Fatal(err)
	}
	big, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(smallCSV)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"utf-8": smallCSV, "utf-8 with mark": "\ufeff" + smallCSV, "gb18030": gb, "utf-16 le": wide, "utf-16 be": big} {
		if diff := cmp.Diff(small, read(t, "a.csv", []byte(data))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestCSVForms(t *testing.T) {
	for in, want := range map[string][]string{
		"a,b\n1,2":        {"1", "2"},
		"a\tb\n1,0\t2":    {"1,0", "2"},
		"a;b\n1;2\n":      {"1", "2"},
		"a,b\r1,2\r":      {"1", "2"},
		"a,b\n6\"管,2":     {`6"管`, "2"},
		"a,b\n\"x\"y,2":   {"xy", "2"},
		"a,b\n\"1\"\"\",": {`1"`},
		"a,b\n1,2,3":      {"1", "2", "3"},
		"a,b\n'=1,''x":    {"=1", "'x"},
		"a,b\n'it,x":      {"'it", "x"},
	} {
		if diff := cmp.Diff(want, read(t, "a.csv", []byte(in)).Rows[0].Cells); diff != "" {
			t.Errorf("%q (-want +got)\n%s", in, diff)
		}
	}
}

func TestDefuseIsUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.TrimSpace(rapid.StringMatching(`['=+@＝a-]{1,6}`).Draw(t, "text"))
		got, err := table.Read("a.csv", strings.NewReader("h\n"+table.Defuse(s)))
		if err != nil || got.Rows[0].Cells[0] != s {
			t.Fatalf("%q became %v (%v)", s, got, err)
		}
	})
}

// book is a workbook with the cells given by name.
func book(t testing.TB, cells map[string]any) *excelize.File {
	t.Helper()
	f := excelize.NewFile()
	for at, v := range cells {
		if err := f.SetCellValue("Sheet1", at, v); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkbookCells(t *testing.T) {
	f := book(t, map[string]any{
		"A1": "编号", "B1": "电话", "C1": "有效期", "D1": "比例", "E1": "公式", "F1": "是否", "G1": "文本", "H1": "小数", "I1": "日期二",
		"A2": 7, "B2": 15400001234, "C2": time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC), "D2": 0.6, "F2": true, "G2": " 有空格 ", "H2": 0.1 + 0.2, "I2": 46752,
	})
	styled := func(cell string, style excelize.Style) {
		id, err := f.NewStyle(&style)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", cell, cell, id); err != nil {
			t.Fatal(err)
		}
	}
	chinese, scientific := `yyyy"年"m"月"d"日";@`, "0.00E+00"
	styled("B2", excelize.Style{CustomNumFmt: &scientific})
	styled("D2", excelize.Style{NumFmt: 9})
	styled("I2", excelize.Style{CustomNumFmt: &chinese})
	if err := f.SetCellFormula("Sheet1", "E2", "A2*2"); err != nil {
		t.Fatal(err)
	}
	want := []string{"7", "15400001234", "2027-12-31", "60%", "", "TRUE", "有空格", "0.3", "2027-12-31"}
	if diff := cmp.Diff(want, read(t, "a.xlsx", saved(t, f)).Rows[0].Cells); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFormulasGiveTheirLastResult(t *testing.T) {
	data := withPart(t, saved(t, book(t, map[string]any{"A1": "a"})), "xl/worksheets/sheet1.xml", `<worksheet><sheetData>
		<row r="1"><c r="A1" t="inlineStr"><is><r><t>工</t></r><r><t>资</t></r></is></c><c r="B1" t="inlineStr"><is><t>b_x000D_</t></is></c></row>
		<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c t="str"><f>"a"</f><v>文</v></c><c t="e"><v>#N/A</v></c></row></sheetData></worksheet>`)
	want := table.Table{Header: []string{"工资", "b"}, Rows: []table.Row{{Number: 2, Cells: []string{"2", "文", "#N/A"}}}}
	if diff := cmp.Diff(want, read(t, "a.xlsx", data)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

const spreadsheetML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

// zipOf is an archive of one part.
func zipOf(t testing.TB, name, content string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := zip.NewWriter(&out).Close(); err != nil {
		t.Fatal(err)
	}
	return withPart(t, out.Bytes(), name, content)
}

// withPart replaces one part of a workbook.
func withPart(t testing.TB, data []byte, name, content string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		if f.Name == name {
			continue
		}
		if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestMergedCellsFillTheirRows(t *testing.T) {
	f := book(t, map[string]any{"A1": "企业", "B1": "岗位", "A2": "某厂", "B2": "普工", "B3": "焊工", "B6": "电工", "A7": "别厂", "B7": "门卫"})
	if err := f.MergeCell("Sheet1", "A2", "A6"); err != nil {
		t.Fatal(err)
	}
	want := []table.Row{{Number: 2, Cells: []string{"某厂", "普工"}}, {Number: 3, Cells: []string{"某厂", "焊工"}}, {Number: 6, Cells: []string{"某厂", "电工"}}, {Number: 7, Cells: []string{"别厂", "门卫"}}}
	if diff := cmp.Diff(want, read(t, "a.xlsx", saved(t, f)).Rows); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFirstVisibleSheetIsRead(t *testing.T) {
	f := book(t, map[string]any{"A1": "隐藏"})
	if _, err := f.NewSheet("第二"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStr("第二", "A1", "看得见"); err != nil {
		t.Fatal(err)
	}
	f.SetActiveSheet(1)
	if err := f.SetSheetVisible("Sheet1", false); err != nil {
		t.Fatal(err)
	}
	if got := read(t, "a.xlsx", saved(t, f)).Header; got[0] != "看得见" {
		t.Errorf("header %q", got)
	}
}

func TestDatesOfBothSystems(t *testing.T) {
	f := book(t, map[string]any{"A1": "日期", "A2": 45290})
	id, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle("Sheet1", "A2", "A2", id); err != nil {
		t.Fatal(err)
	}
	yes := true
	if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
		t.Fatal(err)
	}
	if got := read(t, "a.xlsx", saved(t, f)).Rows[0].Cells[0]; got != "2027-12-31" {
		t.Errorf("got %s", got)
	}
}

// TestWorkbooksAreReadAsTheyWereWritten takes the library that writes workbooks as the oracle.
func TestWorkbooksAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.StringMatching(`[一-龥a-zA-Z0-9_x<>&" .-]{0,12}`)
		rows := rapid.SliceOfN(rapid.SliceOfN(texts, 0, 6), 1, 8).Draw(t, "rows")
		f := excelize.NewFile()
		want := table.Table{Header: []string{"头"}, Rows: []table.Row{}}
		if err := f.SetCellStr("Sheet1", "A1", "头"); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			var cells []string
			for j, s := range row {
				at, err := excelize.CoordinatesToCellName(j+1, i+2)
				if err != nil {
					t.Fatal(err)
				}
				if err := f.SetCellStr("Sheet1", at, table.Defuse(s)); err != nil {
					t.Fatal(err)
				}
				if s = strings.TrimSpace(s); s != "" {
					cells = append(append(cells, make([]string, j-len(cells))...), s)
				}
			}
			if len(cells) > 0 {
				want.Rows = append(want.Rows, table.Row{Number: i + 2, Cells: cells})
			}
		}
		b, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		got, err := table.Read("a.xlsx", b)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Fatalf("%v (-want +got)\n%s", err, diff)
		}
	})
}

// TestWhatFormatsMakeOfNumbers holds that a day typed without signs into a cell for dates, which then shows it as #####, is kept.
func TestWhatFormatsMakeOfNumbers(t *testing.T) {
	const formats = `<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="0&quot;日&quot;"/></numFmts>`
	for _, c := range []struct{ format, in, want string }{
		{"14", "46752", "2027-12-31"}, {"14", "46752.75", "2027-12-31"}, {"14", "20271231", "20271231"}, {"14", "0", "0"}, {"14", "-3", "-3"},
		{"31", "46752", "2027-12-31"}, {"176", "46752", "2027-12-31"}, {"177", "31", "31"}, {"20", "0.5", "0.5"},
		{"9", "0.6", "60%"}, {"9", "0.085", "8.5%"}, {"10", "0.07", "7%"}, {"9", "1", "100%"}, {"9", "-0.5", "-50%"},
		{"1", "4500.5", "4500.5"}, {"3", "15400001234", "15400001234"}, {"11", "15400001234", "15400001234"}, {"14", "长期", "长期"}, {"9", "约一半", "约一半"},
	} {
		data := withPart(t, saved(t, book(t, map[string]any{"A1": "a"})), "xl/styles.xml",
			`<styleSheet xmlns="`+spreadsheetML+`">`+formats+`<cellXfs><xf numFmtId="0"/><xf numFmtId="`+c.format+`"/></cellXfs></styleSheet>`)
		data = withPart(t, data, "xl/worksheets/sheet1.xml", `<worksheet><row r="1"><c><v>1</v></c></row><row r="2"><c s="1"><v>`+c.in+`</v></c></row></worksheet>`)
		if got := read(t, "a.xlsx", data).Rows[0].Cells[0]; got != c.want {
			t.Errorf("%s in format %s was read as %s, want %s", c.in, c.format, got, c.want)
		}
	}
}

func TestSharedStringsWithRunsAndPhonetics(t *testing.T) {
	data := withPart(t, saved(t, book(t, map[string]any{"A1": "a"})), "xl/sharedStrings.xml",
		`<sst xmlns="`+spreadsheetML+`"><si><r><t>企</t></r><r><t xml:space="preserve">业 名</t></r><rPh sb="0" eb="1"><t>qi</t></rPh></si></sst>`)
	if got := read(t, "a.xlsx", data).Header; !cmp.Equal(got, []string{"企业 名"}) {
		t.Errorf("header %q", got)
	}
}

func TestNumbersKeepFifteenDigits(t *testing.T) {
	for in, want := range map[string]string{"4500": "4500", "1.54E+10": "15400000000", "0.30000000000000004": "0.3", "-5": "-5", "1e300": "1E+300", "12x": "12x", "26.5": "26.5"} {
		data := withPart(t, saved(t, book(t, map[string]any{"A1": "a"})), "xl/worksheets/sheet1.xml",
			`<worksheet><row r="1"><c><v>1</v></c></row><row r="2"><c><v>`+in+`</v></c></row></worksheet>`)
		if got := read(t, "a.xlsx", data).Rows[0].Cells[0]; got != want {
			t.Errorf("%s was read as %s, want %s", in, got, want)
		}
	}
}
