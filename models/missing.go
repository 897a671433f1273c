package models

// RuleMissing is the rule that an advert states what the law asks for.
const RuleMissing = "missing"

const (
	lawAdverts  = "《人力资源市场暂行条例》第二十四条"
	lawValidity = "人社厅发〔2025〕60号"
)

// Missing lists what an advert must state and this one does not: employer and kind, headcount, conditions, duties, place,
// basic pay (人力资源市场暂行条例 art. 24), whom to call, and a validity date that has not passed (人社厅发〔2025〕60号). A
// negotiable wage is for an officer to decide.
func (p Posting) Missing(today Date) []Finding {
	v := p.Vacancy
	var out []Finding
	note := func(field string, code Code, severity Severity, law, excerpt string) {
		out = append(out, Finding{Rule: RuleMissing, Severity: severity, Field: field, Code: code, Law: law, Excerpt: excerpt})
	}
	for _, item := range []struct {
		stated bool
		field  string
	}{
		{p.Employer.Name != "", "enterprise_id"},
		{p.Employer.Kind != "", "enterprise.kind"},
		{v.Headcount > 0, "headcount"},
		{v.Education != "", "education"},
		{v.Duties != "", "duties"},
		{v.Workplace.Address != "" || v.Workplace.Division != "", "workplace"},
		{v.Wage.Stated(), "wage"},
		{v.Contact.Phone != "", "contact.phone"},
	} {
		if !item.stated {
			note(item.field, CodeNotStated, SeverityBlock, lawAdverts, "")
		}
	}
	switch {
	case v.ValidUntil == "":
		note("valid_until", CodeNotStated, SeverityBlock, lawValidity, "")
	case v.ValidUntil < today:
		note("valid_until", CodeExpired, SeverityBlock, lawValidity, string(v.ValidUntil))
	}
	if v.Wage.Negotiable {
		note("wage", CodeNegotiable, SeverityReview, lawAdverts, v.Wage.Text())
	}
	return out
}
