// Package plainpdf is a frozen baseline: gopdf drawing the glyphs of a sheet whose layout is known already. A layout is
// recorded once, down to where every run of one font begins; Draw then only calls gopdf, as anybody would who has the
// positions. The fonts are those of the sheet, parsed once for all documents; what gopdf spends on subsets and compression is
// spent by both.
package plainpdf

import (
	"os"
	"path/filepath"

	"golang.org/x/image/font/sfnt"
	"rsc.io/qr"

	"konggang/services/typeset"
)

// The files of the sheet's fonts, by weight, and the one for rare characters.
var fontFiles = []string{"NotoSansSC-Regular-8105gb2312.ttf", "NotoSansSC-Bold-8105gb2312.ttf", "Droid-Rare-rest.ttf"}

const rare = 2

// Recording is a typeset.Canvas that keeps what is drawn on it.
type Recording struct {
	pages [][]mark
	code  *qr.Code
	fonts []*sfnt.Font
	files [][]byte
	buf   sfnt.Buffer
}

// mark is one call: a run of text when there is any, else a line when it has a thickness, else a rectangle from x, y to x2, y2.
type mark struct {
	text         string
	font         int
	size         float64
	x, y, x2, y2 float64
	thickness    float64
	color        typeset.Color
}

// NewRecording reads the fonts from a folder; content is what the QR code of the sheet says.
func NewRecording(folder, content string) (*Recording, error) {
	r := &Recording{}
	var err error
	if r.code, err = qr.Encode(content, qr.M); err != nil {
		return nil, err
	}
	for _, name := range fontFiles {
		data, err := os.ReadFile(filepath.Join(folder, name)) //nolint:gosec // the fonts of this repository
		if err != nil {
			return nil, err
		}
		font, err := sfnt.Parse(data)
		if err != nil {
			return nil, err
		}
		r.fonts, r.files = append(r.fonts, font), append(r.files, data)
	}
	return r, nil
}

// Glyphs is the number of characters that were drawn.
func (r *Recording) Glyphs() int {
	n := 0
	for _, page := range r.pages {
		for _, m := range page {
			n += len([]rune(m.text))
		}
	}
	return n
}

func (r *Recording) put(m mark) { r.pages[len(r.pages)-1] = append(r.pages[len(r.pages)-1], m) }

// NewPage implements typeset.Canvas; the size of a page is the first mark on it.
func (r *Recording) NewPage(width, height float64) {
	r.pages = append(r.pages, []mark{{x2: width, y2: height}})
}

// Text implements typeset.Canvas: a run for each stretch of one font.
func (r *Recording) Text(x, y float64, text string, style typeset.Style, color typeset.Color) {
	runes := []rune(text)
	for from := 0; from < len(runes); {
		font, to := r.fontOf(runes[from], style), from+1
		for to < len(runes) && r.fontOf(runes[to], style) == font {
			to++
		}
		offset := style.Width(string(runes[:from]))
		r.put(mark{text: string(runes[from:to]), font: font, size: style.Size, x: x + offset, y: y, color: color})
		from = to
	}
}

// TextUp implements typeset.Canvas; what is measured is a sheet without turned text.
func (r *Recording) TextUp(float64, float64, string, typeset.Style, typeset.Color) {
	panic("plainpdf: turned text is not recorded")
}

func (r *Recording) fontOf(c rune, style typeset.Style) int {
	own := int(style.Weight)
	if glyph, err := r.fonts[own].GlyphIndex(&r.buf, c); err == nil && glyph != 0 {
		return own
	}
	return rare
}

// Rect implements typeset.Canvas.
func (r *Recording) Rect(x, y, width, height float64, color typeset.Color) {
	r.put(mark{x: x, y: y, x2: x + width, y2: y + height, color: color})
}

// HLine implements typeset.Canvas.
func (r *Recording) HLine(x1, x2, y, thickness float64, color typeset.Color) {
	r.put(mark{x: x1, y: y, x2: x2, y2: y, thickness: thickness, color: color})
}

// VLine implements typeset.Canvas.
func (r *Recording) VLine(x, y1, y2, thickness float64, color typeset.Color) {
	r.put(mark{x: x, y: y1, x2: x, y2: y2, thickness: thickness, color: color})
}

// quiet is the empty margin of a QR code in modules.
const quiet = 4

// QR implements typeset.Canvas: a rectangle for each stretch of black.
func (r *Recording) QR(x, y, side float64, code typeset.QR) {
	module := side / float64(code.Modules())
	r.Rect(x, y, side, side, typeset.White)
	for row := range r.code.Size {
		for col := 0; col < r.code.Size; col++ {
			from := col
			for r.code.Black(col, row) {
				col++
			}
			if col > from {
				r.Rect(x+float64(from+quiet)*module, y+float64(row+quiet)*module, float64(col-from)*module, module, typeset.Black)
			}
		}
	}
}
