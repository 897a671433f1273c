package loudspeaker

import (
	"konggang/models"
	"konggang/services/channels"
	"konggang/services/spoken"
)

// opening greets and says whose list this is.
func opening(r *reader, e models.Edition) string {
	h := channels.HeaderOf(e, models.ChannelLoudspeaker)
	where := r.words("town_name", h.Town) + r.words("village_name", h.Village)
	issue := r.text("number", withoutAsides(h.Issue)) + "招工信息"
	day := ""
	if _, month, date := e.Date.Parts(); month > 0 {
		day = "日期是" + spoken.MonthDay(month, date)
	}
	return "乡亲们，大家好！" + sentence("现在播送"+where+issue, day)
}

// closing says what protects the listener, where the rest is, whom to ask, and who answers for it.
func closing(r *reader, e models.Edition) string {
	return rest(len(e.Items)) + channels.Free + "。" + office(r, e.Office) + approval(r, e) + "播送完了，谢谢大家。"
}

func rest(lines int) string {
	if lines == 0 {
		return "这一期暂时没有适合咱村的岗位，有了再播给大家。"
	}
	return "这一期一共" + spoken.Measure(int64(lines), "个") + "岗位，贴在村公告栏，请大家去看。"
}

func office(r *reader, o models.Office) string {
	if o.Phone == "" {
		return ""
	}
	return sentence("有不明白的", "请打"+r.words("office.name", o.Name)+twice(models.Phone(o.Phone)))
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
