package spoken

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// glyph is one folded sign and the byte of the written line it comes from.
type glyph struct {
	text   string
	origin int
}

// sameSign lists signs that are written in many ways and read in one.
var sameSign = func() map[rune]string {
	same := map[rune]string{
		'〇': "零", '℃': "°C", '㎡': "m²", '㎏': "kg", '㎞': "km", '㎝': "cm", '㎜': "mm",
		'．': ".", '／': "/", '＋': "+", '％': "%", '＃': "#", '＆': "&", '＠': "@", '＊': "*", '＝': "=",
		'＜': "<", '＞': ">", '≧': "≥", '≦': "≤", '⩾': "≥", '⩽': "≤", '｜': "|", '￥': "¥", '＿': "_",
		'﹢': "+", '✕': "×", '✖': "×", '｛': "{", '｝': "}", '＼': "/", '\\': "/", '※': " ", '√': " ", '㎥': "m³", '∶': ":", '➕': "+", '➖': "-", '½': "1/2", '¼': "1/4", '¾': "3/4", '\u20e3': "、", '№': "No.",
		'≈': "约", '㎎': "mg", '•': " ", '＾': "^", '｀': "`", '＄': "$",
	}
	for _, dash := range "‐‑‒–—―−－﹣─━﹘⁃" {
		same[dash] = "-"
	}
	for _, tilde := range "～∼〜˜﹏" {
		same[tilde] = "~"
	}
	for n := range int64(20) {
		same['①'+rune(n)] = Integer(n+1) + "、"
		same['⒈'+rune(n)] = Integer(n+1) + "、"
		same['⑴'+rune(n)] = "（" + Integer(n+1) + "）"
	}
	for n := range int64(10) {
		same['❶'+rune(n)] = Integer(n+1) + "、"
		same['㈠'+rune(n)] = "（" + Integer(n+1) + "）"
	}
	for n := range int64(12) {
		same['Ⅰ'+rune(n)] = Integer(n + 1)
	}
	return same
}()

// fold brings full-width letters and digits, the dashes and other look-alikes
// to one form, drops what has no sound and no width, and keeps the origins.
func fold(written string) []glyph {
	var glyphs []glyph
	for at, r := range written {
		text := foldRune(r)
		if r == utf8.RuneError || text == "" {
			text = string(r)
		}
		if silent(r) || repeats(glyphs, text) {
			continue
		}
		if kindOf(text) == digitRun {
			mendDash(glyphs)
		}
		for _, one := range text {
			glyphs = append(glyphs, glyph{string(one), at})
		}
	}
	return glyphs
}

// beforeDash end what may stand before the dash of a range.
var beforeDash = strings.Split("0123456789元岁月日号点栋幢座", "")

// mendDash turns 一 before a digit into the dash for which people type it:
// 4500一6500元.
func mendDash(glyphs []glyph) {
	if n := len(glyphs); n > 1 && glyphs[n-1].text == "一" && slices.Contains(beforeDash, glyphs[n-2].text) {
		glyphs[n-1].text = "-"
	}
}

func foldRune(r rune) string {
	if same, ok := sameSign[r]; ok {
		return same
	}
	switch {
	case unicode.IsSpace(r):
		return " "
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		return string(r - '０' + '0')
	case unicode.Is(unicode.So, r) && r != '°' && r != utf8.RuneError && !lettered(r):
		return " " // decoration
	}
	return ""
}

// lettered tells signs that are letters, numbers or words in a frame, which are
// no decoration: Ⓐ, 🔟, ㍿, ㏠.
func lettered(r rune) bool {
	return r >= '\u2460' && r <= '\u24ff' || r >= '\u3200' && r <= '\u33ff' || r >= '\U0001f100' && r < '\U0001f1e6' || r >= '\U0001f200' && r <= '\U0001f2ff' || r == '🔞' || r == '🔟'
}

// silent tells joiners, marks of direction and emoji variants.
func silent(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

// repeats folds blanks in a row, and the halves of a Chinese dash or wave, to one.
func repeats(before []glyph, text string) bool {
	return (text == " " || text == "-" || text == "~") && len(before) > 0 && before[len(before)-1].text == text
}
