package screening

import "unicode"

// joinFigures takes the marks out of a figure that is spelled out sign by sign, as 五·十·岁 and 十-四-岁 are. One mark alone
// may be a range's or a gap between two words, so that two of the same have to stand around a single sign.
func joinFigures(signs []sign) []sign {
	out := signs[:0:len(signs)]
	for i := 0; i < len(signs); {
		end := spelledEnd(signs, i)
		for ; i < end; i++ {
			if at := signs[i].r; at != gapMark && at != dashMark || !numeral(signs[i-1].r) && !numeral(signs[i+1].r) {
				out = append(out, signs[i])
			}
		}
		if i < len(signs) {
			out = append(out, signs[i])
			i++
		}
	}
	return out
}

// spelledEnd is the last sign of a run that begins at i and has the same mark between any two signs, or i when none does.
func spelledEnd(signs []sign, i int) int {
	if i+4 >= len(signs) || i > 0 && numeral(signs[i-1].r) {
		return i
	}
	mark, end := signs[i+1].r, i
	if mark != gapMark && mark != dashMark {
		return i
	}
	for end+2 < len(signs) && signs[end+1].r == mark && spelled(signs[end].r, mark) && spelled(signs[end+2].r, mark) {
		end += 2
	}
	if end < i+4 || numeral(signs[end].r) && end+1 < len(signs) && numeral(signs[end+1].r) {
		return i
	}
	return end
}

// spelled tells a sign that can be one of a run. Digits with hyphens are dates and telephones.
func spelled(r, mark rune) bool { return unicode.Is(unicode.Han, r) || mark == gapMark && digit(r) }

func numeral(r rune) bool {
	_, ok := numerals[r]
	return ok || digit(r)
}
