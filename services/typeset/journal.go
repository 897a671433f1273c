package typeset

import (
	"fmt"
	"math"
	"slices"
)

// Missing is a character that no font has and the number of times it was drawn
// as 〓 (U+3013).
type Missing struct {
	Rune  rune
	Count int
}

// journal keeps what both canvases report at the end: the first error and the
// substituted characters.
type journal struct {
	err     error
	missing map[rune]int
}

func (j *journal) fail(err error) {
	if j.err == nil {
		j.err = err
	}
}

// ready tells whether a drawing call can be carried out.
func (j *journal) ready(paged bool, values ...float64) bool {
	if !paged {
		j.fail(ErrNoPage)
	}
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			j.fail(fmt.Errorf("%w: %g", ErrCoordinate, v))
		}
	}
	return j.err == nil
}

// set shapes a line of text for drawing and notes what no font has.
func (j *journal) set(text string, style Style) []glyph {
	const largest = 1000
	if !(style.Size > 0 && style.Size <= largest) {
		j.fail(fmt.Errorf("%w: %g points", ErrCoordinate, style.Size))
		return nil
	}
	glyphs := shape(nil, Clean(text), style.weight())
	for _, g := range glyphs {
		if g.drawn == geta && g.source != geta {
			j.note(g.source)
		}
	}
	return glyphs
}

func (j *journal) note(r rune) {
	if j.missing == nil {
		j.missing = map[rune]int{}
	}
	j.missing[r]++
}

// Lacking returns the characters of text that no font has, in their order, each once: a canvas draws them as 〓.
func Lacking(text string) []rune {
	var out []rune
	lib := embedded()
	for _, r := range Clean(text) {
		switch r {
		case joiner, softly, nbsp, '\n', geta: // nothing is drawn, or a space, or what is meant
			continue
		}
		if _, drawn := lib.find(r, Regular); drawn == geta && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// Missing returns the substituted characters in the order of their code points.
func (j *journal) Missing() []Missing {
	out := make([]Missing, 0, len(j.missing))
	for r, n := range j.missing {
		out = append(out, Missing{Rune: r, Count: n})
	}
	slices.SortFunc(out, func(a, b Missing) int { return int(a.Rune - b.Rune) })
	return out
}

// longestSide is the largest page that PDF readers take, in points
// (ISO 32000-1, annex C).
const longestSide = 14400

func checkPageSize(width, height float64) error {
	for _, side := range []float64{width, height} {
		if !(side > 0 && side <= longestSide) {
			return fmt.Errorf("%w: %g x %g points", ErrPageSize, width, height)
		}
	}
	return nil
}
