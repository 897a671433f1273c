package typeset

import "unicode/utf8"

// Closing and opening marks whose glyph fills one half of a full-width cell.
// Where the other half is not needed, it is squeezed out.
const (
	closingHalf = "，。、；：！？）」』】〉》”’〕］｝〗"
	openingHalf = "（「『【〈《“‘〔［｛〖"
)

// glyph is one character of a line, ready to measure and draw.
type glyph struct {
	source rune // as in the text
	drawn  rune // source, the plain space for the no-break one, or the geta mark
	face   *face
	traits traits
	full   int // advance in thousandths of an em
	// advance is full, less the half em squeezed out before the next glyph.
	advance int
	// joined forbids a line break before this glyph (word joiner).
	joined bool
	// softly asks for none (Together).
	softly bool
}

func (g *glyph) isSpace() bool {
	return g.source == ' ' || g.source == wideGap
}

func (g *glyph) squeezed() bool { return g.advance != g.full }

// isHalf tells whether g is one of the marks, closing or opening, and full-width in its face.
func (g *glyph) isHalf(marks traits) bool {
	return g.full == em && g.traits.has(marks)
}

// last is the advance of the glyph at the end of a line.
func (g *glyph) last() int {
	if g.isHalf(closing) {
		return em / 2
	}
	return g.full
}

// shape turns one paragraph of clean text into glyphs; a line end in it counts
// as a space.
//
// Texts are measured far more often than drawn, so the glyphs go into room that
// the caller has, a usualLine of its stack, as long as they fit.
func shape(room []glyph, text string, w Weight) []glyph {
	lib, table := embedded(), allTraits()
	glyphs := room[:0]
	if len(text) > cap(room) {
		if n := utf8.RuneCountInString(text); n > cap(room) {
			glyphs = make([]glyph, 0, n)
		}
	}
	joined, together := false, false
	for _, r := range text {
		switch r {
		case joiner:
			joined = true
			continue
		case softly:
			together = true
			continue
		case '\n':
			r = ' '
		}
		g := newGlyph(lib, r, w)
		g.joined, g.softly, g.traits = joined, together, table.of(r)
		glyphs = append(glyphs, g)
		joined, together = false, false
	}
	squeeze(glyphs)
	return glyphs
}

// usualLine is room for most texts of a sheet.
type usualLine [64]glyph

func newGlyph(lib *library, r rune, w Weight) glyph {
	drawn := r
	if r == nbsp {
		drawn = ' '
	}
	f, drawn := lib.find(drawn, w)
	full := int(f.advance[drawn])
	return glyph{source: r, drawn: drawn, face: f, full: full, advance: full}
}

// squeeze takes out half an em where the empty halves of two marks meet, or
// where a mark turns its empty half to another mark (CLREQ 3.1.6).
func squeeze(glyphs []glyph) {
	for i := 0; i+1 < len(glyphs); i++ {
		a, b := &glyphs[i], &glyphs[i+1]
		if a.isHalf(closing) && b.isHalf(closing|opening) || a.isHalf(opening) && b.isHalf(opening) {
			a.advance = a.full - em/2
		}
	}
}

// trim returns glyphs without the spaces at their end.
func trim(glyphs []glyph) []glyph {
	for len(glyphs) > 0 && glyphs[len(glyphs)-1].isSpace() {
		glyphs = glyphs[:len(glyphs)-1]
	}
	return glyphs
}

// lineWidth is the width of glyphs as one line, in thousandths of an em.
func lineWidth(glyphs []glyph) int {
	glyphs = trim(glyphs)
	if len(glyphs) == 0 {
		return 0
	}
	end := len(glyphs) - 1
	width := glyphs[end].last()
	for i := range end {
		width += glyphs[i].advance
	}
	return width
}

// span is a stretch of glyphs that one drawing call can set.
type span struct {
	face     *face
	squeezed bool
	text     string
	offset   int // from the start of the line, in thousandths of an em
}

// spans divides glyphs where the face changes or squeezed marks begin or end.
func spans(glyphs []glyph) []span {
	var out []span
	x := 0
	for start := 0; start < len(glyphs); {
		s := span{face: glyphs[start].face, squeezed: glyphs[start].squeezed(), offset: x}
		end := start
		for end < len(glyphs) && glyphs[end].face == s.face && glyphs[end].squeezed() == s.squeezed {
			x += glyphs[end].advance
			end++
		}
		s.text = drawnText(glyphs[start:end])
		out, start = append(out, s), end
	}
	return out
}

func drawnText(glyphs []glyph) string {
	text := make([]byte, 0, utf8.UTFMax*len(glyphs))
	for i := range glyphs {
		text = utf8.AppendRune(text, glyphs[i].drawn)
	}
	return string(text)
}
