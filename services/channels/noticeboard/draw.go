package noticeboard

import (
	"strconv"

	"konggang/services/channels"
	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

const (
	thinRule  = 0.5
	frameRule = 1
)

// Heights in ems of body type at its least, so that they do not follow the type.
func (p paper) em() float64     { return p.sizes[len(p.sizes)-1] }
func (p paper) band() float64   { return float64(7 * p.em()) }
func (p paper) footer() float64 { return float64(2.2 * p.em()) }

func (s *sheet) tableFoot() float64 { return s.height - s.margin - s.footer() - s.strips.length }

// tableTop leaves a line for the notice where there is one.
func (s *sheet) tableTop() float64 {
	gap := 0.8
	if s.header.Notice != "" {
		gap = 2.2
	}
	return s.margin + s.band() + float64(gap*s.em())
}

func (s *sheet) draw(c typeset.Canvas) {
	for i, p := range s.pages {
		c.NewPage(s.width, s.height)
		s.drawBand(c)
		s.drawNotice(c)
		s.drawTable(c, p)
		s.drawFooter(c, i+1)
		if s.strips.count > 0 {
			s.strips.draw(c, s.margin, s.height-s.margin-s.strips.length, s.ranks(p))
		}
	}
}

// drawBand draws the red heading with the code at its right end.
func (s *sheet) drawBand(c typeset.Canvas) {
	em, top, left, height := s.em(), s.margin, s.margin, s.band()
	c.Rect(left, top, s.inner(), height, typeset.Red)
	right := left + s.inner() - em
	if s.coded {
		side := height - float64(0.6*em)
		c.QR(left+s.inner()-float64(0.3*em)-side, top+float64(0.3*em), side, s.code)
		right -= side
		right = s.drawInvitation(c, right) - em
	}
	s.drawTitle(c, left+float64(1.2*em), right)
}

// drawInvitation draws the words beside the code, flush right, and returns their left edge.
func (s *sheet) drawInvitation(c typeset.Canvas, right float64) float64 {
	style := typeset.Style{Size: s.em()}
	words := []flow.Paragraph{{Text: "手机扫码\n看全村岗位", Style: style, Color: typeset.White}}
	width := style.Width("看全村岗位")
	block := flow.Set(words, width)
	block.Draw(c, right-width, s.margin+(s.band()-block.Height)/2, flow.Right)
	return right - width
}

// drawNotice draws below the band for whom the list was made.
func (s *sheet) drawNotice(c typeset.Canvas) {
	if s.header.Notice == "" {
		return
	}
	em := s.em()
	text, style := flow.OneLine(s.header.Notice, typeset.Style{Size: 1.1 * em}, s.inner(), em)
	c.Text(s.margin, style.Baseline(s.margin+s.band()+float64(0.3*em), float64(1.6*em)), text, style, typeset.Ink)
}

// drawTitle draws the village, the issue and the office, and in the title's line the mark.
func (s *sheet) drawTitle(c typeset.Canvas, left, right float64) {
	em, h := s.em(), s.header
	top := s.margin + float64(0.45*em)
	end := right
	if h.Mark != "" {
		end = s.drawMark(c, right, top+float64(0.3*em))
	}
	for _, l := range []struct {
		text         string
		style        typeset.Style
		height, leap float64
	}{
		{h.Where() + " " + h.Title, typeset.Style{Weight: typeset.Bold, Size: float64(2.4 * em)}, float64(2.8 * em), float64(2.8 * em)},
		{h.Issue + "　" + h.Date, typeset.Style{Weight: typeset.Bold, Size: float64(1.25 * em)}, float64(1.7 * em), float64(1.8 * em)},
		{s.publisher(end - left), typeset.Style{Size: float64(1.05 * em)}, float64(1.5 * em), 0},
	} {
		text, style := flow.OneLine(l.text, l.style, end-left, em)
		c.Text(left, style.Baseline(top, l.height), text, style, typeset.White)
		top, end = top+l.leap, right
	}
}

// publisher is the office, and who answers for the edition where there is room.
func (s *sheet) publisher(room float64) string {
	office := "发布单位：" + s.header.Office
	signed := office + "　签发：" + s.header.Approver
	if s.header.Approver == "" || (typeset.Style{Size: s.em()}).Width(signed) > room {
		return office
	}
	return signed
}

// drawMark draws what forbids to put the sheet up, as a stamp, and returns its left edge.
func (s *sheet) drawMark(c typeset.Canvas, right, top float64) float64 {
	em := s.em()
	style := typeset.Style{Weight: typeset.Bold, Size: 1.6 * em}
	width := style.Width(s.header.Mark) + float64(1.6*em)
	c.Rect(right-width, top, width, 2.4*em, typeset.White)
	c.Text(right-width+float64(0.8*em), style.Baseline(top, float64(2.4*em)), s.header.Mark, style, typeset.Red)
	return right - width - em
}

func (s *sheet) drawTable(c typeset.Canvas, p page) {
	t, top := s.table, s.tableTop()
	c.Rect(s.margin, top, s.inner(), t.head.height, typeset.Maroon)
	s.drawCells(c, t.head, top, t.head.height, func(int) flow.Align { return flow.Center })
	foot := top + t.head.height
	if p.from == p.to {
		foot = s.drawNothing(c, foot)
	}
	striped := false
	for i, r := range t.rows[p.from:p.to] {
		edge := foot
		if heading := t.headingAbove(p.from+i, i == 0); heading != "" {
			foot, striped = s.drawHeading(c, heading, foot), false
		}
		height := r.height + p.slack
		s.drawGround(c, striped, foot, height)
		s.drawCells(c, r, foot, height, func(col int) flow.Align { return t.columns[col].align })
		s.drawRules(c, foot, height)
		if i > 0 {
			c.HLine(s.margin, s.margin+s.inner(), edge, thinRule, typeset.Line)
		}
		foot, striped = foot+height, !striped
	}
	s.drawFrame(c, top, foot)
}

// drawHeading draws a heading across the table and returns its foot.
func (s *sheet) drawHeading(c typeset.Canvas, text string, y float64) float64 {
	height := s.table.headingHeight(text)
	c.Rect(s.margin, y, s.inner(), height, typeset.Blush)
	c.Text(s.margin+s.pad, s.small.Baseline(y, height), text, s.small, typeset.Maroon)
	return y + height
}

// drawGround draws the tint of every second row.
func (s *sheet) drawGround(c typeset.Canvas, striped bool, y, height float64) {
	if striped {
		c.Rect(s.margin, y, s.inner(), height, typeset.Cream)
	}
}

// drawNothing draws the sentence of an empty edition and returns its foot.
func (s *sheet) drawNothing(c typeset.Canvas, y float64) float64 {
	height := float64(6 * s.em())
	flow.Set([]flow.Paragraph{{Text: channels.Nothing, Style: s.strong}}, s.inner()).
		Draw(c, s.margin, y+(height-float64(s.strong.Size*flow.Leading))/2, flow.Center)
	return y + height
}

func (s *sheet) drawCells(c typeset.Canvas, r row, y, height float64, align func(int) flow.Align) {
	x := s.margin
	for i, b := range r.blocks {
		b.Draw(c, x+s.pad, y+(height-b.Height)/2, align(i))
		x += s.table.widths[i]
	}
}

// drawRules draws the rules between the cells of a row.
func (s *sheet) drawRules(c typeset.Canvas, y, height float64) {
	x := s.margin
	for _, w := range s.table.widths[:len(s.table.widths)-1] {
		x += w
		c.VLine(x, y, y+height, thinRule, typeset.Line)
	}
}

func (s *sheet) drawFrame(c typeset.Canvas, top, foot float64) {
	c.HLine(s.margin, s.margin+s.inner(), foot, frameRule, typeset.Maroon)
	c.VLine(s.margin, top, foot, frameRule, typeset.Maroon)
	c.VLine(s.margin+s.inner(), top, foot, frameRule, typeset.Maroon)
}

// drawFooter draws what every page says, so that a page that comes loose still tells whom to ask.
func (s *sheet) drawFooter(c typeset.Canvas, number int) {
	em := s.em()
	top, height := s.tableFoot()+0.5*em, s.footer()-0.5*em
	strong, plain := typeset.Style{Weight: typeset.Bold, Size: 1.2 * em}, typeset.Style{Size: em}
	baseline := strong.Baseline(top, height)
	c.Text(s.margin, baseline, s.header.Free, strong, typeset.Green)
	count := "第" + strconv.Itoa(number) + "页 共" + strconv.Itoa(len(s.pages)) + "页"
	right := s.margin + s.inner() - plain.Width(count)
	c.Text(right, baseline, count, plain, typeset.Ink)
	left := s.margin + strong.Width(s.header.Free) + 2*em
	if s.table.fresh {
		left = s.drawMeaning(c, left, baseline) + 2*em
	}
	office := s.header.Office
	if s.header.Phone != "" {
		office += "　咨询电话 " + s.header.Phone
	}
	text, style := flow.OneLine(office, plain, right-left-2*em, em)
	c.Text(left+(right-left-2*em-style.Width(text))/2, baseline, text, style, typeset.Ink)
}

// drawMeaning says what the mark of a new line means, and returns its right edge.
func (s *sheet) drawMeaning(c typeset.Canvas, left, baseline float64) float64 {
	mark, words := typeset.Style{Weight: typeset.Bold, Size: s.em()}, typeset.Style{Size: s.em()}
	c.Text(left, baseline, newMark, mark, typeset.Red)
	left += mark.Width(newMark)
	c.Text(left, baseline, newMeans, words, typeset.Ink)
	return left + words.Width(newMeans)
}
