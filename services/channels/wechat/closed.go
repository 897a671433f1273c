package wechat

import (
	"strings"

	"konggang/models"
	"konggang/services/channels"
)

// closing is how a group is told that a vacancy is closed: what stands in front, what happened, and what to do until when.
type closing struct{ head, told, until string }

var closings = map[models.VacancyStatus]closing{
	models.VacancyFilled:    {channels.Full, "已经招满", ""},
	models.VacancyExpired:   {"已过有效期", "的招聘已过有效期", ""},
	models.VacancyWithdrawn: {"已停止招聘", "已经停止招聘", ""},
	models.VacancyPaused:    {"暂停招聘", "暂停招聘", "暂时"},
}

func closingOf(status models.VacancyStatus) closing {
	if c, ok := closings[status]; ok {
		return c
	}
	return closings[models.VacancyWithdrawn]
}

// ClosedWord is what to call the state of a vacancy that villages may not hear of any more: 已招满. A state that is none of
// filled, expired, withdrawn and paused counts as withdrawn.
func ClosedWord(status models.VacancyStatus) string { return closingOf(status).head }

// ClosedNotice is the message that stops the calls about a line of e once its vacancy is closed.
func ClosedNotice(e models.Edition, item models.EditionItem, status models.VacancyStatus) string {
	c, l := closingOf(status), channels.LineOf(e, item)
	call := "请" + c.until + "不要再打电话"
	if l.Phone != "" {
		call = "请" + c.until + "不要再拨打" + l.Phone
	}
	issue, _, _ := strings.Cut(channels.HeaderOf(e, "wechat").Issue, "（")
	where := joined("，", issue, led("编号", l.Number))
	return "【" + c.head + "】" + l.Employer + "的" + l.Title + "（" + where + "）" + c.told + "，" + call + "，也请" + c.until + "不要再转发。"
}

// ClosedReply is the same in one breath, for whoever asks in a personal message.
func ClosedReply(e models.Edition, item models.EditionItem, status models.VacancyStatus) string {
	c, l := closingOf(status), channels.LineOf(e, item)
	return l.Title + "（" + joined("，", l.Employer, led("编号", l.Number)) + "）" + c.head + "，请" + c.until + "不要打电话了。"
}

// ClosedText is notices as one message in parts within the limit, each saying by itself what it is.
func ClosedText(e models.Edition, notices []string, l Limit) []string {
	f := frame{Header: channels.HeaderOf(e, "wechat"), subject: "岗位变动", board: "还在招的岗位："}
	entries := make([]string, len(notices))
	for i, n := range notices {
		entries[i] = n + "\n"
	}
	return f.parts(entries, "这一期的岗位都还在招。", l)
}
