package models

import (
	"slices"
	"strings"
)

// Judgement is a decision that is given with a reason: what is done to which kind of object.
type Judgement struct {
	Action string
	Object AuditObject
}

// String is the name of the judgement in the contract: reject-vacancy.
func (j Judgement) String() string { return j.Action + "-" + string(j.Object) }

// ReasonTemplate is a reason that offices give again and again. The Chinese text is what is kept and shown; the English one
// is for reading alone.
type ReasonTemplate struct {
	Code string
	For  []Judgement
	Zh   string
	En   string
}

var (
	approveVacancy    = Judgement{string(ActApprove), ObjectVacancy}
	rejectVacancy     = Judgement{string(ActReject), ObjectVacancy}
	approveEnterprise = Judgement{string(ApproveEnterprise), ObjectEnterprise}
	rejectEnterprise  = Judgement{string(RejectEnterprise), ObjectEnterprise}
	suspendEnterprise = Judgement{string(SuspendEnterprise), ObjectEnterprise}
)

// ReasonTemplates are all of them, in the order in which an officer looks for one.
var ReasonTemplates = []ReasonTemplate{
	{"verified_by_phone", []Judgement{approveVacancy, approveEnterprise}, "已电话核实", "verified by telephone"},
	{"verified_on_site", []Judgement{approveVacancy, approveEnterprise}, "已上门核实", "verified on site"},
	{"documents_seen", []Judgement{approveVacancy, approveEnterprise}, "已查看证照和有关材料", "licences and documents were seen"},
	{"incomplete", []Judgement{rejectVacancy, rejectEnterprise}, "内容不完整，请补充", "incomplete, please complete it"},
	{"wage_unclear", []Judgement{rejectVacancy}, "工资写得不清楚，请写明基本工资和计算办法", "pay is unclear, please state basic pay and how it is reckoned"},
	{"discriminatory", []Judgement{rejectVacancy}, "含有歧视性内容，请删除", "discriminatory wording, please remove it"},
	{"fee", []Judgement{rejectVacancy, rejectEnterprise, suspendEnterprise}, "涉嫌向求职者收费或收押金", "seekers are asked for a fee or a deposit"},
	{"not_reachable", []Judgement{rejectVacancy, rejectEnterprise, suspendEnterprise}, "联系不上，无法核实", "cannot be reached, hence not verified"},
	{"not_genuine", []Judgement{rejectVacancy, rejectEnterprise, suspendEnterprise}, "与实际情况不符", "not as it is in fact"},
	{"duplicate", []Judgement{rejectVacancy, rejectEnterprise}, "重复登记", "registered twice"},
	{"expired", []Judgement{rejectVacancy}, "有效期已过，请修改有效期", "validity has passed, please choose a later day"},
	{"documents_invalid", []Judgement{rejectEnterprise, suspendEnterprise}, "证照过期或无效", "licences have lapsed or are not valid"},
	{"wages_owed", []Judgement{suspendEnterprise}, "拖欠工资，正在处理", "owes wages, which is being dealt with"},
}

// ReasonOf is the reason that is kept of a judgement: the template's Chinese text and what was added, or either alone. Errors:
// CodeInvalid about template for one that the judgement has not, about reason as CleanReason.
func ReasonOf(j Judgement, template, added string) (string, error) {
	if template == "" {
		return CleanReason(added)
	}
	var fitting []string
	for _, t := range ReasonTemplates {
		if !slices.Contains(t.For, j) {
			continue
		}
		if t.Code == template {
			return CleanReason(joinReason(t.Zh, CleanText(added)))
		}
		fitting = append(fitting, t.Code)
	}
	if len(fitting) == 0 {
		return "", FieldErrorf("template", CodeNotCombinable, j.String())
	}
	return "", FieldErrorf("template", CodeUnknownValue, strings.Join(fitting, " "))
}

func joinReason(text, added string) string {
	if added == "" {
		return text
	}
	return text + "；" + added
}
