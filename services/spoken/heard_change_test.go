package spoken_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/services/spoken"
)

// tails are the ways to write a sum whose last digits stand behind its unit, and
// the worth in fen of each of its digits. The same forms are written with
// Chinese numerals.
var tails = []struct {
	form  string
	worth []int64
}{
	{"%s块%s", []int64{100, 10}},
	{"%s块%s毛", []int64{100, 10}},
	{"%s块%s毛%s", []int64{100, 10, 1}},
	{"%s块%s毛%s分", []int64{100, 10, 1}},
	{"%s块零%s分", []int64{100, 1}},
	{"%s元%s角", []int64{100, 10}},
	{"%s元%s角%s分", []int64{100, 10, 1}},
	{"%s毛%s", []int64{10, 1}},
	{"%s角%s分", []int64{10, 1}},
	{"%s百%s", []int64{1e4, 1e3}},
	{"%s千%s", []int64{1e5, 1e4}},
	{"%s千%s元", []int64{1e5, 1e4}},
	{"%s千%s百", []int64{1e5, 1e4}},
	{"%s千%s百%s元", []int64{1e5, 1e4, 1e3}},
	{"%s万%s", []int64{1e6, 1e5}},
	{"%s万%s千", []int64{1e6, 1e5}},
	{"%s万%s千%s", []int64{1e6, 1e5, 1e4}},
}

// tailed draws the digits of a sum in the given form.
func tailed(t *rapid.T, form string, worth []int64, first int64) (string, int64) {
	numerals := rapid.SampledFrom([]string{"0123456789", "零一二三四五六七八九"})
	fen, digits := int64(0), []any{}
	for i, each := range worth {
		digit := rapid.Int64Range(1, 9).Draw(t, "digit")
		if i == 0 {
			digit = first
		}
		fen += digit * each
		digits = append(digits, string([]rune(numerals.Draw(t, "numerals"))[digit]))
	}
	return fmt.Sprintf(form, digits...), fen
}

// heardTailed reads a sum with its change, whatever its coins are called.
func heardTailed(said string) int64 {
	said = strings.ReplaceAll(said, "角", "毛")
	if yuan, rest, ok := strings.Cut(said, "元"); ok && rest != "" {
		said = yuan + "块" + rest
	}
	if strings.Contains(said, "毛") {
		said = strings.TrimSuffix(said, "分")
	}
	return heardEnd(said)
}

// TestSumsWithTailsAreHeardRight holds that what stands behind the unit stays
// with the sum, and that what it is paid for goes before the whole.
func TestSumsWithTailsAreHeardRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		per := rapid.SampledFrom(strings.Fields("月 天 小时 件 斤 个 年 单 亩 车 人 米")).Draw(t, "per")
		form := rapid.SampledFrom(tails).Draw(t, "form")
		low, fen := tailed(t, form.form, form.worth, rapid.Int64Range(1, 4).Draw(t, "low"))
		high, most := tailed(t, form.form, form.worth, rapid.Int64Range(5, 9).Draw(t, "high"))
		written := low + rapid.SampledFrom([]string{"-", "~", "到", "至", "—"}).Draw(t, "joint") + high + "/" + per
		said, err := spoken.Text(written)
		from, to, _ := strings.Cut(strings.TrimPrefix(said, "每"+per), "到")
		if err != nil || !strings.HasPrefix(said, "每"+per) || heardTailed(from) != fen || heardTailed(to) != most {
			t.Fatalf("%s: %s, %v", written, said, err)
		}
		said, err = spoken.Text(low + "/" + per)
		if got, ok := strings.CutPrefix(said, "每"+per); err != nil || !ok || heardTailed(got) != fen {
			t.Fatalf("%s/%s: %s, %v", low, per, said, err)
		}
	})
}
