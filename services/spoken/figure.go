package spoken

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// figure is a number as it is written, with all that hangs on it: 1.5万, 3k,
// 20多人, 26.5元.
type figure struct {
	whole  int64
	places string // behind the point, without noughts at the end
	power  int    // how many noughts 万, 千, k, w … stand for
	loose  string // 多, 余, 几, 来
	unit   unit
	change change
	tall   bool // 1米65 and other lengths whose places are said behind the unit
}

// unit is what is counted. A unit without a name says nothing.
type unit struct {
	name  string
	style style
}

type style int

const (
	counting style = iota
	money
	share // said before the number: 百分之
)

var powerNames = map[int]string{2: "百", 3: "千", 4: "万", 8: "亿"}

var powerSigns = []struct {
	written string
	power   int
}{{"亿", 8}, {"万", 4}, {"w", 4}, {"千", 3}, {"k", 3}, {"百", 2}}

// units maps what is written to what is said. Single letters count as units in
// small print only: 5g is a weight, 5G a network.
var units = func() map[string]unit {
	all := map[string]unit{
		"元": {"元", money}, "元钱": {"元", money}, "元整": {"元", money}, "块": {"块", money}, "块钱": {"块钱", money},
		"RMB": {"元", money}, "rmb": {"元", money}, "人民币": {"元", money},
		"%": {"百分之", share}, "‰": {"千分之", share},
	}
	for _, name := range counted {
		if _, known := all[name]; !known {
			all[name] = unit{name: name}
		}
	}
	for _, name := range strings.Fields("月 季度 日 号 楼 层 栋 幢 单元 期 级 等 线 届 档 类 区 路 街 巷 组 队 部 本 字 两 页 集 寸 英寸 码 时") {
		all[name] = unit{name: name}
	}
	for _, pair := range strings.Fields(`kg=公斤 KG=公斤 Kg=公斤 g=克 mg=毫克 t=吨 km=公里 KM=公里 Km=公里 m=米 cm=厘米 CM=厘米
		mm=毫米 MM=毫米 m²=平方米 m2=平方米 M²=平方米 km²=平方公里 cm²=平方厘米 mm²=平方毫米 m³=立方米 h=小时 H=小时 min=分钟 s=秒 ms=毫秒
		ml=毫升 mL=毫升 L=升 V=伏 v=伏 kV=千伏 KV=千伏 kW=千瓦 KW=千瓦 kw=千瓦 Hz=赫兹 HZ=赫兹 hz=赫兹 m3=立方米 M³=立方米 hm²=公顷 μm=微米 um=微米 dB=分贝 W=瓦 F=楼 °C=摄氏度 °=度 #=号`) {
		written, said, _ := strings.Cut(pair, "=")
		all[written] = unit{name: said}
	}
	return all
}()

// unitSigns are the written units by what they begin with, longest first.
var unitSigns = func() map[rune][]string {
	signs := map[rune][]string{}
	for written := range units {
		first, _ := utf8.DecodeRuneInString(written)
		signs[first] = append(signs[first], written)
	}
	for _, same := range signs {
		slices.SortFunc(same, func(a, b string) int { return len(b) - len(a) })
	}
	return signs
}()

// unit reads a unit, also behind a blank.
func (p place) unit() (unit, place, bool) {
	from := p.blank()
	first, _ := utf8.DecodeRuneInString(from.rest())
	for _, written := range unitSigns[first] {
		if !strings.HasPrefix(from.rest(), written) {
			continue
		}
		next, ok := from.after(len(written))
		if part := written == "分" && next.sees("之") || written == "s" && next.sees("店"); ok && !part && !(next.seesDigit() && strings.EqualFold(written, "v")) {
			return units[written], next, true
		}
	}
	return unit{}, p, false
}

// measured tells whether a unit or the rest of a number follows.
func measured(p place) bool {
	_, _, ok := p.unit()
	loose, _ := p.loose()
	return ok || loose != "" || p.sees("万", "千", "百", "亿", "k", "w")
}

// loose reads the word for somewhat more. 来 is one only before a unit: 20来人,
// but 拨打12306来咨询.
func (p place) loose() (string, place) {
	word, next, ok := p.skip("多", "余", "几", "来")
	if _, _, counts := next.unit(); ok && (word != "来" || counts) {
		return word, next
	}
	return "", p
}

// figure reads a number with its power, looseness and unit.
func (p place) figure() (figure, place, bool) {
	f, next, ok := p.amount()
	if !ok {
		return figure{}, p, false
	}
	f, next = f.scaled(next)
	f, next = f.named(next)
	f.tall, next = f.measure(p, next)
	return f, next, true
}

// named reads what hangs on a number: looseness, unit and change.
func (f figure) named(p place) (figure, place) {
	f.loose, p = p.loose()
	f.unit, p, _ = p.unit()
	if f.loose == "" && f.places == "" && f.power == 0 {
		f.change, p = p.changed(f.unit.name)
	}
	return f, p
}

// exactly names what is told to the last nought: 视力5.0.
var exactly = strings.Fields("视力 双眼 单眼 左眼 右眼 矫正 裸眼 裸视 工业 版本")

// amount reads digits with thousands separators and a point. More than nine
// digits are no count that anybody announces.
func (p place) amount() (figure, place, bool) {
	digits, next, ok := p.digits(1, 9)
	if !ok || digits[0] == '0' && len(digits) > 1 {
		return figure{}, p, false
	}
	for len(p.token().text) <= 3 && len(digits) <= 6 {
		group, after, ok := next.thousand()
		if !ok {
			break
		}
		digits, next = digits+group, after
	}
	f := figure{}
	if _, after, ok := next.skip("."); ok && after.seesDigit() {
		f.places, next = after.token().text, after.step(1)
		if !p.follows(exactly...) {
			f.places = strings.TrimRight(f.places, "0")
		}
	}
	f.whole, _ = strconv.ParseInt(digits, 10, 64)
	return f, next, !continued(next, ".")
}

// thousand reads one group of three digits behind a separator. The Chinese
// comma is one only before 000 and before 元: elsewhere it ends a clause.
func (p place) thousand() (string, place, bool) {
	mark, next, ok := p.skip(",", "，")
	group, next, full := next.digits(3, 3)
	return group, next, ok && full && (mark == "," || group == "000" || next.sees("元") || next.groupedEnd())
}

// groupedEnd tells that the other end of a range follows with a Chinese comma in
// it as well: 3，500-4，500元.
func (p place) groupedEnd() bool {
	_, next, joined := p.blank().skip("-", "~", "至", "到")
	_, next, ok := next.blank().digits(1, 3)
	_, next, comma := next.skip("，")
	_, next, full := next.digits(3, 3)
	return joined && ok && comma && full && next.sees("元")
}

// powerAt reads a power of ten, but no 千 that belongs to a unit (千克, 千米).
func powerAt(p place) (int, place) {
	if after := p.blank(); after.sees("万", "千", "亿") {
		p = after
	}
	for _, s := range powerSigns {
		if _, next, ok := p.skip(s.written); ok && !p.sees("千克", "千米", "千瓦", "千伏", "千卡", "K金", "K电视", "K屏", "K高清", "K显示") {
			return s.power, next
		}
	}
	return 0, p
}

// value is the number as an integer, if it is one.
func (f figure) value() (int64, bool) {
	return f.times(f.power)
}

// times moves the point by the given number of places.
func (f figure) times(power int) (int64, bool) {
	if len(f.places) > power {
		return 0, false
	}
	digits := strconv.FormatInt(f.whole, 10) + f.places + strings.Repeat("0", power-len(f.places))
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil
}

// less orders two figures by size.
func (f figure) less(g figure) bool { return f.float() < g.float() }

func (f figure) float() float64 {
	n, _ := strconv.ParseFloat(strconv.FormatInt(f.whole, 10)+"."+f.places+"e"+strconv.Itoa(f.power), 64)
	return n + f.change.worth
}

// number says the figure without its unit. Only sums of money spell out a
// broken 万 (一万五千); other counts keep the point (六点四二万人).
func (f figure) number() string {
	n, whole := f.value()
	if whole && (f.places == "" || f.unit.style == money && f.power < 8 || f.power < 4) {
		return strings.TrimSuffix(Measure(n, f.unit.name), f.unit.name) + f.loose
	}
	return decimal(f.whole, f.places) + powerNames[f.power] + f.loose
}

// say says the figure with its unit.
func (f figure) say() string {
	if f.unit.style == share {
		return f.unit.name + f.number()
	}
	if f.tall {
		return Measure(f.whole, f.unit.name) + eachDigit(f.places, "一")
	}
	if fen, ok := f.times(2); ok && f.broken() {
		return Money(fen)
	}
	return f.number() + f.unit.name + f.change.said
}

// broken tells a sum with 角 or 分.
func (f figure) broken() bool {
	return f.unit.style == money && f.places != "" && f.power == 0 && f.loose == ""
}
