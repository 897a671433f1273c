package channelstest

import (
	"fmt"
	"strings"

	"konggang/services/typeset"
)

// Drawn is one line of text on a page, the first being page 1. Width is in points.
type Drawn struct {
	Page        int
	X, Y, Width float64
	Text        string
	Style       typeset.Style
	// Up tells that the text is turned and reads upwards from Y, its baseline at X.
	Up bool
}

// Spy is a canvas that keeps what is drawn on it.
type Spy struct {
	Width, Height float64
	Pages         int
	Texts         []Drawn
	Codes         int
}

var _ typeset.Canvas = (*Spy)(nil)

// NewPage implements typeset.Canvas.
func (s *Spy) NewPage(width, height float64) {
	s.Width, s.Height = width, height
	s.Pages++
}

// Text implements typeset.Canvas.
func (s *Spy) Text(x, y float64, text string, style typeset.Style, _ typeset.Color) {
	s.Texts = append(s.Texts, Drawn{Page: s.Pages, X: x, Y: y, Width: style.Width(text), Text: text, Style: style})
}

// TextUp implements typeset.Canvas.
func (s *Spy) TextUp(x, y float64, text string, style typeset.Style, _ typeset.Color) {
	s.Texts = append(s.Texts, Drawn{Page: s.Pages, X: x, Y: y, Width: style.Width(text), Text: text, Style: style, Up: true})
}

// Rect implements typeset.Canvas.
func (s *Spy) Rect(_, _, _, _ float64, _ typeset.Color) {}

// HLine implements typeset.Canvas.
func (s *Spy) HLine(_, _, _, _ float64, _ typeset.Color) {}

// VLine implements typeset.Canvas.
func (s *Spy) VLine(_, _, _, _ float64, _ typeset.Color) {}

// QR implements typeset.Canvas.
func (s *Spy) QR(_, _, _ float64, _ typeset.QR) { s.Codes++ }

// Count is how many lines of text are exactly text.
func (s *Spy) Count(text string) int {
	n := 0
	for _, d := range s.Texts {
		if d.Text == text {
			n++
		}
	}
	return n
}

// String lists the lines of text with their places in whole points, a form that a golden file can keep.
func (s *Spy) String() string {
	var b strings.Builder
	for _, d := range s.Texts {
		fmt.Fprintf(&b, "%d %4.0f %4.0f %4.1f %s\n", d.Page, d.X, d.Y, d.Style.Size, d.Text)
	}
	return b.String()
}
