package spoken

import (
	"strconv"
	"strings"
	"time"
)

// Date says a calendar date, the year digit by digit: 二零二五年三月一日. It does
// not check that the day exists.
func Date(year, month, day int) string {
	return eachDigit(strconv.Itoa(max(year, 0)), "一") + "年" + MonthDay(month, day)
}

// MonthDay says a day of the year: 十二月三十一日.
func MonthDay(month, day int) string {
	return Integer(int64(month)) + "月" + Integer(int64(day)) + "日"
}

// number reads a short run of digits within bounds.
func (p place) number(low, high int) (int, place, bool) {
	digits, next, ok := p.digits(1, 4)
	if !ok {
		return 0, p, false
	}
	n, err := strconv.Atoi(digits)
	return n, next, err == nil && n >= low && n <= high
}

// date reads 2025-03-01, 2025/3/1, 2025.03.01 and 2025年3月1日, also without
// the day (2025-03, 2025年3月). The year comes first: 01-03-2025 and 25/3/1
// have more than one meaning.
func date(p place) (string, place, bool) {
	year, next, ok := p.number(1900, 2099)
	mark, next, found := next.skip("-", "/", ".", "·", "年")
	if !ok || !found || p.follows("第") {
		return "", p, false
	}
	padded := len(next.token().text) == 2
	month, next, ok := next.number(1, 12)
	if !ok {
		return "", p, false
	}
	if mark == "年" {
		said, next, ok := dayOf(year, month, next)
		return said, next, ok
	}
	if continued(next, mark) {
		return dayBehind(year, month, mark, next.step(1))
	}
	alone := mark == "." && next.monthEnds() && !p.payNamed() // 2026.3
	return yearMonth(year, month), next, (padded || alone) && !measured(next) && !next.sees("+")
}

// dayBehind reads the day of a date and, if it begins a range, the last one.
func dayBehind(year, month int, mark string, p place) (string, place, bool) {
	day, next, ok := p.number(1, 31)
	_, next, _ = next.skip("日", "号")
	if last, end, found := next.lastDay(mark); ok && found {
		return Date(year, month, day) + "到" + last, end, exists(year, month, day)
	}
	return Date(year, month, day), next, ok && exists(year, month, day) && !continued(next, mark)
}

// monthEnds tells that nothing more belongs to the month in front, or that it
// begins a range: 2026.3-2026.6, 2025.9至今.
func (p place) monthEnds() bool {
	_, next, joined := p.skip("-", "~", "至", "到")
	_, next, year := next.number(1900, 2099)
	_, next, point := next.skip(".")
	_, next, month := next.number(1, 12)
	return p.closes() || p.sees("至今", "起", "前") || joined && year && point && month && next.closes()
}

// lastDay reads the end of a range without its year: 2026.3.1-3.31.
func (p place) lastDay(mark string) (string, place, bool) {
	sign, next, ok := p.blank().skip("-", "~", "至", "到")
	said, used, next, found := next.blank().dayPair()
	return said, next, ok && found && sign != mark && used == mark && !continued(next, mark)
}

// dated tells that a day stands in front: 3月1日, 2026-03-01.
func (p place) dated() bool {
	if p.at < 6 || !p.step(-1).sees(" ") {
		return p.follows("日", "号")
	}
	_, next, ok := date(p.step(-6))
	return ok && next.at == p.at-1 || p.follows("日", "号")
}

func yearMonth(year, month int) string {
	return strings.TrimSuffix(Date(year, month, 0), "零日")
}

// dayOf reads what follows 2025年3.
func dayOf(year, month int, p place) (string, place, bool) {
	_, next, ok := p.skip("月份", "月")
	if !ok {
		return "", p, false
	}
	day, after, found := next.number(1, 31)
	mark, after, closed := after.skip("日", "号")
	if !found || !closed {
		return yearMonth(year, month), next, true
	}
	return strings.TrimSuffix(Date(year, month, day), "日") + mark, after, exists(year, month, day)
}

func exists(year, month, day int) bool {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() == day
}

// impossible tells a day that no year has, and an hour that no half of a day has: 2月30日, 13:30pm.
func (p place) impossible() bool {
	month, next, ok := p.number(0, 99)
	_, next, named := next.skip("月")
	day, next, found := next.number(0, 99)
	if ok && named && found && next.sees("日", "号") {
		return month == 0 || day == 0 || month > 12 || !exists(2024, month, day)
	}
	m, next, ok := p.moment()
	return ok && m.hour > 12 && next.blank().sees("am", "pm", "a.m.", "p.m.")
}

// continued tells that one more part of the same kind follows.
func continued(p place, mark string) bool {
	_, next, ok := p.skip(mark)
	return ok && next.seesDigit()
}

var (
	deadlines = strings.Fields("前 之前 截止 起 开始 止 以前 报名 面试 报到 开工 开业 招聘会")
	// leaves stand behind days with a point between the numbers: 6.19放假.
	leaves   = strings.Fields("放假 休息 休假 期间 报名 面试 招聘会 办理 上岗 进场 入职 进厂 到岗 前后")
	dueWords = strings.Fields("放假 放假时间 放假日期 假期 国庆 春节 元旦 有效期至 有效至 招聘会 截止 截至 截止日期 有效期 日期 时间 报名至 发布 截止到")
)

// monthDay reads 08-08, 12/31前 and 报名时间3.1-3.15. Without noughts in front a
// pair of numbers is a day only where the words around it say so.
func monthDay(p place) (string, place, bool) {
	said, mark, next, ok := p.dayPair()
	if !ok || p.follows("-", "/", ".") || p.priced() {
		return "", p, false
	}
	told := p.follows(dueWords...)
	if last, after, ranged := next.lastDay(mark); ranged && (told || mark == "/" || after.sees(leaves...)) {
		return said + "到" + last, after, true
	}
	sure := p.padded(mark) || told || next.sees(deadlines...) || mark == "." && next.sees(leaves...)
	return said, next, sure && !continued(next, mark) && (!measured(next) || next.sees("面试"))
}

// padded tells a day and month with noughts in front: 08-08.
func (p place) padded(mark string) bool {
	nought := mark != "." && p.token().text[0] == '0' || strings.HasPrefix(p.step(2).token().text, "0")
	return nought && len(p.token().text) == 2
}

// priced tells a sum, also by words in front that ask for a price: 单价3.5起,
// 每双3.5起.
func (p place) priced() bool {
	for back := 2; back <= 4 && back <= p.at; back++ {
		if p.step(-back).sees("每") {
			return true
		}
	}
	return p.payNamed() || p.seesSum()
}

// dayPair reads a month and a day with one mark between them.
func (p place) dayPair() (said, mark string, next place, ok bool) {
	month, next, ok := p.number(1, 12)
	mark, next, found := next.skip("-", "/", ".")
	day, next, valid := next.number(1, 31)
	if !ok || !found || !valid || !exists(2024, month, day) {
		return "", "", p, false
	}
	_, next, _ = next.skip("日", "号")
	return MonthDay(month, day), mark, next, true
}
