// Package workbook writes an edition as a spreadsheet for offices that have a template of their own: a plain cell for
// everything, one row a vacancy, to paste elsewhere or to print as it is.
package workbook

import (
	"bytes"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/noticeboard"
)

const sheetName = channels.Title

// XLSX is the workbook of e: title, a row of headings, a row a vacancy, and whom to ask. A grouping orders the rows and adds a
// column with the heading of each. The same edition gives the same bytes. Errors as for noticeboard.PDF.
func XLSX(e models.Edition, o noticeboard.Options) ([]byte, error) {
	format, err := noticeboard.FormatOf(o)
	if err != nil {
		return nil, err
	}
	lines, err := linesOf(e, o.Group)
	if err != nil {
		return nil, err
	}
	shown := columns
	if o.Group != channels.Ungrouped {
		shown = append(slices.Clone(columns), groupColumn)
	}
	w, err := newWriter()
	if err != nil {
		return nil, err
	}
	defer w.close()
	h := channels.HeaderOf(e, models.ChannelNoticeboard)
	w.title(h)
	head := w.table(shown, lines)
	w.foot(h)
	w.frame(shown, head, format)
	w.properties(e, h)
	return w.bytes()
}

// title says what the list is.
func (w *writer) title(h channels.Header) {
	w.line(w.styles.title, h.Where()+" "+h.Title)
	w.line(w.styles.plain, h.Issue+"　"+h.Date+"　发布单位："+h.Office)
	w.line(w.styles.mark, h.Mark)
	w.line(w.styles.plain, h.Notice)
}

// table writes headings and lines, and gives the row of the headings.
func (w *writer) table(shown []column, lines []line) (head int) {
	w.row++
	head = w.row
	for i, c := range shown {
		w.cell(i+1, w.styles.head, c.head)
	}
	for _, l := range lines {
		w.row++
		for i, c := range shown {
			w.cell(i+1, w.styles.body, c.value(l))
		}
	}
	if len(lines) == 0 {
		w.line(w.styles.plain, channels.Nothing)
	}
	return head
}

// foot says what every sheet says.
func (w *writer) foot(h channels.Header) {
	w.line(w.styles.free, h.Free)
	w.line(w.styles.plain, channels.Led("咨询电话：", h.Phone))
	w.line(w.styles.plain, channels.Led("签发：", h.Approver))
	w.line(w.styles.plain, channels.Led("全村岗位：", h.Board))
}

// paperSizes are the numbers that spreadsheets have for papers (ECMA-376 18.3.1.63).
var paperSizes = map[string]int{"A4": 9, "A3": 8}

// frame sets widths and paper, and keeps the headings in sight on the screen.
func (w *writer) frame(shown []column, head int, format noticeboard.Format) {
	for i, c := range shown {
		name, err := excelize.ColumnNumberToName(i + 1)
		w.keep(err)
		w.keep(w.file.SetColWidth(sheetName, name, name, c.width))
	}
	below, err := excelize.CoordinatesToCellName(1, head+1)
	w.keep(err)
	w.keep(w.file.SetPanes(sheetName, &excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: below, ActivePane: "bottomLeft"}))
	w.paper(head, format)
}

// paper has the sheet printed as wide as the page, with the headings on every one.
func (w *writer) paper(head int, format noticeboard.Format) {
	w.keep(w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: sheetName, RefersTo: rowsOf(head)}))
	lies := "portrait"
	if format.Landscape {
		lies = "landscape"
	}
	size, wide, long, fit := paperSizes[format.Paper], 1, 0, true
	w.keep(w.file.SetPageLayout(sheetName, &excelize.PageLayoutOptions{Size: &size, Orientation: &lies, FitToWidth: &wide, FitToHeight: &long}))
	w.keep(w.file.SetSheetProps(sheetName, &excelize.SheetPropsOptions{FitToPage: &fit}))
	side, foot := 0.35, 0.6 // inches
	w.keep(w.file.SetPageMargins(sheetName, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &side, Bottom: &foot}))
	w.keep(w.file.SetHeaderFooter(sheetName, &excelize.HeaderFooterOptions{OddFooter: "&R第&P页 共&N页"}))
}

// properties are those of the edition, so that no clock gets into the file.
func (w *writer) properties(e models.Edition, h channels.Header) {
	changed := e.CreatedAt
	if e.PublishedAt != nil {
		changed = *e.PublishedAt
	}
	w.keep(w.file.SetDocProps(&excelize.DocProperties{Title: h.Where() + h.Title + " " + h.Issue, Creator: h.Office, LastModifiedBy: h.Office,
		Created: e.CreatedAt.UTC().Format(time.RFC3339), Modified: changed.UTC().Format(time.RFC3339)}))
}

func (w *writer) bytes() ([]byte, error) {
	var out bytes.Buffer
	if w.err == nil {
		w.keep(w.file.Write(&out))
	}
	return out.Bytes(), w.err
}
