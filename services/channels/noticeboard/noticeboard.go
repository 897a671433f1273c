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
	// Group puts the lines under headings.
	Group channels.Grouping
	// TearOff adds strips with the phone numbers at the foot of every page.
	TearOff bool
}

// PDF is the sheet of e; error CodeUnknownValue for an unknown paper, orientation or grouping.
func PDF(e models.Edition, o Options) ([]byte, error) {
	s, err := newSheet(e, o)
	if err != nil {
		return nil, err
	}
	canvas := typeset.NewPDF(typeset.Info{Title: s.header.Where() + channels.Title + " " + s.header.Issue, Author: e.Office.Name})
	s.draw(canvas)
	return canvas.Bytes()
}

// dpi is the density of the images: sharp on a phone, small to send.
const dpi = 150

// PNG is the sheet of e as one image a page; errors as for PDF.
func PNG(e models.Edition, o Options) ([][]byte, error) {
	s, err := newSheet(e, o)
	if err != nil {
		return nil, err
	}
	canvas := typeset.NewPNG(dpi / 72.0)
	s.draw(canvas)
	return canvas.Encode()
}

// Draw sets e on a canvas of the caller's; errors as for PDF.
func Draw(c typeset.Canvas, e models.Edition, o Options) error {
	s, err := newSheet(e, o)
	if err == nil {
		s.draw(c)
	}
	return err
}
