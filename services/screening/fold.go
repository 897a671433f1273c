package screening

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// sign is one folded character and the runes of the written text, from and up to, that it comes from.
type sign struct {
	r        rune
	from, to int
}

// Marks that the folded text keeps; every other sign that is no letter, digit or Chinese character is a gap.
const (
	gapMark     = ' '
	commaMark   = ','
	pauseMark   = '、'
	stopMark    = '。'
	colonMark   = ':'
	bracketMark = '('
	dashMark    = '-'
	slashMark   = '/'
	pointMark   = '.'
)

// pictures are signs that stand for words in adverts that want to get past a reader of characters.
var pictures = map[rune]string{
	'🪪': "证件", '♂': "男", '👨': "男", '👦': "男", '🚹': "男", '🧔': "男", '👴': "男", '🤵': "男",
	'♀': "女", '👩': "女", '👧': "女", '🚺': "女", '👵': "女", '👰': "女", '💃': "女",
	'🤰': "孕妇", '❌': "✗", '🚫': "✗", '⛔': "✗", '🈲': "✗", '✘': "✗", '✗': "✗", '✖': "✗", '❎': "✗",
	'￥': "¥", '≦': "≤", '≧': "≥", '⩽': "≤", '〇': "零", '×': "×", '✕': "×", '〉': ")", '⟩': ")",
}

// markOf are the marks by the many signs that they are written with.
var markOf = func() map[rune]rune {
	marks := map[rune]rune{}
	for mark, written := range map[rune]string{
		commaMark: ",，\t﹐?？⁇", pauseMark: "、､", stopMark: "。!！;；\n\r｡‼", colonMark: ":：︰∶",
		bracketMark: "()（）[]【】〔〕{}《》〈〉", dashMark: "-‐‑‒–—―−－﹣─━﹘⁃~～∼〜˜", slashMark: "/／\\", pointMark: ".．",
	} {
		for _, r := range written {
			marks[r] = mark
		}
	}
	return marks
}()

// fold brings every way of writing a character to one: width, script, compatibility forms, pictures. What has no width
// is dropped, and the marks keep only the sense that they have where they stand.
func fold(text string) []sign {
	signs := make([]sign, 0, len(text)/2)
	at := 0
	for _, r := range text {
		for _, one := range foldRune(r) {
			signs = append(signs, sign{one, at, at + 1})
		}
		at++
	}
	return closeSplits(joinFigures(settleMarks(signs)))
}

func foldRune(r rune) string {
	switch {
	case r < unicode.MaxASCII:
		return string(foldSmall(r))
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.M, r), unicode.Is(unicode.Variation_Selector, r):
		return ""
	}
	if word, ok := pictures[r]; ok {
		return word
	}
	if mark, ok := markOf[r]; ok {
		return string(mark)
	}
	return strings.Map(foldSmall, norm.NFKC.String(string(r)))
}

func foldSmall(r rune) rune {
	if mark, ok := markOf[r]; ok {
		return mark
	}
	if simple, ok := simplified[r]; ok {
		return simple
	}
	switch {
	case r == '<':
		return '≤'
	case r == '>':
		return '≥'
	case unicode.Is(unicode.Han, r), r >= '0' && r <= '9', strings.ContainsRune("+=%¥≤≥✗×&", r):
		return r
	case unicode.IsLetter(r):
		return unicode.ToLower(r)
	case unicode.IsDigit(r):
		return r
	}
	return gapMark
}

// settleMarks decides what a hyphen, a point, a comma and a slash mean by what stands on both sides: part of a figure, or
// decoration between two characters.
func settleMarks(signs []sign) []sign {
	out := signs[:0:len(signs)]
	for i, s := range signs {
		before, after := neighbour(out, len(out)-1, -1), neighbour(signs, i+1, +1)
		if s.r == commaMark && thousands(out, signs[i+1:]) {
			continue
		}
		s.r = settled(s.r, before, after)
		if s.r == gapMark && len(out) > 0 && out[len(out)-1].r == gapMark {
			continue
		}
		out = append(out, s)
	}
	return out
}

// neighbour is the first sign from i on, in the direction, that is no gap; 0 when there is none near.
func neighbour(signs []sign, i, step int) rune {
	for n := 0; n < 3 && i >= 0 && i < len(signs); n++ {
		if signs[i].r != gapMark {
			return signs[i].r
		}
		i += step
	}
	return 0
}

func settled(r, before, after rune) rune {
	switch {
	case r == dashMark && !(figure(before) && figure(after)):
		return gapMark
	case r == pointMark && !(digit(before) && digit(after)):
		return gapMark
	case r == slashMark && !strings.ContainsRune("月天日时小年周人个班件hdm", after) && !digit(after):
		return gapMark
	}
	return r
}

// figure tells a sign that can stand beside the hyphen of a range.
func figure(r rune) bool {
	return digit(r) || strings.ContainsRune("岁元块千万kw点时月天%一二三四五六七八九十两百", r)
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// thousands tells whether a comma between these groups digits by three: 4,500.
func thousands(before, after []sign) bool {
	n := 0
	for n < len(after) && n < 4 && digit(after[n].r) {
		n++
	}
	return n == 3 && len(before) > 0 && digit(before[len(before)-1].r)
}

// closeSplits turns a mark between two pieces of one character each into a gap: 限，男 is 限男 pulled apart.
func closeSplits(signs []sign) []sign {
	for i := 1; i+1 < len(signs); i++ {
		if splitting(signs[i].r) && alone(signs, i-1, -1) && alone(signs, i+1, +1) {
			signs[i].r = gapMark
		}
	}
	return signs
}

func splitting(r rune) bool {
	return r == commaMark || r == pauseMark || r == stopMark || r == colonMark || r == bracketMark
}

// alone tells whether the Chinese character at i is the only one before the next mark in the direction.
func alone(signs []sign, i, step int) bool {
	if !unicode.Is(unicode.Han, signs[i].r) || signs[i].r == pauseMark {
		return false
	}
	next := i + step
	return next < 0 || next >= len(signs) || splitting(signs[next].r) || signs[next].r == gapMark
}
