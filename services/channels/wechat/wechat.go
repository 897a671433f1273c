// Package wechat turns an edition into what is put into a village's group by hand: text to copy and pictures to forward.
package wechat

import (
	"fmt"
	"strconv"
	"strings"

	"konggang/models"
	"konggang/services/channels"
)

// MaxBytes is the most that one part may have in UTF-8, the limit of a text message of a group robot (企业微信 群机器人); a personal
// message takes more.
const MaxBytes = 2048

// divider stands on a line of its own between parts that are kept in one file.
const divider = "---"

// Post is the text of an edition for machines.
type Post struct {
	Edition string   `json:"edition"`
	Issue   string   `json:"issue"`
	Board   string   `json:"board"`
	Parts   []string `json:"parts"`
}

// PostOf is the post of e.
func PostOf(e models.Edition) Post {
	h := channels.HeaderOf(e, "wechat")
	return Post{Edition: e.ID, Issue: h.Issue, Board: h.Board, Parts: Text(e)}
}

// Text is the post of e in parts of at most MaxBytes, to be sent one after the other. No vacancy is divided, each phone
// stands on a line of its own, and every part says by itself what it is, as parts are forwarded alone.
func Text(e models.Edition) []string {
	h := channels.HeaderOf(e, "wechat")
	room := MaxBytes - len(head(h, 99, 99)) - len(foot(h))
	bodies := []string{""}
	for _, l := range channels.Lines(e) {
		entry := "\n" + fittingEntry(l, room-len("\n"))
		if last := len(bodies) - 1; bodies[last] != "" && len(bodies[last])+len(entry) > room {
			bodies = append(bodies, "")
		}
		bodies[len(bodies)-1] += entry
	}
	if bodies[0] == "" {
		bodies[0] = "\n" + channels.Nothing + "\n"
	}
	for i, body := range bodies {
		bodies[i] = head(h, i+1, len(bodies)) + body + foot(h)
	}
	return bodies
}

// Join puts the parts into one text, divided by a line of ---.
func Join(parts []string) string { return strings.Join(parts, "\n"+divider+"\n") }

func head(h channels.Header, part, of int) string {
	title := "【" + h.Where() + "】招工信息 " + h.Issue
	if of > 1 {
		title += fmt.Sprintf("（%d/%d）", part, of)
	}
	return lines(h.Mark, title, h.Date+" "+h.Office, h.Notice)
}

func foot(h channels.Header) string {
	board := ""
	if h.Board != "" {
		board = "全部岗位：" + h.Board
	}
	return "\n" + strings.TrimRight(lines(h.Free, board), "\n")
}

// fittingEntry shortens free text as far as needed to stay within room bytes.
func fittingEntry(l channels.Line, room int) string {
	text := ""
	for _, limit := range []int{40, 24, 14, 8, 5} {
		if text = entry(l, limit); len(text) <= room {
			break
		}
	}
	return text
}

// entry is one vacancy with free text of at most limit characters a piece.
func entry(l channels.Line, limit int) string {
	short := func(text string) string {
		text, _ = channels.Shortened(text, limit)
		return text
	}
	terms := joined("；", short(strings.Join(l.Demands, "，")), short(strings.Join(l.Hours, "，")), short(strings.Join(l.Benefits, "、")))
	return lines(
		joined(" ", strconv.Itoa(l.Rank)+".", short(l.Title), hiring(l), led("工资", l.Wage)),
		joined("；", short(l.Extra), short(l.Rebate)),
		joined("，", short(l.Employer), l.EmployerKind, short(l.Source), short(l.Place), l.Distance),
		joined("；", terms, led("有效期至", l.ValidUntil)),
		joined(" ", led("电话：", l.Phone), short(l.Contact)),
	)
}

func hiring(l channels.Line) string {
	if l.Headcount == "" || l.Headcount == channels.Full {
		return l.Headcount
	}
	return "招" + l.Headcount
}

func led(lead, text string) string {
	if text == "" {
		return ""
	}
	return lead + text
}

// lines ends each text that is not empty with a line end.
func lines(texts ...string) string {
	all := joined("\n", texts...)
	if all == "" {
		return ""
	}
	return all + "\n"
}

func joined(mark string, texts ...string) string {
	var kept []string
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, mark)
}

// ClosedNotice is the message that stops the calls about a vacancy once its places are taken.
func ClosedNotice(item models.EditionItem) string {
	number, call := "", "请不要再打电话"
	if item.Number != "" {
		number = "（编号" + item.Number + "）"
	}
	if phone := item.Vacancy.Contact.Phone; phone != "" {
		call = "请不要再拨打" + phone.Display()
	}
	return "【" + channels.Full + "】" + item.Employer + "的" + item.Vacancy.Title + number + "已经招满，" + call + "，也请不要再转发。"
}
