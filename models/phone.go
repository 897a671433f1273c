package models

import (
	"regexp"
	"strings"
)

// Phone is a telephone number in one written form: a mobile as eleven digits, a landline as area code, hyphen, number
// (0371-62345678, with -extension where one is given), a service number (400 or 800) as ten digits.
type Phone string

var (
	mobilePattern   = regexp.MustCompile(`^1[3-9]\d{9}$`)
	landlinePattern = regexp.MustCompile(`^(010|02\d|0[3-9]\d{2})-?([2-8]\d{2,3})-?(\d{4})(?:-(\d{1,5}))?$`)
	servicePattern  = regexp.MustCompile(`^[48]00\d{7}$`)
	phoneSeparators = regexp.MustCompile(`(?:[-—–()转]|分机)+`)
	countryPrefix   = regexp.MustCompile(`^(?:\+|00)86-?`)
)

// ParsePhone reads a mobile, landline or service number with the separators people write; error CodeInvalidPhone.
func ParsePhone(s string) (Phone, error) {
	t := strings.Join(strings.Fields(FoldWidth(s)), "")
	t = strings.Trim(phoneSeparators.ReplaceAllString(t, "-"), "-")
	national := countryPrefix.ReplaceAllString(t, "")
	bare := strings.ReplaceAll(national, "-", "")
	if mobilePattern.MatchString(bare) || servicePattern.MatchString(bare) {
		return Phone(bare), nil
	}
	if national != t && !strings.HasPrefix(national, "0") {
		national = "0" + national // abroad an area code is written without its zero
	}
	m := landlinePattern.FindStringSubmatch(national)
	if m == nil {
		return "", Errorf(CodeInvalidPhone)
	}
	p := m[1] + "-" + m[2] + m[3]
	if m[4] != "" {
		p += "-" + m[4]
	}
	return Phone(p), nil
}

// check notes a number that is not stated, or not in its one written form.
func (p Phone) check(problems *Problems, field string) {
	got, err := ParsePhone(string(p))
	switch {
	case p == "":
		problems.Add(field, CodeRequired)
	case err != nil || got != p:
		problems.Add(field, CodeInvalidPhone)
	}
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
