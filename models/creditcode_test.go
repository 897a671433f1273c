package models_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
)

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

func TestParseCreditCode(t *testing.T) {
	for _, written := range []string{"91350100M000100Y43", "91350100m000100y43", " 91350100M000100Y43\n", "９１３５０１００Ｍ０００１００Ｙ４３"} {
		if got, err := models.ParseCreditCode(written); err != nil || got != "91350100M000100Y43" {
			t.Errorf("ParseCreditCode(%q) = %q, %v", written, got, err)
		}
	}
	for _, written := range []string{
		"", "91350100M000100Y4Z", "91350100M000100Y44", "91350100M000100Y4", "91350100M000100Y433", "9135O100M000100Y43",
		"91350100S000100Y43", "91350100M000100Y4-", "统一社会信用代", "\xff1350100M000100Y43",
	} {
		if got, err := models.ParseCreditCode(written); got != "" || models.CodeOf(err) != models.CodeInvalidCreditCode {
			t.Errorf("ParseCreditCode(%q) = %q, %v; want invalid_credit_code", written, got, err)
		}
	}
}

func TestCreditCheckRefusesAnotherLength(t *testing.T) {
	for _, body := range []string{"", "91350100M000100Y", "91350100M000100Y43", "91350100M000100Y_"} {
		if check, ok := models.CreditCheck(body); ok {
			t.Errorf("CreditCheck(%q) = %q", body, check)
		}
	}
}

func TestCreditCodeCatchesEverySubstitution(t *testing.T) {
	const valid = "91350100M000100Y43"
	for i := range len(valid) {
		for _, other := range creditAlphabet {
			if rune(valid[i]) == other {
				continue
			}
			if spoilt := valid[:i] + string(other) + valid[i+1:]; !refusesCreditCode(spoilt) {
				t.Errorf("%s passes", spoilt)
			}
		}
	}
}

func refusesCreditCode(s string) bool {
	_, err := models.ParseCreditCode(s)
	return err != nil
}

func TestCreditCodeProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringMatching(`[`+creditAlphabet+`]{17}`).Draw(t, "body")
		check, ok := models.CreditCheck(body)
		if !ok {
			t.Fatalf("no check character for %q", body)
		}
		code := body + string(check)
		if got, err := models.ParseCreditCode(strings.ToLower(code)); err != nil || string(got) != code {
			t.Fatalf("ParseCreditCode(%q) = %q, %v", code, got, err)
		}
		at := rapid.IntRange(0, 17).Draw(t, "at")
		other := rapid.SampledFrom([]byte(creditAlphabet)).Filter(func(c byte) bool { return c != code[at] }).Draw(t, "other")
		if spoilt := code[:at] + string(other) + code[at+1:]; !refusesCreditCode(spoilt) {
			t.Fatalf("%q became %q unnoticed", code, spoilt)
		}
	})
}

func FuzzParseCreditCode(f *testing.F) {
	for _, seed := range []string{"91350100M000100Y43", "91350100m000100y4z", "", "ıſ1350100M000100Y4", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		code, err := models.ParseCreditCode(written)
		if err != nil {
			if code != "" || models.CodeOf(err) != models.CodeInvalidCreditCode {
				t.Fatalf("refused with %q, %v", code, err)
			}
			return
		}
		if again, err := models.ParseCreditCode(string(code)); err != nil || again != code {
			t.Fatalf("%q was read as %q, but that as %q, %v", written, code, again, err)
		}
	})
}
