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
	{"VIP", "贵宾"}, {"boss", "老板"}, {"part-time", "兼职"}, {"logo", "标志"},
}

// initials are abbreviations that people spell out, in small print as well.
var initials = strings.Fields(`QC QA QE IQC OQC IPQC PQC IE PE PM IT ISO ERP KPI CAD UG PLC KTV LED LCD AI DJ PVC CT AGV PPT
	IP ID QQ UV LNG GPS MES WMS SOP CPU USB DIY CBD HR PS AE PR ESD SPC BOM FMEA IGBT TFT`)

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

func loanword(p place) (string, place, bool) {
	for _, w := range loanwords {
		if _, next, ok := p.skip(w.written); ok {
			return w.said, next, true
		}
	}
	return "", p, false
}

// spell gives the capitals of a word that is said letter by letter: a single
// letter, a known abbreviation, or up to four capitals.
func spell(word string) (string, bool) {
	capitals := strings.ToUpper(word)
	short := len(word) == 1 || len(word) <= 4 && word == capitals
	return capitals, short || slices.Contains(initials, capitals)
}

// code reads letters with a number: C1, B-12, ISO9001, G107, A-3-202. Only a
// single letter, as buildings have, takes a hyphen.
func code(p place) (string, place, bool) {
	if _, _, known := loanword(p); known || p.token().kind != latinRun {
		return "", p, false
	}
	letters, ok := spell(p.token().text)
	next := p.step(1)
	if _, after, dash := next.skip("-"); dash && len(letters) == 1 {
		next = after
	}
	parts, next, found := next.hyphened()
	return letters + hyphens(parts), next, ok && found
}
