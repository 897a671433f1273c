package spoken

import (
	"strings"
	"unicode/utf8"
)

var (
	payWords = strings.Fields(`工资 薪资 月薪 年薪 日薪 时薪 周薪 薪 薪金 薪水 底薪 薪酬 报酬 待遇 收入 月入 年入 绩效 保险 社保 补贴 补助 津贴
		奖金 奖 奖励 年终奖 提成 餐补 饭补 房补 车补 话补 全勤 返费 返现 返 补 保底 日结 工价 单价 到手 综合 月综 月均 年均 计件 计时 小时工 临时工
		试用期 试用 转正 实习期 实习 实习生 工龄 费 税前 税后 转正后 试用期后 白班 夜班`)
	payTails = strings.Fields("起步 起 以上 左右 上下 以下 以内 不等 封顶 保底")
	payLinks = strings.Fields("范围 为 是 约 在 达 高 平均 最高 最低 可达 达到 大约 不低于 不少于 不超过 至少 超过 低于 高于 每月 每天 每年 =")
	payJoins = strings.Fields("+ / - * × , ，")
	// floors announce a sum as surely as 以上 behind it does.
	floors = strings.Fields("不低于 不少于 至少 最低 最高 高达")
	// rates in front make a sum of a bare number that is large enough to be one.
	rates = []struct {
		least float64
		words []string
	}{
		{10, strings.Fields("每小时 一小时 每件 一件 每单 一单 每人 每次")},
		{50, strings.Fields("每天 一天 每班 一班 每晚 一晚")},
		{100, strings.Fields("每月 一个月 每个月 每年 一年")},
	}
	// perWords follow a sum without its unit: 150一天.
	perWords = strings.Fields("一天 每天 一小时 每小时 一个小时 一个月 每月 每个月 一年 每年 一件 每件 一单 每单 一个班 一班 每班 一晚 每晚 一人 每人")
)

// isMoney decides whether a bare number is a sum, from the words around it.
func (s span) isMoney(from, next place) bool {
	if from.follows("块", "毛", "角") { // 5块5一件
		return false
	}
	named := s.low.unit.name + s.low.loose + s.high.unit.name + s.high.loose
	if named != "" || s.per != "" {
		return named == ""
	}
	if size := s.high.float(); next.sees(perWords...) || size >= 1000 && from.payNamed() {
		return true
	}
	pay := s.high.float() >= 10 && from.payNamed()
	ends := next.closes() || next.sees(payTails...) || next.sees(payJoins...)
	return pay && !next.seesHan() || ends && (pay || s.payLike(from, next))
}

// seesSum tells that the quantity here is one of money by its unit, by what it is paid for or
// by the words in front.
func (p place) seesSum() bool {
	s, next, ok := p.span()
	return ok && s.sound() && (s.high.unit.style == money || s.isMoney(p, next))
}

// payLike tells a wage without any word for it: 5000起, 3-5千, 1.5万, 一天150.
func (s span) payLike(from, next place) bool {
	size := s.high.float()
	for _, r := range rates {
		if size >= r.least && from.follows(r.words...) {
			return true
		}
	}
	if s.high.power < 3 || size > 1e5 {
		return size >= 1000 && (s.tail != "" || next.sees("+") || next.sees(payTails...) || from.follows(floors...))
	}
	return s.joint != "" || s.tail != "" || s.high.places != "" || from.opens() || next.sees(payTails...)
}

// payNamed tells whether the words in front speak of pay: 月薪, 底薪约, 工资（税前）.
func (p place) payNamed() bool {
	before := p.withoutAside()
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

// withoutAside is what stands in front, without a remark in brackets at its end.
func (p place) withoutAside() string {
	before, near := p.before(), p.near()
	open := max(strings.LastIndex(near, "("), strings.LastIndex(near, "（"))
	if closed := strings.HasSuffix(before, ")") || strings.HasSuffix(before, "）"); closed && open >= 0 {
		return near[:open]
	}
	return before
}
