package cells

import (
	"regexp"
	"strconv"
	"strings"
)

var chineseNumber = regexp.MustCompile(`[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]`)

const chineseDigits = "零一二三四五六七八九"

// digits writes the Chinese numbers below one hundred in s as digits: 二十名 → 20名, 三年 → 3年.
func digits(s string) string {
	return chineseNumber.ReplaceAllStringFunc(s, func(n string) string {
		tens, ones, found := strings.Cut(n, "十")
		if !found {
			return strconv.Itoa(chineseDigit(n))
		}
		if tens == "" {
			tens = "一"
		}
		return strconv.Itoa(chineseDigit(tens)*10 + chineseDigit(ones))
	})
}

func chineseDigit(s string) int {
	if s == "两" {
		return 2
	}
	return strings.Index(chineseDigits, s) / len("零")
}

// atoi reads digits that a pattern has already found; a number too long for an int is 0, which no reader accepts.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
