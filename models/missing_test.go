package models_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
)

const (
	advertLaw   = "《人力资源市场暂行条例》第二十四条"
	validityLaw = "人社厅发〔2025〕60号"
)

func TestMissing(t *testing.T) {
	block := func(field string) models.Finding {
		return models.Finding{Rule: "missing", Severity: models.SeverityBlock, Field: field, Code: models.CodeNotStated, Law: advertLaw}
	}
	undated := block("valid_until")
	undated.Law = validityLaw
	expired := undated
	expired.Code, expired.Excerpt = models.CodeExpired, "2025-02-28"
	negotiable := models.Finding{Rule: "missing", Severity: models.SeverityReview, Field: "wage", Code: models.CodeNegotiable, Law: advertLaw, Excerpt: "面议"}
	type p = models.Posting
	for _, c := range []struct {
		name  string
		spoil func(*p)
		want  []models.Finding
	}{
		{"complete", func(*p) {}, nil},
		{"no employer", func(x *p) { x.Employer.Name = "" }, []models.Finding{block("enterprise_id")}},
		{"no kind", func(x *p) { x.Employer.Kind = "" }, []models.Finding{block("enterprise.kind")}},
		{"no headcount", func(x *p) { x.Vacancy.Headcount = 0 }, []models.Finding{block("headcount")}},
		{"no education", func(x *p) { x.Vacancy.Education = "" }, []models.Finding{block("education")}},
		{"any education", func(x *p) { x.Vacancy.Education = models.EducationAny }, nil},
		{"no duties", func(x *p) { x.Vacancy.Duties = "" }, []models.Finding{block("duties")}},
		{"no place", func(x *p) { x.Vacancy.Workplace = models.Workplace{} }, []models.Finding{block("workplace")}},
		{"address alone", func(x *p) { x.Vacancy.Workplace.Division = "" }, nil},
		{"division alone", func(x *p) { x.Vacancy.Workplace.Address = "" }, nil},
		{"no wage", func(x *p) { x.Vacancy.Wage = models.Wage{} }, []models.Finding{block("wage")}},
		{"note alone is no basic pay", func(x *p) { x.Vacancy.Wage = models.Wage{Note: "返费3000元"} }, []models.Finding{block("wage")}},
		{"open end", func(x *p) { x.Vacancy.Wage.Max = nil }, nil},
		{"negotiable", func(x *p) { x.Vacancy.Wage = models.Wage{Negotiable: true} }, []models.Finding{negotiable}},
		{"no phone", func(x *p) { x.Vacancy.Contact.Phone = "" }, []models.Finding{block("contact.phone")}},
		{"no validity date", func(x *p) { x.Vacancy.ValidUntil = "" }, []models.Finding{undated}},
		{"valid through today", func(x *p) { x.Vacancy.ValidUntil = "2025-03-01" }, nil},
		{"expired yesterday", func(x *p) { x.Vacancy.ValidUntil = "2025-02-28" }, []models.Finding{expired}},
		{"nothing at all", func(x *p) { *x = p{} }, []models.Finding{block("enterprise_id"), block("enterprise.kind"), block("headcount"),
			block("education"), block("duties"), block("workplace"), block("wage"), block("contact.phone"), undated}},
	} {
		t.Run(c.name, func(t *testing.T) {
			posting := p{Vacancy: goodVacancy(), Employer: goodEnterprise()}
			c.spoil(&posting)
			got := posting.Missing("2025-03-01")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if models.NeedsOfficer(got) != (len(c.want) > 0) {
				t.Errorf("an officer is needed: %v", models.NeedsOfficer(got))
			}
		})
	}
}

func TestWhatFindingsAskFor(t *testing.T) {
	for _, c := range []struct {
		severities              []models.Severity
		blocking, needsAnOffice bool
	}{
		{nil, false, false},
		{[]models.Severity{models.SeverityWarn}, false, false},
		{[]models.Severity{models.SeverityWarn, models.SeverityReview}, false, true},
		{[]models.Severity{models.SeverityReview, models.SeverityBlock}, true, true},
	} {
		var findings []models.Finding
		for _, s := range c.severities {
			findings = append(findings, models.Finding{Severity: s})
		}
		if models.Blocking(findings) != c.blocking || models.NeedsOfficer(findings) != c.needsAnOffice {
			t.Errorf("%v: blocking %v, officer %v", c.severities, models.Blocking(findings), models.NeedsOfficer(findings))
		}
	}
}
