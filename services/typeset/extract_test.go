package typeset

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
	"strconv"
	"testing"
	"unicode/utf16"
)

// setText is one stretch of text as a reader of the PDF sees it.
type setText struct {
	x, y, width float64 // points, y from the foot of the page
	text        string
}

// readFont is what a reader knows of a font: the text and the width of each glyph.
type readFont struct {
	text  map[string]string
	width map[string]float64
}

var (
	textBlock   = regexp.MustCompile(`BT\n(\S+) (\S+) TD\n/(F\d+) (\S+) Tf[^\[]*\[<([0-9A-F]*)>\] TJ`)
	fontEntry   = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	toUnicode   = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	descendant  = regexp.MustCompile(`/DescendantFonts \[(\d+) 0 R\]`)
	glyphText   = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>`)
	glyphWidth  = regexp.MustCompile(`(\d+)\[(\d+)\]`)
	mappedBlock = regexp.MustCompile(`(\d+) beginbfchar\n`)
)

// extract reads the text back as a PDF reader does: glyph numbers from the
// pages, their characters from the ToUnicode maps, their widths from the fonts.
func extract(t testing.TB, file []byte) []setText {
	t.Helper()
	objects, _, err := splitObjects(file)
	if err != nil {
		t.Fatal(err)
	}
	fonts := readFonts(t, objects)
	var out []setText
	for _, object := range objects {
		for _, m := range textBlock.FindAllSubmatch(inflated(t, object), -1) {
			size := number(t, m[4])
			set := setText{x: number(t, m[1]), y: number(t, m[2])}
			for glyphs := string(m[5]); glyphs != ""; glyphs = glyphs[4:] {
				set.text += fonts[string(m[3])].text[glyphs[:4]]
				set.width += fonts[string(m[3])].width[glyphs[:4]] * size / em
			}
			out = append(out, set)
		}
	}
	return out
}

func readFonts(t testing.TB, objects [][]byte) map[string]readFont {
	t.Helper()
	reference := func(object []byte, pattern *regexp.Regexp) []byte {
		m := pattern.FindSubmatch(object)
		if m == nil {
			t.Fatalf("no %s in %s", pattern, object)
		}
		return objects[int(number(t, m[1]))-1]
	}
	fonts := map[string]readFont{}
	for _, object := range objects {
		if !bytes.Contains(object, []byte("/ProcSet [")) {
			continue
		}
		for _, entry := range fontEntry.FindAllSubmatch(object, -1) {
			fontObject := objects[int(number(t, entry[2]))-1]
			fonts[string(entry[1])] = readFont{
				text:  readCharacters(t, reference(fontObject, toUnicode)),
				width: readWidths(t, reference(fontObject, descendant)),
			}
		}
	}
	return fonts
}

func readCharacters(t testing.TB, cmap []byte) map[string]string {
	t.Helper()
	for _, m := range mappedBlock.FindAllSubmatch(cmap, -1) {
		if n := number(t, m[1]); n < 1 || n > 100 {
			t.Errorf("a block of %g characters", n)
		}
	}
	out := map[string]string{}
	for _, m := range glyphText.FindAllSubmatch(cmap, -1) {
		raw, err := hex.DecodeString(string(m[2]))
		if err != nil || len(raw)%2 != 0 {
			t.Fatalf("glyph %s has text %s", m[1], m[2])
		}
		var units []uint16
		for i := 0; i < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		out[string(m[1])] = string(utf16.Decode(units))
	}
	delete(out, "0000") // the code space range
	return out
}

func readWidths(t testing.TB, font []byte) map[string]float64 {
	t.Helper()
	out := map[string]float64{}
	for _, m := range glyphWidth.FindAllSubmatch(font, -1) {
		glyph, err := strconv.ParseUint(string(m[1]), 10, 16)
		if err != nil {
			t.Fatal(err)
		}
		out[string(bytes.ToUpper(hex.AppendEncode(nil, []byte{byte(glyph >> 8), byte(glyph)})))] = number(t, m[2])
	}
	return out
}

// inflated returns the content of a compressed stream, or nothing.
func inflated(t testing.TB, object []byte) []byte {
	t.Helper()
	_, stream, found := bytes.Cut(object, []byte("stream\n"))
	if !found || !bytes.Contains(object, []byte("/FlateDecode")) {
		return nil
	}
	reader, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func number(t testing.TB, digits []byte) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(string(digits), 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
