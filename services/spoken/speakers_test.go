package spoken_test

import (
	"math"
	"testing"

	"konggang/services/spoken"
)

func expect(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPhone(t *testing.T) {
	for digits, want := range map[string]string{
		"138-0000-1111":   "幺三八，零零零零，幺幺幺幺",
		"13800001111":     "幺三八，零零零零，幺幺幺幺",
		"138 0000 1111":   "幺三八，零零零零，幺幺幺幺",
		"8613800001111":   "八六，幺三八，零零零零，幺幺幺幺",
		"0371-62345678":   "零三七幺，六二三四，五六七八",
		"(0374) 6234567":  "零三七四，六二三，四五六七",
		"010-81234567":    "零幺零，八幺二三，四五六七",
		"400-123-4567":    "四零零，幺二三，四五六七",
		"62345678":        "六二三四，五六七八",
		"12333":           "幺二三三三",
		"":                "",
		"keine 1 Nummer!": "幺",
	} {
		expect(t, spoken.Phone(digits), want)
	}
}

func TestInteger(t *testing.T) {
	for n, want := range map[int64]string{
		0: "零", 2: "二", 12: "十二", 20: "二十", 200: "二百", 2200: "两千二百", 22000: "两万二千",
		1001: "一千零一", 10100000: "一千零一十万", 100000001: "一亿零一", -15: "负十五",
		math.MaxInt64: "九百二十二亿三千三百七十二万零三百六十八亿五千四百七十七万五千八百零七",
		math.MinInt64: "负九百二十二亿三千三百七十二万零三百六十八亿五千四百七十七万五千八百零八",
	} {
		expect(t, spoken.Integer(n), want)
	}
}

func TestMeasure(t *testing.T) {
	expect(t, spoken.Measure(2, "人"), "两人")
	expect(t, spoken.Measure(12, "个"), "十二个")
	expect(t, spoken.Measure(22, "元"), "二十二元")
	expect(t, spoken.Measure(2, "楼"), "二楼")
	expect(t, spoken.Measure(2, ""), "二")
}

func TestMoney(t *testing.T) {
	for fen, want := range map[int64]string{
		450000: "四千五百元", 2650: "二十六块五", 850: "八块五", 200: "两元", 0: "零元", 5: "五分", 2: "两分",
		50: "五毛", 20: "两毛", 85: "八毛五", 125: "一块二毛五", 217: "两块一毛七", 805: "八块零五分",
		-1560: "负十五块六", -100: "负一元", -50: "负五毛",
	} {
		expect(t, spoken.Money(fen), want)
	}
}

func TestDates(t *testing.T) {
	expect(t, spoken.Date(2025, 3, 1), "二零二五年三月一日")
	expect(t, spoken.Date(2020, 12, 22), "二零二零年十二月二十二日")
	expect(t, spoken.MonthDay(2, 2), "二月二日")
}

func TestKilometres(t *testing.T) {
	for _, c := range []struct {
		km       float64
		decimals int
		want     string
	}{
		{6.2, 1, "六点二公里"}, {2, 1, "两公里"}, {2.04, 1, "两公里"}, {2.5, 1, "二点五公里"}, {12, 0, "十二公里"},
		{0.05, 1, "零点一公里"}, {8.5, -1, "八公里"}, {-1, 1, ""}, {math.NaN(), 1, ""}, {math.Inf(1), 1, ""},
	} {
		expect(t, spoken.Kilometres(c.km, c.decimals), c.want)
	}
}
