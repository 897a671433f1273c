// Package spoken turns written Chinese recruitment text into what an announcer
// says over a village loudspeaker: no digits, no symbols, and Latin only as the
// capital letters that people pronounce one by one (C一驾照, QC, A栋).
//
// A line is folded to one set of signs, cut into tokens and read from left to
// right by the first rule of the grammar that recognises what stands there. A
// new written form is one more rule. What no rule can read is reported, never
// guessed.
package spoken

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Unreadable reports the part of a line that no rule can read.
type Unreadable struct {
	Excerpt string // as written
	Offset  int    // in bytes from the start of the written line
}

// Error implements error in English; callers translate by the type.
func (e *Unreadable) Error() string {
	return fmt.Sprintf("cannot be read aloud: %q at byte %d", e.Excerpt, e.Offset)
}

// Text gives the spoken form of one written line. Text that is already spoken
// comes back unchanged but for blanks at its ends and runs of blanks. The error
// is an *Unreadable for the first part that cannot be read.
func Text(written string) (string, error) {
	var said strings.Builder
	for here := scan(written); !here.end(); {
		words, next, ok := read(here)
		if !ok {
			return "", here.unreadable()
		}
		if here.collides(said.String(), words) {
			said.WriteString("，")
		}
		said.WriteString(words)
		here = next
	}
	return strings.Join(strings.Fields(said.String()), " "), nil
}

// collides tells that what was said and what comes next would be heard as one
// number, which they are not: 做六休一6000, 6000五险一金.
func (p place) collides(said, words string) bool {
	if p.at > 0 && p.seesDigit() && p.step(-1).sees("块", "毛", "角") {
		return true // 20块8小时
	}
	last, _ := utf8.DecodeLastRuneInString(said)
	first, _ := utf8.DecodeRuneInString(words)
	if p.at == 0 || !strings.ContainsRune(numerals, first) || !strings.ContainsRune(numerals+"十百千万零幺", last) {
		return false
	}
	before := p.step(-1)
	return p.seesDigit() && before.sees(strings.Split(numerals, "")...) || before.seesDigit() && p.sees(strings.Split(numerals, "")...)
}

const numerals = "一二三四五六七八九两"
