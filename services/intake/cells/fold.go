package cells

import (
	"regexp"
	"strings"

	"konggang/models"
)

var signs = strings.NewReplacer("—", "-", "–", "-", "−", "-", "‐", "-", "﹣", "-", "~", "-", "∼", "-", "〜", "-",
	"≥", ">=", "≤", "<=", "﹢", "+", "。", ";")

// rangeWord is 至 or 到 between two numbers; elsewhere (补足至32元) it is a verb.
var rangeWord = regexp.MustCompile(`([\d千万kw元块年月日岁人名])[至到](\d)`)

// fold brings the spellings of one text together: half width, lower case, no white space.
func fold(s string) string {
	return strings.ReplaceAll(strings.ToLower(models.CleanText(models.FoldWidth(s))), " ", "")
}

// foldRange is fold with every sign and word for a range as a hyphen.
func foldRange(s string) string { return rangeWord.ReplaceAllString(signs.Replace(fold(s)), "$1-$2") }

var placeholders = map[string]bool{"": true, "-": true, "--": true, "---": true, "/": true, "\\": true, ".": true, "n/a": true,
	"na": true, "nan": true, "null": true, "none": true, "nil": true, "[]": true, "空": true, "暂无": true, "未填": true}

// Blank tells whether the cell says nothing: empty, or one of the signs that stand for nothing.
func Blank(s string) bool { return placeholders[foldRange(s)] }

// Nothing tells whether the cell is blank or says 无, which in a column of plain text means the same.
func Nothing(s string) bool { return Blank(s) || fold(s) == "无" }
