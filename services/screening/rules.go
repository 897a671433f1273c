package screening

import (
	"maps"
	"slices"

	"konggang/models"
)

// The rules of the law table, by id. RuleMissing is models.RuleMissing.
const (
	RuleGender       = "gender"
	RuleEthnicity    = "ethnicity"
	RuleReligion     = "religion"
	RuleMarital      = "marital"
	RuleOrigin       = "origin"
	RuleHepatitis    = "hepatitis"
	RuleDisability   = "disability"
	RuleDeposit      = "deposit"
	RuleDocuments    = "documents"
	RuleUnderAge     = "under_age"
	RuleMinorJob     = "minor_job"
	RuleMinimumWage  = "minimum_wage"
	RuleProbation    = "probation"
	RuleHours        = "hours"
	RuleAgeLimit     = "age_limit"
	RuleRebateInWage = "rebate_in_wage"
)

// rule is what a finding of it carries: how severe it is, the articles, and the key of the advice.
type rule struct {
	severity models.Severity
	law      string
	code     models.Code
}

// rules are all rules that judge wording and figures.
var rules = map[string]rule{
	RuleGender:       {models.SeverityBlock, "《人力资源市场暂行条例》第二十四条、第四十三条；《妇女权益保障法》第四十三条", models.CodeGenderAsked},
	RuleEthnicity:    {models.SeverityBlock, "《人力资源市场暂行条例》第二十四条；《就业促进法》第二十八条", models.CodeEthnicityAsked},
	RuleReligion:     {models.SeverityBlock, "《人力资源市场暂行条例》第二十四条；《就业促进法》第三条", models.CodeReligionAsked},
	RuleMarital:      {models.SeverityBlock, "《妇女权益保障法》第四十三条", models.CodeMaritalAsked},
	RuleOrigin:       {models.SeverityBlock, "最高人民法院指导案例185号；人社厅发〔2025〕60号", models.CodeOriginAsked},
	RuleHepatitis:    {models.SeverityBlock, "《就业服务与就业管理规定》第十九条", models.CodeHepatitisAsked},
	RuleDisability:   {models.SeverityBlock, "《就业促进法》第二十九条、第三十条", models.CodeDisabilityAsked},
	RuleDeposit:      {models.SeverityBlock, "《劳动合同法》第九条", models.CodeDepositAsked},
	RuleDocuments:    {models.SeverityBlock, "《劳动合同法》第九条", models.CodeDocumentsKept},
	RuleUnderAge:     {models.SeverityBlock, "《劳动法》第十五条；《禁止使用童工规定》第二条", models.CodeUnderAgeAsked},
	RuleMinorJob:     {models.SeverityReview, "《劳动法》第六十四条；《未成年工特殊保护规定》第三条", models.CodeMinorJob},
	RuleMinimumWage:  {models.SeverityBlock, "《劳动法》第四十八条；《最低工资规定》第十二条", models.CodeUnderMinimumWage},
	RuleProbation:    {models.SeverityWarn, "《劳动合同法》第十九条、第二十条", models.CodeProbationTerms},
	RuleHours:        {models.SeverityWarn, "《劳动法》第三十六条、第三十八条、第四十一条、第四十四条", models.CodeLongHours},
	RuleAgeLimit:     {models.SeverityWarn, "《中共中央 国务院关于实施就业优先战略促进高质量充分就业的意见》（2024年9月）", models.CodeAgeLimited},
	RuleRebateInWage: {models.SeverityWarn, "《人力资源市场暂行条例》第二十四条", models.CodeRebateInWage},
}

// Rules lists the ids of all rules that judge wording and figures, in order.
func Rules() []string { return slices.Sorted(maps.Keys(rules)) }
