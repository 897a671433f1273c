package wechat

import (
	"konggang/models"
	"konggang/services/channels"
)

// ClosedNotice is the message that stops the calls about a line of e once its vacancy is closed. It names the vacancy, since its
// employer may still be called about others.
func ClosedNotice(e models.Edition, item models.EditionItem, status models.VacancyStatus) string {
	c, l := channels.BecameOf(status), channels.LineOf(e, item)
	call := "请" + c.While + "不要再为这个岗位打电话"
	if l.Phone != "" {
		call = "请" + c.While + "不要再为这个岗位拨打" + l.Phone
	}
	where := channels.Joined("，", channels.Issue(e), channels.Led("编号", l.Number))
	return "【" + c.Tag + "】" + l.Employer + "的" + l.Title + "（" + where + "）" + c.Written + "，" + call + "，也请" + c.While + "不要再转发。"
}

// ClosedReply is the same in one breath, for whoever asks in a personal message.
func ClosedReply(e models.Edition, item models.EditionItem, status models.VacancyStatus) string {
	return channels.ClosedMention(e, item, status) + "，请" + channels.BecameOf(status).While + "不要打电话了。"
}

// SupersededNotice is the message that stops the calls about all of e once it was taken back, whatever the reason.
func SupersededNotice(e models.Edition) string {
	return "【已作废】" + channels.Issue(e) + "已作废，请以新一期为准，不要再按这一期打电话，也请不要再转发。"
}

// ClosedText is notices as one message in parts within the limit of o, each saying by itself what it is and ending with its event.
func ClosedText(e models.Edition, notices []string, o Options) []string {
	f := frame{Header: channels.HeaderOf(e, models.ChannelWeChat), subject: "岗位变动", board: "还在招的岗位：", event: o.Event}
	entries := make([]string, len(notices))
	for i, n := range notices {
		entries[i] = n + "\n"
	}
	return f.parts(entries, "这一期的岗位都还在招。", o.Limit)
}

// SupersededText tells a group that all of e was taken back, whatever the reason. It fits any limit.
func SupersededText(e models.Edition, o Options) string {
	f := frame{Header: channels.HeaderOf(e, models.ChannelWeChat), subject: "作废通知", board: "现在在招的岗位：", event: o.Event}
	f.Mark, f.Notice = "", ""
	return f.parts([]string{SupersededNotice(e) + "\n"}, "", o.Limit)[0]
}
