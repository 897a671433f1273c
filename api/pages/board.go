package pages

import (
	"bytes"
	"html/template"
	"slices"
	"strings"

	"konggang/models"
	"konggang/services/channels"
)

// MaxBoard bounds the board in bytes, so that it opens on a poor line.
const MaxBoard = 30_000

// Board is the page of a village's open vacancies on a phone, the nearest first. Total counts them all, also those that find no
// room on it.
type Board struct {
	Village   string
	Feed      Feed
	Office    models.Office
	Day       models.Date
	Total     int
	Headcount int
	// InForce is the village's edition in force, nil without one; Held what became of the sheet or post that the visitor came
	// from, nil when that is not known.
	InForce *InForce
	Held    *Held
	Lines   []Line
}

// Feed is the Atom feed that a board leads to.
type Feed struct{ Title, Address string }

// Line is one vacancy and how far it is.
type Line struct {
	Posting  *models.Posting
	Distance string
}

// InForce is the edition in force, with the addresses of its sheet.
type InForce struct {
	Issue, Date string
	PDF, PNG    string
}

// Held is what became of an edition that a visitor holds: the words for its closed lines, without phones, and how many more
// there are; which of the others say something else by now. Newer is the issue of a later edition in force, "" without one. Lines
// counts its lines.
type Held struct {
	Issue, Date string
	Superseded  bool
	Newer       string
	Closed      []string
	More        int
	Changed     []string
	Lines       int
}

// Render is the page as HTML in at most MaxBoard bytes: lines that find no room are counted instead.
func (b Board) Render() ([]byte, error) {
	page := shownBoard{Board: b, OfficePhone: models.Phone(b.Office.Phone), Left: b.Total}
	frame, err := page.render()
	if err != nil {
		return nil, err
	}
	room := MaxBoard - len(frame)
	for _, l := range b.Lines {
		var out bytes.Buffer
		if err := templates.ExecuteTemplate(&out, "line", shownLineOf(l)); err != nil {
			return nil, err
		}
		if room -= out.Len(); room < 0 {
			break
		}
		page.Shown = append(page.Shown, template.HTML(out.String())) //nolint:gosec // it comes from our own template
	}
	page.Left = max(0, b.Total-len(page.Shown))
	return page.render()
}

// shownBoard is a board with the lines that fit, rendered.
type shownBoard struct {
	Board
	OfficePhone models.Phone
	Shown       []template.HTML
	Left        int
}

func (b shownBoard) render() ([]byte, error) {
	var out bytes.Buffer
	err := templates.ExecuteTemplate(&out, "board", b)
	return out.Bytes(), err
}

// shownLine is a line in the words of the sheet, its free text shortened.
type shownLine struct {
	channels.Line
	Phone      models.Phone
	ValidUntil models.Date
	Conditions string
}

func shownLineOf(l Line) shownLine {
	p := l.Posting
	said := channels.LineOfPosting(*p)
	said.Distance = l.Distance
	conditions := strings.Join(slices.Concat(said.Demands, said.Hours, said.Benefits), "\u00a0· ") // a dot at the start of a line would look like a list
	for text, limit := range map[*string]int{&said.Title: 60, &said.Employer: 60, &said.Source: 40, &said.Place: 60, &said.Extra: 80, &said.Rebate: 60, &conditions: 120} {
		*text, _ = channels.Shortened(*text, limit)
	}
	return shownLine{said, p.Vacancy.Contact.Phone, p.Vacancy.ValidUntil, conditions}
}
