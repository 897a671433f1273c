package typeset

import (
	"testing"
	"unicode"

	"github.com/signintech/gopdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

func TestFallback(t *testing.T) {
	lib := embedded()
	regular, bold, rare := lib.byWeight[Regular], lib.byWeight[Bold], lib.rare
	for _, tt := range []struct {
		r      rune
		weight Weight
		face   *face
		drawn  rune
	}{
		{'工', Regular, regular, '工'},
		{'工', Bold, bold, '工'},
		{'䶮', Regular, regular, '䶮'},
		{'𠙶', Bold, bold, '𠙶'},
		{'㙟', Regular, rare, '㙟'},
		{'龑', Bold, rare, '龑'},
		{'𫚉', Regular, regular, '〓'},
		{'🙂', Bold, bold, '〓'},
		{unicode.ReplacementChar, Regular, regular, '〓'},
		{unicode.MaxRune, Regular, regular, '〓'},
	} {
		if f, drawn := lib.find(tt.r, tt.weight); f != tt.face || drawn != tt.drawn {
			t.Errorf("%q weight %d: %s %q, want %s %q", tt.r, tt.weight, f.name, drawn, tt.face.name, tt.drawn)
		}
	}
}

// What one weight has, the other has too, so that whether a character is lacking does not depend on the weight.
func TestBothWeightsHaveTheSame(t *testing.T) {
	lib := embedded()
	for r := range rune(unicode.MaxRune) {
		if lib.byWeight[Regular].covers(r) != lib.byWeight[Bold].covers(r) {
			t.Errorf("%q is in one weight only", r)
		}
	}
}

func TestLacking(t *testing.T) {
	for text, want := range map[string]string{
		"㙟龑䶮𠙶": "", "〓": "", "🙂工🙂𫚉": "🙂𫚉", "☎\ufe0f葛\U000E0100 a\u2060b\u2063c\u200d\t\n": "", "": "",
	} {
		if got := string(Lacking(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// The page writer looks glyphs and widths up on its own; it must find the same
// ones, or a PDF would show other characters than an image.
func TestWriterAgreesWithMeasure(t *testing.T) {
	lib := embedded()
	for _, source := range []struct {
		face *face
		data []byte
	}{{lib.byWeight[Regular], regularTTF}, {lib.byWeight[Bold], boldTTF}, {lib.rare, rareTTF}} {
		var writer gopdf.SubsetFontObj
		if err := writer.SetTTFData(source.data); err != nil {
			t.Fatal(err)
		}
		var buf sfnt.Buffer
		checked := 0
		for r := range source.face.advance {
			if !source.face.covers(rune(r)) {
				continue
			}
			want, err := source.face.outline.GlyphIndex(&buf, rune(r))
			if err != nil {
				t.Fatal(err)
			}
			got, err := writer.CharCodeToGlyphIndex(rune(r))
			if err != nil || got != uint(want) {
				t.Fatalf("%s U+%04X: glyph %d, want %d (%v)", source.face.name, r, got, want, err)
			}
			if width := writer.GlyphIndexToPdfWidth(got); width != uint(source.face.advance[r]) {
				t.Fatalf("%s U+%04X: width %d, want %d", source.face.name, r, width, source.face.advance[r])
			}
			checked++
		}
		if checked < 9000 {
			t.Errorf("%s: %d characters", source.face.name, checked)
		}
	}
}

// Squeezing must not push one mark's ink into another's.
func TestHalfMarksLeaveHalfTheirCellEmpty(t *testing.T) {
	for _, f := range embedded().byWeight {
		for _, r := range closingHalf {
			if _, right := ink(t, f, r); right > em/2 {
				t.Errorf("%s %q reaches to %d", f.name, r, right)
			}
		}
		for _, r := range openingHalf {
			if left, _ := ink(t, f, r); left < em/2 {
				t.Errorf("%s %q starts at %d", f.name, r, left)
			}
		}
	}
}

func ink(t *testing.T, f *face, r rune) (left, right int) {
	t.Helper()
	var buf sfnt.Buffer
	glyph, err := f.outline.GlyphIndex(&buf, r)
	if err != nil || glyph == 0 || f.advance[r] != em {
		t.Fatalf("%s has no full-width %q: %v", f.name, r, err)
	}
	box, _, err := f.outline.GlyphBounds(&buf, glyph, fixed.Int26_6(em), font.HintingNone)
	if err != nil {
		t.Fatal(err)
	}
	return int(box.Min.X), int(box.Max.X)
}

func TestBrokenFontIsAnError(t *testing.T) {
	if f, err := parseFace("broken", regularTTF[:100]); err == nil {
		t.Errorf("parsed %s", f.name)
	}
}
