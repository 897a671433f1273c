package spoken

import "strings"

var (
	// yearMarks stand behind a year and make it one.
	yearMarks = strings.Fields("年 届 学年")
	// editions stand behind the year of a thing, and programs before it: 2016款, Office 2016.
	editions = strings.Fields("款 版 春 夏 秋 冬 上半年 下半年 第 校园 校招 毕业 应届")
	programs = strings.Fields("office word excel powerpoint autocad cad wps solidworks photoshop")
)

// year reads 2025年, 05年 and 2025届 digit by digit, also 25年3月 and 85年出生, and
// the range 2022-2023年. Other counts of years are quantities.
func year(p place) (string, place, bool) {
	digits, next, ok := p.digits(2, 4)
	if !ok || len(digits) == 3 || p.follows("第") {
		return "", p, false
	}
	said := eachDigit(digits, "一")
	if more, end, ok := next.moreYears(digits); ok {
		return said + more, end, true
	}
	if p.edition(digits, next) {
		return said, next, true
	}
	mark, next, ok := next.skip(yearMarks...)
	if mark == "届" {
		return said + mark, next, len(digits) == 4 || digits[0] == '2'
	}
	return said + mark, next, ok && (len(digits) == 4 || digits[0] == '0' || next.afterYear(digits[0] >= '5'))
}

// moreYears reads the rest of 2022-2023年, 2025、2026届 and 23-25届, without its
// mark.
func (p place) moreYears(first string) (string, place, bool) {
	sign, next, ok := p.skip("-", "~", "至", "到", "/", "、")
	last, next, found := next.digits(len(first), len(first))
	joint := "到"
	if sign == "/" || sign == "、" {
		joint = "、"
	}
	return joint + eachDigit(last, "一"), next, ok && found && next.sees(yearMarks...) && (calendarYear(first) || first[0] == '2' && last[0] == '2' && next.sees("届"))
}

// edition tells the year of a thing to drive or to work with, or of a campaign.
func (p place) edition(digits string, next place) bool {
	program := false
	for _, name := range programs {
		program = program || strings.HasSuffix(strings.ToLower(p.before()), name)
	}
	enclosed := digits >= "2010" && digits < "2040" && p.follows("（", "(") && next.sees("）", ")")
	return calendarYear(digits) && (enclosed || next.sees(editions...) || program && !measured(next) && !next.sees("-", ".", "+", "/"))
}

func calendarYear(digits string) bool {
	return len(digits) == 4 && (strings.HasPrefix(digits, "19") || strings.HasPrefix(digits, "20"))
}

// afterYear tells that what follows 85年 makes it the year 85 and no duration.
// A year long past needs less to be one.
func (p place) afterYear(past bool) bool {
	_, next, month := p.digits(1, 2)
	_, end, part := p.skip("底", "初", "末")
	season := p.sees("春", "夏", "秋", "冬", "上半年", "下半年", "第") || part && (end.closes() || end.sees("前", "后", "之前"))
	return month && next.sees("月") || season || past && (p.end() || p.sees("出生", "生人"))
}

// reference reads the year of a document: 豫人社〔2024〕18号.
func reference(p place) (string, place, bool) {
	digits, next, ok := p.digits(4, 4)
	enclosed := p.follows("〔", "[", "（", "(", "【") && next.sees("〕", "]", "）", ")", "】")
	_, number, _ := next.step(1).skip("第")
	return eachDigit(digits, "一"), next, ok && calendarYear(digits) && enclosed && number.seesDigit()
}

// holidays have days for names.
var holidays = []struct{ written, said string }{
	{"5.1", "五一"}, {"5·1", "五一"}, {"10.1", "十一"}, {"10·1", "十一"}, {"6.1", "六一"}, {"3.8", "三八"}, {"3.15", "三一五"}, {"7.1", "七一"}, {"8.1", "八一"},
}

// holiday reads 5.1放假, 10.1期间.
func holiday(p place) (string, place, bool) {
	for _, h := range holidays {
		if _, next, ok := p.skip(h.written); ok && !p.follows("-", "~", ".") && next.sees("放假", "假期", "期间", "节", "长假", "黄金周", "劳动节", "国庆", "小长假") {
			return h.said, next, true
		}
	}
	return "", p, false
}
