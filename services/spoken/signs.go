package spoken

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// until reads a range sign between times and dates that other rules have read:
// 3月1日-5月1日, 早8:00-晚5:30, 周一至周五.
func until(p place) (string, place, bool) {
	sign, next, ok := p.blank().skip("-", "~", "至", "到")
	if !ok {
		return "", p, false
	}
	next = next.blank()
	before, _ := utf8.DecodeLastRuneInString(p.before())
	timed := strings.ContainsRune("0123456789日号月年点分半岁元时天mM%", before)
	ahead := next.seesDigit() || next.sees(dayParts...) || next.sees(nextDay...) || next.sees("am", "pm")
	week := next.sees("周", "星期", "礼拜") && strings.ContainsRune("一二三四五六日天1234567", before) && sign != "到" && sign != "至"
	return "到", next, ahead && (timed || p.remark()) || p.level(next) || week || sign == "~" && p.wave(next)
}

// wave tells a range of words, as of 许昌~郑州; before a number the sign may say
// about, or up to.
func (p place) wave(next place) bool {
	return p.before() != "" && !next.seesDigit() && !next.closes()
}

// level tells that the same letter with numbers stands before and behind: A1-A3栋.
func (p place) level(next place) bool {
	numbered := next.token().kind == latinRun && next.step(1).seesDigit()
	return numbered && p.at > 1 && p.step(-1).seesDigit() && p.step(-2).token().text == next.token().text
}

// remark tells that a number with a remark in brackets stands in front: 18（含）.
func (p place) remark() bool {
	r, _ := utf8.DecodeLastRuneInString(p.withoutAside())
	return p.follows("）", ")") && strings.ContainsRune("0123456789岁元月日号", r)
}

// signNames are signs that stand between words.
var signNames = []struct{ written, said string }{
	{"/", "、"}, {"+", "加"}, {"&", "和"}, {"×", "乘"}, {"=", "等于"}, {"|", "，"}, {"-", "，"}, {"~", "，"}, {"→", "，"}, {"±", "正负"}, {"÷", "除以"},
}

// times reads 5天*8小时 and 2x3.
func times(p place) (string, place, bool) {
	sign, next, ok := p.skip("*", "x", "X")
	if !ok || !next.seesDigit() || p.at == 0 {
		return "", p, false
	}
	before := p.step(-1).token().kind
	named := p.at > 1 && p.step(-2).token().kind == latinRun // MA3X9
	return "乘", next, before == digitRun && !named || sign == "*" && (p.afterHan() || before != single)
}

// ornament drops the star before a point of a list and the # around a topic.
func ornament(p place) (string, place, bool) {
	sign, next, ok := p.skip("*", "#")
	if sign == "*" {
		return " ", next, p.opens() && next.seesHan() && !p.follows("*")
	}
	lettered := p.at > 0 && p.step(-1).token().kind == latinRun
	return " ", next, ok && !lettered && (p.afterHan() || next.seesHan())
}

// sign reads a sign that no other form has claimed.
func sign(p place) (string, place, bool) {
	if _, next, ok := p.skip("~"); ok && next.seesDigit() { // about, or up to?
		return "", p, false
	}
	if _, next, ok := p.skip("-"); ok && next.seesDigit() && (p.follows("·", ".", ":", "：") || next.warm()) {
		return "", p, false
	}
	if _, next, ok := p.skip("+"); ok && next.closes() && p.follows("千", "百", "万", "元") { // 月薪六千+
		return "以上", next, true
	}
	if p.sees("/") && p.paid() && p.follows("十", "百", "千", "万", "块", "毛", "角", "钱") { // 三四千/月
		return "", p, false
	}
	for _, s := range signNames {
		if _, next, ok := p.skip(s.written); ok {
			return s.said, next, true
		}
	}
	return "", p, false
}

// warm tells a temperature, whose minus is no pause: 冷库-5-18℃.
func (p place) warm() bool {
	s, _, ok := p.span()
	return ok && s.high.unit.name == "摄氏度"
}

// plain takes over Chinese characters, punctuation and blanks as they are.
func plain(p place) (string, place, bool) {
	text := p.token().text
	r, _ := utf8.DecodeRuneInString(text)
	letter := unicode.Is(unicode.Han, r) && unicode.IsLetter(r)
	mark := unicode.IsPunct(r) && !strings.ContainsRune(`%#@&*/\_-‰`, r)
	return text, p.step(1), letter || mark || r == ' '
}
