package spoken

import "strings"

// span is one figure or a range of two, what they count, and per what.
type span struct {
	low, high figure
	joint     string // 到, 或, or empty for a single figure
	tail      string // 以上, 左右
	per       string // 每月
}

// quantity reads any count, sum or share, single or as a range, with what it is
// paid for: 4500-6500元/月, 3-5千, 5000+, 20多人, 18-45周岁, 6.2公里, 10%-20%.
func quantity(p place) (string, place, bool) {
	s, next, ok := p.span()
	if !ok || p.inWords() && !s.paidIn(p) {
		return "", p, false
	}
	if s.isMoney(p, next) {
		s.setUnit(unit{"元", money})
	}
	if s.undated(p) && !p.payNamed() || s.unnamed(p) || s.split(next) || s.torn(p) {
		return "", p, false
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
	if joint, after, ok := s.beforeJoint(next).joint(); ok {
		if s.high, next, ok = after.prefixed(); !ok {
			return span{}, p, false
		}
		s.join(joint)
	}
	next = s.periods(s.ending(next))
	_, _, leads := door(next)
	return s, next, (leads || !continued(next, "-")) && (s.high.unit.name != "" || !continued(next, "/") && !continued(next, ":") && !continued(next, "："))
}

// undated refuses two numbers that may as well be days or times: 3.1-3.15.
func (s span) undated(p place) bool {
	_, mark, next, ok := p.dayPair()
	_, next, joined := next.skip("-", "~", "至", "到")
	_, _, _, days := next.dayPair()
	return (ok && joined && days || p.dottedHours()) && mark != "/" && mark != "-" && s.per+s.high.unit.name == "" && s.high.power == 0
}

// dottedHours tells two numbers that may as well be times: 8.30-17.30.
func (p place) dottedHours() bool {
	_, next, ok := p.hourMinute(".")
	_, next, joined := next.blank().skip("-", "~", "至", "到")
	to, _, found := next.blank().hourMinute(".")
	return ok && joined && found && to.minute%30 == 0
}

// unnamed refuses a bare number of seven to nine digits, which is a phone or an
// account as likely as a count. Counts that anybody announces are round.
func (s span) unnamed(p place) bool {
	digits := p.token().text
	bare := s.joint+s.high.unit.name+s.high.loose+s.high.places == "" && s.high.power == 0
	return bare && len(digits) >= 7 && digits[0] > '1' && !strings.HasSuffix(digits, "000000")
}

// torn tells that the sum here may be the rest of the one in front: 12块8元/小时.
func (s span) torn(p place) bool {
	behind := p.at > 0 && p.step(-1).sees("块", "毛", "角")
	return behind && (s.high.unit.style == money || s.high.unit.name == "" && s.per != "")
}

// split tells a sum with a blank for its separator, 3 200元, which may be two
// numbers.
func (s span) split(next place) bool {
	_, after, group := next.blank().digits(3, 3)
	return group && next.sees(" ") && s.high.unit.name+s.tail == "" && sum(after)
}

// prefixed reads a figure, also with the sign of the currency in front.
func (p place) prefixed() (figure, place, bool) {
	_, next, signed := p.skip("¥", "CNY", "RMB")
	if signed {
		next = next.blank()
	}
	f, after, ok := next.figure()
	if !ok {
		f, after, ok = next.writtenOut()
		f, after = f.named(after)
	}
	next = after
	if signed && f.unit.name == "" {
		f.unit = unit{"元", money}
	}
	return f, next, ok
}

// joint reads the sign between two figures. The stroke joins sums only, as in
// 130/300元.
func (p place) joint() (string, place, bool) {
	if _, _, leads := door(p); leads {
		return "", p, false
	}
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
	return (next.seesDigit() || next.paidInWords()) && !clock && !dated
}

// join makes the two ends fit: 3-5千 counts both ends in 千.
func (s *span) join(joint string) {
	s.joint = joint
	if s.low.unit.style == money && s.high.unit.name == "" {
		s.high.unit = s.low.unit
	}
	if s.high.change.said != "" && s.low.unit.name == "" {
		s.low.unit = s.high.unit
	}
	if s.high.tall && s.low.unit.name == "" && s.low.power == 0 {
		s.low.unit, s.low.tall = s.high.unit, true
	}
	if s.low.power == 0 && s.low.unit.name == "" && s.low.whole < 1000 && !(figure{whole: s.high.whole, places: s.high.places}).less(s.low) {
		s.low.power = s.high.power
	}
}

// beforeJoint passes over what both ends are paid for where it stands at both:
// 8000元/月-10000元/月.
func (s *span) beforeJoint(p place) place {
	written, _, next, ok := p.period()
	if !ok {
		return p
	}
	_, after, joined := next.joint()
	high, end, found := after.prefixed()
	again, _, _, twice := end.period()
	if joined && found && twice && written == again && s.low.unit == high.unit {
		return next
	}
	return p
}

// ending reads 以上 or its sign between a sum and what it is paid for:
// 5000+/月, 5000元以上/天.
func (s *span) ending(p place) place {
	above, next := p.plus()
	if _, after, ok := p.skip("+"); ok && s.atLeast(after) {
		above, next = true, after
	}
	if above && s.high.unit.name == "" {
		s.high.unit, next, _ = next.unit()
	}
	if above {
		s.tail = "以上"
		return next
	}
	if tail, after, ok := p.skip(payTails...); ok {
		if _, _, _, paid := after.period(); paid {
			s.tail = tail
			return after
		}
	}
	return p
}

// atLeast tells that a plus sign in front of the words here says 以上: 3+年, 1年+经验,
// 200+岗位, but not 3000+年终奖.
func (s *span) atLeast(p place) bool {
	_, next, years := p.skip("年")
	_, after, posts := p.skip("岗位", "职位", "个岗位", "个职位")
	few := s.high.unit.name == "" && s.high.power == 0 && s.high.whole < 1000
	return few && (years && (next.closes() || next.sees("经验", "工作", "以上")) || posts && after.closes()) ||
		s.high.unit.name == "年" && p.sees("经验", "工作经验")
}

// plus reads the sign in 5000+, which is an addition where a sum or a word
// follows.
func (p place) plus() (bool, place) {
	_, next, ok := p.skip("+")
	switch {
	case !ok || next.blank().seesDigit() || next.token().kind == latinRun:
		return false, p
	case next.blank().seesHan() && !next.sees("元", "块", "人", "名", "家", "岁", "亩", "平", "可"):
		return false, p
	}
	return true, next
}

// toldPer tells whether the words in front have named the period already.
func (p place) toldPer(period string) bool {
	told := []string{"每" + period, period + "薪", period + "工资", period + "收入", period + "薪约", period + "薪为"}
	return p.follows(told...) || period == "小时" && p.follows("时薪") || period == "天" && p.follows("日薪", "日薪约", "日薪为")
}

func (s *span) setUnit(u unit) {
	s.high.unit = u
	if s.low.unit.name == "" {
		s.low.unit = u
	}
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
	return s.per + said + s.tail
}

// both says the unit once, unless the ends have their own or a sum is broken.
func (s span) both() string {
	low, high := s.low, s.high
	if low.unit.name == "" && high.unit.style == money && low.power == 0 {
		low.unit = high.unit
	}
	shared := low.unit.name == "" || low.unit == high.unit && high.unit.style == money
	switch {
	case high.tall && low.tall, low.change.said+high.change.said != "":
		return low.say() + s.joint + high.say()
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
