package typeset

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// errForeignPDF reports bytes that gopdf, as pinned in go.mod, does not write.
var errForeignPDF = errors.New("typeset: not a document of the expected writer")

var crossReference = regexp.MustCompile(`(?m)^(\d{10}) 00000 n `)

// repair rewrites what gopdf leaves wrong in a document: character maps that
// break text beyond U+FFFF, full widths of squeezed marks, and a document
// without description or identifier (its own description would be stored where
// ISO 32000-1, 7.5.5 forbids it).
func repair(raw []byte, info Info) ([]byte, error) {
	objects, header, err := splitObjects(raw)
	if err != nil {
		return nil, err
	}
	const start = 256 // what kind an object is stands in its first lines; fonts are long
	for i, object := range objects {
		first := object[:min(start, len(object))]
		switch {
		case bytes.Contains(first, []byte("/CIDInit /ProcSet findresource begin")):
			objects[i] = toUnicodeObject(i+1, object)
		case bytes.Contains(first, []byte("/BaseFont /"+halfTag)):
			objects[i] = bytes.ReplaceAll(object, fmt.Appendf(nil, "[%d]", em), fmt.Appendf(nil, "[%d]", em/2))
		}
	}
	objects = append(objects, infoObject(len(objects)+1, info))
	return joinObjects(header, objects), nil
}

// splitObjects cuts a document at the offsets of its cross-reference table, so
// that nothing inside a stream can be mistaken for an object.
func splitObjects(raw []byte) (objects [][]byte, header []byte, err error) {
	tail := bytes.LastIndex(raw, []byte("startxref\n"))
	if tail < 0 {
		return nil, nil, errForeignPDF
	}
	line, _, _ := bytes.Cut(raw[tail+len("startxref\n"):], []byte("\n"))
	table, err := strconv.Atoi(string(line))
	if err != nil || table < 0 || table > tail {
		return nil, nil, errForeignPDF
	}
	var starts []int
	for _, entry := range crossReference.FindAllSubmatch(raw[table:tail], -1) {
		start, err := strconv.Atoi(string(entry[1]))
		if err != nil || start > table || len(starts) > 0 && start < starts[len(starts)-1] {
			return nil, nil, errForeignPDF
		}
		starts = append(starts, start)
	}
	if len(starts) == 0 {
		return nil, nil, errForeignPDF
	}
	starts = append(starts, table)
	for i := range len(starts) - 1 {
		objects = append(objects, raw[starts[i]:starts[i+1]])
	}
	return objects, raw[:starts[0]], nil
}

// toUnicodeObject writes a character map anew from the pairs of gopdf's one.
func toUnicodeObject(number int, object []byte) []byte {
	var pairs []string
	seen := map[string]bool{}
	for line := range strings.Lines(string(object)) {
		glyph, r, ok := glyphMapping(line)
		// Two characters may share a glyph: the one drawn first is what a reader gets.
		if ok && !seen[glyph] {
			seen[glyph] = true
			pairs = append(pairs, "<"+glyph+"> <"+utf16Hex(r)+">")
		}
	}
	cmap := characterMap(pairs)
	return fmt.Appendf(nil, "%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n\n", number, len(cmap), cmap)
}

// glyphMapping reads a line of gopdf's character map: "<glyph><glyph><character>",
// all in hexadecimal.
func glyphMapping(line string) (glyph string, r rune, ok bool) {
	parts := strings.Split(strings.TrimSuffix(line, ">\n"), "><")
	if len(parts) != 3 || len(parts[0]) != len("<FFFF") || parts[0][1:] != parts[1] {
		return "", 0, false
	}
	value, err := strconv.ParseUint(parts[2], 16, 32)
	return parts[1], rune(value), err == nil
}

// characterMap writes a ToUnicode CMap (ISO 32000-1, 9.10.3) of glyph and text
// pairs, in blocks of at most 100 as the CMap specification asks for.
func characterMap(pairs []string) string {
	const block = 100
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for start := 0; start < len(pairs); start += block {
		part := pairs[start:min(start+block, len(pairs))]
		fmt.Fprintf(&b, "%d beginbfchar\n%s\nendbfchar\n", len(part), strings.Join(part, "\n"))
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.String()
}

func infoObject(number int, info Info) []byte {
	return fmt.Appendf(nil, "%d 0 obj\n<< /Title <FEFF%s> /Author <FEFF%s> /Producer (konggang) >>\nendobj\n\n",
		number, utf16Hex([]rune(Clean(info.Title))...), utf16Hex([]rune(Clean(info.Author))...))
}

func utf16Hex(text ...rune) string {
	const digits = "0123456789ABCDEF"
	var out []byte
	for _, unit := range utf16.Encode(text) {
		out = append(out, digits[unit>>12], digits[unit>>8&15], digits[unit>>4&15], digits[unit&15])
	}
	return string(out)
}

// joinObjects writes a document whose first object is the catalogue and whose
// last one is the description. The identifier is a digest of the content, so
// that equal documents have equal bytes.
func joinObjects(header []byte, objects [][]byte) []byte {
	const tail = 1 << 10 // and more than most have
	size := len(header) + tail
	for _, object := range objects {
		size += len(object)
	}
	out := append(make([]byte, 0, size), header...)
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = len(out)
		out = append(out, object...)
	}
	digest := sha256.Sum256(out)
	table := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		out = fmt.Appendf(out, "%010d 00000 n \n", offset)
	}
	return fmt.Appendf(out, "trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(objects)+1, len(objects), digest[:16], digest[:16], table)
}
