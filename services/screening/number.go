package screening

import (
	"strconv"
	"strings"
)

// maxFigure is the number of digits beyond which a run is a phone or a code and no figure.
const maxFigure = 6

// scales multiply the figure before them.
var scales = map[rune]float64{'十': 10, '百': 100, '千': 1000, '万': 10_000, 'k': 1000, 'w': 10_000}

var numerals = map[rune]float64{
	'零': 0, '一': 1, '二': 2, '两': 2, '俩': 2, '仨': 3, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '十': 10,
}

// readNumber reads the figure that begins at signs[i], in digits (4500, 1.5万, 4k, 5千5) or in characters (十二,
// 一千八), and gives the place behind it, or i when none stands here.
func readNumber(signs []sign, i int) (value float64, end int) {
	if digit(signs[i].r) {
		return readDigits(signs, i)
	}
	return readNumerals(signs, i)
}

// withHalf reads a figure and the half that may follow its measure: 一个半小时.
func withHalf(signs []sign, i int) (float64, int) {
	value, end := readNumber(signs, i)
	if end > i && end+1 < len(signs) && signs[end].r == '个' && signs[end+1].r == '半' {
		return value + 0.5, end + 2
	}
	return value, end
}

func readDigits(signs []sign, i int) (float64, int) {
	var written strings.Builder
	end := i
	for end < len(signs) && (digit(signs[end].r) || signs[end].r == pointMark && !strings.Contains(written.String(), ".")) {
		written.WriteRune(signs[end].r)
		end++
	}
	whole, _, _ := strings.Cut(written.String(), ".")
	value, err := strconv.ParseFloat(strings.TrimSuffix(written.String(), "."), 64)
	if err != nil || len(whole) > maxFigure {
		return 0, i
	}
	return scaled(signs, value, end)
}

// scaled applies the scale behind a figure and the digit that may follow it: 1.5万, 5千5.
func scaled(signs []sign, value float64, end int) (float64, int) {
	if end >= len(signs) {
		return value, end
	}
	scale, ok := scales[signs[end].r]
	if !ok || latin(signs[end].r) && end+1 < len(signs) && latin(signs[end+1].r) {
		return value, end
	}
	value, end = value*scale, end+1
	if end < len(signs) && digit(signs[end].r) && (end+1 == len(signs) || !digit(signs[end+1].r) && signs[end+1].r != pointMark) {
		return value + float64(signs[end].r-'0')*scale/10, end + 1
	}
	return value, end
}

// sum is a Chinese numeral while it is read: what is complete, the digit that still waits for its scale, and the last
// scale.
type sum struct {
	total, section, scale float64
	pending               float64
	waiting               bool
}

// longestNumeral bounds the characters of one numeral.
const longestNumeral = 12

// readNumerals reads Chinese numerals.
func readNumerals(signs []sign, i int) (float64, int) {
	if signs[i].r == '半' {
		return 0.5, i + 1
	}
	var s sum
	end := i
	for ; end < len(signs) && end-i < longestNumeral; end++ {
		r := signs[end].r
		if n, ok := numerals[r]; ok && r != '十' {
			if s.scale > 10 && opensUnit(signs, end) {
				break // 两千一个月
			}
			s.digit(n, scaling(signs, end+1))
			continue
		}
		if by, ok := scales[r]; !ok || latin(r) || !s.times(by) {
			break
		}
	}
	return s.value(), end
}

// digit takes one more digit. Two that follow each other before or behind a scale, as in 十六七 and 三四十, are about the
// first.
func (s *sum) digit(n float64, scaleNext bool) {
	switch {
	case !s.waiting || n == 0:
		s.pending, s.waiting = n, true
	case n != s.pending+1 || s.scale == 0 && !scaleNext:
		s.pending = s.pending*10 + n
	}
	if n == 0 {
		s.scale = 10 // 一千零八 is no 1800
	}
}

// times applies a scale to the digit that waits; 十 alone is ten, the others need a digit.
func (s *sum) times(by float64) bool {
	if !s.waiting && by != 10 {
		return false
	}
	if !s.waiting {
		s.pending = 1
	}
	s.section += s.pending * by
	s.pending, s.waiting, s.scale = 0, false, by
	if by == 10_000 {
		s.total, s.section = s.total+s.section, 0
	}
	return true
}

// value counts a digit after a scale and before nothing as a tenth of it, as people say 一千八.
func (s *sum) value() float64 {
	if s.waiting && s.scale > 10 && s.pending < 10 {
		return s.total + s.section + s.pending*s.scale/10
	}
	return s.total + s.section + s.pending
}

func scaling(signs []sign, i int) bool { return i < len(signs) && scales[signs[i].r] > 0 }

// opensUnit tells whether the 一 at i begins 一个月, 一天 and the like and is no last digit.
func opensUnit(signs []sign, i int) bool {
	return signs[i].r == '一' && i+1 < len(signs) && strings.ContainsRune("个天年小日月班工", signs[i+1].r)
}
