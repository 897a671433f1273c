package typeset

import (
	"strings"
	"unicode"
)

const (
	joiner  = '\u2060' // WORD JOINER: no line break here, nothing to draw
	softly  = '\u2063' // INVISIBLE SEPARATOR, taken for a joiner that gives way before a rule of 避头尾 is broken
	nbsp    = '\u00A0'
	wideGap = '\u3000'
)

// Clean brings text to the form that is measured and drawn: every line end
// becomes "\n", tabs and the odd spaces become one plain space each, and
// control, format and variation characters are dropped. The ideographic space,
// the no-break space and the joiners stay.
func Clean(text string) string {
	if isClean(text) {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(cleanRune, text)
}

// isClean spares most texts the cleaning: they are so already, often from an earlier Clean.
func isClean(text string) bool {
	table := allTraits()
	for _, r := range text { // a byte that is none of a character reads as U+FFFD, which is not cleaned
		if !table.of(r).has(cleaned) {
			return false
		}
	}
	return true
}

func cleanRune(r rune) rune {
	switch {
	case r == '\n', r == joiner, r == softly, r == nbsp, r == wideGap:
		return r
	case r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
		return '\n'
	case r == '\u202F':
		return nbsp
	case r == '\t', unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		return -1
	default:
		return r
	}
}

// NoBreak returns text in a form that Wrap never divides while it can help it,
// for a phone number or a wage: word joiners between all characters, no-break
// spaces for spaces. The result can stand inside a longer text; what is drawn
// looks the same.
func NoBreak(text string) string { return joined(text, joiner) }

// Together returns text in a form that Wrap divides only where its line is too
// narrow for it, for a term of some characters. Unlike a NoBreak piece it is
// then divided as any text, at a place that the rules allow.
func Together(text string) string { return joined(text, softly) }

func joined(text string, by rune) string {
	var b strings.Builder
	for i, r := range Clean(text) {
		if i > 0 {
			b.WriteRune(by)
		}
		if r == ' ' || r == '\n' {
			r = nbsp
		}
		b.WriteRune(r)
	}
	return b.String()
}
