package noticeboard

import (
	"strconv"

	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

// around is what stands above and below the table: the heading's three lines, for whom the list was made, whom to ask.
type around struct{ title, issue, publisher, notice, office oneLine }

// oneLine is a text as it is drawn; cut tells that words were left out for want of room.
type oneLine struct {
	text  string
	style typeset.Style
	cut   bool
}

func (s *sheet) oneLine(text string, style typeset.Style, width float64) oneLine {
	out := oneLine{}
	out.text, out.style = flow.OneLine(text, style, width, s.em())
	out.cut = out.text != text
	return out
}

func (a around) all() []oneLine { return []oneLine{a.title, a.issue, a.publisher, a.notice, a.office} }

func (a around) cut() bool {
	for _, l := range a.all() {
		if l.cut {
			return true
		}
	}
	return false
}

// missing are the characters around the table that no font has.
func (a around) missing() []MissingGlyph {
	var out []MissingGlyph
	for _, l := range a.all() {
		out = lacking(out, 0, aroundTable, l.text)
	}
	return out
}

func (s *sheet) setAround() around {
	em, h := s.em(), s.header
	room := s.bandEnd() - s.bandStart()
	beside := room
	if h.Mark != "" {
		beside -= s.markWidth() + em
	}
	from, to := s.officeSpan()
	return around{
		title:     s.oneLine(h.Where()+" "+h.Title, typeset.Style{Weight: typeset.Bold, Size: float64(2.4 * em)}, beside),
		issue:     s.oneLine(h.Issue+"　"+h.Date, typeset.Style{Weight: typeset.Bold, Size: float64(1.25 * em)}, room),
		publisher: s.publisher(typeset.Style{Size: float64(1.05 * em)}, room),
		notice:    s.oneLine(h.Notice, typeset.Style{Size: 1.1 * em}, s.inner()),
		office:    s.oneLine(led(h.Office, "　咨询电话 ", h.Phone), typeset.Style{Size: em}, to-from),
	}
}

// publisher is the office, and who answers for the edition; where there is no room for both, the office's name is shortened,
// which stands below the table too.
func (s *sheet) publisher(style typeset.Style, room float64) oneLine {
	office, signed := "发布单位："+s.header.Office, led("", "　签发：", s.header.Approver)
	whole := s.oneLine(office+signed, style, room)
	if !whole.cut || signed == "" {
		return whole
	}
	least := whole.style
	short := s.oneLine(office, least, room-least.Width(signed))
	out := s.oneLine(short.text+signed, least, room)
	out.cut = true
	return out
}

// led is text with what follows it under its label, where there is that.
func led(text, label, more string) string {
	if more == "" {
		return text
	}
	return text + label + more
}

// bandStart and bandEnd are where the texts of the heading start, and where they end at the latest, before the code.
func (s *sheet) bandStart() float64 { return s.margin + float64(1.2*s.em()) }

func (s *sheet) bandEnd() float64 {
	right := s.margin + s.inner() - s.em()
	if s.header.Board == "" {
		return right
	}
	return s.invitationEnd() - s.invitationWidth() - s.em()
}

// qrSide is the side of the code in the heading.
func (s *sheet) qrSide() float64 { return s.band() - float64(0.6*s.em()) }

// invitation are the words beside the code.
const invitation = "手机扫码\n看全村岗位"

func (s *sheet) invitationEnd() float64 { return s.margin + s.inner() - s.em() - s.qrSide() }

func (s *sheet) invitationWidth() float64 {
	return typeset.Style{Size: s.em()}.Width("看全村岗位")
}

func (s *sheet) markStyle() typeset.Style {
	return typeset.Style{Weight: typeset.Bold, Size: 1.6 * s.em()}
}

func (s *sheet) markWidth() float64 {
	return s.markStyle().Width(s.header.Mark) + float64(1.6*s.em())
}

// freeStyle is that of what is free of charge, at the start of the foot.
func (s *sheet) freeStyle() typeset.Style {
	return typeset.Style{Weight: typeset.Bold, Size: 1.2 * s.em()}
}

// meaningStart is where the foot goes on after what is free of charge.
func (s *sheet) meaningStart() float64 {
	return s.margin + s.freeStyle().Width(s.header.Free) + 2*s.em()
}

// officeSpan is the room in the foot between what stands at its start and the widest count of pages.
func (s *sheet) officeSpan() (from, to float64) {
	em := s.em()
	from = s.meaningStart()
	if s.table.fresh {
		from += s.newMarkStyle().Width(newMark) + typeset.Style{Size: em}.Width(newMeans) + 2*em
	}
	return from, s.margin + s.inner() - typeset.Style{Size: em}.Width(s.pageCount(len(s.pages))) - 2*em
}

func (s *sheet) newMarkStyle() typeset.Style {
	return typeset.Style{Weight: typeset.Bold, Size: s.em()}
}

func (s *sheet) pageCount(number int) string {
	return "第" + strconv.Itoa(number) + "页 共" + strconv.Itoa(len(s.pages)) + "页"
}
