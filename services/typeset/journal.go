package typeset

import (
	"fmt"
	"math"
	"slices"
)

// journal keeps what both canvases report at the end: the first error.
type journal struct{ err error }

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

// set shapes a line of text for drawing.
func (j *journal) set(text string, style Style) []glyph {
	const largest = 1000
	if !(style.Size > 0 && style.Size <= largest) {
		j.fail(fmt.Errorf("%w: %g points", ErrCoordinate, style.Size))
		return nil
	}
	return shape(nil, Clean(text), style.weight())
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
