package atom

import (
	"strings"

	"konggang/services/channels"
)

// titleOf is the job, its places and its pay: 包装工 招3人 4500-6000元/月.
func titleOf(l channels.Line) string {
	return channels.Joined(" ", l.Title, channels.Led("招", l.Headcount), l.Wage)
}

// summaryOf says in lines what a villager asks before calling, and whom to call.
func summaryOf(l channels.Line) string {
	return channels.Joined("\n",
		channels.Joined("，", l.Employer, l.EmployerKind, l.Source, l.Place),
		channels.Joined("；", channels.Led("工资：", l.Wage), l.Extra, l.Rebate),
		l.Duties,
		channels.Joined("；", strings.Join(l.Demands, "，"), strings.Join(l.Hours, "，"), strings.Join(l.Benefits, "、")),
		channels.Joined("，", channels.Led("编号", l.Number), channels.Led("有效期至", l.ValidUntil)),
		channels.Joined(" ", channels.Led("电话：", l.Phone), l.Contact),
	)
}
