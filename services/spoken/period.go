package spoken

import "strings"

// periodNames maps what is written behind a stroke to what is said.
var periodNames = func() map[string]string {
	names := map[string]string{
		"h": "小时", "H": "小时", "时": "小时", "钟头": "小时", "个小时": "小时", "日": "天", "d": "天", "D": "天", "星期": "周",
		"m²": "平方米", "m2": "平方米", "m³": "立方米", "kg": "公斤", "KG": "公斤", "km": "公里", "KM": "公里", "t": "吨", "个月": "月",
	}
	for _, name := range strings.Fields(`月 小时 天 年 周 班 夜 晚 宿 件 单 个 人 名 次 吨 米 平方米 平方 平 立方米 立方 方 套 斤 公斤 亩 车 趟 台 只
		双 箱 包 课时 节 份 顿 餐 条 张 桶 袋 位 期 季度 学期 届 间 床 铺 户 公里 里 根 块 片 票 盒 瓶 盘 筐 棵 株 人次 组 工 工日 工时 页 幅 打 对 科 场 场次 床位 捆 度 半天 整天 卷 副 颗 头 垛 桌 扇 樘 延米 遍 栋 层 户次 升 钟 串 粒 眼 季 平米 亩地 块砖 棵树 间房 张床 千个 百个 万个 千块 千只 千斤 百斤 千米 延长米`) {
		names[name] = name
	}
	return names
}()

// noPeriods begin with the name of a period and are words of their own:
// 白班130/夜班150, 150元/日结.
var noPeriods = strings.Fields(`周岁 周六 周日 周一 周口 周边 年假 年货 年龄 年满 人事 人力 人均 人数 天津 日语 日期 日照 月嫂 单位 单身
	车工 车床 车队 车位 包装 箱包 工地 工厂 工龄 工程 工艺 次日 台州 根据 户口 户外 户籍 班组 组长 组装 位于 节日 节假 餐厅 餐饮 夜班 晚班 晚上 日结 日薪 周结 月结 月底 年底 年终 班车 班长 人工 人员 工人 工资 工作 单休 双休 包吃 包住 餐补 条件 对讲 周末 天气 件套 车间 车补 台班 小时工 个人 位置 月休 场地 里面 层次 头等 头盔 副班 副手 打卡 打包 打磨 打杂 度假`)

// mostPeriods is how many things a sum is paid for: 元/人/天/班.
const mostPeriods = 4

// periods reads what a sum is paid for: 元/人/天 → 每人每天, 元/月薪 → 月薪. A
// plus sign behind it belongs to the sum.
func (s *span) periods(p place) place {
	for range mostPeriods {
		written, said, next, ok := p.period()
		if !ok && s.per != "" {
			written, said, next, ok = p.named("·", ".", "*")
			ok = ok && !p.step(1).blank().seesDigit() // 26元/小时*10小时 multiplies
		}
		if !ok || s.besides(said) {
			break
		}
		if _, after, ok := next.skip("薪"); ok && s.per == "" && !after.seesDigit() && !after.sees("资", "酬", "水") {
			s.per = written + "薪"
			return after
		}
		s.per += "每" + said
		p = next
	}
	if above, next := p.plus(); above && s.per != "" && s.tail == "" {
		s.tail, p = "以上", next
	}
	return p
}

// besides tells that the stroke stands between two lengths of a shift:
// 8小时/12小时, 8/12小时.
func (s *span) besides(said string) bool {
	if s.high.unit.name != "" {
		return strings.HasSuffix(said, s.high.unit.name)
	}
	counted := strings.HasSuffix(said, "小时") && said != "小时" || strings.HasSuffix(said, "天") && said != "天" && said != "半天" && said != "整天"
	return counted && s.high.float() < 50
}

// period reads one stroke and the period behind it.
func (p place) period() (written, said string, next place, ok bool) {
	return p.blank().named("/")
}

// named reads a sign and the name of a period: /月, /每天, /1小时.
func (p place) named(signs ...string) (written, said string, next place, ok bool) {
	_, next, ok = p.skip(signs...)
	_, next, _ = next.blank().skip("每", "一", "1")
	if !ok || next.sees(noPeriods...) {
		return "", "", p, false
	}
	if f, after, found := next.figure(); found && f.places == "" && (f.unit.name == "小时" || f.unit.name == "天" || f.unit.name != "" && f.whole >= 100 && f.unit.style == counting) {
		return f.say(), f.say(), after, true
	}
	for length := len("平方米"); length > 0; length-- {
		if rest := next.rest(); len(rest) >= length {
			if name, known := periodNames[rest[:length]]; known {
				after, whole := next.after(length)
				return rest[:length], name, after, whole
			}
		}
	}
	return "", "", p, false
}

// rate reads the unit of a column without a number: 元/件 → 元每件.
func rate(p place) (string, place, bool) {
	what, next, ok := p.skip("元", "人")
	_, said, next, paid := next.period()
	return what + "每" + said, next, ok && paid && !next.seesHan()
}
