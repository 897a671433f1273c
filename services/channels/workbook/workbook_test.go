package workbook_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/noticeboard"
	"konggang/services/channels/workbook"
)

var heads = strings.Fields("序号 编号 单位 岗位 人数 要求 工资 班次工时 福利食宿 地点（距本村） 联系电话 有效期至 联系人 备注")

// opened is the workbook read back, and the row of its headings.
func opened(t rapid.TB, e models.Edition, o noticeboard.Options) (file *excelize.File, head int) {
	t.Helper()
	content, err := workbook.XLSX(e, o)
	if err != nil {
		t.Fatal(err)
	}
	if file, err = excelize.OpenReader(bytes.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	rows, err := file.GetRows(channels.Title)
	if err != nil {
		t.Fatal(err)
	}
	return file, 1 + slices.IndexFunc(rows, func(r []string) bool { return len(r) > 1 && r[0] == heads[0] })
}

func at(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

// TestTheSheetIsGolden reads a whole sheet back, the cells of a row divided by a bar.
func TestTheSheetIsGolden(t *testing.T) {
	e := channelstest.Edition(11)
	e.Borrowed, e.Items[2].Vacancy.Filled = true, 12
	for name, o := range map[string]noticeboard.Options{"plain.txt": {}, "by-trade.txt": {Group: channels.ByTrade}} {
		file, _ := opened(t, e, o)
		rows, err := file.GetRows(channels.Title)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, r := range rows {
			b.WriteString(strings.Join(r, " | ") + "\n")
		}
		channelstest.Golden(t, name, b.String())
	}
}

// TestEveryCellIsOfItsKind: numbers to reckon with, days to sort by, and phones that keep their zeros.
func TestEveryCellIsOfItsKind(t *testing.T) {
	e := channelstest.Edition(6)
	file, head := opened(t, e, noticeboard.Options{})
	for i, l := range channels.Lines(e) {
		for column, want := range map[int]struct {
			kind  excelize.CellType
			raw   string
			shown string
		}{
			1:  {excelize.CellTypeUnset, fmt.Sprint(l.Rank), fmt.Sprint(l.Rank)},
			2:  {excelize.CellTypeSharedString, l.Number, l.Number},
			5:  {excelize.CellTypeUnset, strings.TrimSuffix(l.Headcount, "人"), strings.TrimSuffix(l.Headcount, "人")},
			11: {excelize.CellTypeSharedString, l.Phone, l.Phone},
			12: {excelize.CellTypeUnset, serial(e.Items[i].Vacancy.ValidUntil), e.Items[i].Vacancy.ValidUntil.Time().Format("2006年1月2日")},
		} {
			cell := at(column, head+1+i)
			kind, _ := file.GetCellType(channels.Title, cell)
			raw, _ := file.GetCellValue(channels.Title, cell, excelize.Options{RawCellValue: true})
			shown, _ := file.GetCellValue(channels.Title, cell)
			if kind != want.kind || raw != want.raw || shown != want.shown {
				t.Errorf("%s: kind %v, %q shown as %q; want %v", cell, kind, raw, shown, want)
			}
		}
	}
}

// serial is how spreadsheets count days.
func serial(d models.Date) string { return fmt.Sprint(d.DaysSince("1899-12-30")) }

// TestTheSheetSaysWhatTheOthersSay holds every cell against the words of the line, whatever an edition says.
func TestTheSheetSaysWhatTheOthersSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		by := rapid.SampledFrom([]channels.Grouping{channels.Ungrouped, channels.ByDistance, channels.ByTrade}).Draw(t, "group")
		file, head := opened(t, e, noticeboard.Options{Group: by})
		groups, _ := channels.Grouped(e, by)
		row := head
		for _, g := range groups {
			for _, l := range g.Lines {
				row++
				var texts []string
				for column := range len(heads) + 1 {
					text, _ := file.GetCellValue(channels.Title, at(column+1, row))
					if strings.ContainsAny(text, "\n\t") {
						t.Fatalf("a cell of line %d has line ends: %q", l.Rank, text)
					}
					texts = append(texts, text)
				}
				all := strings.Join(texts, "\n")
				for _, word := range append(slices.Concat(l.Demands, l.Hours, l.Benefits), l.Employer, l.Title, l.Wage, l.Extra, l.Rebate, l.Place, l.Distance, l.Contact, l.Why, l.Phone, l.Source, g.Head) {
					if !strings.Contains(all, word) {
						t.Fatalf("line %d has no %q:\n%s", l.Rank, word, all)
					}
				}
			}
		}
	})
}

// TestNoCellStartsAFormula puts the starts of formulas wherever an edition has a text.
func TestNoCellStartsAFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.SampledFrom([]string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'", ` =`}).Draw(t, "start")
		hostile := start + rapid.SampledFrom([]string{"1+1", `cmd|' /C calc'!A0`, `HYPERLINK("http://evil.example")`, "_x0041_", "</t>"}).Draw(t, "rest")
		e := channelstest.Edition(1)
		e.TownName, e.VillageName, e.Office.Name, e.Office.Phone, e.Office.PublicURL, e.Approver = hostile, hostile, hostile, hostile, hostile, hostile
		v := &e.Items[0].Vacancy
		v.Title, v.Duties, v.Education, v.AgeMin, v.AgeMax, v.Skills, v.BenefitsNote, v.Benefits = hostile, hostile, "", 0, 0, []string{hostile}, hostile, nil
		v.Contact = models.Contact{Name: hostile, Phone: models.Phone(hostile)}
		e.Items[0].Employer, e.Items[0].Place, e.Items[0].Number, e.Items[0].Reasons, e.Items[0].New = hostile, hostile, hostile, []models.Reason{{Text: hostile}}, false
		file, _ := opened(t, e, noticeboard.Options{Group: channels.ByTrade})
		rows, err := file.GetRows(channels.Title)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, text := range row {
				if formula, _ := file.GetCellFormula(channels.Title, at(j+1, i+1)); formula != "" {
					t.Fatalf("%s is a formula", at(j+1, i+1))
				}
				if text != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n", []rune(text)[0]) {
					t.Fatalf("%s starts as a formula: %q", at(j+1, i+1), text)
				}
			}
		}
	})
}

func TestPaperAndPanes(t *testing.T) {
	for _, c := range []struct {
		o    noticeboard.Options
		size int
		lies string
	}{
		{noticeboard.Options{}, 9, "landscape"}, {noticeboard.Options{Orientation: "portrait"}, 9, "portrait"},
		{noticeboard.Options{Paper: "a3"}, 8, "landscape"}, {noticeboard.Options{Paper: "a3", Orientation: "portrait"}, 8, "portrait"},
	} {
		file, head := opened(t, channelstest.Edition(3), c.o)
		layout, err := file.GetPageLayout(channels.Title)
		if err != nil || *layout.Size != c.size || *layout.Orientation != c.lies || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
			t.Errorf("%+v: %v, error %v", c.o, layout, err)
		}
		if props, err := file.GetSheetProps(channels.Title); err != nil || !*props.FitToPage {
			t.Errorf("%+v: not fitted to the page, error %v", c.o, err)
		}
		if panes, err := file.GetPanes(channels.Title); err != nil || !panes.Freeze || panes.YSplit != head {
			t.Errorf("%+v: %+v, error %v", c.o, panes, err)
		}
		want := []excelize.DefinedName{{Name: "_xlnm.Print_Titles", Scope: channels.Title, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", channels.Title, head, head)}}
		if diff := cmp.Diff(want, file.GetDefinedName()); diff != "" {
			t.Errorf("%+v: -want +got\n%s", c.o, diff)
		}
		if merged, err := file.GetMergeCells(channels.Title); err != nil || len(merged) > 0 {
			t.Errorf("%+v: merged %v, error %v", c.o, merged, err)
		}
	}
	for _, o := range []noticeboard.Options{{Paper: "a5"}, {Orientation: "sideways"}, {Group: "colour"}} {
		if _, err := workbook.XLSX(channelstest.Edition(1), o); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// TestColumnsAreWideEnough: what must not wrap fits its column, a Chinese character being as wide as two.
func TestColumnsAreWideEnough(t *testing.T) {
	e := channelstest.Edition(11)
	file, head := opened(t, e, noticeboard.Options{})
	for _, column := range []int{1, 2, 5, 11, 12} {
		name, _ := excelize.ColumnNumberToName(column)
		width, _ := file.GetColWidth(channels.Title, name)
		for row := head; row <= head+len(e.Items); row++ {
			text, _ := file.GetCellValue(channels.Title, at(column, row))
			need := 1.0
			for _, r := range text {
				need++
				if unicode.Is(unicode.Han, r) {
					need++
				}
			}
			if need > width {
				t.Errorf("%s%d: %q needs %g, has %g", name, row, text, need, width)
			}
		}
	}
	style, _ := file.GetCellStyle(channels.Title, at(6, head+1))
	if s, err := file.GetStyle(style); err != nil || s.Alignment == nil || !s.Alignment.WrapText {
		t.Errorf("long texts do not wrap: %+v, %v", s, err)
	}
}

func TestMarkAndNothing(t *testing.T) {
	e := channelstest.Edition(0)
	e.Status, e.Office.PublicURL, e.Office.Phone, e.Approver = models.EditionDraft, "", "", ""
	file, _ := opened(t, e, noticeboard.Options{})
	rows, err := file.GetRows(channels.Title)
	var texts []string
	for _, r := range rows {
		texts = append(texts, strings.Join(r, " "))
	}
	want := []string{"孟庄镇口张村 空岗信息表", "2026年第3期（总第17期）　2026年11月23日　发布单位：孟庄镇人力资源和社会保障所", "草稿，请勿张贴", strings.Join(heads, " "), channels.Nothing, channels.Free}
	if diff := cmp.Diff(want, texts); diff != "" || err != nil {
		t.Errorf("%v, -want +got\n%s", err, diff)
	}
}

const child = "KONGGANG_WORKBOOK_CHILD"

// TestTheSameBytesEverywhere writes a workbook here, with another time in every part's header where a clock would get in, and
// in another process.
func TestTheSameBytesEverywhere(t *testing.T) {
	content, err := workbook.XLSX(channelstest.Edition(20), noticeboard.Options{Group: channels.ByTrade})
	if err != nil {
		t.Fatal(err)
	}
	sum := fmt.Sprintf("sum %x", sha256.Sum256(content))
	if os.Getenv(child) != "" {
		fmt.Println(sum)
		return
	}
	parts, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range parts.File {
		if part.ModifiedDate != 0 || part.ModifiedTime != 0 || len(part.Extra) > 0 { //nolint:staticcheck // what stands in the header is what is asked
			t.Errorf("%s has a time: %v", part.Name, part.Modified)
		}
	}
	file, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	props, err := file.GetDocProps()
	if want := channelstest.Edition(0).PublishedAt.Format(time.RFC3339); err != nil || props.Created != want || props.Modified != want {
		t.Errorf("made %s, changed %s, want %s, error %v", props.Created, props.Modified, want, err)
	}
	another := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestTheSameBytesEverywhere$", "-test.v")
	another.Env = append(os.Environ(), child+"=1", "TZ=America/New_York")
	out, err := another.CombinedOutput()
	if err != nil || !strings.Contains(string(out), sum) {
		t.Errorf("another process: %v\n%s, want %s", err, out, sum)
	}
}
