package storetest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/width"
)

// Find tells which needles occur in the bytes, and in what form: plain, in another encoding of Chinese, as the hexadecimal or
// base64 of any of these, escaped for URLs or JSON or HTML, and phones also with separators between their digits, in full
// width or spoken. Spreadsheets and PDFs are unpacked. Forms nested more deeply are not seen, nor what a PDF draws as numbers of glyphs.
func Find(in []byte, needles ...string) []string {
	var found []string
	hays := unpacked(in)
	for _, needle := range needles {
		if name, there := occurs(needle, hays); there {
			found = append(found, needle+" as "+name)
		}
	}
	return found
}

// occurs gives the name of the first form in which the needle is there.
func occurs(needle string, in [][]byte) (string, bool) {
	for _, raw := range in {
		hay := haystack{raw: raw}
		for _, form := range formsOf(needle) {
			if hay.has(form) {
				return form.name, true
			}
		}
	}
	return "", false
}

// form is one way in which a needle may be written; folded, where the case of letters says nothing.
type form struct {
	name   string
	bytes  []byte
	folded bool
	digits bool
}

type haystack struct{ raw, folded, digits []byte }

func (h *haystack) has(f form) bool {
	switch {
	case f.digits:
		if h.digits == nil {
			h.digits = joined(h.raw)
		}
		return bytes.Contains(h.digits, f.bytes)
	case f.folded:
		if h.folded == nil {
			h.folded = bytes.ToLower(h.raw)
		}
		return bytes.Contains(h.folded, bytes.ToLower(f.bytes))
	}
	return bytes.Contains(h.raw, f.bytes)
}

// known are the forms of the needles so far, since many cells are looked through for the same ones.
var known sync.Map

func formsOf(needle string) []form {
	if forms, there := known.Load(needle); there {
		return forms.([]form)
	}
	forms := made(needle)
	known.Store(needle, forms)
	return forms
}

func made(needle string) []form {
	var out []form
	for _, e := range encodings(needle) {
		out = append(out, e, form{name: "hex of " + e.name, bytes: []byte(hex.EncodeToString(e.bytes)), folded: true})
		out = append(out, base64Forms(e)...)
	}
	if digits := onlyDigits(needle); len(digits) == len(needle) && len(digits) >= 7 {
		out = append(out, form{name: "digits", bytes: []byte(digits), digits: true},
			form{name: "spoken digits", bytes: []byte(spokenDigits.Replace(digits)), digits: true})
	}
	return out
}

// encodings are the needle's bytes in each encoding, and its escaped forms, which may be encoded once more.
func encodings(needle string) []form {
	gb, _ := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(needle))
	little, big := utf16Of(needle)
	out := []form{{name: "plain", bytes: []byte(needle)}, {name: "GB18030", bytes: gb}, {name: "UTF-16LE", bytes: little}, {name: "UTF-16BE", bytes: big}}
	if escaped := jsonEscaped(needle, `\u%04x`); escaped != needle {
		out = append(out, form{name: "JSON escapes", bytes: []byte(escaped), folded: true})
	}
	if escaped := url.QueryEscape(needle); escaped != needle {
		out = append(out, form{name: "URL escapes", bytes: []byte(escaped), folded: true},
			form{name: "quoted-printable", bytes: []byte(strings.ReplaceAll(escaped, "%", "=")), folded: true})
	}
	decimal, hexadecimal := htmlEscaped(needle, "&#%d;"), htmlEscaped(needle, "&#x%x;")
	if decimal != needle {
		out = append(out, form{name: "HTML escapes", bytes: []byte(decimal)}, form{name: "HTML escapes", bytes: []byte(hexadecimal), folded: true})
	}
	return out
}

func utf16Of(s string) (little, big []byte) {
	for _, unit := range utf16.Encode([]rune(s)) {
		little = binary.LittleEndian.AppendUint16(little, unit)
		big = binary.BigEndian.AppendUint16(big, unit)
	}
	return little, big
}

// jsonEscaped escapes what is not ASCII, by units of UTF-16.
func jsonEscaped(s, as string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		if unit < 0x80 {
			b.WriteRune(rune(unit))
			continue
		}
		fmt.Fprintf(&b, as, unit)
	}
	return b.String()
}

// htmlEscaped escapes what is not ASCII, by characters.
func htmlEscaped(s, as string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, as, r)
	}
	return b.String()
}

// base64Forms are the characters that the bytes give wherever they stand within a longer text: those of the groups of six bits
// that lie wholly in them, at each of the three offsets.
func base64Forms(e form) []form {
	var out []form
	for offset := range 3 {
		padded := append(make([]byte, offset), e.bytes...)
		first, last := (offset*8+5)/6, len(padded)*8/6
		for _, alphabet := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			out = append(out, form{name: "base64 of " + e.name, bytes: []byte(alphabet.EncodeToString(padded)[first:last])})
		}
	}
	return out
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// spokenDigits says a phone as the loudspeaker does.
var spokenDigits = strings.NewReplacer("0", "零", "1", "幺", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九")

// separators are what people put between the digits of a phone.
const separators = " -.()/_\u00a0\u2009\u2010\u2011\u2012\u2013\u3000·,､"

// joined is a text in half width without what may stand between the digits of a phone.
func joined(text []byte) []byte {
	narrow := width.Narrow.Bytes(text)
	return bytes.Map(func(r rune) rune {
		if strings.ContainsRune(separators, r) {
			return -1
		}
		return r
	}, narrow)
}
