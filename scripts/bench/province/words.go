package province

import (
	"fmt"
	"math/rand/v2"

	"konggang/models"
	"konggang/services/occupations"
)

// cityMiddles are where the cities of the made province lie, millionths of a degree.
var cityMiddles = [][2]int{
	{34_750_000, 113_620_000}, {34_620_000, 112_450_000}, {34_800_000, 114_310_000}, {33_770_000, 113_190_000}, {36_100_000, 114_390_000},
	{35_750_000, 114_300_000}, {35_300_000, 113_920_000}, {35_220_000, 113_240_000}, {35_760_000, 115_030_000}, {34_030_000, 113_850_000},
	{33_580_000, 114_020_000}, {34_770_000, 111_200_000}, {33_000_000, 112_530_000}, {34_410_000, 115_660_000}, {32_150_000, 114_090_000},
	{33_620_000, 114_650_000}, {33_010_000, 114_020_000}, {35_070_000, 112_600_000},
}

var (
	placeFirst  = []rune("孟薛新龙郭和观辛梨八千韩雁张刘石九黄官万白大小东西南北上下高宋马清双平安柳杨陈")
	placeSecond = []rune("庄店村湖河桥集岗寨楼营坡沟泉林塘坊堂池口铺台寺山屯园井湾王李郭")
)

func placeName(r *rand.Rand, ending string) string {
	name := string(oneOf(r, placeFirst)) + string(oneOf(r, placeSecond))
	if chance(r, 40) {
		name = string(oneOf(r, placeFirst)) + name
	}
	return name + ending
}

// job is what a vacancy or a wish is about; skills and papers are what is asked with it.
type job struct {
	title          string
	code           models.OccupationCode
	skills, papers []string
}

// common are the trades that village noticeboards are full of, the most frequent first.
var common = []job{
	{title: "普工"}, {title: "缝纫工", skills: []string{"平车", "包缝", "双针"}}, {title: "包装工"},
	{title: "保洁员"}, {title: "电焊工", skills: []string{"二保焊", "氩弧焊", "看图纸"}, papers: []string{"焊工证"}},
	{title: "服务员", papers: []string{"健康证"}}, {title: "保安员", papers: []string{"保安员证"}},
	{title: "仓库分拣员", skills: []string{"扫码枪"}}, {title: "叉车工", skills: []string{"叉车驾驶"}, papers: []string{"叉车证"}},
	{title: "装卸工"}, {title: "质检员", skills: []string{"看图纸", "量具"}}, {title: "货车司机", skills: []string{"驾驶", "简单修车"}, papers: []string{"B2驾照"}},
	{title: "厨师", skills: []string{"豫菜", "面食"}, papers: []string{"健康证"}}, {title: "快递员", papers: []string{"C1驾照"}},
	{title: "操作工"}, {title: "电工", skills: []string{"电气维修", "布线"}, papers: []string{"低压电工证"}},
	{title: "钳工", skills: []string{"装配", "量具"}}, {title: "车工", skills: []string{"看图纸", "对刀"}},
	{title: "收银员", skills: []string{"办公软件"}}, {title: "仓管员", skills: []string{"办公软件", "盘点"}},
	{title: "月嫂", skills: []string{"新生儿护理"}, papers: []string{"健康证"}}, {title: "护工"}, {title: "绿化工", skills: []string{"修剪"}},
	{title: "大棚种植工"}, {title: "养殖工"}, {title: "面点师", skills: []string{"面食"}, papers: []string{"健康证"}},
	{title: "裁剪工", skills: []string{"电剪"}}, {title: "木工"}, {title: "油漆工", skills: []string{"喷涂"}}, {title: "瓦工"},
	{title: "钢筋工"}, {title: "导购"}, {title: "客服专员", skills: []string{"打字", "普通话"}}, {title: "会计", skills: []string{"财务软件"}, papers: []string{"初级会计证"}},
	{title: "文员", skills: []string{"办公软件", "打字"}}, {title: "CNC操作员", skills: []string{"数控", "看图纸"}}, {title: "注塑工"},
	{title: "冲压工", skills: []string{"冲床"}}, {title: "挡车工", skills: []string{"挡车"}}, {title: "食品厂普工", papers: []string{"健康证"}},
	{title: "水电工", skills: []string{"水电维修"}, papers: []string{"低压电工证"}}, {title: "送货司机", skills: []string{"驾驶"}, papers: []string{"C1驾照"}},
	{title: "设备维修工", skills: []string{"设备维修", "电气维修"}}, {title: "熨烫工", skills: []string{"整烫"}}, {title: "红枣分拣工"},
	{title: "洗碗工"}, {title: "育婴师", papers: []string{"健康证"}}, {title: "美容师"}, {title: "保姆"}, {title: "施工员", papers: []string{"施工员证"}},
}

// jobsOf is the common trades with their codes, and then every occupation of the tree under its own name.
func jobsOf() []job {
	var out []job
	for _, j := range common {
		code, _ := occupations.Find(j.title)
		j.code = models.OccupationCode(code)
		out = append(out, j)
	}
	return append(out, tree("", 1)...)
}

// tree walks the classification below a class, whose numbers have no gaps that matter: a class that is not there holds none.
func tree(above string, level int) []job {
	var out []job
	for n := range 100 {
		code := fmt.Sprintf("%s-%02d", above, n)
		if above == "" {
			code = fmt.Sprint(n)
		}
		o, ok := occupations.Lookup(code)
		switch {
		case !ok:
		case level == occupations.Levels:
			out = append(out, job{title: o.Name, code: models.OccupationCode(code)})
		default:
			out = append(out, tree(code, level+1)...)
		}
	}
	return out
}

// anyJob is a common trade seven times in eight.
func (m *Map) anyJob(r *rand.Rand) job {
	if chance(r, 88) {
		return early(r, m.jobs[:len(common)])
	}
	return oneOf(r, m.jobs[len(common):])
}

var (
	before = []string{"急招", "诚聘", "熟练", "高薪", "夜班", "长期", "招聘", "学徒"}
	after  = []string{"（包吃住）", "（长白班）", "若干名", "2名", "（双休）", "(五险)", "（可带学徒）", "/学徒"}
	sector = []string{"食品", "服装", "电子", "机械", "物流", "陶瓷", "包装", "门窗", "家具", "农业", "饮品", "建材", "环保", "餐饮", "汽配", "纺织"}
	what   = []string{"宏发", "腾辉", "百顺", "嵩岳", "安途", "惠民", "迅达", "金穗", "恒泰", "同兴", "瑞丰", "华康", "正大", "永盛", "中原", "豫丰", "鑫源", "广利", "天成", "万合"}
	firms  = []struct {
		ending string
		kind   models.EnterpriseKind
	}{{"有限公司", models.KindCompany}, {"有限公司", models.KindCompany}, {"科技有限公司", models.KindCompany}, {"厂", models.KindCompany},
		{"店", models.KindIndividual}, {"专业合作社", models.KindCooperative}, {"家庭农场", models.KindFarm}}
	street = []string{"工业路", "商贸街", "人民路", "振兴路", "华夏大道", "产业集聚区经三路", "建设路", "创业大道", "富民街"}

	duties = []string{
		"按工艺单完成本工序生产任务", "负责设备开机前检查和日常保养", "当班产量登记，填写交接记录", "保持工位整洁，遵守安全操作规程", "服从班组长安排，按产线需要轮换岗位",
		"对来料和成品进行外观检查，挑出不良品并分类登记", "按单拣货、扫码、复核、打包、贴标签", "货物装卸、码垛，配合叉车出入库", "协助师傅完成安装、调试和维修", "定期盘点库存，做到账物相符",
		"接待顾客，介绍产品，整理货架", "后厨备料、清洗、出菜，保持卫生", "门岗值守、来访登记、夜间巡逻", "楼道、电梯和公共区域清扫保洁", "果蔬采摘、分拣、装筐、称重",
		"按图纸下料、组对、焊接、打磨", "操作缝纫设备，按要求完成平缝、包缝", "观察炉温和压力，异常及时上报", "车辆日常检查，按路线准时送达，协助签收", "线上线下答复客户，处理退换货",
		"育苗、移栽、浇水、施肥、除草", "喂养、消毒、防疫，做好记录", "参加岗前三天带薪培训，考核合格后上岗", "完成领导交办的其他工作", "每月参加一次安全生产学习",
	}
	demands = []string{"吃苦耐劳，有责任心", "熟手优先，生手可学", "身体健康，无不良嗜好", "能适应倒班", "能长期稳定工作", "有相关工作经验一年以上优先", "会使用智能手机", "普通话清楚，有耐心", "视力正常", "手脚麻利"}
	extras  = []string{"每月15号发工资，不拖欠", "工作满一年涨工资", "夫妻同来优先安排", "车间有空调", "每年组织体检", "节假日有礼品", "住宿四人间，有热水和空调"}
)
