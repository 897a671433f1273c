package typeset

import (
	"bytes"
	"fmt"
	"math"

	"github.com/signintech/gopdf"
)

// PDF is a Canvas that makes a PDF document with embedded font subsets. It is
// not safe for concurrent use.
type PDF struct {
	journal
	doc     gopdf.GoPdf
	info    Info
	started bool // a page has been started
	added   map[string]bool
	pen     pen
}

// pen is what the page at hand is drawn with at the moment. It is not set again to what it is: gopdf keeps every setting of
// a document in memory until the end, and a page has hundreds of rules and modules. Without a colour it is not known.
type pen struct {
	fill, stroke *Color
	width        float64
}

// Info is the description of a document that readers show.
type Info struct {
	Title, Author string
}

// NewPDF returns a document without pages.
func NewPDF(info Info) *PDF {
	p := &PDF{info: info, added: map[string]bool{}}
	p.doc.Start(gopdf.Config{Unit: gopdf.UnitPT, PageSize: *gopdf.PageSizeA4})
	return p
}

// NewPage implements Canvas.
func (p *PDF) NewPage(width, height float64) {
	if err := checkPageSize(width, height); err != nil {
		p.fail(err)
		return
	}
	p.doc.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: width, H: height}})
	p.doc.SetLineWidth(1) // gives the page a content: readers miss one where nothing is drawn, as on the back of a sheet
	p.started, p.pen = true, pen{}
}

// Text implements Canvas.
func (p *PDF) Text(x, y float64, text string, style Style, color Color) {
	if !p.ready(p.started, x, y) {
		return
	}
	glyphs := p.set(text, style)
	p.doc.SetTextColor(color.RGB())
	p.pen.fill = nil // which is the colour of text too
	for _, s := range spans(glyphs) {
		p.doc.SetXY(x+style.points(s.offset), y)
		p.use(s.font(), style.Size)
		p.fail(p.doc.Text(s.text))
	}
}

// TextUp implements Canvas.
func (p *PDF) TextUp(x, y float64, text string, style Style, color Color) {
	if !p.ready(p.started, x, y) {
		return
	}
	p.doc.Rotate(90, x, y)
	p.Text(x, y, text, style, color)
	p.doc.RotateReset()
}

// use selects a font and adds it to the document at its first use: gopdf writes
// a broken character map for a font without characters.
func (p *PDF) use(font string, size float64) {
	if !p.added[font] {
		p.fail(p.doc.AddTTFFontFromFontContainer(font, embedded().pdf))
		p.added[font] = true
	}
	p.fail(p.doc.SetFont(font, "", size))
}

// font names the font that a PDF sets s in.
func (s span) font() string {
	if s.squeezed {
		return s.face.half()
	}
	return s.face.name
}

// Rect implements Canvas.
func (p *PDF) Rect(x, y, width, height float64, color Color) {
	if !p.ready(p.started, x, y, width, height) {
		return
	}
	if p.pen.fill == nil || *p.pen.fill != color {
		p.doc.SetFillColor(color.RGB())
		p.pen.fill = &color
	}
	p.doc.RectFromUpperLeftWithStyle(x, y, width, height, "F")
}

// HLine implements Canvas.
func (p *PDF) HLine(x1, x2, y, thickness float64, color Color) {
	p.line(x1, y, x2, y, thickness, color)
}

// VLine implements Canvas.
func (p *PDF) VLine(x, y1, y2, thickness float64, color Color) {
	p.line(x, y1, x, y2, thickness, color)
}

func (p *PDF) line(x1, y1, x2, y2, thickness float64, color Color) {
	if !p.ready(p.started, x1, y1, x2, y2, thickness) {
		return
	}
	if p.pen.stroke == nil || *p.pen.stroke != color || p.pen.width != thickness {
		p.doc.SetLineWidth(thickness)
		p.doc.SetStrokeColor(color.RGB())
		p.pen.stroke, p.pen.width = &color, thickness
	}
	p.doc.Line(x1, y1, x2, y2)
}

// QR implements Canvas. The modules measure whole hundredths of a point, the
// precision of a gopdf page, so that all are alike; each row reaches a little
// into the next one, against hairlines on screens.
func (p *PDF) QR(x, y, side float64, code QR) {
	if !p.ready(p.started, x, y, side) || code.Modules() == 0 {
		return
	}
	module := math.Floor(side/float64(code.Modules())*100) / 100
	if module <= 0 {
		p.fail(fmt.Errorf("%w: %g points", ErrQRTooSmall, side))
		return
	}
	p.Rect(x, y, side, side, White)
	inset := (side - float64(module*float64(code.Modules()))) / 2
	left, top := hundredth(x+inset), hundredth(y+inset)
	for _, b := range code.bars() {
		p.Rect(left+float64(float64(b.x)*module), top+float64(float64(b.y)*module), float64(float64(b.length)*module), module+0.02, Black)
	}
}

func hundredth(v float64) float64 { return math.Round(v*100) / 100 }

// usualDocument is room for most sheets, bytes.
const usualDocument = 1 << 18

// Bytes ends the document and returns it, or the first error of a drawing call.
// After it, drawing and Bytes fail with ErrNoPage: gopdf would list all pages twice.
func (p *PDF) Bytes() ([]byte, error) {
	if !p.started {
		p.fail(ErrNoPage)
	}
	if p.err != nil {
		return nil, p.err
	}
	p.started = false
	var raw bytes.Buffer
	raw.Grow(usualDocument)
	if _, err := p.doc.WriteTo(&raw); err != nil {
		return nil, fmt.Errorf("typeset: write PDF: %w", err)
	}
	return repair(raw.Bytes(), p.info)
}
