package spoken

import "strings"

// ordinal reads the number behind 第, where two is 二 whatever it counts.
func ordinal(p place) (string, place, bool) {
	f, next, ok := p.amount()
	return Integer(f.whole), next, ok && p.follows("第") && f.places == ""
}

// fraction reads 1/2, also with blanks: 二分之一. With a unit, as in 8/12小时 and
// 1/2号线, it may as well be two numbers, 5/6休, 5/2 and 24/48 are turns of work
// and rest, and 8/17 is a day.
func fraction(p place) (string, place, bool) {
	part, next, ok := p.number(1, 99)
	_, next, stroke := next.blank().skip("/")
	from := next.blank()
	whole, next, found := from.number(2, 100)
	proper := p.token().text[0] != '0' && found && from.token().text[0] != '0'
	alone := !next.sees(".", ",") && !continued(next, "/") && !continued(next, "-") && !measured(next) && !next.sees("休", "倒", "运转")
	proper = proper && (next.sees("的") || part < whole && whole <= 10)
	return Integer(int64(whole)) + "分之" + Integer(int64(part)), next, ok && stroke && proper && alone
}

// enumeration reads the number of a point in a list whose text begins with an
// age, which is no decimal: 2.18-35岁.
func enumeration(p place) (string, place, bool) {
	digits, next, ok := p.digits(1, 2)
	_, next, point := next.skip(".")
	if !ok || !point {
		return "", p, false
	}
	s, _, found := next.span()
	aged := strings.HasSuffix(s.high.unit.name, "岁") && len(next.token().text) == 2 && s.low.whole >= 16
	return label(digits) + "、", next, ok && point && found && aged && digits[0] != '0' && p.opens()
}

// sum tells that the number in front is one of money.
func sum(p place) bool {
	u, _, ok := p.unit()
	return ok && u.style == money
}

// temperature reads a frost behind a word, 气温-10°C, 冷库-18℃: 零下十度. In
// weather 度 is enough.
func temperature(p place) (string, place, bool) {
	_, next, ok := p.skip("-")
	if !ok {
		return "", p, false
	}
	f, next, found := next.figure()
	if _, after, ranged := next.skip("~-", "至-", "到-"); found && ranged && p.afterHan() { // -5~-18℃
		g, end, ok := after.figure()
		return "零下" + f.say() + "到零下" + g.say(), end, ok && g.unit.name == "摄氏度"
	}
	if !found || f.unit.name != "摄氏度" || !p.afterHan() {
		return "", p, false
	}
	if strings.Contains(p.near(), "气温") || strings.Contains(p.near(), "温度") {
		f.unit.name = "度"
	}
	return "零下" + f.say(), next, true
}

// minus reads the sign of a number at the head of a clause, but not the one of
// a range behind a remark: 18（含）-30.
func minus(p place) (string, place, bool) {
	_, next, ok := p.skip("-")
	return "负", next, ok && p.opens() && !p.follows("）", ")", "·") && (next.seesDigit() || next.sees("百分之"))
}

// limits are said as people say them of ages, counts, pay and shares, and as
// signs of bare numbers.
var limits = []struct{ sign, ofAge, ofCount, ofPay, bare string }{
	{"≥", "不小于", "不少于", "不低于", "大于等于"},
	{">=", "不小于", "不少于", "不低于", "大于等于"},
	{"≤", "不超过", "不超过", "不超过", "小于等于"},
	{"<=", "不超过", "不超过", "不超过", "小于等于"},
	{">", "大于", "多于", "高于", "大于"},
	{"<", "小于", "少于", "低于", "小于"},
}

// limit reads a sign of comparison before a number, and the whole sum behind
// it: ≥5000元/月 → 每月不低于五千元.
func limit(p place) (string, place, bool) {
	for _, l := range limits {
		_, next, ok := p.skip(l.sign)
		if !ok {
			continue
		}
		next = next.blank()
		s, after, found := next.span()
		if !found {
			continue
		}
		if s.isMoney(p, after) {
			s.setUnit(unit{"元", money})
		}
		switch {
		case s.high.unit.style == money:
			per := s.per
			s.per = ""
			return per + l.ofPay + s.say(), after, s.sound()
		case s.high.unit.style == share:
			return l.ofPay, next, true
		case strings.HasSuffix(s.high.unit.name, "岁"):
			return l.ofAge, next, true
		case s.high.unit.name != "":
			return l.ofCount, next, true
		}
		return l.bare, next, true
	}
	return "", p, false
}

// periodFirst reads a wage with its period in front: 月 4500-6500, 天 130/300元.
func periodFirst(p place) (string, place, bool) {
	period, next, ok := p.skip("月", "小时", "天", "日", "年", "件", "单")
	if !ok {
		return "", p, false
	}
	s, next, found := next.blank().span()
	sum := s.high.unit.style == money || s.high.unit.name == "" && s.high.float() >= 100
	if !ok || !found || !p.opens() || !sum || s.per != "" {
		return "", p, false
	}
	s.setUnit(unit{"元", money})
	s.per = "每" + periodNames[period]
	return s.say(), next, s.sound()
}

// leadingZero reads a number that begins with a nought: 02月 as the number it
// is, everything else digit by digit.
func leadingZero(p place) (string, place, bool) {
	digits, next, ok := p.digits(2, 9)
	if !ok || digits[0] != '0' || p.split() {
		return "", p, false
	}
	for _, mark := range []string{"-", "/", ".", ":", "："} {
		if continued(next, mark) {
			return "", p, false
		}
	}
	if sum(next) {
		return "", p, false
	}
	if short := strings.TrimLeft(digits, "0"); len(short) == 1 && next.sees("月", "日", "号", "期", "天", "个", "人", "名") {
		return label(short), next, true
	}
	return serial(digits), next, true
}

// split tells a number with a blank inside: 5 000.
func (p place) split() bool {
	return p.at >= 2 && p.step(-1).sees(" ") && p.step(-2).seesDigit()
}

// openPay completes 面议, which says nothing to those who only hear it.
func openPay(p place) (string, place, bool) {
	_, next, ok := p.skip("面议")
	return "工资面议", next, ok && p.opens() && !p.follows(payWords...)
}

// about reads two numbers in a row with 、 between them as people say them
// together: 招2、3名 → 两三名. At the head of a clause the first is the number of
// a point in a list.
func about(p place) (string, place, bool) {
	low, next, ok := p.number(1, 8)
	_, next, listed := next.skip("、")
	if !ok || !listed {
		return "", p, false
	}
	f, next, found := next.figure()
	if !found || p.opens() || f.whole != int64(low)+1 || f.places+f.loose != "" || f.unit.name+powerNames[f.power] == "" {
		return "", p, false
	}
	said := powerNames[f.power] + f.unit.name
	if f.power > 0 && f.unit.name == "" {
		return Integer(int64(low)) + Integer(f.whole) + said, next, true
	}
	first, second := Measure(int64(low), f.unit.name), Integer(f.whole)
	return strings.TrimSuffix(first, f.unit.name) + second + said, next, true
}
