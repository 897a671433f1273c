package typeset

import (
	"fmt"
	"image/color"
)

// Color is one of the few colours that sheets and cards use. A small set keeps
// images small, as they are stored with a palette.
type Color uint8

// The colours. A value outside this list draws as Ink.
const (
	Ink    Color = iota // text: nearly black, as a printer's grey toner smears less
	White               // paper
	Black               // QR modules
	Red                 // headings of public notices
	Maroon              // table heads
	Grey                // secondary text, 6:1 on White
	Line                // grid lines
	Cream               // every second row
	Green               // what is free of charge
	Blush               // ground of the headings within a table
	colorCount
)

var shades = [colorCount]color.RGBA{
	Ink:    {20, 20, 20, 255},
	White:  {255, 255, 255, 255},
	Black:  {0, 0, 0, 255},
	Red:    {178, 34, 34, 255},
	Maroon: {90, 30, 30, 255},
	Grey:   {95, 95, 95, 255},
	Line:   {150, 150, 150, 255},
	Cream:  {246, 243, 236, 255},
	Green:  {22, 110, 60, 255},
	Blush:  {247, 226, 222, 255},
}

func (c Color) known() Color {
	if c < colorCount {
		return c
	}
	return Ink
}

// Hex returns the colour's sRGB components as six digits, B22222.
func (c Color) Hex() string {
	r, g, b := c.RGB()
	return fmt.Sprintf("%02X%02X%02X", r, g, b)
}

// RGB returns the colour's sRGB components.
func (c Color) RGB() (r, g, b uint8) {
	shade := shades[c.known()]
	return shade.R, shade.G, shade.B
}
