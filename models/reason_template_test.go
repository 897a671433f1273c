package models_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"konggang/models"
)

func TestReasonOf(t *testing.T) {
	reject := models.Judgement{Action: "reject", Object: models.ObjectVacancy}
	for _, c := range []struct {
		name            string
		judgement       models.Judgement
		template, added string
		want            string
		field           string
		code            models.Code
	}{
		{"nothing", reject, "", "", "", "", ""},
		{"own words", reject, "", " 工资　不实\n", "工资 不实", "", ""},
		{"a template", reject, "not_genuine", "", "与实际情况不符", "", ""},
		{"a template and more", reject, "not_genuine", " 工资写高了 ", "与实际情况不符；工资写高了", "", ""},
		{"one for another judgement", reject, "verified_by_phone", "", "", "template", models.CodeUnknownValue},
		{"none such", reject, "ugly", "", "", "template", models.CodeUnknownValue},
		{"where there are none", models.Judgement{Action: "withdraw", Object: models.ObjectVacancy}, "fee", "", "", "template", models.CodeNotCombinable},
		{"as long as can be", reject, "", strings.Repeat("长", models.MaxReason), strings.Repeat("长", models.MaxReason), "", ""},
		{"too long", reject, "", strings.Repeat("长", models.MaxReason+1), "", "reason", models.CodeTooLong},
		{"too long together", reject, "not_genuine", strings.Repeat("长", models.MaxReason), "", "reason", models.CodeTooLong},
	} {
		got, err := models.ReasonOf(c.judgement, c.template, c.added)
		var e *models.Error
		if c.code == "" && (err != nil || got != c.want) {
			t.Errorf("%s: got %q, %v", c.name, got, err)
		}
		if c.code != "" && (!errors.As(err, &e) || e.Fields[0].Field != c.field || e.Fields[0].Code != c.code) {
			t.Errorf("%s: got %v, want %s %s", c.name, err, c.field, c.code)
		}
	}
}

// Every judgement that needs a reason has templates, every template fits one, and each can be kept as it stands.
func TestReasonTemplates(t *testing.T) {
	judged := map[string]bool{}
	var codes []string
	for _, template := range models.ReasonTemplates {
		codes = append(codes, template.Code)
		if len(template.For) == 0 || template.En == "" {
			t.Errorf("%s is for nothing or has no English", template.Code)
		}
		for _, j := range template.For {
			judged[j.String()] = true
			if kept, err := models.ReasonOf(j, template.Code, ""); err != nil || kept != template.Zh {
				t.Errorf("%s: %q, %v", template.Code, kept, err)
			}
		}
	}
	for _, call := range []string{"approve-vacancy", "reject-vacancy", "approve-enterprise", "reject-enterprise", "suspend-enterprise"} {
		if !judged[call] {
			t.Errorf("there is no template for %s", call)
		}
	}
	if slices.Sort(codes); len(slices.Compact(codes)) != len(models.ReasonTemplates) {
		t.Error("a code is there twice")
	}
}
