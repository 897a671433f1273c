package wechat

import (
	"strconv"

	"konggang/models"
	"konggang/services/channels"
)

// closing is how a group is told that a vacancy is closed: what stands in front, what happened, and what to do until when.
type closing struct{ head, told, until string }

// closings are for the four states that a closed line can have; any other is as good as withdrawn.
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

// ClosedNotice is the message that stops the calls about a line of e once its vacancy is closed. It names the vacancy, since its
// employer may still be called about others.
func ClosedNotice(e models.Edition, item models.EditionItem, status models.VacancyStatus) string {
	c, l := closingOf(status), channels.LineOf(e, item)
	call := "请" + c.until + "不要再为这个岗位打电话"
	if l.Phone != "" {
		call = "请" + c.until + "不要再为这个岗位拨打" + l.Phone
	}
	where := joined("，", Issue(e), led("编号", l.Number))
	return "【" + c.head + "】" + l.Employer + "的" + l.Title + "（" + where + "）" + c.told + "，" + call + "，也请" + c.until + "不要再转发。"
}

// Issue names e as people do who hold it: 2026年第3期.
func Issue(e models.Edition) string {
	return strconv.Itoa(e.Year) + "年第" + strconv.Itoa(e.Number) + "期"
}

// ClosedReply is the same in one breath, for whoever asks in a personal message.
func ClosedReply(e models.Edition, item models.EditionItem, status models.VacancyStatus) string {
	return ClosedMention(e, item, status) + "，请" + closingOf(status).until + "不要打电话了。"
}

// ClosedMention says which vacancy it is and what became of it: 缝纫工（冠纺织造，编号K1201）已招满. It names no phone.
func ClosedMention(e models.Edition, item models.EditionItem, status models.VacancyStatus) string {
	l := channels.LineOf(e, item)
	short := shortener(40)
	return short(l.Title) + "（" + joined("，", short(l.Employer), led("编号", l.Number)) + "）" + closingOf(status).head
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
