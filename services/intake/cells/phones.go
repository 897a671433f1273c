package cells

import (
	"regexp"
	"strings"

	"konggang/models"
)

var (
	phoneLike  = regexp.MustCompile(`(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d){8}|\(?0\d{2,3}\)?[- ]{0,2}[2-8]\d{6,7}(?:(?:-|转|转分机)\d{1,5})?|[48]00(?:[- ]?\d){7}`)
	digitAfter = regexp.MustCompile(`^\.?\d`)
	excelZero  = regexp.MustCompile(`^(\d+)\.0+$`)
	phoneNoise = regexp.MustCompile(`^(?:联系)?(?:电话|手机号?|微信同号|tel|:|[、,;/()\s-])+|[、,;/()\s:-]+$`)
	personName = regexp.MustCompile(`^\p{Han}{1,4}(?:先生|女士|经理|主任|主管|厂长|老板|师傅|老师|小姐|总|姐|哥|部)?$`)
	notName    = regexp.MustCompile(`电话|手机|微信|联系|同号|转`)
)

// Phones finds every readable number in a cell, in the order written; rest is what else the cell says.
func Phones(s string) (phones []models.Phone, rest string) {
	t := strings.NewReplacer("—", "-", "–", "-").Replace(models.CleanText(models.FoldWidth(s)))
	t = excelZero.ReplaceAllString(t, "$1")
	var words []string
	at := 0
	for _, span := range phoneLike.FindAllStringIndex(t, -1) {
		p, err := models.ParsePhone(strings.ReplaceAll(t[span[0]:span[1]], "转分机", "转"))
		if err != nil || span[0] > 0 && strings.IndexByte("0123456789.", t[span[0]-1]) >= 0 || digitAfter.MatchString(t[span[1]:]) {
			continue
		}
		phones = append(phones, p)
		words = append(words, t[at:span[0]])
		at = span[1]
	}
	var rests []string
	for _, w := range append(words, t[at:]) {
		if w = trimPhoneNoise(w); w != "" {
			rests = append(rests, w)
		}
	}
	return phones, strings.Join(rests, " ")
}

func trimPhoneNoise(s string) string {
	for {
		t := phoneNoise.ReplaceAllString(strings.TrimSpace(s), "")
		if t == s {
			return s
		}
		s = t
	}
}

// IsPersonName tells whether the text is how a contact is named: 王经理, 李四, 张女士.
func IsPersonName(s string) bool {
	return personName.MatchString(s) && !notName.MatchString(s)
}
