package models_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"konggang/models"
)

func TestFoldWidth(t *testing.T) {
	for given, want := range map[string]string{
		"": "", "ＡＢＣ１２３": "ABC123", "（普工）": "(普工)", "１　２": "1 2", "～！": "~!", "￥５０": "￥50", "普工。": "普工。",
	} {
		if got := models.FoldWidth(given); got != want {
			t.Errorf("FoldWidth(%q) = %q, want %q", given, got, want)
		}
	}
}

func TestCleanText(t *testing.T) {
	for given, want := range map[string]string{
		"":                "",
		" \t\n　":          "",
		"  普工 \r\n 两班倒  ": "普工 两班倒",
		"普\u200b工":        "普工",
		"\ufeff普工":        "普工",
		"a\u202eb":        "ab",
		"a \x00 b":        "a b",
		"a\x00b":          "ab",
		"a\u00a0\u2028b":  "a b",
		"\ue000普工":        "普工",
		"普\xff工":          "普工",
		"𠙶村":              "𠙶村",
		"=1+1":            "=1+1",
	} {
		if got := models.CleanText(given); got != want {
			t.Errorf("CleanText(%q) = %q, want %q", given, got, want)
		}
	}
}

func FuzzCleanText(f *testing.F) {
	for _, seed := range []string{"普工 两班倒", " a\t\u200b b ", "\xff\xfe", "\u0000", "e\u0301", "👨‍👩‍👧"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, given string) {
		clean := models.CleanText(given)
		switch {
		case models.CleanText(clean) != clean:
			t.Fatalf("%q is not clean yet", clean)
		case !utf8.ValidString(clean), strings.TrimSpace(clean) != clean, strings.Contains(clean, "  "):
			t.Fatalf("%q from %q", clean, given)
		case strings.ContainsFunc(clean, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) }):
			t.Fatalf("%q can not be printed", clean)
		}
	})
}
