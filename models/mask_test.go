package models_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
)

func TestMaskedName(t *testing.T) {
	for name, want := range map[string]string{
		"张三": "张**", "欧阳小妹": "欧**", "阿卜杜拉·买买提": "阿**", "𠙶花": "𠙶**", "李": "李**", "Smith": "S**", "": "",
	} {
		if got := models.MaskedName(name); got != want {
			t.Errorf("%s is shown as %s, want %s", name, got, want)
		}
	}
}

func TestRedact(t *testing.T) {
	who := models.Seeker{Name: "张三", Phone: "15400000001"}
	for text, want := range map[string]string{
		"通知张三面试": "通知张**面试", "打154-0000-0001联系": "打**联系", "154 0000 0001": "**", "3月15日面试": "3月15日面试", "": "",
		"打１５４０００００００１": "打**", "154·0000·0001": "**", "找张　三 问": "找张** 问",
	} {
		if got := who.Redact(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
	if got := (models.Seeker{Name: "李"}).Redact(strings.Repeat("李", models.MaxReason)); len([]rune(got)) != models.MaxReason {
		t.Errorf("masked it has %d characters", len([]rune(got)))
	}
	if got := (models.Seeker{}).Redact("面试"); got != "面试" {
		t.Errorf("without a name: %q", got)
	}
}

// TestRedactedTextNamesNobody puts the person anywhere into a text.
func TestRedactedTextNamesNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		who := models.Seeker{Name: rapid.StringMatching(`[一-龥]{2,4}`).Draw(t, "name"), Phone: models.Phone(rapid.StringMatching(`1[3-9][0-9]{9}`).Draw(t, "phone"))}
		around := rapid.StringMatching(`[a-z，。]{0,5}`)
		text := around.Draw(t, "before") + who.Name + around.Draw(t, "between") + string(who.Phone) + around.Draw(t, "after")
		if got := who.Redact(text); strings.Contains(got, who.Name) || strings.Contains(got, string(who.Phone)) {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestParseReason(t *testing.T) {
	if got, err := models.ParseReason(" 通知\n面试 "); got != "通知 面试" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	for text, want := range map[string]string{" \t": "reason reason_required", strings.Repeat("长", 201): "reason too_long"} {
		if _, err := models.ParseReason(text); problemsIn(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
