package spoken

import (
	"slices"
	"strings"
)

// loanwords are what people say for what is written in Latin letters, longest
// first where one begins another.
var loanwords = []struct{ written, said string }{
	{"Wi-Fi", "无线网"}, {"WiFi", "无线网"}, {"CNC", "数控"}, {"APP", "手机软件"}, {"PC", "电脑"},
	{"AutoCAD", "制图软件"}, {"Excel", "电子表格"}, {"Word", "文字处理"}, {"Office", "办公软件"},
	{"PowerPoint", "演示文稿"}, {"Photoshop", "修图软件"}, {"e-mail", "电子邮件"}, {"email", "电子邮件"},
	{"OK", "可以"}, {"SMT", "贴片"}, {"PCBA", "电路板"}, {"PCB", "电路板"}, {"TEL", "电话"}, {"RMB", "人民币"},
	{"VIP", "贵宾"}, {"boss", "老板"}, {"part-time", "兼职"}, {"logo", "标志"}, {"WeChat", "微信"}, {"VX", "微信"}, {"WX", "微信"},
	{"iPhone", "苹果手机"}, {"iPad", "平板电脑"}, {"N95", "N九五"}, {"PM2.5", "PM二点五"}, {"PM10", "PM十"}, {"Android", "安卓"}, {"iOS", "苹果系统"}, {"Web", "网页"}, {"offer", "录用通知"}, {"party", "聚会"},
	{"1V1", "一对一"}, {"1v1", "一对一"}, {"SOLIDWORKS", "三维制图软件"},
}

// initials are abbreviations that people spell out, in small print as well.
var initials = strings.Fields(`QC QA QE IQC OQC IPQC PQC IE PE PM IT ISO ERP KPI CAD UG PLC KTV LED LCD AI DJ PVC CT AGV PPT
	IP ID QQ UV LNG GPS MES WMS SOP CPU USB DIY CBD HR PS AE PR ESD SPC BOM FMEA IGBT TFT
	POS HACCP OHSAS IATF OTC GSP GMP SUV WPS DCS HSE EHS PMC PDA SPA UI VR DIP AOI OEM CDR CRM FAE NPI ETC ATM DNA PDF GPS SVIP COSCO PVDF AIGC`)

// word reads a run of Latin letters: a loanword first, then letters that are
// said one by one. Anything else is a foreign word that nobody here can read.
func word(p place) (string, place, bool) {
	if said, next, ok := loanword(p); ok {
		return said, next, true
	}
	if p.token().kind != latinRun {
		return "", p, false
	}
	said, ok := spell(p.token().text)
	return said, p.step(1), ok
}

// loanword reads a word of the dictionary. Where its meaning is written beside
// it as well, as in Excel表格 and 手机APP, it is said once.
func loanword(p place) (string, place, bool) {
	for _, w := range loanwords {
		if _, next, ok := p.skip(w.written); ok {
			said := w.said[:len(w.said)-overlap(w.said, next.rest())]
			return said[overlap(p.near(), said):], next, true
		}
	}
	return "", p, false
}

// overlap is how much of the end of one text begins the other, in bytes; a
// single character may be there by chance.
func overlap(said, next string) int {
	for size := min(len(said), len("数控车床")); size >= len("数控"); size -= len("数") {
		if strings.HasPrefix(next, said[len(said)-size:]) {
			return size
		}
	}
	return 0
}

// spell gives the capitals of a word that is said letter by letter: a single
// letter, a known abbreviation, or up to four capitals.
func spell(word string) (string, bool) {
	capitals := strings.ToUpper(word)
	short := len(word) == 1 || len(word) <= 4 && word == capitals
	return capitals, short || slices.Contains(initials, capitals)
}

// standards are numbered, also behind a blank.
var standards = strings.Fields("ISO IATF OHSAS TS GB")

// code reads letters with a number: C1, B-12, ISO9001, G107, A-3-202, USB3.0.
// Only a single letter, as buildings have, takes a hyphen. Roads, doors and
// trains, with one letter, have 幺 for one; goods and standards have 一.
func code(p place) (string, place, bool) {
	if _, _, known := loanword(p); known || p.token().kind != latinRun {
		return "", p, false
	}
	letters, ok := spell(p.token().text)
	next := p.step(1)
	if _, after, dash := next.skip("-"); dash && (len(letters) == 1 || letters == "CET") {
		next = after
	}
	if slices.Contains(standards, letters) {
		next = next.blank()
	}
	if next.counts(len(letters) > 1) {
		return "", p, false
	}
	if said, next, found := next.version(); found {
		return letters + said, next, ok
	}
	parts, after, found := next.hyphened()
	if digits, end, long := next.digits(3, 8); long && (!found || len(parts) == 1) {
		return letters + eachDigit(digits, p.one(letters)), end, ok
	}
	return letters + hyphens(parts), after, ok && found
}

// one is how one is said in the number behind the letters.
func (p place) one(letters string) string {
	if len(letters) > 1 && letters != "QQ" && !p.follows(idLabels...) && !strings.Contains(p.near(), "车牌") || p.follows("GB/") {
		return "一"
	}
	return "幺"
}

// counts tells that the number here is a sum, or behind a whole abbreviation
// any count: QC4500元, CNC2名.
func (p place) counts(anything bool) bool {
	s, _, ok := p.span()
	return ok && (s.high.unit.style == money || s.per != "" || anything && (s.high.unit.name != "" || s.joint != "" && s.high.float() >= 100))
}

// version reads 3.0 as people say it of USB and the year of ISO9001:2015.
func (p place) version() (string, place, bool) {
	whole, next, ok := p.digits(1, 5)
	if _, after, colon := next.skip(":", "："); ok && colon {
		year, after, full := after.digits(4, 4)
		return eachDigit(whole, "一") + "，" + eachDigit(year, "一") + "版", after, full && calendarYear(year)
	}
	_, next, point := next.skip(".")
	places, next, found := next.digits(1, 2)
	return label(whole) + "点" + eachDigit(places, "一"), next, ok && point && found && len(whole) <= 2
}

// numero reads No.3 and NO.12期. More than four digits are a number to write down.
func numero(p place) (string, place, bool) {
	_, next, ok := p.skip("No.", "No：", "No:", "No", "N0.")
	digits, next, found := next.blank().digits(1, 12)
	if len(digits) > 4 {
		return "编号" + serial(digits), next, ok && found
	}
	if short := strings.TrimLeft(digits, "0"); found && short != "" {
		digits = short
	}
	if next.sees("期", "号", "批") {
		return "第" + label(digits), next, ok && found
	}
	return label(digits) + "号", next, ok && found
}
