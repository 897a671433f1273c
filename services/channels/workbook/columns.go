package workbook

import (
	"strings"

	"konggang/models"
	"konggang/services/channels"
)

// column is one column: its heading, its width in characters of a spreadsheet (a Chinese one takes two), and what its cells
// hold: a string, a number or a day.
type column struct {
	head  string
	width float64
	value func(line) any
}

// line is a vacancy as the sheet words it, with the facts behind the words and the heading that it stands under.
type line struct {
	channels.Line
	vacancy models.Vacancy
	group   string
}

// columns are the sheet's eleven and the number to read out, each a plain value to paste elsewhere, and then what stands in
// small print on the sheet.
var columns = []column{
	{"序号", 6, func(l line) any { return l.Rank }},
	{"编号", 9, func(l line) any { return l.Number }},
	{"单位", 24, func(l line) any { return l.Employer + bracketed(l.EmployerKind) }},
	{"岗位", 16, func(l line) any { return l.Title }},
	{"人数", 7, headcount},
	{"要求", 36, func(l line) any { return channels.Joined("；", strings.Join(l.Demands, "，"), duties(l)) }},
	{"工资", 24, func(l line) any { return channels.Joined("；", l.Wage, l.Extra, l.Rebate) }},
	{"班次工时", 18, func(l line) any { return strings.Join(l.Hours, "，") }},
	{"福利食宿", 24, func(l line) any { return strings.Join(l.Benefits, "、") }},
	{"地点（距本村）", 26, func(l line) any { return l.Place + bracketed(l.Distance) }},
	{"联系电话", 18, func(l line) any { return l.Phone }},
	{"有效期至", 16, func(l line) any { return l.vacancy.ValidUntil }},
	{"联系人", 10, func(l line) any { return l.Contact }},
	{"备注", 22, func(l line) any { return channels.Joined("；", remark(l), l.Why, l.Source) }},
}

// groupColumn stands last, so that all others are in their place with and without it.
var groupColumn = column{"分组", 16, func(l line) any { return l.group }}

// linesOf reads the lines of e in the order of their groups.
func linesOf(e models.Edition, by channels.Grouping) ([]line, error) {
	groups, err := channels.Grouped(e, by)
	if err != nil {
		return nil, err
	}
	vacancies := map[int]models.Vacancy{}
	for _, item := range e.Items {
		vacancies[item.Rank] = item.Vacancy
	}
	var out []line
	for _, g := range groups {
		for _, l := range g.Lines {
			out = append(out, line{l, vacancies[l.Rank], g.Head})
		}
	}
	return out, nil
}

// dutiesShown is how many characters of the duties a row is high enough for: spreadsheets end at 409 points.
const dutiesShown = 400

func duties(l line) string {
	text, _ := channels.Shortened(l.Duties, dutiesShown)
	return text
}

// headcount is the number of places that are free, in the sheet's word where there are none.
func headcount(l line) any {
	if left := l.vacancy.Remaining(); left > 0 {
		return left
	}
	return l.Headcount
}

const isNew = "新"

func remark(l line) string {
	if l.New {
		return isNew
	}
	return ""
}

func bracketed(text string) string {
	if text == "" {
		return ""
	}
	return "（" + text + "）"
}
