// Package typesettest reads documents of typeset back as a PDF reader does: what is drawn counts, not what was asked for.
package typesettest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Run is one stretch of glyphs on a page, in the order of drawing. X and Y are in points from the foot of the page, of what
// is turned before turning.
type Run struct {
	Page   int
	Font   Font
	Size   float64
	X, Y   float64
	Turned bool
	Glyphs []uint16
}

// Font is a font of a document: its name, and the sizes in bytes of the outlines that are embedded, by glyph.
type Font struct {
	Name     string
	Outlines []uint32
}

// File is the last part of the name, which tells the file it was made of.
func (f Font) File() string { return f.Name[strings.Index(f.Name, "+")+1:] }

var (
	reference   = regexp.MustCompile(`(?m)^(\d{10}) 00000 n `)
	fontEntry   = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	descendant  = regexp.MustCompile(`/DescendantFonts \[(\d+) 0 R\]`)
	descriptor  = regexp.MustCompile(`/FontDescriptor (\d+) 0 R`)
	fontFile    = regexp.MustCompile(`/FontFile2 (\d+) 0 R`)
	baseFont    = regexp.MustCompile(`/BaseFont /(\S+)`)
	pageContent = regexp.MustCompile(`/Type /Page\n(?s:.*)/Contents\s+(\d+) 0 R`)
	// drawing is a turn, the end of one, or a stretch of text.
	drawing = regexp.MustCompile(`(?m)(0\.00000 1\.00000 -1\.00000$)|^(Q)$|^BT\n(\S+) (\S+) TD\n/(F\d+) (\S+) Tf[^\[]*\[<([0-9A-F]*)>\] TJ`)
)

// Read reads all text of a document.
func Read(file []byte) (runs []Run, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("typesettest: not a document of typeset: %v", p)
		}
	}()
	objects := objectsOf(file)
	fonts := fontsOf(objects)
	page := 0
	for _, object := range objects {
		content := pageContent.FindSubmatch(object)
		if content == nil {
			continue
		}
		page++
		runs = append(runs, runsOf(inflated(at(objects, content[1])), fonts, page)...)
	}
	return runs, nil
}

func objectsOf(file []byte) [][]byte {
	table := file[bytes.LastIndex(file, []byte("\nxref\n")):]
	var starts []int
	for _, entry := range reference.FindAllSubmatch(table, -1) {
		starts = append(starts, number(entry[1]))
	}
	objects := make([][]byte, len(starts))
	for i, start := range starts {
		end := len(file) - len(table)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		objects[i] = file[start:end]
	}
	return objects
}

func at(objects [][]byte, digits []byte) []byte { return objects[number(digits)-1] }

func fontsOf(objects [][]byte) map[string]Font {
	fonts := map[string]Font{}
	for _, object := range objects {
		if !bytes.Contains(object, []byte("/ProcSet [")) {
			continue
		}
		for _, entry := range fontEntry.FindAllSubmatch(object, -1) {
			font := at(objects, entry[2])
			inner := at(objects, descendant.FindSubmatch(font)[1])
			described := at(objects, descriptor.FindSubmatch(inner)[1])
			data := inflated(at(objects, fontFile.FindSubmatch(described)[1]))
			fonts[string(entry[1])] = Font{Name: string(baseFont.FindSubmatch(font)[1]), Outlines: outlines(data)}
		}
	}
	return fonts
}

func runsOf(content []byte, fonts map[string]Font, page int) []Run {
	var runs []Run
	turned := false
	for _, m := range drawing.FindAllSubmatch(content, -1) {
		switch {
		case m[1] != nil:
			turned = true
		case m[2] != nil:
			turned = false
		default:
			raw, err := hex.DecodeString(string(m[7]))
			if err != nil {
				panic(err)
			}
			run := Run{Page: page, Font: fonts[string(m[5])], Size: float(m[6]), X: float(m[3]), Y: float(m[4]), Turned: turned}
			for ; len(raw) > 0; raw = raw[2:] {
				run.Glyphs = append(run.Glyphs, binary.BigEndian.Uint16(raw))
			}
			runs = append(runs, run)
		}
	}
	return runs
}

// outlines are the sizes of the glyphs in a TrueType font, by its tables head, maxp and loca.
func outlines(font []byte) []uint32 {
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		entry := font[12+16*i:]
		start, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		tables[string(entry[:4])] = font[start : start+size]
	}
	long := binary.BigEndian.Uint16(tables["head"][50:]) == 1
	place := func(i int) uint32 {
		if long {
			return binary.BigEndian.Uint32(tables["loca"][4*i:])
		}
		return 2 * uint32(binary.BigEndian.Uint16(tables["loca"][2*i:]))
	}
	sizes := make([]uint32, binary.BigEndian.Uint16(tables["maxp"][4:]))
	for i := range sizes {
		sizes[i] = place(i+1) - place(i)
	}
	return sizes
}

func inflated(object []byte) []byte {
	_, stream, _ := bytes.Cut(object, []byte("stream\n"))
	if !bytes.Contains(object[:len(object)-len(stream)], []byte("/FlateDecode")) {
		return bytes.TrimSuffix(stream, []byte("\nendstream\n"))
	}
	reader, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		panic(err)
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		panic(err)
	}
	return content
}

func number(digits []byte) int {
	n, err := strconv.Atoi(string(digits))
	if err != nil {
		panic(err)
	}
	return n
}

func float(digits []byte) float64 {
	n, err := strconv.ParseFloat(string(digits), 64)
	if err != nil {
		panic(err)
	}
	return n
}
