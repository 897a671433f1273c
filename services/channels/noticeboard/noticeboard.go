// Package noticeboard sets an edition as the sheet on the village's noticeboard: one layout for paper (PDF) and screen (PNG).
package noticeboard

import (
	"konggang/models"
	"konggang/services/channels"
	"konggang/services/typeset"
)

// Options choose the paper. "" is the default: A4 landscape, which every office can print and on which all eleven columns
// stand side by side; in portrait some stand under one another.
type Options struct {
	Paper       string // a4 for the hand, a3 for the wall
	Orientation string // landscape, portrait
}

// Report is what the printer should know about a sheet.
type Report struct {
	Pages int
	// Missing are the characters that no font has, drawn as 〓.
	Missing []typeset.Missing
	// Shortened are the cells in which words were left out for want of room.
	Shortened []Shortened
}

// Shortened is one cell that ends in ……: the rank of its line and the head of its column.
type Shortened struct {
	Rank   int
	Column string
}

// PDF is the sheet of e; error CodeUnknownValue for an unknown paper or orientation.
func PDF(e models.Edition, o Options) ([]byte, Report, error) {
	s, err := newSheet(e, o)
	if err != nil {
		return nil, Report{}, err
	}
	canvas := typeset.NewPDF(typeset.Info{Title: s.header.Where() + channels.Title + " " + s.header.Issue, Author: e.Office.Name})
	s.draw(canvas)
	file, err := canvas.Bytes()
	return file, s.report(canvas), err
}

// dpi is the density of the images: sharp on a phone, small to send.
const dpi = 150

// PNG is the sheet of e as one image a page; errors as for PDF.
func PNG(e models.Edition, o Options) ([][]byte, Report, error) {
	s, err := newSheet(e, o)
	if err != nil {
		return nil, Report{}, err
	}
	canvas := typeset.NewPNG(dpi / 72.0)
	s.draw(canvas)
	files, err := canvas.Encode()
	return files, s.report(canvas), err
}

// Draw sets e on a canvas of the caller's; errors as for PDF.
func Draw(c typeset.Canvas, e models.Edition, o Options) error {
	s, err := newSheet(e, o)
	if err == nil {
		s.draw(c)
	}
	return err
}

func (s *sheet) report(c typeset.Canvas) Report {
	return Report{Pages: len(s.pages), Missing: c.Missing(), Shortened: s.table.cut}
}
