package spoken

import "strings"

// inWords tells that a number in Chinese numerals begins here.
func (p place) inWords() bool { return hanDigit(p.token().text) > 0 || p.sees("十") }

// paidIn tells that a sum in Chinese numerals has to be said anew, since what it
// is paid for goes first: 三千五/月 → 每月三千五百元, but not 周一/周五.
func (s span) paidIn(p place) bool {
	bare := s.high.unit.name == "" && s.high.float() < 10
	return s.per != "" && !bare && !p.follows(numeralSigns...) && (p.at == 0 || !p.step(-1).seesDigit())
}

// numeralSigns in front of a numeral make one word with it.
var numeralSigns = strings.Fields("零 一 二 三 四 五 六 七 八 九 十 百 千 万 亿 两 第 每 点 几 数 周 星期 之 . -")

// hanDigit is the value of one Chinese numeral from 一 to 九, or zero.
func hanDigit(text string) int64 {
	if text == "两" {
		return 2
	}
	for n, name := range han {
		if text == name {
			return int64(n)
		}
	}
	return 0
}

// hanPowers are the signs for powers of ten.
var hanPowers = map[string]int64{"十": 10, "百": 100, "千": 1000, "万": 10000}

const (
	longestNumeral = 12 // characters
	hanNumerals    = "零一二三四五六七八九两十百千万亿"
)

// writtenOut reads a number in Chinese numerals below 亿, also with a last digit
// that stands for the next power: 三千五, 两万5. What says a range, 三四千, is none.
func (p place) writtenOut() (figure, place, bool) {
	if !p.inWords() {
		return figure{}, p, false
	}
	var n numeral
	for next := p; next.at < p.at+longestNumeral; next = next.step(1) {
		text := next.token().text
		if n.last >= 100 && next.mixes() {
			text = han[text[0]-'0']
		}
		if next.end() || !strings.Contains(hanNumerals, text) {
			return n.figure(), next, true
		}
		if !n.take(text) {
			return figure{}, p, false
		}
	}
	return figure{}, p, false
}

// mixes tells an Arabic digit among Chinese numerals: 两万5.
func (p place) mixes() bool {
	_, after, ok := p.tailDigit()
	return ok && p.seesDigit() && (hanPowers[after.token().text] > 0 || after.endsDigits())
}

// numeral is a number in Chinese numerals as far as it has been read.
type numeral struct {
	sum, digit, last int64 // before the digit, the digit, and the last power
	nought           bool  // 零 stands in front of the digit
}

// take adds one character, or tells that it makes no number.
func (n *numeral) take(text string) bool {
	power, digit := hanPowers[text], hanDigit(text)
	switch {
	case power == 10000 && n.last < power: // multiplies all that went before
		*n = numeral{sum: (n.sum + n.digit) * power, last: power}
	case power > 0 && (n.last == 0 || power < n.last):
		*n = numeral{sum: n.sum + max(n.digit, 1)*power, last: power}
	case digit > 0 && n.digit == 0:
		n.digit = digit
	case text == "零" && n.digit == 0 && n.sum > 0:
		n.nought = true
	default:
		return false
	}
	return true
}

// figure keeps 千 and 万 behind a single digit as powers, so that they count for
// both ends of 三到五千.
func (n *numeral) figure() figure {
	switch {
	case n.last >= 100 && !n.nought:
		n.digit *= n.last / 10
	case n.last == 0:
		return figure{whole: n.digit}
	}
	if power := map[int64]int{1000: 3, 10000: 4}[n.last]; power > 0 && n.digit == 0 && n.sum < 10*n.last {
		return figure{whole: n.sum / n.last, power: power}
	}
	return figure{whole: n.sum + n.digit}
}

// paidInWords tells a number in Chinese numerals with what is paid for.
func (p place) paidInWords() bool {
	f, next, ok := p.writtenOut()
	_, next = f.named(next)
	return ok && next.paid()
}
