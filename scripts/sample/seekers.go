package main

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

const seekerCount = 3000

// trade is a kind of work that people here look for, with what goes with it.
type trade struct {
	titles       []string
	skills       []string
	certificates []string
	wage         [2]int // yuan by the month, low and high
}

var trades = []trade{
	{[]string{"普工", "电子厂普工", "质检员", "小时工"}, []string{"流水线", "看图纸", "贴片机"}, nil, [2]int{4000, 6500}},
	{[]string{"食品厂普工", "打包工", "灌装工", "红枣分拣工"}, []string{"看机", "和面"}, []string{"健康证"}, [2]int{3500, 5500}},
	{[]string{"缝纫工", "熨烫工", "裁剪工"}, []string{"平车", "包缝", "整烫"}, nil, [2]int{4000, 7000}},
	{[]string{"仓管员", "叉车工", "理货员"}, []string{"盘点", "叉车驾驶", "办公软件"}, []string{"叉车证"}, [2]int{4000, 6500}},
	{[]string{"送货司机", "货车司机", "班车司机"}, []string{"驾驶", "熟悉当地道路"}, []string{"C1驾照", "B2驾照"}, [2]int{5000, 9000}},
	{[]string{"快递员", "外卖骑手", "分拣工"}, []string{"骑电动车", "扫码枪"}, nil, [2]int{4500, 8000}},
	{[]string{"电焊工", "数控车工", "钳工", "维修电工"}, []string{"二保焊", "数控", "电气维修", "看图纸"}, []string{"焊工证", "电工证"}, [2]int{5500, 9000}},
	{[]string{"陶瓷工", "施釉工", "装卸工"}, []string{"注浆", "喷釉"}, nil, [2]int{4500, 7500}},
	{[]string{"保安员", "门卫", "停车收费员"}, []string{"登记"}, []string{"保安员证"}, [2]int{2500, 4000}},
	{[]string{"保洁员", "洗碗工", "客房服务员"}, []string{"打扫"}, []string{"健康证"}, [2]int{2200, 3500}},
	{[]string{"餐厅服务员", "厨师", "面点师", "配菜工"}, []string{"炒菜", "面点", "切配"}, []string{"健康证"}, [2]int{3000, 7000}},
	{[]string{"收银员", "导购员", "理货员"}, []string{"收银", "沟通"}, []string{"健康证"}, [2]int{2800, 4500}},
	{[]string{"采摘工", "养殖工", "除草工", "大棚管理员"}, []string{"种植", "修剪", "养殖"}, nil, [2]int{2500, 4500}},
	{[]string{"农机手", "无人机飞手", "农工"}, []string{"农机驾驶", "农机维修"}, []string{"拖拉机驾驶证"}, [2]int{3500, 7000}},
	{[]string{"月嫂", "育婴师", "钟点工", "养老护理员"}, []string{"月子餐", "护理", "做饭"}, []string{"健康证", "育婴师证"}, [2]int{3500, 9000}},
	{[]string{"泥瓦工", "钢筋工", "装修工", "工地小工"}, []string{"砌筑", "绑扎", "粉刷"}, nil, [2]int{5000, 9000}},
	{[]string{"文员", "会计", "客服专员", "物业客服"}, []string{"办公软件", "打字", "财务软件"}, []string{"初级会计证"}, [2]int{3000, 6000}},
	{[]string{"带货主播", "网店客服", "电商运营"}, []string{"直播", "短视频", "打字"}, nil, [2]int{3500, 7000}},
}

func seekerSheet(r *rand.Rand, places []place) sheet {
	s := sheet{header: []string{
		"姓名", "电话", "村代码", "所在村", "出生年份", "学历", "意向岗位", "技能", "证书", "期望工资", "可接受距离(公里)", "班次", "需要", "同意事项",
	}}
	var villages []place
	for _, p := range places {
		if p.level == village {
			villages = append(villages, p)
		}
	}
	numbers, names, likings := newPhones(5), newNames(), map[string][]int{}
	for i, count := range registered(r, len(villages)) {
		v := villages[i]
		if likings[v.parent] == nil { // what a town's people are used to
			likings[v.parent] = r.Perm(len(trades))[:5]
		}
		for range count {
			s.add(seeker(r, v, likings[v.parent], names.next(r), numbers.next(r))...)
		}
	}
	return s
}

// registered says how many seekers each village has: none in some, one to three in others, five to twenty in most.
func registered(r *rand.Rand, villages int) []int {
	counts := make([]int, villages)
	var usual []int
	sum := 0
	for i := range counts {
		switch kind := r.IntN(20); {
		case kind == 0:
		case kind < 4:
			counts[i] = 1 + r.IntN(3)
		default:
			counts[i] = 5 + r.IntN(16)
			usual = append(usual, i)
		}
		sum += counts[i]
	}
	for sum != seekerCount {
		i := pick(r, usual)
		switch {
		case sum < seekerCount && counts[i] < 20:
			counts[i]++
			sum++
		case sum > seekerCount && counts[i] > 5:
			counts[i]--
			sum--
		}
	}
	return counts
}

func seeker(r *rand.Rand, v place, liked []int, name, phone string) []any {
	t := trades[pick(r, liked)]
	if r.IntN(3) == 0 {
		t = pick(r, trades)
	}
	born := 1960 + (r.IntN(49)+r.IntN(49))/2
	wanted := some(r, t.titles, 1+r.IntN(3))
	return []any{
		name, phone, v.code, v.name, born, schooling(r, born), list(wanted), list(some(r, t.skills, r.IntN(3))),
		list(some(r, t.certificates, r.IntN(2))), wageWish(r, t.wage), pick(r, []int{3, 5, 5, 8, 10, 10, 15, 20, 30}),
		oneOf(r, "长白班|长白班|长白班、两班倒|两班倒|两班倒、三班倒|时间灵活|夜班、两班倒|"), list(needs(r)), consent(r),
	}
}

func list(items []string) string { return strings.Join(items, "、") }

// schooling rose with the years.
func schooling(r *rand.Rand, born int) string {
	switch {
	case born < 1972:
		return oneOf(r, "小学|小学|初中|初中|初中|高中")
	case born < 1988:
		return oneOf(r, "小学|初中|初中|初中|高中|中专")
	case born < 2005:
		return oneOf(r, "初中|初中|高中|中专|大专|大专|本科")
	}
	return oneOf(r, "初中|高中|中专|中专|大专")
}

// wageWish is written as people say it: a figure, a figure with its unit, a lower end, a range, or nothing.
func wageWish(r *rand.Rand, wage [2]int) any {
	low := wage[0] + 100*r.IntN((wage[1]-wage[0])/100+1)
	switch r.IntN(10) {
	case 0:
		return ""
	case 1:
		return strconv.Itoa(low) + "以上"
	case 2:
		return strconv.Itoa(low) + "-" + strconv.Itoa(low+1000)
	case 3, 4:
		return strconv.Itoa(low) + "元/月"
	}
	return low
}

func needs(r *rand.Rand) []string {
	var out []string
	for _, n := range []struct {
		word  string
		oneIn int
	}{{"管饭", 3}, {"住宿", 6}, {"班车", 5}, {"夫妻房", 25}} {
		if r.IntN(n.oneIn) == 0 {
			out = append(out, n.word)
		}
	}
	return out
}

// consent is each person's own choice; all agreed to be matched, or they would not be registered.
func consent(r *rand.Rand) string {
	return oneOf(r, strings.Repeat("岗位匹配、向用人单位提供、电话联系|", 8)+"岗位匹配、电话联系|岗位匹配")
}
