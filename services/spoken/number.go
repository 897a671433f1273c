package spoken

import "strings"

var han = [...]string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

var powers = [...]struct {
	value uint64
	name  string
}{{1e8, "亿"}, {1e4, "万"}, {1000, "千"}, {100, "百"}, {10, "十"}}

// Integer says a bare number: 12 → 十二, 2200 → 两千二百. 两 stands before a
// leading 千, 万 or 亿 and 二 everywhere else.
func Integer(n int64) string {
	if n < 0 {
		return "负" + cardinal(uint64(-(n+1))+1)
	}
	return cardinal(uint64(n))
}

func cardinal(n uint64) string {
	said := positional(n)
	if short, ok := strings.CutPrefix(said, "一十"); ok {
		return "十" + short
	}
	for _, power := range []string{"千", "万", "亿"} {
		if tail, ok := strings.CutPrefix(said, "二"+power); ok {
			return "两" + power + tail
		}
	}
	return said
}

// positional says every power of ten with its digit, and one 零 for a gap.
func positional(n uint64) string {
	for _, p := range powers {
		if n < p.value {
			continue
		}
		said := positional(n/p.value) + p.name
		rest := n % p.value
		if rest == 0 {
			return said
		}
		if rest < p.value/10 {
			said += "零"
		}
		return said + positional(rest)
	}
	return han[n]
}

// eachDigit says digit by digit, with the given word for one: 一 in years and
// decimals, 幺 in phones and rooms.
func eachDigit(digits, one string) string {
	var said strings.Builder
	for _, d := range digits {
		if d == '1' {
			said.WriteString(one)
		} else {
			said.WriteString(han[d-'0'])
		}
	}
	return said.String()
}

// serial says the digits of a number that names something.
func serial(digits string) string { return eachDigit(digits, "幺") }

// decimal says a number with its places behind the point, if any.
func decimal(whole int64, places string) string {
	if places == "" {
		return Integer(whole)
	}
	return Integer(whole) + "点" + eachDigit(places, "一")
}
