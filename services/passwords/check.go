package passwords

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"konggang/models"
)

// Bounds of a password in characters. NIST SP 800-63B-3 (section 5.1.1.2) asks for eight, for at least 64 to be allowed
// and for no mixture of kinds. Digits alone have to be more of them: eight are a birthday.
const (
	fewest       = 8
	fewestDigits = 10
	most         = 128
)

// wellKnown are passwords that are tried first, in lower case, one a line; too short ones and dates need no mention.
//
//go:embed wellknown.txt
var wellKnown string

var known = set(strings.Fields(wellKnown))

func set(words []string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[w] = true
	}
	return out
}

// Check refuses what is no password of 8 to 128 characters, or too easy to guess. It is a CodeInvalid error about the
// field password: CodeRequired, CodeTooLong, CodeInvalidText (control characters, no UTF-8), CodeWeakPassword.
func Check(password string) error {
	if !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl) {
		return models.FieldErrorf("password", models.CodeInvalidText)
	}
	p := folded(password)
	n := utf8.RuneCountInString(p)
	switch {
	case p == "":
		return models.FieldErrorf("password", models.CodeRequired)
	case n > most:
		return models.FieldErrorf("password", models.CodeTooLong, most, n)
	case n < fewest, n < fewestDigits && allDigits(p), oneRepeated(p), known[strings.ToLower(p)]:
		return models.FieldErrorf("password", models.CodeWeakPassword, fewest, fewestDigits)
	}
	return nil
}

func allDigits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
}

func oneRepeated(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return !strings.ContainsFunc(s, func(r rune) bool { return r != first })
}
