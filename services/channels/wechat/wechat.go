// Package wechat turns an edition into what is put into a village's group by hand: text to copy and pictures to forward.
package wechat

import (
	"fmt"
	"strings"

	"konggang/models"
	"konggang/services/channels"
)

// divider stands on a line of its own between parts that are kept in one file.
const divider = "---"

// Post is the text of an edition for machines.
type Post struct {
	Edition string   `json:"edition"`
	Issue   string   `json:"issue"`
	Board   string   `json:"board"`
	Form    Form     `json:"form"`
	Limit   Limit    `json:"limit"`
	Parts   []string `json:"parts"`
}

// PostOf is the post of e.
func PostOf(e models.Edition, o Options) Post {
	h := channels.HeaderOf(e, models.ChannelWeChat)
	post := Post{Edition: e.ID, Issue: h.Issue, Board: h.Board, Form: Long, Limit: Robot, Parts: Text(e, o)}
	if o.Form == Short {
		post.Form = Short
	}
	if o.Limit == Personal {
		post.Limit = Personal
	}
	return post
}

// Text is the post of e in parts within the limit, to be sent one after the other. No vacancy is divided, each phone stands on
// a line of its own, and every part says by itself what it is, as parts are forwarded alone.
func Text(e models.Edition, o Options) []string {
	h := channels.HeaderOf(e, models.ChannelWeChat)
	lines := channels.Lines(e)
	frame, write := frame{Header: h, subject: "招工信息", board: "全部岗位：", event: o.Event}, writer(entry)
	if o.Form == Short {
		frame.valid, frame.board = sharedValidity(lines), "要求、待遇和全部岗位："
		write = brief(frame.valid)
	}
	room := frame.room(o.Limit)
	var entries []string
	for i, l := range lines {
		if status, is := o.Closed[e.Items[i].VacancyID]; is {
			entries = append(entries, rank(l)+channels.ClosedMention(e, e.Items[i], status)+"\n")
			continue
		}
		entries = append(entries, fittingEntry(l, write, room, o.Limit))
	}
	return frame.parts(entries, channels.Nothing, o.Limit)
}

// Join puts the parts into one text, divided by a line of ---.
func Join(parts []string) string { return strings.Join(parts, "\n"+divider+"\n") }

// frame is what stands around the entries of every part: what it is about, where all entries share it their last day,
// what the board's address leads to, and the code of the event.
type frame struct {
	channels.Header
	subject string
	valid   string
	board   string
	event   string
}

// room is what is left for entries in a part.
func (f frame) room(l Limit) int {
	return l.Most() - l.Length(f.head(99, 99)) - l.Length(f.foot(99))
}

// parts spreads the entries over as few parts as hold them; none says so.
func (f frame) parts(entries []string, none string, l Limit) []string {
	if len(entries) == 0 {
		entries = []string{none + "\n"}
	}
	sizes := make([]int, len(entries))
	for i, text := range entries {
		entries[i] = "\n" + text
		sizes[i] = l.Length(entries[i])
	}
	runs := evenly(sizes, f.room(l), len(entries))
	out := make([]string, len(runs))
	for i, r := range runs {
		out[i] = f.head(i+1, len(runs)) + strings.Join(entries[r.from:r.to], "") + f.foot(i+1)
	}
	return out
}

func (f frame) head(part, of int) string {
	title := "【" + f.Where() + "】" + f.subject + " " + f.Issue
	if of > 1 {
		title += fmt.Sprintf("（%d/%d）", part, of)
	}
	return lines(f.Mark, title, f.Date+" "+f.Office, f.Notice, channels.Led("以下岗位有效期至", f.valid))
}

func (f frame) foot(part int) string {
	mark := ""
	if f.event != "" {
		mark = fmt.Sprintf("〔消息 %s-%d〕", f.event, part)
	}
	return "\n" + strings.TrimRight(lines(f.Free, channels.Led(f.board, f.Board), mark), "\n")
}

// sharedValidity is the last day of all lines, "" where they differ.
func sharedValidity(lines []channels.Line) string {
	shared := ""
	for i, l := range lines {
		if i > 0 && l.ValidUntil != shared {
			return ""
		}
		shared = l.ValidUntil
	}
	return shared
}

// lines ends each text that is not empty with a line end.
func lines(texts ...string) string {
	all := channels.Joined("\n", texts...)
	if all == "" {
		return ""
	}
	return all + "\n"
}
