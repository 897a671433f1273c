package spoken

import (
	"strings"
	"unicode/utf8"
)

// span is one figure or a range of two, what they count, and per what.
type span struct {
	low, high figure
	joint     string // 到, 或, or empty for a single figure
	above     bool   // 5000+
	per       string // 每月
}

// quantity reads any count, sum or share, single or as a range, with what it is
// paid for: 4500-6500元/月, 3-5千, 5000+, 20多人, 18-45周岁, 6.2公里, 10%-20%.
func quantity(p place) (string, place, bool) {
	s, next, ok := p.span()
	if !ok {
		return "", p, false
	}
	if s.isMoney(p, next) {
		s.setUnit(unit{"元", money})
	}
	if strings.HasPrefix(s.per, "每") && p.toldPer(strings.TrimPrefix(s.per, "每")) {
		s.per = ""
	}
	return s.say(), next, s.sound()
}

// span reads the figures, the plus sign and the periods of a quantity.
func (p place) span() (span, place, bool) {
	low, next, ok := p.prefixed()
	if !ok {
		return span{}, p, false
	}
	s := span{low: low, high: low}
	if joint, after, ok := next.joint(); ok {
		if s.high, next, ok = after.prefixed(); !ok {
			return span{}, p, false
		}
		s.join(joint)
	}
	s.above, next = next.plus()
	if s.above && s.high.unit.name == "" {
		s.high.unit, next, _ = next.unit()
	}
	next = s.periods(next)
	return s, next, !continued(next, "-") && (s.high.unit.name != "" || !continued(next, "/")) && !continued(next, ":") && !continued(next, "：")
}

// prefixed reads a figure, also with the sign of the currency in front.
func (p place) prefixed() (figure, place, bool) {
	_, next, signed := p.skip("¥", "CNY", "RMB")
	if signed {
		next = next.blank()
	}
	f, next, ok := next.figure()
	if signed && f.unit.name == "" {
		f.unit = unit{"元", money}
	}
	return f, next, ok
}

// joint reads the sign between two figures. The stroke joins sums only, as in
// 130/300元.
func (p place) joint() (string, place, bool) {
	if _, next, ok := p.blank().skip("-", "~", "至", "到"); ok && next.blank().startsFigure() {
		return "到", next.blank(), true
	}
	if _, next, ok := p.skip("/"); ok {
		f, _, ok := next.figure()
		return "或", next, ok && f.unit.style == money
	}
	return "", p, false
}

func (p place) startsFigure() bool {
	_, next, _ := p.skip("¥")
	_, _, clock := p.moment()
	_, _, dated := date(p)
	return next.seesDigit() && !clock && !dated
}

// join makes the two ends fit: 3-5千 counts both ends in 千.
func (s *span) join(joint string) {
	s.joint = joint
	if s.low.unit.style == money && s.high.unit.name == "" {
		s.high.unit = s.low.unit
	}
	if s.low.power == 0 && s.low.unit.name == "" && s.low.whole < 1000 && !(figure{whole: s.high.whole, places: s.high.places}).less(s.low) {
		s.low.power = s.high.power
	}
}

// plus reads the sign in 5000+, which is an addition where a sum or a word
// follows.
func (p place) plus() (bool, place) {
	_, next, ok := p.skip("+")
	switch {
	case !ok || next.blank().seesDigit():
		return false, p
	case next.blank().seesHan() && !next.sees("元", "块", "人", "名", "家"):
		return false, p
	}
	return true, next
}

var periodNames = func() map[string]string {
	names := map[string]string{"h": "小时", "H": "小时", "时": "小时", "钟头": "小时", "日": "天", "d": "天", "星期": "周", "m²": "平方米", "kg": "公斤"}
	for _, name := range strings.Fields("月 小时 天 年 周 班 夜 晚 件 单 个 人 名 次 吨 米 平方米 平方 套 斤 公斤 亩 车 趟 台 只 双 箱 包 课时 节 份 顿 餐 条 张 桶 袋 位 期 季度 学期 届") {
		names[name] = name
	}
	return names
}()

// periods reads what a sum is paid for: 元/人/天 → 每人每天, 元/月薪 → 月薪.
func (s *span) periods(p place) place {
	for {
		written, said, next, ok := p.period()
		if !ok {
			return p
		}
		if _, after, ok := next.skip("薪"); ok && s.per == "" && !after.sees("资", "酬", "水") {
			s.per = written + "薪"
			return after
		}
		s.per += "每" + said
		p = next
	}
}

// period reads one stroke and the period behind it.
func (p place) period() (written, said string, next place, ok bool) {
	_, next, ok = p.blank().skip("/")
	_, next, _ = next.blank().skip("每")
	if !ok {
		return "", "", p, false
	}
	for length := 9; length > 0; length-- {
		if rest := next.rest(); len(rest) >= length {
			if name, known := periodNames[rest[:length]]; known {
				after, whole := next.after(length)
				return rest[:length], name, after, whole
			}
		}
	}
	return "", "", p, false
}

// toldPer tells whether the words in front have named the period already.
func (p place) toldPer(period string) bool {
	told := []string{"每" + period, period + "薪", period + "工资", period + "收入", period + "薪约", period + "薪为"}
	return p.follows(told...) || period == "小时" && p.follows("时薪")
}

func (s *span) setUnit(u unit) {
	s.high.unit = u
	if s.low.unit.name == "" {
		s.low.unit = u
	}
}

var (
	payWords = strings.Fields(`工资 薪资 月薪 年薪 日薪 时薪 薪 底薪 薪酬 待遇 收入 月入 绩效 保险 补贴 补助 奖金 奖 提成 餐补 房补 全勤 返费 返 保底 日结
		基本工资 工价 单价 到手`)
	payTails = strings.Fields("起 以上 左右 上下 以下 以内 不等 封顶 保底")
	payLinks = strings.Fields("为 是 约 在 达 高 最高 最低 可达 大约")
	payJoins = strings.Fields("+ / - * × , ，")
)

// isMoney decides whether a bare number is a sum, from the words around it.
func (s span) isMoney(from, next place) bool {
	named := s.low.unit.name + s.low.loose + s.high.unit.name + s.high.loose
	if named != "" || s.per != "" {
		return named == ""
	}
	pay := s.high.float() >= 10 && from.payNamed()
	ends := next.closes() || next.sees(payTails...) || next.sees(payJoins...)
	return pay && !next.seesHan() || ends && (pay || s.payLike(from, next))
}

// payLike tells a wage without any word for it: 5000起, 3-5千, 1.5万.
func (s span) payLike(from, next place) bool {
	if size := s.high.float(); s.high.power < 3 || size > 1e5 {
		return size >= 1000 && (s.above || next.sees("+") || next.sees(payTails...))
	}
	return s.joint != "" || s.above || s.high.places != "" || from.opens() || next.sees(payTails...)
}

// payNamed tells whether the words in front speak of pay: 月薪, 底薪约.
func (p place) payNamed() bool {
	before := p.before()
	for _, link := range payLinks {
		before = strings.TrimSuffix(before, link)
	}
	_, size := utf8.DecodeLastRuneInString(before)
	for _, w := range payWords {
		if size > 0 && strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// cyclic units begin again: a shift may run from 20点 to 8点.
var cyclic = strings.Fields("点 月 日 号 时")

// sound tells whether the two ends make a range.
func (s span) sound() bool {
	if s.joint == "" || s.low.unit.name != "" && s.low.unit != s.high.unit {
		return true
	}
	for _, name := range cyclic {
		if s.high.unit.name == name {
			return true
		}
	}
	wild := s.high.unit.style == money && s.low.whole > 0 && s.high.float() >= 100*s.low.float()
	return !s.high.less(s.low) && !wild
}

func (s span) say() string {
	said := s.high.say()
	if s.joint != "" {
		said = s.both()
	}
	if s.above {
		said += "以上"
	}
	return s.per + said
}

// both says the unit once, unless the ends have their own or a sum is broken.
func (s span) both() string {
	low, high := s.low, s.high
	shared := low.unit.name == "" || low.unit == high.unit && high.unit.style == money
	switch {
	case high.unit.style == money && (low.broken() || high.broken()):
		low.unit, high.unit = unit{"块", money}, unit{"块", money}
		return low.say() + s.joint + high.say()
	case shared && high.unit.style == share:
		return high.unit.name + low.number() + s.joint + high.number()
	case shared:
		low.unit = high.unit
		return low.number() + s.joint + high.say()
	}
	return low.say() + s.joint + high.say()
}
