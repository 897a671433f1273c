package typeset

import "slices"

// Marks that must not stand at the start or at the end of a line, by
// GB/T 15834-2011, 5.1 (marks of punctuation) and CLREQ 3.1.3 (units, which
// stay with their number).
const (
	neverFirst = "，。、；：？！）」』】〉》”’〕］｝〗…—～－·・／,.;:?!)]}~–/%‰％℃°′″々〻ー"
	neverLast  = "（「『【〈《“‘〔［｛〖([{／/￥¥$€£＄#＃№"
)

// cost says how bad a line break at one place is. Wrap takes the cheapest
// place that fits, and among equals the last one.
type cost uint8

const (
	free    cost = iota // any place between two words or Chinese characters
	inTerm              // divides what Together holds
	inWord              // divides a Latin word, a number or a date
	kinsoku             // leaves a mark at the wrong end of a line (避头尾)
	held                // divides what NoBreak holds together
	never               // leaves an empty line or a line that starts with a space
)

// breakCosts returns for each glyph the cost of starting a line with it, in
// room if they fit.
func breakCosts(room []cost, glyphs []glyph) []cost {
	costs := slices.Grow(room[:0], len(glyphs))[:len(glyphs)]
	end := -1 // the last glyph so far that is no space
	for i := range glyphs {
		g := &glyphs[i]
		switch {
		case end < 0, g.isSpace():
			costs[i] = never
		default:
			costs[i] = breakCost(&glyphs[end], g, end == i-1)
		}
		if !g.isSpace() {
			end = i
		}
	}
	return costs
}

// breakCost is the cost of a line that ends with a and a next one that starts
// with b; adjacent tells that no space stands between them.
func breakCost(a, b *glyph, adjacent bool) cost {
	switch {
	case b.joined:
		return held
	case b.traits.has(notFirst), a.traits.has(notLast):
		return kinsoku
	case adjacent && sticks(a, b):
		return inWord
	case b.softly:
		return inTerm
	default:
		return free
	}
}

// sticks tells whether a and b belong to one Latin word, number or range.
func sticks(a, b *glyph) bool {
	switch {
	case a.source == nbsp || b.source == nbsp, b.traits.has(combines):
		return true
	case a.traits.has(joinsDigits):
		return b.traits.has(digit) // 3,800 and 3800—5500
	default:
		return a.traits.has(narrow) && b.traits.has(narrow)
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// isNarrow tells whether r is written in words: Latin, Greek, Cyrillic and
// digits, also in their full-width forms.
func isNarrow(r rune) bool {
	switch {
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		return true
	default:
		return r > ' ' && r < 0x2000 && r != '·'
	}
}
