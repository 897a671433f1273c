package loudspeaker

import (
	"slices"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/spoken"
)

// opening greets and says whose list this is.
func opening(r *reader, e models.Edition) Segment {
	h := channels.HeaderOf(e, models.ChannelLoudspeaker)
	where := r.words("town_name", h.Town) + r.words("village_name", h.Village)
	issue := r.text("number", withoutAsides(h.Issue)) + "招工信息"
	day := ""
	if _, month, date := e.Date.Parts(); month > 0 {
		day = "日期是" + spoken.MonthDay(month, date)
	}
	return Segment{Kind: Opening, Text: "乡亲们，大家好！" + sentence("现在播送"+where+issue, day)}
}

// closing says what protects the listener, where the rest is, whom to ask, and who answers for it.
func closing(r *reader, e models.Edition, open int) []Segment {
	about := rest(len(e.Items), open) + channels.Free + "。"
	end := Segment{Kind: Closing, Text: approval(r, e) + "播送完了，谢谢大家。"}
	if e.Office.Phone == "" {
		return []Segment{{Kind: Closing, Text: about}, end}
	}
	whom := "有不明白的，请打" + possessive(r.words("office.name", withoutAsides(e.Office.Name)))
	return slices.Concat([]Segment{{Kind: Closing, Text: about + whom}}, twice(models.Phone(e.Office.Phone)), []Segment{end})
}

func possessive(name string) string {
	if name == "" {
		return ""
	}
	return name + "的"
}

func rest(lines, open int) string {
	switch {
	case lines == 0:
		return "这一期暂时没有适合咱村的岗位，有了再播给大家。"
	case open == 0:
		return "这一期的岗位都已经停止招聘，有了新的再播给大家。"
	case open < lines:
		return "这一期还有" + spoken.Measure(int64(open), "个") + "岗位在招人，贴在村公告栏，请大家去看。"
	}
	return "这一期一共" + spoken.Measure(int64(lines), "个") + "岗位，贴在村公告栏，请大家去看。"
}

func approval(r *reader, e models.Edition) string {
	if e.Status == models.EditionDraft {
		return ""
	}
	if name := r.words("approver", e.Approver); name != "" {
		return sentence("本次广播由" + name + "审核")
	}
	return ""
}
