package noticeboard

import (
	"strings"

	"konggang/services/typeset"
)

// hold says how the characters of a text are held together: not, while the line is wide enough, or always.
type hold uint8

const (
	loosely hold = iota
	softly
	firmly
)

// span is a part of a text that is held together alike.
type span struct {
	Text string
	Hold hold
}

// Class is what the style knows the hold by.
func (s span) Class() string {
	return [...]string{loosely: "", softly: "together", firmly: "kept"}[s.Hold]
}

// joiners are the characters that typeset.Together and typeset.NoBreak put between others.
var joiners = map[rune]hold{[]rune(typeset.Together("ab"))[1]: softly, []rune(typeset.NoBreak("ab"))[1]: firmly}

// marksEnd stand with what is before them, also where browsers would divide there: around a part that is held together.
const marksEnd = "，、。；：）！？"

// spansOf divides a text by how the sheet may break it. What holds characters together there is taken out, since whoever
// copies a number must get the number and nothing else.
func spansOf(text string) []span {
	shown, before := untied(text)
	var out []span
	for i, r := range shown {
		at := max(before[i], before[i+1])
		if at == loosely && len(out) > 0 && out[len(out)-1].Hold == softly && strings.ContainsRune(marksEnd, r) {
			at, before[i] = softly, softly
		}
		if len(out) == 0 || at != out[len(out)-1].Hold || before[i] != at && at != loosely {
			out = append(out, span{Hold: at})
		}
		out[len(out)-1].Text += string(r)
	}
	return out
}

// untied is a text without joiners, and how each character is held to the one before it; nothing holds the end.
func untied(text string) (shown []rune, before []hold) {
	tie := loosely
	for _, r := range typeset.Clean(text) {
		if h, ok := joiners[r]; ok {
			tie = max(tie, h)
			continue
		}
		if r == '\u00a0' {
			r = ' '
		}
		shown, before = append(shown, r), append(before, tie)
		tie = loosely
	}
	return shown, append(before, loosely)
}
