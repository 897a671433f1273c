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
		said.WriteString(words)
		here = next
	}
	return strings.Join(strings.Fields(said.String()), " "), nil
}
