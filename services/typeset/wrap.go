package typeset

import (
	"strings"
	"unicode/utf8"
)

// Wrapped is a text divided into lines.
type Wrapped struct {
	// Lines are ready to draw, without line ends, joiners and the spaces
	// at their end. A text has at least one line.
	Lines []string
	// Split lists the clusters (words, numbers, NoBreak pieces) that are wider
	// than the width and had to be divided. It is empty when all went well;
	// otherwise the caller may shrink the type (see Style.Shrunk) and wrap again.
	Split []string
}

// Wrap divides text into lines of at most width points. It keeps the rules of
// 避头尾, and does not divide Latin words, numbers and pieces marked by NoBreak or Together.
// A cluster wider than the width is divided as a last resort, at its least bad
// place, and reported. Only a width less than one character gives lines wider
// than the width, one character each.
func (s Style) Wrap(text string, width float64) Wrapped {
	var out Wrapped
	var room usualLine
	var roomForCosts [len(room)]cost
	for paragraph := range strings.SplitSeq(Clean(text), "\n") {
		glyphs := shape(room[:], paragraph, s.weight())
		if s.fits(lineWidth(glyphs), width) {
			out.Lines = append(out.Lines, textOf(glyphs))
			continue
		}
		costs := breakCosts(roomForCosts[:], glyphs)
		for from := 0; from < len(glyphs); {
			to := from + cluster(costs[from:])
			if !s.fits(lineWidth(glyphs[from:to]), width) {
				out.Split = append(out.Split, textOf(glyphs[from:to]))
			}
			from = to
		}
		for {
			n := s.fill(glyphs, costs, width)
			out.Lines = append(out.Lines, textOf(glyphs[:n]))
			if n == len(glyphs) {
				break
			}
			glyphs, costs = glyphs[n:], costs[n:]
		}
	}
	return out
}

// MinWidth returns the width in points of the widest cluster of text: the
// least width at which Wrap divides none.
func (s Style) MinWidth(text string) float64 {
	widest := 0
	var room usualLine
	var roomForCosts [len(room)]cost
	for paragraph := range strings.SplitSeq(Clean(text), "\n") {
		glyphs := shape(room[:], paragraph, s.weight())
		costs := breakCosts(roomForCosts[:], glyphs)
		for from := 0; from < len(glyphs); {
			to := from + cluster(costs[from:])
			widest = max(widest, lineWidth(glyphs[from:to]))
			from = to
		}
	}
	return s.points(widest)
}

// fits allows for the rounding of a width that was itself computed by Width or
// MinWidth, a millionth of a point.
func (s Style) fits(ems int, width float64) bool {
	return s.points(ems) <= width+1e-6
}

// fill returns how many of the glyphs go on the next line: at least one
// character, and the spaces after the last one, which are not drawn.
func (s Style) fill(glyphs []glyph, costs []cost, width float64) int {
	best, bestCost := 0, never
	before := 0 // advance of all glyphs before i
	for i := range glyphs {
		g := &glyphs[i]
		if i > 0 && costs[i] < never && costs[i] <= bestCost {
			best, bestCost = i, costs[i]
		}
		if !g.isSpace() && !s.fits(before+g.last(), width) {
			if best == 0 {
				best = i + 1
			}
			return best + spacesAt(glyphs[best:])
		}
		before += g.advance
	}
	return len(glyphs)
}

// spacesAt counts the spaces at the start of glyphs.
func spacesAt(glyphs []glyph) int {
	n := 0
	for n < len(glyphs) && glyphs[n].isSpace() {
		n++
	}
	return n
}

// cluster is how many glyphs stand before the next free place, the first one
// not counted.
func cluster(costs []cost) int {
	for i := 1; i < len(costs); i++ {
		if costs[i] == free {
			return i
		}
	}
	return len(costs)
}

func textOf(glyphs []glyph) string {
	var room [utf8.UTFMax * len(usualLine{})]byte
	text := room[:0]
	for _, g := range trim(glyphs) {
		text = utf8.AppendRune(text, g.source)
	}
	return string(text)
}
