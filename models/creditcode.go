package models

import "strings"

// CreditCode is a unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, the last a check character.
type CreditCode string

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var creditWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// ParseCreditCode reads a code in either letter case; error CodeInvalidCreditCode, also for a wrong check character.
func ParseCreditCode(s string) (CreditCode, error) {
	c := strings.ToUpper(FoldWidth(strings.TrimSpace(s)))
	if len(c) != 18 {
		return "", Errorf(CodeInvalidCreditCode)
	}
	check, ok := CreditCheck(c[:17])
	if !ok || c[17] != check {
		return "", Errorf(CodeInvalidCreditCode)
	}
	return CreditCode(c), nil
}

// CreditCheck is the check character of the first 17 characters, (31 − Σ weight·value mod 31) mod 31; false when body
// has another length or a character outside the code's alphabet.
func CreditCheck(body string) (byte, bool) {
	if len(body) != len(creditWeights) {
		return 0, false
	}
	sum := 0
	for i := range len(body) {
		v := strings.IndexByte(creditAlphabet, body[i])
		if v < 0 {
			return 0, false
		}
		sum += v * creditWeights[i]
	}
	return creditAlphabet[(31-sum%31)%31], true
}
