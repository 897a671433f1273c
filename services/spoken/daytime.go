package spoken

import "strings"

var halves = []struct{ written, said string }{
	{"a.m.", "上午"}, {"p.m.", "下午"}, {"am", "上午"}, {"pm", "下午"},
}

// meridiem reads a time with its half of the day in Latin, before or behind
// it: 8:00am, PM 5:30, 9am.
func meridiem(p place) (string, place, bool) {
	for _, half := range halves {
		if _, next, ok := p.skip(half.written); ok {
			m, next, ok := next.blank().hour()
			return half.said + m.half(), next, ok && !next.sees(".")
		}
		m, next, ok := p.hour()
		if _, next, told := next.blank().skip(half.written); ok && told {
			return half.said + m.plain(), next, m.hour <= 12
		}
	}
	return "", p, false
}

// hour reads a time of day, or its hour alone.
func (p place) hour() (moment, place, bool) {
	if m, next, ok := p.moment(); ok {
		return m, next, true
	}
	n, next, ok := p.number(0, 24)
	return moment{n, 0, -1}, next, ok
}

// duties say that what follows is a time to work.
var duties = strings.Fields("上班 上班时间 工作时间 时间 作息 班 早 晚 上午 下午 早上 晚上")

// dottedClock reads a shift with points for colons where the words say that it
// is one: 上班8.00-17.30.
func dottedClock(p place) (string, place, bool) {
	from, next, ok := p.hourMinute(".")
	if part, said := from.shift(); ok && next.sees(errands[:7]...) { // 8.30上班
		if p.follows(dayParts...) {
			part = ""
		}
		return part + said, next, true
	}
	_, next, joined := next.blank().skip("-", "~", "至", "到")
	between, next, _ := next.blank().skip(nextDay...)
	to, next, found := next.hourMinute(".")
	shift := ok && joined && found && p.follows(duties...)
	return sayShift(from, to, between, p.follows(dayParts...)), next, shift && !measured(next) && !next.sees("/", ".")
}

// ratio reads 比例1:3 and 3:7分成. Without such words a colon is one of a clock.
func ratio(p place) (string, place, bool) {
	one, next, ok := p.digits(1, 3)
	mark, next, colon := next.skip(":", "：", "/", "v")
	other, next, found := next.digits(1, 3)
	if !ok || !colon || !found || one[0] == '0' || other[0] == '0' || next.sees(":", "：", ".") {
		return "", p, false
	}
	told := p.follows("比例", "比例为", "比例是", "比例约", "配比", "比") || next.sees("分成", "分账", "的比例", "比例")
	switch mark {
	case "v":
		return label(one) + "对" + label(other), next, true // 1V1
	case "/":
		return label(one) + "比" + label(other), next, next.sees("分成", "分账")
	}
	alone := len(one) == 1 && len(other) == 1 && p.opens() && next.closes()
	return label(one) + "比" + label(other), next, told || alone
}

// labels of lists are numbered.
var labels = strings.Fields("岗位 工种 职位 方案 要求 条件 班次 地址 厂区 门店 线路 职责 福利 待遇 方式 电话")

// numberedLabel reads the number of 岗位1：, which is no hour.
func numberedLabel(p place) (string, place, bool) {
	digits, next, ok := p.digits(1, 2)
	if !ok || digits[0] == '0' || !p.follows(labels...) {
		return "", p, false
	}
	_, _, time := p.moment()
	_, after, colon := next.skip(":", "：")
	counted, _, _ := after.figure()
	_, _, again := after.moment()
	return label(digits), next, colon && (!time || counted.unit.name != "" || again)
}
