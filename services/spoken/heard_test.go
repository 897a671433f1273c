package spoken_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/services/spoken"
)

// This file is a listener: it reads spoken numbers back, knowing nothing of how
// they were made, and holds that it hears what was written.

// heard reads a spoken whole number.
func heard(said string) int64 {
	if rest, ok := strings.CutPrefix(said, "负"); ok {
		return -heard(rest)
	}
	for _, p := range []struct {
		name  string
		value int64
	}{{"亿", 1e8}, {"万", 1e4}, {"千", 1000}, {"百", 100}, {"十", 10}} {
		at := strings.LastIndex(said, p.name)
		if at < 0 {
			continue
		}
		head := int64(1)
		if at > 0 {
			head = heard(said[:at])
		}
		return head*p.value + heard(said[at+len(p.name):])
	}
	said = strings.ReplaceAll(strings.Trim(said, "零"), "两", "二")
	return int64(strings.Index("零一二三四五六七八九", said) / len("零"))
}

// heardThousandths reads a number with up to three places, in thousandths:
// 三点二六万 → 32600000.
func heardThousandths(said string) int64 {
	power := int64(1)
	for _, p := range []struct {
		name  string
		value int64
	}{{"亿", 1e8}, {"万", 1e4}} {
		if rest, ok := strings.CutSuffix(said, p.name); ok && strings.Contains(rest, "点") {
			said, power = rest, p.value
		}
	}
	whole, places, _ := strings.Cut(said, "点")
	sum, worth := 1000*heard(whole), int64(100)
	for _, digit := range places {
		sum += worth * heard(string(digit))
		worth /= 10
	}
	return sum * power
}

// heardFen reads a spoken sum.
func heardFen(said string) int64 {
	if rest, ok := strings.CutPrefix(said, "负"); ok {
		return -heardFen(rest)
	}
	if yuan, ok := strings.CutSuffix(said, "元"); ok {
		return heardThousandths(yuan) / 10
	}
	yuan, rest, broken := strings.Cut(said, "块")
	if !broken {
		yuan, rest = "零", said
	}
	if fen, ok := strings.CutSuffix(rest, "分"); ok {
		return 100*heard(yuan) + heard(fen)
	}
	jiao, fen, _ := strings.Cut(rest, "毛")
	return 100*heard(yuan) + 10*heard(jiao) + heard(fen)
}

func TestIntegerIsHeardRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-30000, 30000)).Draw(t, "n")
		if n != math.MinInt64 && heard(spoken.Integer(n)) != n {
			t.Fatalf("%d is heard as %d", n, heard(spoken.Integer(n)))
		}
	})
}

func TestMoneyIsHeardRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fen := rapid.OneOf(rapid.Int64Range(-1e12, 1e12), rapid.Int64Range(0, 5000)).Draw(t, "fen")
		if got := heardFen(spoken.Money(fen)); got != fen {
			t.Fatalf("%d: %s is heard as %d", fen, spoken.Money(fen), got)
		}
	})
}

// amount is a number as people write it, and its worth in thousandths.
type amount struct {
	written string
	worth   int64
}

// round draws multiples of a number.
func round(low, high, step int64) *rapid.Generator[int64] {
	return rapid.Custom(func(t *rapid.T) int64 { return step * rapid.Int64Range(low, high).Draw(t, "steps") })
}

// sums are written with every sign for a sum there is.
func sums(t *rapid.T, yuan int64) amount {
	plain := fmt.Sprint(yuan)
	forms := []string{plain + "元", "¥" + plain, "￥" + plain + "元", plain + "块", plain + ".00元", plain + "元整", grouped(yuan) + "元", wide(plain) + "元", plain + " 元"}
	if yuan%100 == 0 && yuan >= 1000 {
		thousands := trimmed(yuan, 1000)
		forms = append(forms, thousands+"k元", thousands+"K元", thousands+"千元", trimmed(yuan, 10000)+"万元", trimmed(yuan, 10000)+"w元")
	}
	return amount{rapid.SampledFrom(forms).Draw(t, "form"), yuan * 1000}
}

func trimmed(n, unit int64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", float64(n)/float64(unit)), "0"), ".")
}

func grouped(n int64) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

func wide(digits string) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, digits)
}

// TestWrittenSumsAreHeardRight holds that a single sum is said in any form as
// what it is worth.
func TestWrittenSumsAreHeardRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		yuan := rapid.OneOf(rapid.Int64Range(1, 999), rapid.Int64Range(10, 9999), round(1, 999, 100), rapid.Int64Range(1000, 99999999)).Draw(t, "yuan")
		a := sums(t, yuan)
		said, err := spoken.Text(a.written)
		if err != nil {
			t.Fatalf("%s: %v", a.written, err)
		}
		if got := 10 * heardFen(strings.TrimSuffix(strings.ReplaceAll(said, "块", "元"), "整")); got != a.worth {
			t.Fatalf("%s: %s is heard as %d", a.written, said, got)
		}
	})
}

// wages are the forms in which a range of pay is written: two ends in yuan go
// in, and out come the words around what is said.
var wages = []struct{ written, before, behind string }{
	{"%d-%d元/月", "每月", ""}, {"%d~%d元/月", "每月", ""}, {"%d—%d元/月", "每月", ""}, {"%d至%d元/月", "每月", ""}, {"%d到%d元/月", "每月", ""},
	{"%d元-%d元/月", "每月", ""}, {"¥%d-¥%d/月", "每月", ""}, {"%d - %d 元 / 月", "每月", ""}, {"月 %d-%d", "每月", ""}, {"月薪%d-%d", "月薪", ""},
	{"工资：%d～%d元", "工资：", ""}, {"综合%d-%d", "综合", ""}, {"%d-%d元/天", "每天", ""}, {"天 %d/%d元", "每天", ""}, {"%d-%d元/人/天", "每人每天", ""},
	{"%d-%d元/小时", "每小时", ""}, {"%d-%d/h", "每小时", ""}, {"%d-%d元/件", "每件", ""}, {"底薪%d-%d元+提成", "底薪", "加提成"}, {"%d-%d元以上/月", "每月", "以上"},
	{"%d-%d元+", "", "以上"}, {"%d-%d元/月+", "每月", "以上"}, {"≥%d-%d元/月", "每月不低于", ""}, {"%d-%d元左右", "", "左右"},
}

// TestRangesAreHeardRight holds that both ends of a range are heard as written.
func TestRangesAreHeardRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.OneOf(rapid.Int64Range(100, 999), rapid.Int64Range(1000, 29999)).Draw(t, "low")
		high := low + rapid.Int64Range(1, 4*low).Draw(t, "more")
		form := rapid.SampledFrom(wages).Draw(t, "form")
		written := fmt.Sprintf(form.written, low, high)
		said, err := spoken.Text(written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		rest, before := strings.CutPrefix(said, form.before)
		rest, behind := strings.CutSuffix(rest, form.behind)
		from, to, ok := strings.Cut(strings.ReplaceAll(rest, "或", "到"), "到")
		if !before || !behind || !ok || 100*low != heardFen(strings.TrimSuffix(from, "元")+"元") || 100*high != heardFen(to) {
			t.Fatalf("%s: %s", written, said)
		}
	})
}

// TestShortRangesAreHeardRight holds that 千, 万, k and w behind the second end
// count for both.
func TestShortRangesAreHeardRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom([]struct {
			sign string
			fen  int64
		}{{"千", 1e5}, {"k", 1e5}, {"K", 1e5}, {"万", 1e6}, {"w", 1e6}}).Draw(t, "unit")
		low := rapid.Int64Range(5, 300).Draw(t, "tenths")
		high := low + rapid.Int64Range(1, 200).Draw(t, "more")
		first := rapid.SampledFrom([]string{"", unit.sign}).Draw(t, "first")
		written := fmt.Sprintf("月薪%s%s-%s%s", trimmed(low, 10), first, trimmed(high, 10), unit.sign)
		said, err := spoken.Text(written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		from, to, _ := strings.Cut(strings.TrimPrefix(said, "月薪"), "到")
		if got := heardFen(strings.TrimSuffix(from, "元") + "元"); got != low*unit.fen/10 {
			t.Fatalf("%s: %s: from %d", written, said, got)
		}
		if got := heardFen(to); got != high*unit.fen/10 {
			t.Fatalf("%s: %s: to %d", written, said, got)
		}
	})
}

// TestBrokenRangesAreHeardRight takes pay by the hour and piece, with 角 and 分.
func TestBrokenRangesAreHeardRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Int64Range(1, 5000).Draw(t, "low")
		high := low + rapid.Int64Range(1, low).Draw(t, "more")
		written := fmt.Sprintf("%.2f-%.2f元/件", float64(low)/100, float64(high)/100)
		said, err := spoken.Text(written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		from, to, _ := strings.Cut(strings.TrimPrefix(said, "每件"), "到")
		if heardEnd(from) != low || heardEnd(to) != high {
			t.Fatalf("%s: %s", written, said)
		}
	})
}

// heardEnd reads an end of a range, which may lack 元.
func heardEnd(said string) int64 {
	if strings.ContainsAny(said, "块毛分元") {
		return heardFen(said)
	}
	return heardFen(said + "元")
}

// TestCountsAreHeardRight takes counts, shares and measures, whole and with
// places.
func TestCountsAreHeardRight(t *testing.T) {
	units := []struct{ written, before, behind string }{
		{"人", "", "人"}, {"名", "", "名"}, {"个", "", "个"}, {"天", "", "天"}, {"小时", "", "小时"}, {"公里", "", "公里"}, {"km", "", "公里"}, {"kg", "", "公斤"}, {"㎡", "", "平方米"}, {"米", "", "米"},
		{"%", "百分之", ""}, {"‰", "千分之", ""}, {"倍", "", "倍"}, {"吨", "", "吨"}, {"℃", "", "摄氏度"}, {"亩", "", "亩"},
	}
	rapid.Check(t, func(t *rapid.T) {
		thousandths := rapid.OneOf(round(1, 999, 1000), rapid.Int64Range(1, 999999), round(1, 99999, 1000)).Draw(t, "thousandths")
		u := rapid.SampledFrom(units).Draw(t, "unit")
		written := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%d.%03d", thousandths/1000, thousandths%1000), "0"), ".") + u.written
		said, err := spoken.Text(written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		number, before := strings.CutPrefix(said, u.before)
		number, behind := strings.CutSuffix(number, u.behind)
		if got := heardThousandths(number); !before || !behind || got != thousandths {
			t.Fatalf("%s: %s is heard as %d", written, said, got)
		}
	})
}
