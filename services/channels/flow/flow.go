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
// is no room; Short tells that words were left out.
type Paragraph struct {
	Text     string
	Style    typeset.Style
	Color    typeset.Color
	Above    float64
	Flexible bool
	Short    bool
}

// Align says where in its width a line stands.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// Block is paragraphs divided into lines. Height is in points.
type Block struct {
	Height     float64
	width      float64
	paragraphs []divided
}

type divided struct {
	Paragraph
	lines []string
}

// Set divides the paragraphs that have a text into lines of at most width points.
func Set(paragraphs []Paragraph, width float64) Block {
	b := Block{width: width}
	for _, p := range paragraphs {
		if p.Text == "" {
			continue
		}
		if len(b.paragraphs) == 0 {
			p.Above = 0
		}
		d := divided{p, p.Style.Wrap(p.Text, width).Lines}
		b.paragraphs = append(b.paragraphs, d)
		b.Height += p.Above + float64(float64(len(d.lines))*p.Style.Size*Leading)
	}
	return b
}

// Draw draws the block with its top left corner at x, y.
func (b Block) Draw(c typeset.Canvas, x, y float64, align Align) {
	for _, p := range b.paragraphs {
		y += p.Above
		height := float64(p.Style.Size * Leading)
		for _, text := range p.evened(b.width) {
			c.Text(x+inset(p.Style.Width(text), b.width, align), p.Style.Baseline(y, height), text, p.Style, p.Color)
			y += height
		}
	}
}

// evened are the lines, but two or three of them about equally long, and more so that no character is left alone.
func (d divided) evened(width float64) []string {
	n := len(d.lines)
	switch {
	case n < 2:
		return d.lines
	case n > 3:
		return d.accompanied(width)
	}
	if shortest := min(d.Style.Width(d.lines[1]), d.Style.Width(d.lines[n-1])); shortest > width/2 {
		return d.lines
	}
	least := max(d.Style.Width(d.Text)/float64(n), d.Style.MinWidth(d.Text))
	for narrower := least; narrower < width; narrower += d.Style.Size / 2 {
		if lines := d.Style.Wrap(d.Text, narrower).Lines; len(lines) == n {
			return lines
		}
	}
	return d.lines
}

// accompanied are the lines, a little shorter than width, of which the last has more than one character.
func (d divided) accompanied(width float64) []string {
	n := len(d.lines)
	if d.Style.Width(d.lines[n-1]) > d.Style.Size {
		return d.lines
	}
	least := max(width/2, d.Style.MinWidth(d.Text))
	for narrower := width - d.Style.Size/2; narrower >= least; narrower -= d.Style.Size / 2 {
		lines := d.Style.Wrap(d.Text, narrower).Lines
		if len(lines) > n {
			break
		}
		if d.Style.Width(lines[n-1]) > d.Style.Size {
			return lines
		}
	}
	return d.lines
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
		p.Text, p.Short = channels.Shortened(p.Text, utf8.RuneCountInString(p.Text)*4/5)
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
