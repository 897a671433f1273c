package intake

import (
	"regexp"
	"strings"

	"konggang/models"
)

var (
	headerHint = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】`)
	headerMark = strings.NewReplacer("*", "", "★", "", "☆", "", "※", "", ":", "", " ", "", "_", "", ".", "", "-", "", "/", "", "、", "", "必填", "", "选填", "")
)

// normalHeader is a header without what people add to it: 工资(元/月)* and 工 资 are 工资, Wage Min is wagemin.
func normalHeader(s string) string {
	t := strings.ToLower(models.CleanText(models.FoldWidth(s)))
	return headerMark.Replace(headerHint.ReplaceAllString(t, ""))
}

// layout says which column of a sheet holds which field.
type layout struct {
	at      map[string]int
	headers []string
	unknown []string
}

// recognise lays out a header. Columns of no known name, and a second one for the same field, are unknown: they are named in
// the answer and kept out. Error CodeNoHeader naming the columns that are missing, in English and in Chinese.
func (k kind) recognise(headers []string) (layout, error) {
	names := map[string]string{}
	for _, c := range k.columns {
		for _, name := range append([]string{c.field, c.header}, c.synonyms...) {
			names[normalHeader(name)] = c.field
		}
	}
	l := layout{at: map[string]int{}}
	for i, h := range headers {
		h = models.CleanText(h)
		l.headers = append(l.headers, h)
		field, known := names[normalHeader(h)]
		if _, taken := l.at[field]; known && !taken {
			l.at[field] = i
		} else if h != "" {
			l.unknown = append(l.unknown, h)
		}
	}
	var en, zh []string
	for _, n := range k.needs {
		_, has := l.at[n.field]
		if _, other := l.at[n.or]; !has && !other {
			en, zh = append(en, n.en), append(zh, k.headerOf(n.field))
		}
	}
	if len(en) > 0 {
		return layout{}, models.Errorf(models.CodeNoHeader, "missing columns: "+strings.Join(en, ", "), "缺少列:"+strings.Join(zh, "、"))
	}
	return l, nil
}
