package spoken

import (
	"strconv"
	"strings"
)

// change is what stands behind 块, 元, 毛 or 角 and belongs to the same sum:
// 12块8, 3块2毛5, 10块零5, 15元5角. It is said as it is written, since 零五 may
// be five 毛 as well as five 分.
type change struct {
	said  string
	worth float64 // in the unit in front
}

// changed reads the change of a sum in the given unit.
func (p place) changed(of string) (change, place) {
	if of != "元" && of != "块" && of != "毛" && of != "角" {
		return change{}, p
	}
	nought, from, _ := p.skip("零", "0")
	if digits, next, ok := from.digits(2, 2); ok && of == "块" && nought == "" && next.endsSum() {
		jiao, fen := int64(digits[0]-'0'), int64(digits[1]-'0')
		said := strings.TrimPrefix(coins(1, 10*jiao+fen), "一块")
		return change{said, (float64(jiao) + float64(fen)/10) / 10}, next
	}
	digit, next, ok := from.tailDigit()
	if !ok {
		return change{}, p
	}
	said, worth := nought+Integer(digit), float64(digit)/10
	if coin, after, named := next.coin(of); named {
		return from.coined(change{said + coin, worth}, coin, after)
	}
	if of == "元" && !next.paid() || !next.endsSum() {
		return change{}, p
	}
	if nought != "" {
		worth /= 10
	}
	return change{said, worth}, next
}

// coined adds to 2毛 of 3块2毛5 what stands behind it.
func (p place) coined(c change, coin string, next place) (change, place) {
	more, end := next.changed(coin)
	return change{c.said + more.said, c.worth + more.worth/10}, end
}

// coin reads the name of a smaller coin than the unit in front.
func (p place) coin(of string) (string, place, bool) {
	if of == "元" || of == "块" {
		if coin, next, ok := p.skip("毛钱", "角钱", "毛", "角"); ok {
			return coin, next, true
		}
	}
	coin, next, ok := p.skip("分钱", "分")
	return coin, next, ok && !next.sees("钟", "之")
}

// tailDigit reads the last digit of a sum. One in Chinese belongs to it only
// where the sum is paid for something or begins a range: 5千五险一金 does not.
func (p place) tailDigit() (int64, place, bool) {
	if n, next, ok := p.number(1, 9); ok && len(p.token().text) == 1 {
		return int64(n), next, true
	}
	n := hanDigit(p.token().text)
	next := p.step(1)
	coined := next.sees("毛", "角", "分", "元", "块", "千", "百") && !next.sees("分钟", "分之")
	return n, next, n > 0 && (coined || next.paid() || next.ranges())
}

// paid tells that the sum in front is paid for something: /月.
func (p place) paid() bool {
	_, _, _, ok := p.period()
	return ok
}

// ranges tells that the sum in front begins a range.
func (p place) ranges() bool {
	_, next, ok := p.blank().skip("-", "~", "至", "到")
	next = next.blank()
	return ok && (next.seesDigit() || hanDigit(next.token().text) > 0)
}

// endsSum tells that nothing which makes another number of the digit in front
// follows it: no unit, point or hour, and no range of other things, as in 18块8-12小时.
func (p place) endsSum() bool {
	if p.seesDigit() || p.sees(".", ",", ":", "：") && p.step(1).seesDigit() || continued(p, "/") || measured(p) {
		return false
	}
	_, next, joined := p.blank().skip("-", "~", "至", "到")
	digits, next, found := next.blank().digits(1, 5)
	_, next, point := next.skip(".")
	if _, after, ok := next.digits(1, 3); point && ok {
		next = after
	}
	u, _, counted := next.unit()
	return !joined || !found || digits == "" || !counted || u.style == money || u.name == "毛" || u.name == "角"
}

// endsDigits tells that the digit in front is the last of a number behind 千 or 万.
func (p place) endsDigits() bool { return p.sees("元", "块") || p.endsSum() }

// scaled reads 万, 千, k, w …, and the digits behind it as people say them: 1万5, 1万2千5.
func (f figure) scaled(p place) (figure, place) {
	power, next := powerAt(p)
	if power == 0 || p.sees("W") && strings.HasPrefix(p.rest(), "W") && f.whole >= 1000 {
		return f, p
	}
	f.power = power
	if f.places != "" {
		return f, next
	}
	for last := power; last > 1; {
		digit, after, ok := next.tailDigit()
		lower, end := powerAt(after)
		if !ok || lower >= last || lower == 0 && !after.endsDigits() {
			break
		}
		named := lower > 0
		if !named {
			lower = last - 1
		}
		f.places += strings.Repeat("0", last-1-lower) + strconv.FormatInt(digit, 10)
		last, next = lower, end
		if !named {
			break
		}
	}
	return f, next
}
