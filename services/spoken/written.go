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

// writtenOut reads a number in Chinese numerals below 亿, also with a last digit that
// stands for the next power: 三千五, 两万5. A number that says a range, 三四千, is none.
func (p place) writtenOut() (figure, place, bool) {
	n, digit, last, next := int64(0), int64(0), int64(0), p
	nought := false
	if !p.inWords() {
		return figure{}, p, false
	}
	for range 12 {
		text := next.token().text
		power, worth := hanPowers[text], hanDigit(text)
		if tail, after, ok := next.tailDigit(); ok && last >= 100 && next.seesDigit() && (hanPowers[after.token().text] > 0 || after.endsDigits()) {
			worth = tail // 两万5
		}
		switch {
		case power > 0 && (last == 0 || power < last || power == 10000 && last < 10000):
			n, last = add(n, digit, power), power
			digit, nought = 0, false
		case worth > 0 && digit == 0:
			digit = worth
		case text == "零" && digit == 0 && n > 0:
			nought = true
		case power > 0 || worth > 0 || text == "零" || text == "亿":
			return figure{}, p, false
		default:
			return ended(n, digit, last, nought, p, next)
		}
		next = next.step(1)
	}
	return figure{}, p, false
}

// add counts the digits in front of a power; 万 multiplies all that went before.
func add(n, digit, power int64) int64 {
	if power == 10000 {
		return (n + digit) * power
	}
	return n + max(digit, 1)*power
}

// ended completes a number with its last digit.
func ended(n, digit, last int64, nought bool, from, next place) (figure, place, bool) {
	if next.at == from.at {
		return figure{}, from, false
	}
	if digit > 0 && last >= 100 && !nought {
		digit *= last / 10
	}
	f := figure{whole: n + digit}
	if digit == 0 && last >= 1000 && n/last < 10 {
		f.whole, f.power = n/last, len(trailing(last))
	}
	return f, next, true
}

func trailing(power int64) string {
	return strings.Repeat("0", map[int64]int{1000: 3, 10000: 4}[power])
}

// paidInWords tells a number in Chinese numerals with what is paid for.
func (p place) paidInWords() bool {
	f, next, ok := p.writtenOut()
	_, next = f.named(next)
	return ok && next.paid()
}
