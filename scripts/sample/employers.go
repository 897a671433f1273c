package main

// employer is an invented one; the names are made up so that no real firm stands behind them.
type employer struct {
	name     string
	kind     string
	industry string // letter of GB/T 4754
	place    string // division, twelve digits
	address  string
	contact  string
	sector   string // key of jobs
}

const (
	company     = "企业"
	individual  = "个体工商户"
	cooperative = "农民专业合作社"
	farm        = "家庭农场"
)

const (
	xinjian  = "410184001000"
	xinhua   = "410184002000"
	xinyan   = "410184003000"
	xincun   = "410184101000"
	xindian  = "410184102000"
	guanyin  = "410184103000"
	lihe     = "410184104000"
	hezhuang = "410184105000"
	xuedian  = "410184106000"
	mengzh   = "410184107000"
	guodian  = "410184108000"
	longhu   = "410184109000"
	suburb   = "410184200000"
	newtown  = "410184403000"
)

var employers = []employer{
	{"郑州穹芯寰电子制造有限公司", company, "C", mengzh, "孟庄镇东行临空大道88号(航空港区方向)", "招聘中心", "giant"},
	{"新郑市麦垄晴食品有限公司", company, "C", xuedian, "薛店镇食品工业园莲花路16号", "孙经理", "food"},
	{"河南溱水谣方便食品有限公司", company, "C", xuedian, "薛店镇世纪大道102号", "周主任", "food"},
	{"新郑市枣乡絮语红枣制品有限公司", company, "C", xincun, "新村镇裴李岗路9号", "裴经理", "jujube"},
	{"新郑市饺里乾坤速冻食品有限公司", company, "C", mengzh, "孟庄镇工业路7号", "马经理", "food"},
	{"郑州稷穗园烘焙食品有限公司", company, "C", longhu, "龙湖镇双湖大道中段食品园3号楼", "何主管", "food"},
	{"新郑市沁泉䶮饮品有限公司", company, "C", xuedian, "薛店镇解放路南段21号", "郭经理", "drink"},
	{"河南卤言卤语肉制品有限公司", company, "C", guodian, "郭店镇107国道东侧工业园", "侯厂长", "food"},
	{"新郑市豆香里豆制品厂", individual, "C", lihe, "梨河镇七里闫路口北200米", "闫师傅", "food"},
	{"新郑市好味槐调味品有限公司", company, "C", hezhuang, "和庄镇郑新快速路与神州路交叉口", "宋经理", "food"},
	{"新郑市麦雪岭面粉有限公司", company, "C", guanyin, "观音寺镇新密路66号", "冯厂长", "food"},
	{"郑州翀云光电有限公司", company, "C", mengzh, "孟庄镇祥和路电子产业园B区2栋", "田主管", "electronics"},
	{"河南芯燚通讯器材有限公司", company, "C", mengzh, "孟庄镇紫荆山南路延伸段12号", "贾经理", "electronics"},
	{"新郑市启微线束电子有限公司", company, "C", hezhuang, "和庄镇双鹤湖路19号", "尚经理", "electronics"},
	{"郑州屏之舟显示技术有限公司", company, "C", xuedian, "薛店镇空港物流园北区6号厂房", "邢经理", "electronics"},
	{"新郑市锂行天下电池配件有限公司", company, "C", guodian, "郭店镇黄庄路东头", "丁经理", "electronics"},
	{"新郑市针脚里服饰有限公司", company, "C", xincun, "新村镇轩辕路纺织园5号", "吕厂长", "garment"},
	{"新郑市衣锦溱洧制衣厂", individual, "C", suburb, "城关乡沟张路3号", "常师傅", "garment"},
	{"河南绣春㙟纺织有限公司", company, "C", longhu, "龙湖镇中原纺织产业园11号", "韩主任", "garment"},
	{"新郑市软云朵家纺有限公司", company, "C", guodian, "郭店镇新密路纺织小区", "段经理", "garment"},
	{"新郑市童趣巷服装加工部", individual, "C", lihe, "梨河镇黄甫蔡村口", "蔡师傅", "garment"},
	{"郑州千仓流转物流有限公司", company, "G", xuedian, "薛店镇空港物流园南区1号库", "石经理", "logistics"},
	{"新郑市驿路通达仓储有限公司", company, "G", mengzh, "孟庄镇华商大道218号", "樊经理", "logistics"},
	{"河南疾鹊冷链物流有限公司", company, "G", xuedian, "薛店镇冷链园区A3库", "姚队长", "logistics"},
	{"新郑市件件达快递服务部", individual, "G", longhu, "龙湖镇祥云路117号", "熊站长", "parcel"},
	{"新郑市捷燕分拨服务有限公司", company, "G", mengzh, "孟庄镇商贸大道分拨中心", "陆主管", "parcel"},
	{"新郑市窑火明陶瓷有限公司", company, "C", xincun, "新村镇陶瓷产业园2号", "秦厂长", "ceramics"},
	{"河南釉见青卫浴有限公司", company, "C", xincun, "新村镇陶瓷产业园9号", "康主任", "ceramics"},
	{"新郑市磐堃石材加工厂", individual, "C", "410184102207", "辛店镇许岗村石材街", "许师傅", "ceramics"},
	{"新郑市擎岳机械制造有限公司", company, "C", hezhuang, "和庄镇中华北路机械园4号", "彭经理", "machinery"},
	{"河南钧工精密机械有限公司", company, "C", xinyan, "新烟街道工业路28号", "阎经理", "machinery"},
	{"新郑市齿轮上的风传动有限公司", company, "C", xincun, "新村镇新港大道西段", "汤主任", "machinery"},
	{"新郑市龑泰汽车部件有限公司", company, "C", newtown, "新郑新区中兴路10号", "龑先生", "machinery"},
	{"新郑市门当户对门窗厂", individual, "C", guanyin, "观音寺镇街西头", "岳师傅", "windows"},
	{"新郑市纸方舟包装有限公司", company, "C", guodian, "郭店镇包装产业园7号", "任经理", "packaging"},
	{"河南塑语新材料有限公司", company, "C", xindian, "辛店镇人和路31号", "崔经理", "packaging"},
	{"新郑市墨痕彩印有限公司", company, "C", xinyan, "新烟街道烟厂路6号", "潘经理", "packaging"},
	{"新郑市巷口灯物业服务有限公司", company, "K", xinhua, "新华路街道洧水路55号", "龚经理", "property"},
	{"河南邻里和物业管理有限公司", company, "K", longhu, "龙湖镇大学南路星河小区", "黎主管", "property"},
	{"新郑市安稳堡保安服务有限公司", company, "L", xinjian, "新建路街道中华路140号", "雷队长", "security"},
	{"新郑市净街坊环卫服务有限公司", company, "N", xinjian, "新建路街道环城北路2号", "苗队长", "property"},
	{"新郑市老枣树饭庄", individual, "H", xinhua, "新华路街道双拥路18号", "付老板", "restaurant"},
	{"新郑市烩面江湖餐饮店", individual, "H", xinjian, "新建路街道北街66号", "靳老板", "restaurant"},
	{"新郑市轩辕里大酒店有限公司", company, "H", xinhua, "新华路街道金城路1号", "袁经理", "hotel"},
	{"新郑市甜屿奶茶店", individual, "H", longhu, "龙湖镇文昌路学府街29号", "温店长", "tea"},
	{"新郑市食堂家团餐服务有限公司", company, "H", mengzh, "孟庄镇祥和路高校园区第二食堂", "鲍经理", "restaurant"},
	{"新郑市百味篮超市有限公司", company, "F", xinyan, "新烟街道解放路77号", "戚店长", "shop"},
	{"新郑市乡亲见超市", individual, "F", "410184107214", "孟庄镇孟庄村大街中段", "石店长", "shop"},
	{"河南晨露生鲜商贸有限公司", company, "F", longhu, "龙湖镇商贸大道6号馆", "范经理", "shop"},
	{"新郑市枝头红种植农民专业合作社", cooperative, "A", "410184101224", "新村镇裴李岗村枣园", "裴理事长", "orchard"},
	{"新郑市垄上金农机农民专业合作社", cooperative, "A", "410184103221", "观音寺镇唐户村东", "唐理事长", "machines"},
	{"新郑市菌伞下食用菌农民专业合作社", cooperative, "A", "410184102223", "辛店镇欧阳寺村南", "欧理事长", "mushroom"},
	{"新郑市潮河绿舟蔬菜农民专业合作社", cooperative, "A", "410184107221", "孟庄镇唐寨村大棚基地", "洪理事长", "orchard"},
	{"新郑市喆家沟家庭农场", farm, "A", guodian, "郭店镇山后寨坡地", "喆先生", "orchard"},
	{"新郑市圆蛋蛋养殖家庭农场", farm, "A", "410184104215", "梨河镇学田村西", "高场长", "livestock"},
	{"新郑市猪事顺养殖家庭农场", farm, "A", "410184102229", "辛店镇后高庄村北", "邓场长", "livestock"},
	{"新郑市暖阳坡养老服务有限公司", company, "Q", suburb, "城关乡郑韩路养老园", "柳院长", "care"},
	{"新郑市月光抱家政服务部", individual, "O", xinhua, "新华路街道府西路43号", "柴老师", "care"},
	{"河南砼行建设有限公司", company, "E", newtown, "新郑新区玉前路项目部", "祁工", "building"},
	{"新郑市墙里墙外装饰有限公司", company, "E", hezhuang, "和庄镇建材市场C区12号", "葛工", "building"},
	{"新郑市枣花蜜语幼儿园", company, "P", longhu, "龙湖镇沙窝李社区东门", "娄园长", "school"},
}
