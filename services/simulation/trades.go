package simulation

import (
	"strings"

	"konggang/models"
	"konggang/services/occupations"
)

// generalWork are the trades that ask for nothing but hands, in three groups of one middle class each.
const generalWork = `
装卸搬运工 仓储管理员 理货员 快递员 快件处理员
保洁员 生活垃圾清运工 生活垃圾处理工 园林绿化工 污水处理工
包装工 质检员 称重计量工 试验员 设备点检员`

// skilledWork are the trades that somebody has learned, a line to a middle class of the classification.
const skilledWork = `
内科护士 儿科护士 急诊护士 外科护士 社区护士
会计专业人员 经济规划专业人员 合作经济专业人员 价格专业人员 易货经济专业人员
幼儿园教师 普通高等学校教师 高等职业学校教师 高级中学教师 中等职业学校教师
秘书 村和社区工作者 机要员 公关员 收发员
采购员 营销员 商品营业员 收银员 再生物资回收挑选工
餐厅服务员 客房服务员 前厅服务员 中式烹调师 中式面点师
计算机程序设计员 呼叫中心服务员 计算机软件测试员 数据库运行管理员 人工智能训练师
物业管理师 停车管理员 中央空调系统运行操作员 智能楼宇管理员 房地产经纪人
企业人力资源管理师 招聘师 公共游览场所服务员 保安员 安检员
农产品食品检验员 广告设计师 化工生产现场技术员 纤维检验员 贵金属首饰与宝玉石检测员
婴幼儿发展引导员 保育师 养老护理员 家政服务员 洗衣师
汽车维修工 摩托车修理工 电池及电池系统维修保养师 计算机维修工 办公设备维修工
医疗护理员 医疗临床辅助服务员 健康照护师 呼吸治疗师 营养师
农艺工 园艺工 食用菌生产工 热带作物栽培工 中药材种植员
林草种苗工 造林更新工 护林员 森林抚育工 林木采伐工
家畜饲养员 家禽饲养员 家畜繁殖员 家禽繁殖员 经济昆虫养殖员
水生动物饲养工 水生植物栽培工 水产养殖潜水工 水生动物苗种繁育工 水生植物苗种培育工
农作物植保员 农机驾驶操作员 林业有害生物防治员 动物疫病防治员 动物检疫检验员
制粉工 饲料加工工 畜禽屠宰加工工 肉制品加工工 果蔬坚果加工工
糕点面包烘焙工 米面主食制作工 冷冻食品制作工 饮料制作工 罐头食品加工工
织布工 整经工 浆纱浆染工 意匠纹版工 开清棉工
服装制版师 裁剪工 缝纫工 缝纫品整型工 制鞋工
手工木工 家具制作工 机械木工 木地板制造工 制材工
纸箱纸盒制作工 制浆工 制浆废液回收利用工 造纸工 纸张整饰工
玩具制作工 自来水笔制造工 圆珠笔制造工 铅笔制造工 毛笔制作工
化工原料准备工 化工单元操作工 化工总控工 制冷工 工业清洗工
药物制剂工 化学合成制药工 中药炮制工 兽药制造工 生化药品制造工
预拌混凝土生产工 砖瓦生产工 石材生产工 玻璃制品加工工 陶瓷成型施釉工
车工 磨工 焊工 多工序数控机床操作调整工 冲压工
装配钳工 轴承制造工 齿轮制造工 减变速机装配调试工 链传动部件制造工
矿用电机车装配工 工程机械装配调试工 印刷设备装配调试工 缝制机械装配调试工 电子专用设备装调工
汽车生产线操作工 汽车装调工 汽车饰件制造工 汽车零部件再制造工 汽车回收拆解工
高低压电器及成套设备装配工 电线电缆制造工 电池制造工 变压器互感器制造工 电力电容器及其装置制造工
电子设备装接工 电子设备调试工 通信系统设备制造工 通信终端设备制造工 雷达装调工
锅炉操作工 锅炉运行值班员 燃料值班员 汽轮机运行值班员 燃气轮机值班员
砌筑工 钢筋工 筑路工 机械设备安装工 管工
起重装卸机械操作工 挖掘铲运和桩工机械司机 起重工 输送机操作工 索道运输机械操作工`

// groupSize is the number of trades on a line above.
const groupSize = 5

// trades are job titles, each the name of one occupation of the bundled tree: the general ones first, five of one middle
// class beside each other.
var trades = strings.Fields(generalWork + skilledWork)

var generalTrades = len(strings.Fields(generalWork))

// generalClasses are the middle classes of the general trades: what somebody says who takes any of them.
var generalClasses = func() []models.OccupationCode {
	var out []models.OccupationCode
	for group := 0; group < generalTrades; group += groupSize {
		code, _ := occupations.Find(trades[group])
		out = append(out, models.OccupationCode(occupations.Ancestors(code)[1]))
	}
	return out
}()
