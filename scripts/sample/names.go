package main

import "math/rand/v2"

// names gives out invented personal names, none twice.
type names struct{ given map[string]bool }

func newNames() *names { return &names{given: map[string]bool{}} }

var (
	surnames = []rune("王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤裴靳申耿岳")
	firsts   = []rune("建国卫红爱军志秀桂玉春秋海永新文明小俊晓雅佳子思梦雨浩宇欣嘉立长福庆喜金银凤兰改香巧云彩巍保全根拴合连书大中少东西成学广万天瑞景德宝荣胜")
	seconds  = []rune("国华军平民生英兰芳花梅霞玲娟丽敏静婷红霖涛强伟刚勇杰峰磊超鹏辉亮斌波宁飞龙虎林森山河江海洋阳光明亮星月云雪雨涵轩博然怡悦琪瑶萱柱栓合义仁礼信梁顺停妮枝叶根堂")
	rare     = []rune("㙟䶮燚喆堃翀赟玥昉祎")
)

// next draws a name of two or three characters; one in a hundred carries a character that few fonts have.
func (n *names) next(r *rand.Rand) string {
	for {
		name := string(pick(r, surnames))
		if r.IntN(4) > 0 {
			name += string(pick(r, firsts))
		}
		last := seconds
		if r.IntN(100) == 0 {
			last = rare
		}
		name += string(pick(r, last))
		if !n.given[name] {
			n.given[name] = true
			return name
		}
	}
}
