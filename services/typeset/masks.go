package typeset

import (
	"image"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// mask is the shape of a glyph in pixels, relative to its baseline.
type mask struct {
	box    image.Rectangle
	levels []uint8 // row by row, 0 to levels
}

// masks draws glyphs and keeps the drawn ones, as a page repeats its characters.
type masks struct {
	sizes map[typeSize]font.Face
	drawn map[position]mask
}

type typeSize struct {
	face   *face
	pixels float64
}

// position is a glyph at one of the four places within a pixel that it can
// start at: enough for even spacing, few enough to meet the same one again.
type position struct {
	typeSize
	glyph   rune
	quarter uint8
}

func newMasks() *masks {
	return &masks{sizes: map[typeSize]font.Face{}, drawn: map[position]mask{}}
}

// at returns the mask of g with its origin at x pixels.
func (m *masks) at(g glyph, pixels, x float64) mask {
	quarters := int(math.Round(clamp(x) * 4))
	key := position{typeSize{g.face, pixels}, g.drawn, uint8(quarters & 3)}
	drawn, known := m.drawn[key]
	if !known {
		drawn = m.draw(key)
		m.drawn[key] = drawn
	}
	drawn.box = drawn.box.Add(image.Pt(quarters>>2, 0))
	return drawn
}

func (m *masks) draw(at position) mask {
	scaled, known := m.sizes[at.typeSize]
	if !known {
		// NewFace only fails for options that it does not know.
		scaled, _ = opentype.NewFace(at.face.outline, &opentype.FaceOptions{Size: at.pixels, DPI: 72, Hinting: font.HintingNone})
		m.sizes[at.typeSize] = scaled
	}
	dot := fixed.Point26_6{X: fixed.Int26_6(at.quarter) * 16}
	box, shape, _, _, ok := scaled.Glyph(dot, at.glyph)
	alpha, isAlpha := shape.(*image.Alpha)
	if !ok || !isAlpha {
		return mask{}
	}
	out := mask{box: box, levels: make([]uint8, box.Dx()*box.Dy())}
	for i := range out.levels {
		out.levels[i] = uint8((int(alpha.Pix[i])*levels + 127) / 255)
	}
	return out
}
