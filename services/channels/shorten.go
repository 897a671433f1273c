package channels

import "strings"

// Ellipsis stands where words were left out.
const Ellipsis = "……"

// joiners are what typeset.NoBreak and typeset.Together put between characters.
const joiners = "\u2060\u2063"

// The marks that end a stretch, and those that are nothing before an ellipsis.
const (
	marksEnd  = "，。；、：,;: "
	marksIdle = "（《「『【“‘(…—"
)

// Shortened returns text in at most limit characters, ended by …… where something was left out, and whether it was. It
// ends at a mark where one stands in the second half, else between two words, and never in a number. A limit below five
// counts as five.
func Shortened(text string, limit int) (string, bool) {
	runes := []rune(text)
	limit = max(limit, 5)
	if len(runes) <= limit {
		return text, false
	}
	room := limit - len([]rune(Ellipsis))
	cut := room
	for cut > room/2 && !strings.ContainsRune(marksEnd, runes[cut]) {
		cut--
	}
	if !strings.ContainsRune(marksEnd, runes[cut]) {
		cut = wordEnd(runes, room)
	}
	return strings.TrimRight(string(runes[:cut]), marksEnd+marksIdle+joiners) + Ellipsis, true
}

// wordEnd is the last place up to room that divides no number and no Latin word, room itself where there is none.
func wordEnd(runes []rune, room int) int {
	for cut := room; cut > 0; cut-- {
		if !narrow(runes[cut-1]) || !narrow(runes[cut]) {
			return cut
		}
	}
	return room
}

// narrow tells whether r belongs to numbers and Latin words, or holds such together.
func narrow(r rune) bool { return r > ' ' && r < 0x2000 || strings.ContainsRune(joiners, r) }
