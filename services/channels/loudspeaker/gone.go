package loudspeaker

import (
	"slices"
	"strings"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/spoken"
)

// mostNamed bounds the closed vacancies that are named; the others are counted.
const mostNamed = 3

// closings are the lines of one sheet that closed: how many, and those that can be told.
type closings struct {
	sheet string
	told  []string
	count int
}

// add notes a line that closed by employer and job; its phone is what nobody should call any more.
func (c *closings) add(r *reader, employer, title string, status models.VacancyStatus) {
	c.count++
	noted := len(r.unread)
	who, job := r.name("employer", employer), r.name("title", withoutAsides(title))
	if len(r.unread) == noted {
		c.told = append(c.told, who+"招聘的"+job+channels.BecameOf(status).Said)
	}
}

// sentence names the first ones and counts the others, "" where none closed.
func (c closings) sentence(names int) string {
	if c.count == 0 {
		return ""
	}
	names = min(names, len(c.told))
	if names == 0 {
		return sentence(c.sheet + "有" + spoken.Measure(int64(c.count), "个") + "岗位已经停止招聘")
	}
	more := ""
	if left := c.count - names; left > 0 {
		more = "另外" + spoken.Measure(int64(left), "个") + "岗位也停止招聘了"
	}
	return sentence(c.sheet, strings.Join(c.told[:names], "，"), more)
}

// gone is what closed on the sheet before and on this one.
type gone struct{ before, here closings }

func goneOf(r *reader, e models.Edition, closed map[string]models.VacancyStatus) gone {
	g := gone{closings{sheet: "上一期里"}, closings{sheet: "这一期里"}}
	for _, line := range e.Gone {
		if slices.ContainsFunc(e.Items, func(i models.EditionItem) bool { return i.VacancyID == line.VacancyID }) {
			continue // it hires again, or is told below
		}
		r.rank, r.vacancy = 0, line.VacancyID
		g.before.add(r, line.Employer, line.Title, line.Became)
	}
	for _, item := range e.Items {
		if status, is := closed[item.VacancyID]; is {
			r.rank, r.vacancy = item.Rank, item.VacancyID
			g.here.add(r, item.Employer, item.Vacancy.Title, status)
		}
	}
	return g
}

// text names so many at most, those of this sheet first, for people still have it before their eyes.
func (g gone) text(names int) string {
	here := min(names, len(g.here.told))
	before := min(names-here, len(g.before.told))
	list := g.before.sentence(before) + g.here.sentence(here)
	switch {
	case list == "":
		return ""
	case here+before == 0:
		return list + "打电话以前，请先看村公告栏。"
	}
	return list + "请不要再打电话，也别白跑一趟。"
}

// gonePart tells as many as go into a quarter of a pass and the time that is left: what hires comes first.
func (o Options) gonePart(g gone, left Tenths) part {
	for names := mostNamed; names >= 0; names-- {
		p := o.part(Segment{Kind: Gone, Text: g.text(names)})
		if p.length() <= min(left, o.budget()/4) {
			return p
		}
	}
	return nil
}
