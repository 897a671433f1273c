package typeset

import "image/color"

// levels is the number of steps from paper to full ink at the edge of a glyph.
const levels = 15

// inks is the palette of an image. It starts with the flat colours and grows by
// the mixed ones as edges of glyphs are drawn; once full, the nearest serves.
type inks struct {
	palette color.Palette
	mixed   map[mixture]uint8
}

type mixture struct {
	below uint8 // palette index
	above Color
	level uint8
}

func newInks() *inks {
	k := &inks{mixed: map[mixture]uint8{}}
	for _, shade := range shades {
		k.palette = append(k.palette, shade)
	}
	return k
}

// blend returns the palette index of a colour laid over another one in the
// given level of levels.
func (k *inks) blend(below uint8, above Color, level uint8) uint8 {
	if level == levels {
		return uint8(above)
	}
	m := mixture{below, above, level}
	index, known := k.mixed[m]
	if !known {
		index = k.index(mix(k.palette[below].(color.RGBA), shades[above], level))
		k.mixed[m] = index
	}
	return index
}

func (k *inks) index(c color.RGBA) uint8 {
	nearest := k.palette.Index(c)
	if k.palette[nearest] != c && len(k.palette) < 256 {
		nearest = len(k.palette)
		k.palette = append(k.palette, c)
	}
	return uint8(nearest)
}

func mix(below, above color.RGBA, level uint8) color.RGBA {
	part := func(a, b uint8) uint8 {
		return uint8((int(a)*(levels-int(level)) + int(b)*int(level) + levels/2) / levels)
	}
	return color.RGBA{part(below.R, above.R), part(below.G, above.G), part(below.B, above.B), 255}
}
