package typeset

import "math"

// Weight chooses the face of a text.
type Weight uint8

// The two weights that are embedded. Rare characters exist in one weight only.
const (
	Regular Weight = iota
	Bold
)

// Style is how a text is set: its weight and its size in points.
type Style struct {
	Weight Weight
	Size   float64
}

// weight maps a value that is no known weight to Regular.
func (s Style) weight() Weight {
	if s.Weight == Bold {
		return Bold
	}
	return Regular
}

// points converts thousandths of an em.
func (s Style) points(ems int) float64 { return float64(ems) * s.Size / em }

// Width returns the width in points of text set as one line: spaces at its end
// and the empty half of a closing mark at its end take no room.
func (s Style) Width(text string) float64 {
	var room usualLine
	return s.points(lineWidth(shape(room[:], Clean(text), s.weight())))
}

// Baseline returns the y of the baseline that centres Chinese characters in a
// line of the given height whose upper edge is at top. The ideographic em box
// reaches from 0.88 em above the baseline to 0.12 em below it.
func (s Style) Baseline(top, height float64) float64 {
	return top + height/2 + float64(0.38*s.Size)
}

// Shrunk returns the style in the largest size, in steps of a tenth of a
// point, at which no cluster of text is wider than width points, but not
// smaller than least and never larger than s.
func (s Style) Shrunk(text string, width, least float64) Style {
	need := s.MinWidth(text)
	if need <= width {
		return s
	}
	fitting := math.Floor(float64(s.Size*width/need*10)+1e-6) / 10
	s.Size = min(s.Size, max(fitting, least))
	return s
}
