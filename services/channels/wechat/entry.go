package wechat

import (
	"strconv"
	"strings"

	"konggang/services/channels"
)

// writer words one vacancy with free text of at most limit characters a piece.
type writer func(l channels.Line, limit int) string

// fittingEntry shortens free text as far as needed to stay within the room of a part, with the empty line before it.
func fittingEntry(l channels.Line, write writer, room int, by Limit) string {
	text := ""
	for _, limit := range []int{40, 24, 14, 8, 5} {
		if text = write(l, limit); by.Length("\n"+text) <= room {
			break
		}
	}
	return text
}

// entry is the long form: all that a villager asks before calling.
func entry(l channels.Line, limit int) string {
	short := shortener(limit)
	terms := channels.Joined("；", short(strings.Join(l.Demands, "，")), short(strings.Join(l.Hours, "，")), short(strings.Join(l.Benefits, "、")))
	return lines(
		channels.Joined(" ", rank(l)+short(l.Title), hiring(l), channels.Led("工资", l.Wage)),
		channels.Joined("；", short(l.Extra), short(l.Rebate)),
		channels.Joined("，", short(l.Employer), l.EmployerKind, short(l.Source), short(l.Place), l.Distance),
		channels.Joined("；", terms, channels.Joined("，", channels.Led("编号", l.Number), channels.Led("有效期至", l.ValidUntil))),
		channels.Joined(" ", channels.Led("电话：", l.Phone), short(l.Contact)),
	)
}

// brief is the short form, as posts in groups are: job, places and pay, firm and how far it is, phone. What keeps the wage from
// being basic pay is said all the same. The last day is left out where shared stands above all entries.
func brief(shared string) writer {
	return func(l channels.Line, limit int) string {
		short := shortener(min(limit, 30))
		where := l.Distance
		if where == "" {
			where = short(l.Place)
		}
		valid := channels.Led("有效期至", l.ValidUntil)
		if shared != "" {
			valid = ""
		}
		return lines(
			channels.Joined(" ", rank(l)+short(l.Title), hiring(l), l.Wage),
			channels.Led("不是底薪：", short(l.NotBase)),
			channels.Joined("，", short(l.Employer), l.EmployerKind, short(l.Source), where, channels.Led("编号", l.Number), valid),
			channels.Led("电话：", l.Phone),
		)
	}
}

func shortener(limit int) func(string) string {
	return func(text string) string {
		text, _ = channels.Shortened(text, limit)
		return text
	}
}

// rank is the place on the list, with a mark when the vacancy is new on it.
func rank(l channels.Line) string {
	if l.New {
		return strconv.Itoa(l.Rank) + ".【新】"
	}
	return strconv.Itoa(l.Rank) + ". "
}

func hiring(l channels.Line) string {
	if l.Headcount == "" || l.Headcount == channels.Full {
		return l.Headcount
	}
	return "招" + l.Headcount
}
