package cells_test

import (
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/intake/cells"
)

func TestWage(t *testing.T) {
	for _, c := range []struct{ in, header, want, note string }{
		{in: "4500-6500", want: "4500-6500元/月"},
		{in: "4500-6500元/月", want: "4500-6500元/月"},
		{in: "４５００～６５００元／月", want: "4500-6500元/月"},
		{in: "4500 - 6500 元/月", want: "4500-6500元/月"},
		{in: "4,500-6,500", want: "4500-6500元/月"},
		{in: "2300元----3200元", want: "2300-3200元/月"},
		{in: "3000元至5000元", want: "3000-5000元/月"},
		{in: "6000.0-8000.0", want: "6000-8000元/月"},
		{in: "6500-4500", want: "4500-6500元/月"},
		{in: "4600-8500元/月薪", want: "4600-8500元/月"},
		{in: "月薪：4500-6500元", want: "4500-6500元/月"},
		{in: "4500-6500（元/月）", want: "4500-6500元/月"},
		{in: "￥4500", want: "4500元/月"},
		{in: "26元/小时", want: "26元/小时"},
		{in: "20元每小时", want: "20元/小时"},
		{in: "23元/小时-26元/小时", want: "23-26元/小时"},
		{in: "26", header: "时薪", want: "26元/小时"},
		{in: "18元/小时 日结", want: "18元/小时", note: "日结"},
		{in: "130/300元/天", want: "130-300元/天"},
		{in: "130/300元", header: "工资(元/天)", want: "130-300元/天"},
		{in: "200元一天", want: "200元/天"},
		{in: "日薪200-300", want: "200-300元/天"},
		{in: "8.5元/单", want: "8.5元/件"},
		{in: "年薪10万", want: "100000元/年"},
		{in: "15-30万/年", want: "150000-300000元/年"},
		{in: "5000起", want: "5000元/月起"},
		{in: "5000+", want: "5000元/月起"},
		{in: "5000+/月", want: "5000元/月起"},
		{in: "7000以上", want: "7000元/月起"},
		{in: "5000元以上/月", want: "5000元/月起"},
		{in: "保底5000元", want: "5000元/月起"},
		{in: "最高8000元/月", want: "最高8000元/月"},
		{in: "26元/小时起", want: "26元/小时起"},
		{in: "3-5千", want: "3000-5000元/月"},
		{in: "4k-7k", want: "4000-7000元/月"},
		{in: "1.5万", want: "15000元/月"},
		{in: "1-1.5万/月", want: "10000-15000元/月"},
		{in: "6千-1万", want: "6000-10000元/月"},
		{in: "8000-1万", want: "8000-10000元/月"},
		{in: "4.5-6", header: "薪资（千元）", want: "4500-6000元/月"},
		{in: "4500", header: "工资(千元/月)", want: "4500元/月"},
		{in: "8-12K·14薪", want: "8000-12000元/月", note: "14薪"},
		{in: "3000元/月+绩效", want: "3000元/月", note: "绩效"},
		{in: "3000元/月绩效400", want: "3000元/月", note: "绩效400"},
		{in: "1900+绩效400+保险300/年", want: "1900元/月", note: "绩效400，保险300/年"},
		{in: "底薪3000+提成，综合6000-10000", want: "3000元/月", note: "提成，综合6000-10000"},
		{in: "400元/月 ≥10天", want: "400元/月", note: ">=10天"},
		{in: "综合工资5000-7000", want: "5000-7000元/月", note: "综合工资5000-7000"},
		{in: "补足至32元/小时", want: "32元/小时", note: "补足至32元/小时"},
		{in: "返费7800", note: "返费7800"},
		{in: "14薪", note: "14薪"},
		{in: "计件", note: "计件"},
		{in: "面议", want: "面议"},
		{in: "工资面议", want: "面议", note: "工资"},
		{in: "3000-5000，面议", want: "3000-5000元/月", note: "面议"},
		{in: "工资4000元，包吃住", want: "4000元/月", note: "包吃住"},
	} {
		got, ok := cells.Wage(c.in, cells.WageHintOf(c.header))
		if !ok || got.Text() != c.want || got.Note != c.note {
			t.Errorf("Wage(%q, %q) = %q, note %q, %v; want %q, note %q", c.in, c.header, got.Text(), got.Note, ok, c.want, c.note)
		}
		if err := got.Validate(); err != nil {
			t.Errorf("Wage(%q) is not valid: %v", c.in, err)
		}
	}
}

func TestWageUnreadable(t *testing.T) {
	for _, s := range []string{"abc", "-5", "0", "-4500.0", "130/300元", "10万", "15400001234", "五千元", "千", "5000-", "6个月", "若干", "3", "99999999999元/月"} {
		if got, ok := cells.Wage(s, cells.WageHint{}); ok {
			t.Errorf("Wage(%q) = %q, note %q; want unreadable", s, got.Text(), got.Note)
		}
	}
	if got, ok := cells.Wage("4.5", cells.WageHintOf("工资(元/月)")); ok {
		t.Errorf("4.5 yuan a month was read as %q", got.Text())
	}
}

func wages() *rapid.Generator[models.Wage] {
	return rapid.Custom(func(t *rapid.T) models.Wage {
		low := models.Fen(rapid.Int64Range(1, int64(models.MaxWage)).Draw(t, "low"))
		high := models.Fen(rapid.Int64Range(int64(low), int64(models.MaxWage)).Draw(t, "high"))
		unit := rapid.SampledFrom(models.WageUnits).Draw(t, "unit").Code
		switch rapid.IntRange(0, 3).Draw(t, "shape") {
		case 0:
			return models.Wage{Negotiable: true}
		case 1:
			return models.Wage{Min: &low, Unit: unit}
		case 2:
			return models.Wage{Max: &high, Unit: unit}
		}
		return models.Wage{Min: &low, Max: &high, Unit: unit}
	})
}

func TestPrintedWagesAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := wages().Draw(t, "wage")
		got, ok := cells.Wage(want.Text(), cells.WageHint{})
		if !ok || got.Text() != want.Text() || got.Unit != want.Unit || got.Note != "" {
			t.Fatalf("%q was read as %q, note %q, %v", want.Text(), got.Text(), got.Note, ok)
		}
	})
}

func FuzzWage(f *testing.F) {
	for _, s := range []string{"4500-6500元/月", "5000+", "6千-1万", "返费7800", "3000元/月+绩效", "补足至32元/小时", "8-12K·14薪", "-5", "0-0", "1.5万起,面议"} {
		f.Add(s, "工资(元/月)")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, header string) {
		w, ok := cells.Wage(s, cells.WageHintOf(header))
		w.Note = "" // its length is the caller's to limit
		if err := w.Validate(); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if !ok && w.Stated() {
			t.Fatalf("%q: a wage although it could not be read", s)
		}
	})
}
