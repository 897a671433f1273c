package channels

import (
	"strings"
	"unicode/utf8"

	"konggang/models"
)

// money is what an employer says of money besides the wage, sorted by what it is, whichever field it was put into.
type money struct {
	notBase []string // why the wage is no basic pay: 含加班费
	besides []string // paid besides: 绩效400, 加班费另算
	rebate  []string // tied to days worked, and no pay at all: 满60天返费3500元
}

// kind is what a clause says of money besides the wage: a list of m to put it in and where that begins, nil for none.
func (m *money) kind(clause string) (list *[]string, at int) {
	if at := rebateAt(clause); at >= 0 {
		return &m.rebate, at
	}
	if at := affirmed(includedWords, clause); at >= 0 {
		return &m.notBase, at
	}
	if at := affirmed(overtimeWords, clause); at >= 0 {
		return &m.besides, at
	}
	return nil, 0
}

// note takes a wage note, which says nothing of basic pay.
func (m *money) note(note string) {
	for _, clause := range clauses(note) {
		list, _ := m.kind(clause)
		if list == nil {
			list = &m.besides
		}
		*list = append(*list, clause)
	}
}

// benefits takes rebates and overtime out of a benefits note and gives back the rest.
func (m *money) benefits(note string) string {
	var kept []string
	all := clauses(note)
	for _, clause := range all {
		if list, _ := m.kind(clause); list != nil && (list == &m.rebate || strings.Contains(clause, "加班")) {
			*list = append(*list, clause)
		} else {
			kept = append(kept, clause)
		}
	}
	if len(kept) == len(all) {
		return note
	}
	return strings.Join(kept, "，")
}

// title takes sums that are no basic pay out of the name of a job, where they would stand beside the wage as if they were,
// and gives back the name: 普工 of 普工（返费7000）. A title of nothing else keeps its words and loses its sums.
func (m *money) title(title string) string {
	var kept []string
	taken := false
	for _, piece := range strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune("（）()【】[]，；;|｜+＋ 　", r) }) {
		list, at := m.kind(piece)
		if bonus := bonusWords.FindStringIndex(piece); list == nil && bonus != nil {
			list, at = &m.besides, bonus[0]
		}
		if list == nil {
			kept = append(kept, piece)
			continue
		}
		taken = true
		if sum := amountBefore.FindStringIndex(piece[:at]); sum != nil {
			at = sum[0]
		}
		*list = append(*list, piece[at:])
		if name := strings.TrimRight(piece[:at], "：:-—、~！!"); name != "" {
			kept = append(kept, name)
		}
	}
	switch rest := strings.Join(kept, " "); {
	case !taken:
		return title
	case utf8.RuneCountInString(rest) > 1:
		return rest
	}
	if rest := strings.TrimSpace(amount.ReplaceAllString(title, "")); rest != "" {
		return rest
	}
	return title
}

// extra is what is paid besides, led by why the wage is no basic pay.
func (m *money) extra() string {
	return Joined("；", Led("不是底薪：", listed(m.notBase)), Led("另：", listed(m.besides)))
}

// sorted is the money of a vacancy, with its title and its benefits note less what is told there of money.
func sorted(v models.Vacancy) (m money, title, benefitsNote string) {
	m.note(v.Wage.Note)
	title = m.title(v.Title)
	benefitsNote = m.benefits(v.BenefitsNote)
	return m, title, benefitsNote
}

// clauses divides a note at its marks, but not within brackets nor at the comma of a number (3,500).
func clauses(note string) []string {
	var out []string
	depth, from := 0, 0
	runes := []rune(note)
	cut := func(to int) {
		if clause := strings.TrimSpace(string(runes[from:to])); clause != "" {
			out = append(out, clause)
		}
		from = to + 1
	}
	for i, r := range runes {
		switch {
		case strings.ContainsRune("（(【", r):
			depth++
		case strings.ContainsRune("）)】", r):
			depth = max(0, depth-1)
		case depth == 0 && strings.ContainsRune("，,；;。", r) && !(r == ',' && between(runes, i)):
			cut(i)
		}
	}
	cut(len(runes))
	return out
}

// between tells whether digits stand on both sides of i.
func between(runes []rune, i int) bool {
	digit := func(r rune) bool { return r >= '0' && r <= '9' }
	return i > 0 && i+1 < len(runes) && digit(runes[i-1]) && digit(runes[i+1])
}

func listed(clauses []string) string { return strings.Join(clauses, "，") }
