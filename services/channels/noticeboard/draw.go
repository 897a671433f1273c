package noticeboard

import (
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
	em, height := s.em(), s.band()
	c.Rect(s.margin, s.margin, s.inner(), height, typeset.Red)
	if s.header.Board != "" {
		side := s.qrSide()
		c.QR(s.margin+s.inner()-float64(0.3*em)-side, s.margin+float64(0.3*em), side, s.qr)
		s.drawInvitation(c)
	}
	if s.header.Mark != "" {
		s.drawMark(c)
	}
	s.drawTitle(c)
}

// drawInvitation draws the words beside the code, flush right.
func (s *sheet) drawInvitation(c typeset.Canvas) {
	words := []flow.Paragraph{{Text: invitation, Style: typeset.Style{Size: s.em()}, Color: typeset.White}}
	width := s.invitationWidth()
	block := flow.Set(words, width)
	block.Draw(c, s.invitationEnd()-width, s.margin+(s.band()-block.Height)/2, flow.Right)
}

// drawMark draws what forbids to put the sheet up, as a stamp at the end of the title's line.
func (s *sheet) drawMark(c typeset.Canvas) {
	em, width, style := s.em(), s.markWidth(), s.markStyle()
	left, top := s.bandEnd()-width, s.margin+float64(0.75*em)
	c.Rect(left, top, width, 2.4*em, typeset.White)
	c.Text(left+float64(0.8*em), style.Baseline(top, float64(2.4*em)), s.header.Mark, style, typeset.Red)
}

// drawTitle draws the village, the issue and the office.
func (s *sheet) drawTitle(c typeset.Canvas) {
	em := s.em()
	top := s.margin + float64(0.45*em)
	for _, l := range []struct {
		oneLine
		height, leap float64
	}{
		{s.around.title, float64(2.8 * em), float64(2.8 * em)},
		{s.around.issue, float64(1.7 * em), float64(1.8 * em)},
		{s.around.publisher, float64(1.5 * em), 0},
	} {
		c.Text(s.bandStart(), l.style.Baseline(top, l.height), l.text, l.style, typeset.White)
		top += l.leap
	}
}

// drawNotice draws below the band for whom the list was made.
func (s *sheet) drawNotice(c typeset.Canvas) {
	if n := s.around.notice; n.text != "" {
		c.Text(s.margin, n.style.Baseline(s.margin+s.band()+float64(0.3*s.em()), float64(1.6*s.em())), n.text, n.style, typeset.Ink)
	}
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
	strong, plain := s.freeStyle(), typeset.Style{Size: em}
	baseline := strong.Baseline(top, height)
	c.Text(s.margin, baseline, s.header.Free, strong, typeset.Green)
	count := s.pageCount(number)
	c.Text(s.margin+s.inner()-plain.Width(count), baseline, count, plain, typeset.Ink)
	if s.table.fresh {
		s.drawMeaning(c, baseline)
	}
	from, to := s.officeSpan()
	office := s.around.office
	c.Text(from+(to-from-office.style.Width(office.text))/2, baseline, office.text, office.style, typeset.Ink)
}

// drawMeaning says what the mark of a new line means.
func (s *sheet) drawMeaning(c typeset.Canvas, baseline float64) {
	mark, left := s.newMarkStyle(), s.meaningStart()
	c.Text(left, baseline, newMark, mark, typeset.Red)
	c.Text(left+mark.Width(newMark), baseline, newMeans, typeset.Style{Size: s.em()}, typeset.Ink)
}
