package noticeboard

import (
	"strings"

	"konggang/services/typeset"
)

// span is a part of a text; a kept one stands on one line.
type span struct {
	Text string
	Kept bool
}

// joiner is what typeset.NoBreak puts between characters that stay together.
const joiner = '\u2060'

// spansOf divides a text where the sheet may break it and where not. What holds characters together there is taken out, since
// whoever copies a number must get the number and nothing else.
func spansOf(text string) []span {
	var out []span
	runes := []rune(typeset.Clean(text))
	joined := func(i int) bool { return i >= 0 && i < len(runes) && runes[i] == joiner }
	for i, r := range runes {
		if r == joiner {
			continue
		}
		kept := joined(i-1) || joined(i+1)
		if len(out) == 0 || kept != out[len(out)-1].Kept || kept && !joined(i-1) {
			out = append(out, span{Kept: kept})
		}
		out[len(out)-1].Text += strings.ReplaceAll(string(r), "\u00a0", " ")
	}
	return out
}
