package noticeboard

import (
	"strings"

	"konggang/services/channels"
	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

// strips are the band of slips at the foot of every page, text turned to read upwards, that are cut along the dashed lines
// and torn off. They are read in the hand on every paper, the phone in the largest type.
type strips struct {
	// count is how many stand side by side, 0 on a sheet without.
	count         int
	width, length float64
	pad           float64
	phone, plain  typeset.Style
	slips         map[int]slip // by rank
	cut           []Shortened
}

// slip is what is on the strips of one line: three lines of text. The wage stands beside the title, or below it in the place of
// the employer.
type slip struct{ title, wage, number, below, employer, phone string }

// onStrip is what a report calls the strips.
const onStrip = "撕条"

// fewest is how many strips each vacancy on a page gets at the least.
const fewest = 2

// newStrips makes the strips of a paper as long as the longest title needs, within limits.
func newStrips(p paper, groups []channels.Group) strips {
	em := p.em()
	s := strips{phone: typeset.Style{Weight: typeset.Bold, Size: p.torn}, plain: typeset.Style{Size: em}, pad: 0.5 * em, slips: map[int]slip{}}
	s.count = int(p.inner() / (2*s.pad + float64((s.phone.Size+2*em)*flow.Leading)))
	s.width = p.inner() / float64(s.count)
	most := float64(p.height * longestStrip)
	s.length = float64(12.5 * em)
	for _, g := range groups {
		for _, l := range g.Lines {
			s.length = max(s.length, min(s.headed(titleOf(l), baseWage(l))+2*s.pad, most), s.phone.Width(l.Phone)+2*s.pad)
		}
	}
	for _, g := range groups {
		for _, l := range g.Lines {
			s.slips[l.Rank] = s.slip(l)
		}
	}
	return s
}

// longestStrip is the part of the height of a page that the strips may take for the sake of title and wage.
const longestStrip = 0.24

// headed is the width of title and wage in one line.
func (s *strips) headed(title, wage string) float64 {
	width := s.strong().Width(title)
	if wage != "" {
		width += s.plain.Size + s.strong().Width(wage)
	}
	return width
}

func (s *strips) strong() typeset.Style {
	return typeset.Style{Weight: typeset.Bold, Size: s.plain.Size}
}

// baseWage is the wage where it is basic pay: a strip has no room to say what else is in it, and must not promise it.
func baseWage(l channels.Line) string {
	if l.NotBase != "" {
		return ""
	}
	return l.Wage
}

// titleOf is the title without what it adds in brackets.
func titleOf(l channels.Line) string {
	if title, _, found := strings.Cut(l.Title, "（"); found && title != "" {
		return title
	}
	return l.Title
}

// slip shortens the title and the employer to one line. What is paid matters more than by whom: where it does not fit beside the
// title, it takes the place of the employer, whole or not at all. Only a shortened title is reported: the employer is called by
// the short of its name anyway, and who holds the strip asks for the number.
func (s *strips) slip(l channels.Line) slip {
	room := s.length - 2*s.pad
	out := slip{number: numberOf(l), phone: l.Phone}
	out.title, _ = flow.OneLine(titleOf(l), s.strong(), room, s.plain.Size)
	if out.title != titleOf(l) {
		s.cut = append(s.cut, Shortened{l.Rank, onStrip})
	}
	switch wage := baseWage(l); {
	case s.headed(out.title, wage) <= room:
		out.wage = wage
	case s.beside(out.number)+s.strong().Width(wage) <= room:
		out.below = wage
		return out
	}
	out.employer, _ = flow.OneLine(calledShort(l.Employer), s.plain, room-s.plain.Width(out.number+" "), s.plain.Size)
	return out
}

// beside is where the wage begins behind the number: an em apart, lest their digits run into one.
func (s *strips) beside(number string) float64 { return s.plain.Width(number) + s.plain.Size }

// shared is which of n lines each strip belongs to: in their order, as evenly as can be.
func (s *strips) shared(n int) []int {
	out := make([]int, s.count)
	for i := range out {
		out[i] = i * n / s.count
	}
	return out
}

// draw draws the strips of the given lines, their upper left corner at x, y.
func (s *strips) draw(c typeset.Canvas, x, y float64, ranks []int) {
	s.dashes(x, x+float64(s.width*float64(s.count)), func(from, to float64) { c.HLine(from, to, y, thinRule, typeset.Line) })
	for i, line := range s.shared(len(ranks)) {
		left := x + float64(float64(i)*s.width)
		if i > 0 {
			s.dashes(y, y+s.length, func(from, to float64) { c.VLine(left, from, to, thinRule, typeset.Line) })
		}
		s.drawSlip(c, left, y+s.length-s.pad, s.slips[ranks[line]])
	}
}

// dashes calls draw for each dash of a line.
func (s *strips) dashes(from, to float64, draw func(from, to float64)) {
	const dash, space = 4, 3
	for at := from; at < to; at += dash + space {
		draw(at, min(at+dash, to))
	}
}

// drawSlip draws the three lines from left to right, each from y upwards.
func (s *strips) drawSlip(c typeset.Canvas, left, y float64, t slip) {
	strong, em := s.strong(), s.plain.Size
	leading := (s.width - 2*s.pad) / (s.phone.Size + 2*em)
	x := left + s.pad
	baseline := strong.Baseline(x, em*leading)
	c.TextUp(baseline, y, t.title, strong, typeset.Ink)
	if t.wage != "" {
		c.TextUp(baseline, y-strong.Width(t.title)-em, t.wage, strong, typeset.Red)
	}
	x += float64(em * leading)
	baseline = s.plain.Baseline(x, em*leading)
	c.TextUp(baseline, y, strings.TrimSpace(t.number+" "+t.employer), s.plain, typeset.Ink)
	if t.below != "" {
		c.TextUp(baseline, y-s.beside(t.number), t.below, strong, typeset.Red)
	}
	x += float64(em * leading)
	c.TextUp(s.phone.Baseline(x, s.phone.Size*leading), y, t.phone, s.phone, typeset.Ink)
}
