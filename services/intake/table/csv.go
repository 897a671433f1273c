package table

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"konggang/models"
)

var (
	utf8Mark   = []byte{0xEF, 0xBB, 0xBF}
	littleMark = []byte{0xFF, 0xFE}
	bigMark    = []byte{0xFE, 0xFF}
)

func hasUTF16Mark(data []byte) bool {
	return bytes.HasPrefix(data, littleMark) || bytes.HasPrefix(data, bigMark)
}

// decode gives the text of a file in UTF-8 (with or without a mark), UTF-16 with a mark, or GB18030, which is what is left.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, littleMark):
		return decodeUTF16(data[2:], binary.LittleEndian), nil
	case bytes.HasPrefix(data, bigMark):
		return decodeUTF16(data[2:], binary.BigEndian), nil
	case bytes.IndexByte(data, 0) >= 0:
		return "", notText.err()
	case utf8.Valid(data):
		return string(bytes.TrimPrefix(data, utf8Mark)), nil
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", notText.err()
	}
	return string(out), nil
}

func decodeUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// readCSV reads records with whichever of comma, tab and semicolon the first line holds most of. Every record counts as a
// row, blank ones too, as a spreadsheet program shows them. A quote inside an unquoted field is an ordinary character; one
// that is never closed would swallow the rest of the file, so the file is refused.
func readCSV(data []byte, c *collector) error {
	s, err := decode(data)
	if err != nil {
		return err
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	comma := separator(s)
	for number := 1; s != ""; number++ {
		cells, rest, closed := record(s, comma)
		if !closed {
			return models.Errorf(models.CodeUnreadableFile, fmt.Sprintf("a quote opened in row %d is never closed", number), fmt.Sprintf("第 %d 行的引号没有闭合", number))
		}
		if err := c.add(number, cells); err != nil {
			return err
		}
		s = rest
	}
	return nil
}

func separator(s string) byte {
	line, _, _ := strings.Cut(s, "\n")
	best := byte(',')
	for _, sep := range []byte{'\t', ';'} {
		if strings.Count(line, string(sep)) > strings.Count(line, string(best)) {
			best = sep
		}
	}
	return best
}

// record takes one record off s; closed is false when a quoted field does not end.
func record(s string, comma byte) (cells []string, rest string, closed bool) {
	for {
		var cell string
		cell, s, closed = field(s, comma)
		if !closed {
			return nil, "", false
		}
		cells = append(cells, cell)
		if s == "" || s[0] == '\n' {
			return cells, strings.TrimPrefix(s, "\n"), true
		}
		s = s[1:]
	}
}

// field takes one field off s and leaves the separator or line end that ends it.
func field(s string, comma byte) (cell, rest string, closed bool) {
	var quoted strings.Builder
	if strings.HasPrefix(s, `"`) {
		s = s[1:]
		for {
			i := strings.IndexByte(s, '"')
			if i < 0 {
				return "", "", false
			}
			quoted.WriteString(s[:i])
			s = s[i+1:]
			if !strings.HasPrefix(s, `"`) {
				break
			}
			quoted.WriteByte('"')
			s = s[1:]
		}
	}
	end := strings.IndexAny(s, string(comma)+"\n")
	if end < 0 {
		end = len(s)
	}
	return quoted.String() + s[:end], s[end:], true
}
