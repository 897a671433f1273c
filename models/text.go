package models

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FoldWidth turns full-width ASCII and the ideographic space into their half-width forms.
func FoldWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '　':
			return ' '
		case r >= '！' && r <= '～':
			return r - 0xFEE0
		}
		return r
	}, s)
}

// CleanText trims s, folds runs of white space to one space and drops control and formatting characters, so that what
// is kept can be printed, logged and compared.
func CleanText(s string) string {
	var b strings.Builder
	space := false
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// checkText notes a text that is longer than limit characters or holds what CleanText would take out.
func checkText(p *Problems, field, s string, limit int) {
	if n := utf8.RuneCountInString(s); n > limit {
		p.Add(field, CodeTooLong, limit, n)
	}
	if !utf8.ValidString(s) || CleanText(s) != s {
		p.Add(field, CodeInvalidText)
	}
}

func checkRequired(p *Problems, field, s string, limit int) {
	if s == "" {
		p.Add(field, CodeRequired)
		return
	}
	checkText(p, field, s, limit)
}

func checkTexts(p *Problems, field string, list []string, most, limit int) {
	if len(list) > most {
		p.Add(field, CodeTooMany, most, len(list))
	}
	for _, s := range list {
		checkRequired(p, field, s, limit)
	}
}

func checkRange(p *Problems, field string, n, low, high int) {
	if n < low || n > high {
		p.Add(field, CodeOutOfRange, low, high)
	}
}
