package spoken

import (
	"slices"
	"strconv"
	"strings"
)

// Phone says a phone number digit by digit with 幺 for one, grouped by ，:
// 138-0000-1111 → 幺三八，零零零零，幺幺幺幺. Mobiles go 3-4-4, landlines by
// their area code first, 400 and 800 numbers 3-3-4. Blanks, hyphens and
// brackets are ignored, as is anything else that is no digit.
func Phone(digits string) string {
	digits = strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, digits)
	var said []string
	for _, size := range groups(digits) {
		said = append(said, serial(digits[:size]))
		digits = digits[size:]
	}
	if digits != "" {
		said = append(said, serial(digits))
	}
	return strings.Join(said, "，")
}

// groups gives the sizes of all groups but the last.
func groups(digits string) []int {
	switch n := len(digits); {
	case strings.HasPrefix(digits, "0") && n >= 10:
		area := areaLength(digits)
		return []int{area, n - area - 4}
	case strings.HasPrefix(digits, "86") && n == 13:
		return []int{2, 3, 4}
	case n == 11:
		return []int{3, 4}
	case n == 10:
		return []int{3, 3}
	case n == 7 || n == 8:
		return []int{n - 4}
	}
	return nil
}

// areaLength: the codes of the largest cities, 010 and 02x, have three digits,
// all others four.
func areaLength(digits string) int {
	if strings.HasPrefix(digits, "01") || strings.HasPrefix(digits, "02") {
		return 3
	}
	return 4
}

// shapes are the ways in which people group a phone number, by what it begins
// with. Sums of money in a row do not have them.
var shapes = []struct {
	first   string
	grouped []string
}{
	{"86", strings.Fields("13 2-11 2-3-4-4 2-3-8")},
	{"1", strings.Fields("11 3-4-4 3-8 7-4")},
	{"400", strings.Fields("10 3-3-4 3-4-3 3-7")},
	{"800", strings.Fields("10 3-3-4 3-4-3 3-7")},
	{"01", strings.Fields("11 3-8 3-4-4")},
	{"02", strings.Fields("11 3-8 3-4-4")},
	{"0", strings.Fields("11 12 4-7 4-8 4-3-4 4-4-4")},
}

func shaped(digits, shape string) bool {
	for _, s := range shapes {
		if strings.HasPrefix(digits, s.first) {
			return slices.Contains(s.grouped, shape) && (s.first != "1" || digits[1] >= '3')
		}
	}
	return false
}

// phone reads a whole number: digits in groups with a hyphen, dot,
// blank or bracket between them, and an extension.
func phone(p place) (string, place, bool) {
	_, next, _ := p.skip("+")
	_, next, _ = next.skip("(", "（")
	digits, shape := "", ""
	for next.seesDigit() && len(digits) < 13 {
		group := next.token().text
		digits += group
		shape = strings.TrimPrefix(shape+"-"+strconv.Itoa(len(group)), "-")
		next = next.step(1)
		if shaped(digits, shape) {
			said, next := extension(next)
			return Phone(digits) + said, next, !next.seesDigit() && !next.sees(".") && !next.cutShort()
		}
		next = phoneGap(next)
	}
	return "", p, false
}

// cutShort tells that the last digits of one more number follow, without those
// that are the same: 13812345678/79.
func (p place) cutShort() bool {
	_, next, ok := p.skip("-", "/")
	_, _, short := next.digits(1, 2)
	return ok && short
}

func phoneGap(p place) place {
	_, next, _ := p.skip(")", "）")
	if _, after, ok := next.blank().skip("-", "·", "・"); ok {
		return after.blank()
	}
	_, next, _ = next.skip(" ", ".")
	return next
}

// extension reads the number behind the switchboard: 转801, -801, （转801）.
func extension(p place) (string, place) {
	open, next, _ := p.skip("（", "(", "，", ",", " ")
	if _, next, ok := next.skip("-", "转", "分机"); ok {
		if digits, next, ok := next.blank().digits(2, 5); ok {
			return open + "转" + serial(digits), next
		}
	}
	return "", p
}
