package wechat

import (
	"strconv"
	"unicode/utf8"

	"konggang/services/channels"
	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

// cardEntry is one vacancy on a card: job and pay, what it is, and whom to call.
type cardEntry struct {
	fresh bool
	title flow.Block
	// wage stands at the right of the job where both fit on one line, else at the top of about.
	wage  string
	about flow.Block
	phone string
	// code stands at the right of the phone where both fit on one line, else in last.
	code string
	last flow.Block
}

// How much of a card one vacancy may take, in points, so that a wordy one does not fill a screen.
const (
	tallestTitle = 2 * 28 * flow.Leading
	tallestAbout = 9 * 20 * flow.Leading
	badgeSide    = 28.0
	// shortestTitle is in characters.
	shortestTitle = 5
	badgeWidth    = badgeSide + 6
	phoneAbove    = 3.0
)

func setEntry(l channels.Line) cardEntry {
	e := cardEntry{fresh: l.New, phone: channels.Led("电话 ", l.Phone)}
	width := inner - e.indent()
	var pay flow.Paragraph
	if strongType.Width(job(l, l.Title))+2*gap+strongType.Width(l.Wage) <= width {
		e.wage = l.Wage
	} else {
		pay = flow.Paragraph{Text: typeset.NoBreak(l.Wage), Style: strongType, Color: typeset.Red}
	}
	e.title = setTitle(l, width)
	e.about, _ = flow.Fit(append([]flow.Paragraph{pay}, about(l)...), inner, tallestAbout)
	code := channels.Led("编号", l.Number)
	if strongType.Width(e.phone)+gap+boldType.Width(code) <= inner {
		e.code, code = code, ""
	}
	e.last = flow.Set([]flow.Paragraph{{Text: channels.Joined("　", code, l.Contact, channels.Led("有效期至", typeset.NoBreak(l.ValidUntil))), Style: plainType, Color: typeset.Grey}}, inner)
	return e
}

// job is the title, in full or shortened, with what must stand by it: how many are wanted.
func job(l channels.Line, title string) string {
	return channels.Joined(" ", strconv.Itoa(l.Rank)+".", title, typeset.NoBreak(hiring(l)))
}

// setTitle shortens the title to what its lines hold, and nothing else.
func setTitle(l channels.Line, width float64) flow.Block {
	title := l.Title
	for limit := utf8.RuneCountInString(title) - 1; ; limit-- {
		block := flow.Set([]flow.Paragraph{{Text: job(l, title), Style: strongType}}, width)
		if block.Height <= tallestTitle || limit < shortestTitle {
			return block
		}
		title, _ = channels.Shortened(l.Title, limit)
	}
}

// about is what a vacancy is besides job and pay, what decides first.
func about(l channels.Line) []flow.Paragraph {
	return []flow.Paragraph{
		{Text: l.Extra, Style: plainType, Color: typeset.Grey, Flexible: true},
		{Text: l.Rebate, Style: plainType, Color: typeset.Grey, Flexible: true},
		{Text: channels.Joined("，", l.Employer, l.EmployerKind), Style: plainType, Flexible: true},
		{Text: l.Source, Style: plainType, Color: typeset.Grey, Flexible: true},
		{Text: channels.Joined("，", l.Distance, l.Place), Style: plainType, Flexible: true},
		{Text: channels.Joined("；", channels.Joined("，", l.Demands...), channels.Joined("，", l.Hours...)), Style: plainType, Color: typeset.Grey, Flexible: true},
		{Text: channels.Joined("、", l.Benefits...), Style: plainType, Color: typeset.Green, Flexible: true},
	}
}

// indent is the room of the mark of what is new.
func (e cardEntry) indent() float64 {
	if e.fresh {
		return badgeWidth
	}
	return 0
}

func (e cardEntry) phoneHeight() float64 {
	if e.phone == "" && e.code == "" {
		return 0
	}
	return phoneAbove + strongType.Size*flow.Leading
}

// height is what the entry takes of a card, with the space above and below it.
func (e cardEntry) height() float64 {
	return e.title.Height + e.about.Height + e.phoneHeight() + e.last.Height + 2*gap
}

func (e cardEntry) draw(c typeset.Canvas, y float64) {
	const line = 28 * flow.Leading
	if e.fresh {
		c.Rect(cardMargin, y+(line-badgeSide)/2, badgeSide, badgeSide, typeset.Red)
		c.Text(cardMargin+(badgeSide-boldType.Size)/2, boldType.Baseline(y, line), "新", boldType, typeset.White)
	}
	e.title.Draw(c, cardMargin+e.indent(), y, flow.Left)
	atRight(c, y, line, e.wage, strongType, typeset.Red)
	y += e.title.Height
	e.about.Draw(c, cardMargin, y, flow.Left)
	y += e.about.Height
	if e.phoneHeight() > 0 {
		c.Text(cardMargin, strongType.Baseline(y+phoneAbove, line), e.phone, strongType, typeset.Ink)
		atRight(c, y+phoneAbove, line, e.code, boldType, typeset.Ink)
		y += e.phoneHeight()
	}
	e.last.Draw(c, cardMargin, y, flow.Left)
}

// atRight draws one line that ends at the right margin.
func atRight(c typeset.Canvas, y, height float64, text string, style typeset.Style, color typeset.Color) {
	if text != "" {
		c.Text(cardWidth-cardMargin-style.Width(text), style.Baseline(y, height), text, style, color)
	}
}
