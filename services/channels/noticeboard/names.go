package noticeboard

import (
	"regexp"
	"unicode/utf8"

	"konggang/services/typeset"
)

// The parts of an employer's name: the place that many start with, and the legal form, which says little, and least in two
// halves.
var (
	seat      = regexp.MustCompile(`^\p{Han}{1,4}?(省|市|县|镇|乡)`)
	legalForm = regexp.MustCompile(`(股份|责任)?有限(责任)?公司|(专业)?合作社|家庭农场|(服务|经营|事业)部|加工店`)
)

// nameInWords holds the parts of a name together: 新郑市 · 驿路通达仓储 · 有限公司.
func nameInWords(employer string) string {
	const long = 6
	start := len(seat.FindString(employer))
	end := len(employer)
	if form := legalForm.FindStringIndex(employer); form != nil && form[0] > start {
		end = form[0]
	}
	own := employer[start:end]
	if utf8.RuneCountInString(own) <= long {
		own = typeset.Together(own)
	}
	return employer[:start] + own + legalForm.ReplaceAllStringFunc(employer[end:], typeset.Together)
}

// calledShort is the part of an employer's name that people know it by, without its seat and legal form.
func calledShort(employer string) string {
	const least = 3
	name := employer
	if form := legalForm.FindStringIndex(name); form != nil && form[1] == len(name) {
		name = name[:form[0]]
	}
	name = seat.ReplaceAllString(name, "")
	if utf8.RuneCountInString(name) < least {
		return employer
	}
	return name
}
