package spoken

import "strings"

// ordinal reads the number behind 第, where two is 二 whatever it counts.
func ordinal(p place) (string, place, bool) {
	f, next, ok := p.amount()
	return Integer(f.whole), next, ok && p.follows("第") && f.places == ""
}

// fraction reads 1/2, also with blanks: 二分之一.
func fraction(p place) (string, place, bool) {
	part, next, ok := p.number(1, 9999)
	_, next, stroke := next.blank().skip("/")
	from := next.blank()
	whole, next, found := from.number(2, 100)
	proper := p.token().text[0] != '0' && found && from.token().text[0] != '0'
	alone := !next.sees(".", ",") && !continued(next, "/") && !continued(next, "-") && !sum(next)
	return Integer(int64(whole)) + "分之" + Integer(int64(part)), next, ok && stroke && proper && alone
}

// sum tells that the number in front is one of money.
func sum(p place) bool {
	u, _, ok := p.unit()
	return ok && u.style == money
}

// temperature reads -10°C in a forecast as 零下十度.
func temperature(p place) (string, place, bool) {
	_, next, ok := p.skip("-")
	f, next, found := next.figure()
	weather := strings.Contains(p.before(), "气温") || strings.Contains(p.before(), "温度")
	if !ok || !found || f.unit.name != "摄氏度" || !weather {
		return "", p, false
	}
	return "零下" + f.number() + "度", next, true
}

// minus reads the sign of a number at the head of a clause.
func minus(p place) (string, place, bool) {
	_, next, ok := p.skip("-")
	return "负", next, ok && p.opens() && (next.seesDigit() || next.sees("百分之"))
}

// limits are said as people say them of ages and days, and as signs of bare
// numbers.
var limits = []struct{ sign, ofAge, ofCount, bare string }{
	{"≥", "不小于", "不少于", "大于等于"},
	{">=", "不小于", "不少于", "大于等于"},
	{"≤", "不超过", "不超过", "小于等于"},
	{"<=", "不超过", "不超过", "小于等于"},
	{">", "大于", "多于", "大于"},
	{"<", "小于", "少于", "小于"},
}

// limit reads a sign of comparison before a number.
func limit(p place) (string, place, bool) {
	for _, l := range limits {
		_, next, ok := p.skip(l.sign)
		f, _, found := next.blank().figure()
		switch {
		case !ok || !found:
		case strings.HasSuffix(f.unit.name, "岁"):
			return l.ofAge, next.blank(), true
		case f.unit.name != "":
			return l.ofCount, next.blank(), true
		default:
			return l.bare, next.blank(), true
		}
	}
	return "", p, false
}

// periodFirst reads a wage with its period in front: 月 4500-6500, 天 130/300元.
func periodFirst(p place) (string, place, bool) {
	period, next, ok := p.skip("月", "小时", "天", "日", "年", "件", "单")
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
	if !ok || digits[0] != '0' {
		return "", p, false
	}
	for _, mark := range []string{"-", "/", ".", ":", "："} {
		if continued(next, mark) {
			return "", p, false
		}
	}
	if short := strings.TrimLeft(digits, "0"); len(short) == 1 && next.sees("月", "日", "号", "期", "天", "个", "人", "名") {
		return label(short), next, true
	}
	return serial(digits), next, true
}

// openPay completes 面议, which says nothing to those who only hear it.
func openPay(p place) (string, place, bool) {
	_, next, ok := p.skip("面议")
	return "工资面议", next, ok && p.opens() && !p.follows(payWords...)
}
