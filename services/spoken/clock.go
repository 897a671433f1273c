package spoken

import "strings"

// moment is a time of day as it is written on a clock.
type moment struct{ hour, minute, second int }

// hourMinute reads the hour and the minute with one of the marks between them.
func (p place) hourMinute(marks ...string) (moment, place, bool) {
	hour, next, ok := p.number(0, 24)
	_, next, marked := next.skip(marks...)
	minute, next, found := next.twoDigits(59)
	return moment{hour, minute, -1}, next, ok && marked && found
}

// moment reads 8:00, 17:30 or 13:10:36.
func (p place) moment() (moment, place, bool) {
	m, after, ok := p.hourMinute(":", "：")
	if !ok {
		return moment{}, p, false
	}
	if _, next, ok := after.skip(":", "："); ok {
		if m.second, after, ok = next.twoDigits(59); !ok {
			return moment{}, p, false
		}
	}
	if _, next, ok := after.skip("分"); ok && !after.sees("分钟", "分之", "分成", "分账", "分组", "分批") {
		after = next // 15:30分
	}
	return m, after, true
}

func (p place) twoDigits(high int) (int, place, bool) {
	if len(p.token().text) != 2 {
		return 0, p, false
	}
	return p.number(0, high)
}

// half says a moment by the clock of 12 hours, after a word for the part of
// the day.
func (m moment) half() string {
	_, said := m.shift()
	return said
}

// plain says a moment by the clock of 24 hours.
func (m moment) plain() string { return clockHour(m.hour) + m.past() }

// past says the minutes and seconds behind the hour.
func (m moment) past() string {
	switch {
	case m.second >= 0:
		return lowUnit(m.minute, "分") + lowUnit(m.second, "秒")
	case m.minute == 0:
		return ""
	case m.minute == 30:
		return "半"
	}
	return lowUnit(m.minute, "分")
}

func lowUnit(n int, unit string) string {
	if n == 0 {
		return "零" + unit
	}
	if n < 10 && unit == "分" {
		return "零" + Integer(int64(n)) + unit
	}
	return Integer(int64(n)) + unit
}

func clockHour(hour int) string { return Measure(int64(hour), "点") }

// shift says a moment by the clock of 12 hours, and the part of the day that
// goes before it.
func (m moment) shift() (part, said string) {
	hour := m.hour
	if hour > 12 {
		hour -= 12
	}
	return partOfDay(m.hour), clockHour(hour) + m.past()
}

func partOfDay(hour int) string {
	switch {
	case hour < 5:
		return "凌晨"
	case hour < 9:
		return "早上"
	case hour < 12:
		return "上午"
	case hour == 12:
		return "中午"
	case hour < 19:
		return "下午"
	}
	return "晚上"
}

var (
	dayParts = strings.Fields("凌晨 清晨 早上 早晨 上午 中午 下午 傍晚 晚上 夜里 夜间 早 晚 夜")
	nextDay  = strings.Fields("次日 第二天 翌日")
	errands  = strings.Fields("上班 下班 到岗 交班 接班 换班 集合 发车 面试 签到 报到 开工 收工 出发 打卡 到厂 开班 关门 开门 厂门口 门口 在")
)

// clock reads a time of day or a shift. A shift, and a time at which work
// begins or ends, gets the part of the day: 8:00-17:30 → 早上八点到下午五点半.
func clock(p place) (string, place, bool) {
	from, next, ok := p.moment()
	if !ok || p.follows("比例", "比") {
		return "", p, false
	}
	told := p.follows(dayParts...)
	if _, after, doubled := next.skip("点"); doubled && !after.seesDigit() && from.second < 0 {
		next = after // 8:30点
	}
	if to, after, between, ok := next.shiftEnd(); ok {
		return sayShift(from, to, between, told), after, true
	}
	if told {
		return from.half(), next, !next.sees(":", "：", "/")
	}
	if part, said := from.shift(); next.sees(errands...) || from.hour > 12 && p.dated() {
		return part + said, next, true
	}
	return from.plain(), next, !next.sees(":", "：", "/")
}

// shiftEnd reads the sign of a range and the moment behind it, with the word
// for the next day, if any, between them.
func (p place) shiftEnd() (to moment, next place, between string, ok bool) {
	_, next, ok = p.blank().skip("-", "~", "至", "到")
	if !ok {
		return moment{}, p, "", false
	}
	between, next, _ = next.blank().skip(nextDay...)
	to, next, ok = next.moment()
	return to, next, between, ok
}

func sayShift(from, to moment, between string, told bool) string {
	fromPart, fromSaid := from.shift()
	toPart, toSaid := to.shift()
	if toPart == fromPart && between == "" && to.hour >= from.hour || told && to.hour <= 12 {
		toPart = ""
	}
	if told {
		fromPart = ""
	}
	return fromPart + fromSaid + "到" + between + toPart + toSaid
}
