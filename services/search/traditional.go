package search

import "strings"

// Traditional characters of what is asked for in adverts, and the simplified ones in their order. Adverts are written in
// simplified ones only, so it is enough to read what is typed.
const (
	traditional = "電會計機師廚員車莊鎮龍護養飯廳務廠裝貨運輸維術縫紉銲檢質測試驗學業畢歲錢資結時間長兩輪補貼險積節獎費勞動辦辭職臨週農場園樹採種豬雞鴨魚漁蝦麵麥館飲湯鍋爐燒鋼鐵鋁鑄鍛銑鉗鑽噴塗磚紙膠絲紡織綉繡褲襪衛門開關掃潔淨環綠營銷導購買賣倉庫揀遞騎駕駛證執級階區縣鄉東華觀橋灣崗溝馬劉張陳趙吳韓孫兒嬰婦媽産產醫藥殘頭腦網絡軟體數據設備圖製樣標準聯繫總經專實習暫僱幫傭個從來給還這嗎無沒點幾萬億塊雙單對號轉輕鬆乾幹髒熱凍鮮蘋棗穀糧飼餵獸拋擋紗線纜盤鏟擊壓沖衝擠鏡燈鐘錶鎖雜齊條監視響變夠離遠較選願應該請問誰說話讓帶領隊組團"
	simple      = "电会计机师厨员车庄镇龙护养饭厅务厂装货运输维术缝纫焊检质测试验学业毕岁钱资结时间长两轮补贴险积节奖费劳动办辞职临周农场园树采种猪鸡鸭鱼渔虾面麦馆饮汤锅炉烧钢铁铝铸锻铣钳钻喷涂砖纸胶丝纺织绣绣裤袜卫门开关扫洁净环绿营销导购买卖仓库拣递骑驾驶证执级阶区县乡东华观桥湾岗沟马刘张陈赵吴韩孙儿婴妇妈产产医药残头脑网络软体数据设备图制样标准联系总经专实习暂雇帮佣个从来给还这吗无没点几万亿块双单对号转轻松干干脏热冻鲜苹枣谷粮饲喂兽抛挡纱线缆盘铲击压冲冲挤镜灯钟表锁杂齐条监视响变够离远较选愿应该请问谁说话让带领队组团"
)

var simplify = func() *strings.Replacer {
	var pairs []string
	from, to := []rune(traditional), []rune(simple)
	for i := range from {
		pairs = append(pairs, string(from[i]), string(to[i]))
	}
	return strings.NewReplacer(pairs...)
}()

// simplified is a text in simplified characters.
func simplified(text string) string { return simplify.Replace(text) }
