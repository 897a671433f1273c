package models_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
)

func TestParsePhone(t *testing.T) {
	for written, want := range map[string]models.Phone{
		"13800001111":             "13800001111",
		" 138 0000 1111 ":         "13800001111",
		"138-0000-1111":           "13800001111",
		"+86 138-0000-1111":       "13800001111",
		"+86-13800001111":         "13800001111",
		"（+86）13800001111":        "13800001111",
		"0086 13800001111":        "13800001111",
		"１３８００００１１１１":             "13800001111",
		"138—0000—1111":           "13800001111",
		"138\u00a00000\u00a01111": "13800001111",
		"19912345678":             "19912345678",
		"0371-62345678":           "0371-62345678",
		"037162345678":            "0371-62345678",
		"0371 62345678":           "0371-62345678",
		"0371 6234 5678":          "0371-62345678",
		"0371-6234-5678":          "0371-62345678",
		"(0371)62345678":          "0371-62345678",
		"（0371）62345678":          "0371-62345678",
		"(0371)-62345678":         "0371-62345678",
		"０３７１－６２３４５６７８":           "0371-62345678",
		"+86 371 62345678":        "0371-62345678",
		"+86 0371-62345678":       "0371-62345678",
		"+86 10 62345678":         "010-62345678",
		"010-62345678":            "010-62345678",
		"021-62345678":            "021-62345678",
		"0396-2345678":            "0396-2345678",
		"0371-62345678-801":       "0371-62345678-801",
		"0371-62345678转801":       "0371-62345678-801",
		"0371-62345678 转 801":     "0371-62345678-801",
		"0371-62345678分机801":      "0371-62345678-801",
		"0371-62345678转分机801":     "0371-62345678-801",
		"0371-62345678(801)":      "0371-62345678-801",
		"400-123-4567":            "4001234567",
		"4001234567":              "4001234567",
		"400 1234 567":            "4001234567",
		"800-123-4567":            "8001234567",
	} {
		got, err := models.ParsePhone(written)
		if err != nil || got != want {
			t.Errorf("ParsePhone(%q) = %q, %v; want %q", written, got, err, want)
		}
	}
}

func TestParsePhoneRefuses(t *testing.T) {
	for _, written := range []string{
		"", " ", "-", "+86", "面议", "abc", "110", "12345678901", "1380000111", "138000011112", "13800001111x",
		"13800001111/13900001111", "62345678", "0371-12345678", "0371-623456", "0371-623456789", "0100-62345678",
		"0371-62345678-123456", "500-123-4567", "400-123-456", "400-123-45678", "+1 212 555 0100", "١٣٨٠٠٠٠١١١١", "\xff13800001111",
	} {
		if got, err := models.ParsePhone(written); got != "" || models.CodeOf(err) != models.CodeInvalidPhone {
			t.Errorf("ParsePhone(%q) = %q, %v; want invalid_phone", written, got, err)
		}
	}
}

func TestPhoneDisplayAndMask(t *testing.T) {
	for phone, want := range map[models.Phone]struct {
		display, masked string
		mobile          bool
	}{
		"":                   {"", "", false},
		"13800001234":        {"138-0000-1234", "138****1234", true},
		"4001234567":         {"400-123-4567", "400****4567", false},
		"0371-62345678":      {"0371-62345678", "037****5678", false},
		"010-62345678":       {"010-62345678", "010****5678", false},
		"0371-62345678-8012": {"0371-62345678-8012", "037****8012", false},
		"1234567":            {"1234567", "*******", false},
	} {
		if got := phone.Display(); got != want.display {
			t.Errorf("%q displays as %q, want %q", phone, got, want.display)
		}
		if got := phone.Masked(); got != want.masked {
			t.Errorf("%q is masked as %q, want %q", phone, got, want.masked)
		}
		if got := phone.IsMobile(); got != want.mobile {
			t.Errorf("%q IsMobile = %v, want %v", phone, got, want.mobile)
		}
	}
}

// anyPhone draws numbers of every kind in their one written form.
var anyPhone = rapid.Custom(func(t *rapid.T) models.Phone {
	return models.Phone(rapid.StringMatching(
		`1[3-9][0-9]{9}|[48]00[0-9]{7}|(010|02[0-9]|0[3-9][0-9]{2})-[2-8][0-9]{6,7}(-[0-9]{1,5})?`).Draw(t, "phone"))
})

func TestPhoneProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		phone := anyPhone.Draw(t, "phone")
		for _, written := range []string{string(phone), phone.Display(), "+86 " + string(phone), " " + strings.ReplaceAll(string(phone), "-", "－")} {
			if got, err := models.ParsePhone(written); err != nil || got != phone {
				t.Fatalf("ParsePhone(%q) = %q, %v; want %q", written, got, err, phone)
			}
		}
		digits := func(s string) string { return strings.NewReplacer("-", "", "*", "").Replace(s) }
		if shown, all := digits(phone.Masked()), digits(string(phone)); len(shown) > len(all)-3 {
			t.Fatalf("%q shows too much of %q", phone.Masked(), phone)
		}
		if whole := string(phone); phone.Masked() != whole[:3]+"****"+whole[len(whole)-4:] {
			t.Fatalf("%q shows the middle of %q", phone.Masked(), phone)
		}
	})
}

func FuzzParsePhone(f *testing.F) {
	for _, seed := range []string{"13800001111", "+86 (0371) 62345678 转 801", "４００－１２３－４５６７", "--", "+86+86", "\xff\xfe", "转分机"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		phone, err := models.ParsePhone(written)
		if err != nil {
			if phone != "" || models.CodeOf(err) != models.CodeInvalidPhone {
				t.Fatalf("refused with %q, %v", phone, err)
			}
			return
		}
		for _, again := range []string{string(phone), phone.Display()} {
			if got, err := models.ParsePhone(again); err != nil || got != phone {
				t.Fatalf("%q was read as %q, but %q as %q, %v", written, phone, again, got, err)
			}
		}
	})
}
