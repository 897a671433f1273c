package spoken

import "strings"

// told in metres and what is over: 1米65 is 一米六五.
var lengthOf = strings.Fields("货车 厢车 厢货 高栏 平板 车 床")

// measure tells whether a length is said with its places behind the unit, as
// people do of their height and of lorries, and reads those of 1米65.
func (f *figure) measure(from, p place) (bool, place) {
	if f.unit.name != "米" || f.power > 0 || len(f.places) > 2 {
		return false, p
	}
	if digits, next, ok := p.digits(1, 2); ok && f.places == "" && !measured(next) && !next.sees("-", "/", ".", ":", "×", "*") {
		f.places = digits
		return true, next
	}
	near := from.near()
	return f.places != "" && (strings.Contains(near, "身高") || p.sees(lengthOf...)), p
}
