package screening

import "testing"

func TestReadNumber(t *testing.T) {
	for _, c := range []struct {
		written string
		want    float64
		rest    string
	}{
		{"4500元", 4500, "元"}, {"1.5万", 15000, ""}, {"5千5", 5500, ""}, {"4k-7k", 4000, "-7k"}, {"十二小时", 12, "小时"}, {"二十", 20, ""},
		{"一千八", 1800, ""}, {"一千零八", 1008, ""}, {"两千一个月", 2000, "一个月"}, {"十六七岁", 16, "岁"}, {"三四十岁", 30, "岁"}, {"一百零五", 105, ""},
		{"一万二", 12000, ""}, {"三千五百元", 3500, "元"}, {"半年", 0.5, "年"}, {"两个半小时", 2.5, "小时"}, {"壹仟玖佰圆", 1900, "圆"}, {"4,500元", 4500, "元"},
		{"15400001234", 0, "15400001234"}, {"千人", 0, "千人"}, {"一二三", 123, ""},
	} {
		signs := fold(c.written)
		value, end := withHalf(signs, 0)
		rest := ""
		for _, s := range signs[end:] {
			rest += string(s.r)
		}
		if value != c.want || rest != c.rest {
			t.Errorf("%s: %v and %q, want %v and %q", c.written, value, rest, c.want, c.rest)
		}
	}
}
