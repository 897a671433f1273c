package spoken

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// counted are the measure words before which two is 两. Whatever names a place
// in an order (月, 日, 号, 楼, 栋, 期, 级 …) is not among them and takes 二.
var counted = strings.Fields(`个 人 名 位 家 元 块 毛 角 毛钱 角钱 分钱 厘 天 年 周 星期 小时 钟头 分钟 秒 点 次 班 套 件 单 台 辆 条 间 顿
	餐 份 张 吨 公斤 千克 斤 克 公里 千米 里 米 厘米 公分 毫米 亩 倍 种 项 批 岁 周岁 遍 趟 双 只 袋 箱 包 桶 盒 瓶 棵 朵 头
	匹 门 所 处 段 篇 节 课时 户 口 对 把 根 块钱 元钱 平方米 平方公里 平方厘米 平方 平米 立方米 立方 升 毫升 毫秒 度 千瓦 伏 人次 座
	笔 股 支 片 床 轮 晚 夜 场 道 样 面 室 分 刻 平 站 倒 运转 成 季 学期 学年 公顷 丝 方 边 侧 端 例 幅 筐 盘 垛 颗 捆 卷 锅 碗 杯 壶 副 架 艘 辆次 工作日 工时 厅 卫 荤 素 课 节课 台班 床位`)

// Measure says a count with its measure word: Measure(2, "人") → 两人,
// Measure(12, "个") → 十二个, Measure(2, "楼") → 二楼.
func Measure(n int64, measure string) string {
	if n == 2 && slices.Contains(counted, measure) {
		return "两" + measure
	}
	return Integer(n) + measure
}

// Money says an amount given in fen: 450000 → 四千五百元, 2650 → 二十六块五,
// 125 → 一块二毛五, 805 → 八块零五分, 50 → 五毛.
func Money(fen int64) string {
	switch {
	case fen%100 == 0:
		return Measure(fen/100, "元")
	case fen < 0:
		return "负" + coins(-(fen/100), -(fen%100))
	}
	return coins(fen/100, fen%100)
}

func coins(yuan, fen int64) string {
	jiao, fen := fen/10, fen%10
	switch {
	case yuan == 0 && jiao == 0:
		return Measure(fen, "分")
	case yuan == 0 && fen == 0:
		return Measure(jiao, "毛")
	case yuan == 0:
		return Measure(jiao, "毛") + Integer(fen)
	case jiao == 0:
		return Measure(yuan, "块") + "零" + Integer(fen) + "分"
	case fen == 0:
		return Measure(yuan, "块") + Integer(jiao)
	}
	return Measure(yuan, "块") + Integer(jiao) + "毛" + Integer(fen)
}

// Kilometres says a distance in kilometres rounded to the given number of
// decimals: Kilometres(6.2, 1) → 六点二公里, Kilometres(2, 1) → 两公里. It is
// empty for what is no distance: a negative, an infinite or no number.
func Kilometres(km float64, decimals int) string {
	if km < 0 || math.IsNaN(km) || km >= 1e15 {
		return ""
	}
	whole, places, _ := strings.Cut(strconv.FormatFloat(km, 'f', max(decimals, 0), 64), ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return ""
	}
	if places = strings.TrimRight(places, "0"); places == "" {
		return Measure(n, "公里")
	}
	return decimal(n, places) + "公里"
}
