// Package flow sets paragraphs of differing type under one another in a given width.
package flow

import (
	"slices"
	"unicode/utf8"

	"konggang/services/channels"
	"konggang/services/typeset"
)

// Leading is the height of a line in ems.
const Leading = 1.25

// Paragraph is one text in one style, Above points below the one before it. A Flexible one may be shortened where there
// is no room.
type Paragraph struct {
	Text     string
	Style    typeset.Style
	Color    typeset.Color
	Above    float64
	Flexible bool
}

// Align says where in its width a line stands.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// Block is paragraphs divided into lines. Height is in points; Split lists what had to be divided although it should not.
type Block struct {
	Height float64
	Split  []string
	width  float64
	lines  []line
}

type line struct {
	above float64
	text  string
	style typeset.Style
	color typeset.Color
}

// Set divides the paragraphs that have a text into lines of at most width points.
func Set(paragraphs []Paragraph, width float64) Block {
	b := Block{width: width}
	for _, p := range paragraphs {
		if p.Text == "" {
			continue
		}
		wrapped := evened(p.Style, p.Text, width)
		b.Split = append(b.Split, wrapped.Split...)
		above := p.Above
		if len(b.lines) == 0 {
			above = 0
		}
		for _, text := range wrapped.Lines {
			b.lines = append(b.lines, line{above, text, p.Style, p.Color})
			b.Height += above + p.Style.Size*Leading
			above = 0
		}
	}
	return b
}

// evened divides text as Wrap does, but sets two or three lines about equally long, so that no character is left alone.
func evened(s typeset.Style, text string, width float64) typeset.Wrapped {
	wrapped := s.Wrap(text, width)
	lines := len(wrapped.Lines)
	if lines < 2 || lines > 3 || len(wrapped.Split) > 0 || s.Width(wrapped.Lines[lines-1]) > width/2 {
		return wrapped
	}
	for narrower := s.Width(text) / float64(lines); narrower < width; narrower += s.Size / 2 {
		if even := s.Wrap(text, narrower); len(even.Lines) == lines && len(even.Split) == 0 {
			return even
		}
	}
	return wrapped
}

// Draw draws the block with its top left corner at x, y.
func (b Block) Draw(c typeset.Canvas, x, y float64, align Align) {
	for _, l := range b.lines {
		y += l.above
		height := l.style.Size * Leading
		c.Text(x+inset(l.style.Width(l.text), b.width, align), l.style.Baseline(y, height), l.text, l.style, l.color)
		y += height
	}
}

func inset(text, width float64, align Align) float64 {
	switch align {
	case Center:
		return max(0, (width-text)/2)
	case Right:
		return max(0, width-text)
	}
	return 0
}

// Fit sets the paragraphs, shortening the flexible ones, the longest first, until the block is at most height points tall
// or nothing is left to shorten. It gives the paragraphs as they are set too.
func Fit(paragraphs []Paragraph, width, height float64) (Block, []Paragraph) {
	fitted := slices.Clone(paragraphs)
	for {
		block := Set(fitted, width)
		longest := longestFlexible(fitted)
		if block.Height <= height || longest < 0 {
			return block, fitted
		}
		p := &fitted[longest]
		p.Text, _ = channels.Shortened(p.Text, utf8.RuneCountInString(p.Text)*4/5)
	}
}

// longestFlexible is the place of the longest paragraph that can still be shortened, -1 without one.
func longestFlexible(paragraphs []Paragraph) int {
	const least = 8
	found, most := -1, least
	for i, p := range paragraphs {
		if n := utf8.RuneCountInString(p.Text); p.Flexible && n > most {
			found, most = i, n
		}
	}
	return found
}

// OneLine returns text and style for one line of at most width points: smaller type first, no smaller than least points,
// then a shortened text.
func OneLine(text string, style typeset.Style, width, least float64) (string, typeset.Style) {
	style = style.Shrunk(typeset.NoBreak(text), width, least)
	for n := utf8.RuneCountInString(text); n > 5 && style.Width(text) > width; n-- {
		text, _ = channels.Shortened(text, n-1)
	}
	return text, style
}
