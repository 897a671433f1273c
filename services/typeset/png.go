package typeset

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"
)

// PNG is a Canvas that makes one image per page. It is not safe for concurrent use.
type PNG struct {
	journal
	scale float64
	pages []*image.Paletted
	inks  *inks
	masks *masks
}

// maxPixels bounds one image: an A2 page at 150 dpi, or a card of 1,080 by
// 15,000 pixels.
const maxPixels = 16 << 20

// NewPNG returns an image canvas without pages that draws scale pixels for each
// point: 150/72.0 gives 150 dpi.
func NewPNG(scale float64) *PNG {
	return &PNG{scale: scale, inks: newInks(), masks: newMasks()}
}

// NewPage implements Canvas.
func (p *PNG) NewPage(width, height float64) {
	if err := checkPageSize(width, height); err != nil {
		p.fail(err)
		return
	}
	w, h := math.Round(width*p.scale), math.Round(height*p.scale)
	if !(w >= 1 && h >= 1 && w*h <= maxPixels) {
		p.fail(fmt.Errorf("%w: %g x %g pixels", ErrPageSize, w, h))
		return
	}
	page := image.NewPaletted(image.Rect(0, 0, int(w), int(h)), nil)
	fill(page, page.Rect, uint8(White))
	p.pages = append(p.pages, page)
}

// Text implements Canvas.
func (p *PNG) Text(x, y float64, text string, style Style, color Color) {
	if !p.ready(p.paged(), x, y) {
		return
	}
	glyphs := p.set(text, style)
	row := p.pixel(y)
	offset := 0
	for _, g := range glyphs {
		column := (x + style.points(offset)) * p.scale
		p.stamp(p.masks.at(g, style.Size*p.scale, column), row, color)
		offset += g.advance
	}
}

// TextUp implements Canvas. Glyphs are drawn along a line that grows upwards and turned pixel by pixel.
func (p *PNG) TextUp(x, y float64, text string, style Style, color Color) {
	if !p.ready(p.paged(), x, y) {
		return
	}
	column, offset := p.pixel(x), 0
	for _, g := range p.set(text, style) {
		along := (style.points(offset) - y) * p.scale
		p.stamp(turned(p.masks.at(g, style.Size*p.scale, along), column), 0, color)
		offset += g.advance
	}
}

// turned is a mask turned by a quarter to the left, its baseline on a column: what lay at along, across now lies above at
// across, -along.
func turned(m mask, column int) mask {
	box := image.Rect(column+m.box.Min.Y, -m.box.Max.X, column+m.box.Max.Y, -m.box.Min.X)
	out := mask{box: box, levels: make([]uint8, len(m.levels))}
	width, height := m.box.Dx(), m.box.Dy()
	for v := range height {
		for u := range width {
			out.levels[(width-1-u)*height+v] = m.levels[v*width+u]
		}
	}
	return out
}

// stamp blends a glyph into the page.
func (p *PNG) stamp(m mask, row int, color Color) {
	page := p.page()
	box := m.box.Add(image.Pt(0, row))
	part := box.Intersect(page.Rect)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		levels := m.levels[(y-box.Min.Y)*box.Dx():]
		line := page.Pix[y*page.Stride:]
		for x := part.Min.X; x < part.Max.X; x++ {
			if level := levels[x-box.Min.X]; level > 0 {
				line[x] = p.inks.blend(line[x], color.known(), level)
			}
		}
	}
}

// Rect implements Canvas. Edges are rounded to whole pixels.
func (p *PNG) Rect(x, y, width, height float64, color Color) {
	if p.ready(p.paged(), x, y, width, height) {
		p.fill(image.Rect(p.pixel(x), p.pixel(y), p.pixel(x+width), p.pixel(y+height)), color)
	}
}

// HLine implements Canvas.
func (p *PNG) HLine(x1, x2, y, thickness float64, color Color) {
	if p.ready(p.paged(), x1, x2, y, thickness) {
		top, bottom := p.stroke(y, thickness)
		p.fill(image.Rect(p.pixel(x1), top, p.pixel(x2), bottom), color)
	}
}

// VLine implements Canvas.
func (p *PNG) VLine(x, y1, y2, thickness float64, color Color) {
	if p.ready(p.paged(), x, y1, y2, thickness) {
		left, right := p.stroke(x, thickness)
		p.fill(image.Rect(left, p.pixel(y1), right, p.pixel(y2)), color)
	}
}

// stroke returns the whole pixels that a line centred on v covers.
func (p *PNG) stroke(v, thickness float64) (from, to int) {
	n := max(1, p.pixel(thickness))
	from = int(math.Round(clamp(float64(v*p.scale)) - float64(n)/2))
	return from, from + n
}

// QR implements Canvas. Each module has the same whole number of pixels.
func (p *PNG) QR(x, y, side float64, code QR) {
	if !p.ready(p.paged(), x, y, side) || code.Modules() == 0 {
		return
	}
	pixels := p.pixel(side)
	module := pixels / code.Modules()
	if module < 1 {
		p.fail(fmt.Errorf("%w: %d pixels", ErrQRTooSmall, pixels))
		return
	}
	left, top := p.pixel(x), p.pixel(y)
	p.fill(image.Rect(left, top, left+pixels, top+pixels), White)
	inset := (pixels - module*code.Modules()) / 2
	for _, b := range code.bars() {
		at := image.Pt(left+inset+b.x*module, top+inset+b.y*module)
		p.fill(image.Rectangle{Min: at, Max: at.Add(image.Pt(b.length*module, module))}, Black)
	}
}

// Encode returns one PNG file per page, or the first error of a drawing call.
func (p *PNG) Encode() ([][]byte, error) {
	if !p.paged() {
		p.fail(ErrNoPage)
	}
	if p.err != nil {
		return nil, p.err
	}
	files := make([][]byte, len(p.pages))
	for i, page := range p.pages {
		page.Palette = p.inks.palette
		var file bytes.Buffer
		if err := png.Encode(&file, page); err != nil {
			return nil, fmt.Errorf("typeset: write PNG: %w", err)
		}
		files[i] = file.Bytes()
	}
	return files, nil
}

func (p *PNG) paged() bool { return len(p.pages) > 0 }

func (p *PNG) page() *image.Paletted { return p.pages[len(p.pages)-1] }

func (p *PNG) fill(box image.Rectangle, color Color) {
	fill(p.page(), box, uint8(color.known()))
}

func fill(page *image.Paletted, box image.Rectangle, index uint8) {
	box = box.Intersect(page.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		line := page.Pix[y*page.Stride+box.Min.X : y*page.Stride+box.Max.X]
		for i := range line {
			line[i] = index
		}
	}
}

// pixel converts points to the nearest whole pixel.
func (p *PNG) pixel(v float64) int { return int(math.Round(clamp(v * p.scale))) }

// clamp keeps a coordinate far outside every page within the integers.
func clamp(v float64) float64 { return min(max(v, -maxPixels), maxPixels) }
