package spoken

import "strings"

var (
	buildings = strings.Fields("栋 幢 号楼 座 单元 楼 层 弄 大厦 广场 中心 园 园区 大门 公寓 小区 写字楼 商务楼")
	rooms     = strings.Fields("室 房间 国道 省道 县道 乡道 路")
	streets   = strings.Fields("路 街 道 巷 胡同 村 栋 幢 座 区 号楼 单元")
)

// room reads a number that names a door or a road, digit by digit: 12栋3单元202,
// 302室, 107国道.
func room(p place) (string, place, bool) {
	digits, next, ok := p.digits(3, 4)
	if !ok || p.follows("第") {
		return "", p, false
	}
	named := next.sees(rooms...) && (len(digits) == 3 || !next.sees("路"))
	_, after, house := next.skip("房")
	named = named || house && after.closes()
	street := len(digits) == 4 && p.houseNumber()
	return serial(digits), next, !continued(next, "-") && (named || street || p.inside(next))
}

// inside tells that the number up to the next place stands in a building.
func (p place) inside(next place) bool { return p.follows(buildings...) && !measured(next) }

// chain reads the hyphens of an address: A栋3-202, 12-3-202室, 人民路12-3号.
func chain(p place) (string, place, bool) {
	parts, next, ok := p.hyphened()
	if !ok || p.follows("第") || len(parts) < 2 || len(parts) > 4 {
		return "", p, false
	}
	indoors := len(parts[len(parts)-1]) >= 3 && p.inside(next)
	outdoors := next.sees("号") && (p.follows(streets...) || len(parts) == 2 && descends(parts))
	return hyphens(parts), next, indoors || outdoors || next.sees(rooms...)
}

// houseNumber tells a number on a street: 陈行公路2388号.
func (p place) houseNumber() bool { return p.step(1).sees("号") && p.follows(streets...) }

// door reads what follows a building behind a hyphen: 5#-3-201, 3栋-201.
func door(p place) (string, place, bool) {
	_, next, ok := p.skip("-")
	if !ok {
		return "", p, false
	}
	parts, next, found := next.hyphened()
	if !found || !p.follows("#", "栋", "幢", "座", "号楼", "单元") {
		return "", p, false
	}
	return "杠" + hyphens(parts), next, len(parts[len(parts)-1]) >= 3 && !measured(next)
}

// descends tells a number and what is part of it, 12-3号, from a range.
func descends(parts []string) bool {
	return len(parts[0]) > len(parts[1]) || len(parts[0]) == len(parts[1]) && parts[0] > parts[1]
}

// hyphened reads digits joined by hyphens.
func (p place) hyphened() ([]string, place, bool) {
	digits, next, ok := p.digits(1, 4)
	if !ok {
		return nil, p, false
	}
	parts := []string{digits}
	for len(parts) < 6 {
		_, after, dash := next.skip("-")
		digits, after, ok := after.digits(1, 4)
		if !dash || !ok {
			return parts, next, true
		}
		parts, next = append(parts, digits), after
	}
	return parts, next, false
}

// hyphens says the parts of an address with 杠 between them.
func hyphens(parts []string) string {
	var said []string
	for _, part := range parts {
		said = append(said, label(part))
	}
	return strings.Join(said, "杠")
}

// label says a number that names a thing: up to two digits as a number, more
// digit by digit.
func label(digits string) string {
	if len(digits) == 1 || len(digits) == 2 && digits[0] != '0' {
		n := int64(digits[0] - '0')
		if len(digits) == 2 {
			n = n*10 + int64(digits[1]-'0')
		}
		return Integer(n)
	}
	return serial(digits)
}
