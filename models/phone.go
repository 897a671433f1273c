package models

import (
	"regexp"
	"strings"
)

// Phone is a telephone number in one written form: a mobile as eleven digits, a landline as area code, hyphen, number
// (0371-62345678, with -extension where one is given), a service number as 400-xxx-xxxx without hyphens.
type Phone string

var (
	mobilePattern   = regexp.MustCompile(`^1[3-9]\d{9}$`)
	landlinePattern = regexp.MustCompile(`^(010|02\d|0[3-9]\d{2})-?([2-8]\d{6,7})(?:-(\d{1,5}))?$`)
	servicePattern  = regexp.MustCompile(`^[48]00\d{7}$`)
	phoneNoise      = strings.NewReplacer(" ", "", "　", "", "－", "-", "—", "-", "–", "-", "(", "", ")", "-", "（", "", "）", "-", "转", "-", "\u00a0", "")
)

// ParsePhone reads a mobile, landline or service number with the separators people write; error CodeInvalidPhone.
func ParsePhone(s string) (Phone, error) {
	t := strings.TrimPrefix(phoneNoise.Replace(FoldWidth(strings.TrimSpace(s))), "+86")
	t = strings.TrimPrefix(t, "-")
	bare := strings.ReplaceAll(t, "-", "")
	if mobilePattern.MatchString(bare) || servicePattern.MatchString(bare) {
		return Phone(bare), nil
	}
	if m := landlinePattern.FindStringSubmatch(strings.ReplaceAll(t, "--", "-")); m != nil {
		p := m[1] + "-" + m[2]
		if m[3] != "" {
			p += "-" + m[3]
		}
		return Phone(p), nil
	}
	return "", Errorf(CodeInvalidPhone)
}

// IsMobile tells whether p is a mobile number.
func (p Phone) IsMobile() bool { return mobilePattern.MatchString(string(p)) }

// Display groups a mobile 3-4-4 and a service number 3-3-4, as they are printed.
func (p Phone) Display() string {
	s := string(p)
	switch {
	case p.IsMobile():
		return s[:3] + "-" + s[3:7] + "-" + s[7:]
	case servicePattern.MatchString(s):
		return s[:3] + "-" + s[3:6] + "-" + s[6:]
	}
	return s
}

// Masked hides the middle of the number: 138****1234.
func (p Phone) Masked() string {
	s := string(p)
	if len(s) < 8 {
		return strings.Repeat("*", len(s))
	}
	return s[:3] + "****" + s[len(s)-4:]
}
