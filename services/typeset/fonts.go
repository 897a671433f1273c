package typeset

import (
	_ "embed"
	"fmt"
	"sync"
	"unicode"

	"github.com/signintech/gopdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

var (
	//go:embed fonts/NotoSansSC-Regular-8105gb2312.ttf
	regularTTF []byte
	//go:embed fonts/NotoSansSC-Bold-8105gb2312.ttf
	boldTTF []byte
	//go:embed fonts/Droid-Rare-rest.ttf
	rareTTF []byte
)

// em is the unit of all advances: a thousandth of the type size, as in PDF.
const em = 1000

// halfTag starts the name under which a PDF has a face a second time, with half
// an em as the width of all its characters: for marks that are squeezed. If
// their boxes overlapped instead, readers would take the text out in disorder.
const halfTag = "KGH"

func (f *face) half() string { return halfTag + f.name[len(halfTag):] }

// absent marks a rune that a face has no glyph for.
const absent = -1

// face is one embedded font with the advance of every rune it covers.
type face struct {
	// name carries a subset tag (ISO 32000-1, 9.6.4), different for each face.
	name    string
	outline *sfnt.Font
	// advance is indexed by rune, in thousandths of an em, rounded down as a
	// PDF width array has it, so that the page and the image agree.
	advance []int16
}

func (f *face) covers(r rune) bool {
	return int(r) < len(f.advance) && f.advance[r] != absent
}

func parseFace(name string, data []byte) (*face, error) {
	outline, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	f := &face{name: name, outline: outline}
	unitsPerEm := fixed.Int26_6(outline.UnitsPerEm())
	var buf sfnt.Buffer
	for r := rune(0); r <= unicode.MaxRune; r++ {
		glyph, err := outline.GlyphIndex(&buf, r)
		if err != nil || glyph == 0 {
			continue
		}
		width, err := outline.GlyphAdvance(&buf, glyph, unitsPerEm, font.HintingNone)
		if err != nil {
			return nil, fmt.Errorf("font %s: U+%04X: %w", name, r, err)
		}
		for len(f.advance) <= int(r) {
			f.advance = append(f.advance, absent)
		}
		f.advance[r] = int16(width * em / unitsPerEm)
	}
	return f, nil
}

// library holds the embedded faces, parsed once for measuring and drawing.
type library struct {
	byWeight [2]*face
	rare     *face
	// pdf lends gopdf the same fonts without parsing them for every document.
	pdf *gopdf.FontContainer
}

// embedded parses the fonts at their first use. It panics if a font that was
// compiled into this very binary cannot be read, as no input can cause that.
var embedded = sync.OnceValue(func() *library {
	lib, err := newLibrary()
	if err != nil {
		panic(err)
	}
	return lib
})

func newLibrary() (*library, error) {
	lib := &library{pdf: &gopdf.FontContainer{}}
	for _, source := range []struct {
		name string
		data []byte
		slot **face
	}{
		{"KGAREG+NotoSansSC-Regular", regularTTF, &lib.byWeight[Regular]},
		{"KGABLD+NotoSansSC-Bold", boldTTF, &lib.byWeight[Bold]},
		{"KGARAR+DroidSansFallback", rareTTF, &lib.rare},
	} {
		parsed, err := parseFace(source.name, source.data)
		if err != nil {
			return nil, err
		}
		for _, name := range []string{parsed.name, parsed.half()} {
			if err := lib.pdf.AddTTFFontData(name, source.data); err != nil {
				return nil, fmt.Errorf("font %s: %w", name, err)
			}
		}
		*source.slot = parsed
	}
	return lib, nil
}

// geta is the mark set in place of a character that no font has (U+3013).
const geta = '〓'

// find returns the face to draw r with: the weight's own, then the rare one.
// With neither, it returns the weight's face and the geta mark.
func (lib *library) find(r rune, w Weight) (*face, rune) {
	own := lib.byWeight[w]
	switch {
	case own.covers(r):
		return own, r
	case lib.rare.covers(r):
		return lib.rare, r
	default:
		return own, geta
	}
}
