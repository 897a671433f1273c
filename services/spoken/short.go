package spoken

import (
	"slices"
	"strings"
)

var (
	phoneLabels = strings.Fields(`电话 电话是 手机 手机号 座机 固话 固定电话 后四位 后四位是 后四位为 热线 拨打 拨 致电 请打 尾号 尾号是 尾号为 分机 咨询 详询 短号 内线 总机 传真 值班 监督 举报 投诉 客服 来电 联系 联系方式
		报警 急救 火警 求助 打电话 电`)
	contacts     = strings.Fields("经理 师傅 主任 老师 先生 女士 小姐 老板 队长 厂长 书记 姐 哥 叔 嫂 工 总 办公室 门卫 门卫室 村委会 人社所 服务站 服务中心 保卫科 人事部 人力资源部 招工处")
	idLabels     = strings.Fields("编号 工号 群号 邮编 邮政编码 QQ qq QQ号 qq号 QQ群 qq群 Q群 q群 群号 国道 省道 县道 乡道 微信 微信号 证号 代码 批号 账号 卡号 房号 门牌号 货号 单号 抖音号 快手号 验证码 取件码 股票代码 车牌号")
	serviceLines = strings.Fields(`12301 12305 12306 12308 12313 12315 12316 12318 12320 12328 12329 12333 12338 12345 12348 12349 12350 12351 12355
		12358 12360 12363 12365 12366 12367 12368 12369 12371 12377 12378 12380 12381 12385 12386 12388 12389 12393 96110 10086 10010 95598 95588`)
	emergency = strings.Fields("110 119 120 122 114")
)

// labelled reads short and service numbers: those that everybody knows, and
// any number that the words before it announce.
func labelled(p place) (string, place, bool) {
	if said, next, ok := local(p); ok {
		return said, next, true
	}
	digits, next, ok := p.digits(3, 12)
	if !ok || measured(next) || next.sees(rooms...) {
		return "", p, false
	}
	if p.follows(idLabels...) {
		return serial(digits), next, !next.sees("-", ".", ",", "/")
	}
	if slices.Contains(emergency, digits) && p.opens() && (next.closes() || next.sees("/")) {
		return Phone(digits), next, !p.seesSum()
	}
	known := slices.Contains(serviceLines, digits) && !next.sees("-", ".", ",", "/")
	return Phone(digits), next, p.announced(digits, next) || known && !p.seesSum()
}

// announced tells that the words around a number call it one to dial: 电话6688,
// 96365热线, 114查询.
func (p place) announced(digits string, next place) bool {
	behind := len(digits) == 5 && next.sees("热线", "服务热线") || slices.Contains(emergency, digits) && next.sees("查询", "报警", "联网", "消防", "急救", "指挥", "接警", "出警")
	return behind || p.another() || p.follows(phoneLabels...) && !next.sees("-", ".", ",")
}

// local reads a number of the same town where words or another phone announce
// it, or an extension follows: 电话6234-5678, 62345678-808.
func local(p place) (string, place, bool) {
	digits, next, ok := p.digits(3, 8)
	announced := p.follows(phoneLabels...) || p.another()
	if _, after, dash := next.skip("-"); ok && dash && len(digits) <= 4 && announced {
		if tail, end, full := after.digits(4, 4); full {
			digits, next = digits+tail, end
		}
	}
	announced = announced || p.follows(contacts...) && len(digits) == len(p.token().text)
	said, next := extension(next)
	whole := len(digits) == 7 || len(digits) == 8
	return Phone(digits) + said, next, ok && whole && (announced || said != "" && p.opens()) && !measured(next)
}

// another tells that one more phone stands in front: 0370-2215566/2215577.
func (p place) another() bool {
	if p.at < 2 || !p.step(-1).sees("/", "、", "，", ",", "或") || len(p.token().text) < 7 {
		return false
	}
	front := p.step(-2).token()
	return front.kind == digitRun && len(front.text) >= 7
}

// identifier reads the name of an account behind the word for it, sign by
// sign: 微信abc_123.
func identifier(p place) (string, place, bool) {
	named := p.token().kind == latinRun && p.follows(accounts...)
	if registered := p.seesDigit() && p.follows(registers...); !named && !registered {
		return "", p, false
	}
	var said strings.Builder
	for next := p; ; next = next.step(1) {
		t := next.token()
		switch {
		case t.kind == latinRun && (next.at == p.at || len(t.text) <= 4):
			said.WriteString(strings.ToUpper(t.text))
		case t.kind == digitRun:
			said.WriteString(Phone(t.text))
		case next.sees("_") && !next.step(1).end():
			said.WriteString("下划线")
		case next.sees("-") && next.step(1).token().kind != single:
			said.WriteString("杠")
		default:
			return said.String(), next, next.at > p.at
		}
	}
}

// registers name companies and cars by digits and letters in any order.
var registers = strings.Fields("信用代码 组织机构代码 车架号 发动机号 序列号")

var accounts = strings.Fields("微信 微信号 微信号是 微信是 抖音号 快手号 QQ号")

var (
	nicknames = strings.Fields("985 211 996 304 316")
	// makers name their goods by a number, read digit by digit: 201不锈钢, 9001认证.
	goods = strings.Fields("不锈钢 不锈铁 认证 体系认证")
)

// fixedNumber reads numbers that are names: 985院校, 90后.
func fixedNumber(p place) (string, place, bool) {
	digits, next, ok := p.digits(2, 5)
	if _, after, low := next.skip("L"); ok && low && after.sees(goods...) {
		return eachDigit(digits, "一") + "L", after, true
	}
	if ok && len(digits) > 2 && next.sees(goods...) && !p.follows("-", ".", "第") {
		return eachDigit(digits, "一"), next, true
	}
	if !ok || measured(next) || next.sees("-", ".", ",", ":") || p.follows("-", ".", "第") {
		return "", p, false
	}
	generation := len(digits) == 2 && next.generation()
	return eachDigit(digits, "一"), next, generation || !p.seesSum() && slices.Contains(nicknames, digits)
}

// generation tells that 后 follows, or one more decade with it: 80、90后.
func (p place) generation() bool {
	for range 4 {
		_, next, listed := p.skip("、", "/")
		_, next, full := next.digits(2, 2)
		if !listed || !full {
			break
		}
		p = next
	}
	return p.sees("后", "同城") // 58同城
}
