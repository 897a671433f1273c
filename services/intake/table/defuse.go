package table

import "strings"

// formulaStarts are the characters by which a spreadsheet program takes a cell for a formula, in both widths.
const formulaStarts = "=+-@＝＋－＠\t\r\n"

// Defuse writes a text so that no spreadsheet program takes the cell for a formula: an apostrophe goes in front of one that
// starts like it. A text that starts with an apostrophe gets one more, so that Read gives every text back as it was.
func Defuse(s string) string {
	if s != "" && strings.ContainsRune(formulaStarts+"'", []rune(s)[0]) {
		return "'" + s
	}
	return s
}

func undefuse(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && rest != "" && strings.ContainsRune(formulaStarts+"'", []rune(rest)[0]) {
		return rest
	}
	return s
}
