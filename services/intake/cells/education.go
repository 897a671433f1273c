package cells

import (
	"regexp"
	"strings"

	"konggang/models"
)

// educationWords are tried in order at each place, so that 大学专科 is not read as 大学.
var educationWords = []struct {
	pattern *regexp.Regexp
	level   models.Education
}{
	{regexp.MustCompile(`大学专科|大专|专科|高职`), models.EducationCollege},
	{regexp.MustCompile(`博士|硕士|研究生|mba`), models.EducationGraduate},
	{regexp.MustCompile(`大学本科|本科|学士|大学`), models.EducationBachelor},
	{regexp.MustCompile(`中专|中职|中技|技校|职高|职业高中|中等职业`), models.EducationVocation},
	{regexp.MustCompile(`高中`), models.EducationSenior},
	{regexp.MustCompile(`初中`), models.EducationJunior},
	{regexp.MustCompile(`小学`), models.EducationPrimary},
	{regexp.MustCompile(`文盲|其他`), models.EducationOtherwise},
}

var (
	educationAny  = regexp.MustCompile(`不限|不要求|无.*(?:限制|要求)|^无$|^any$|^没有要求$`)
	educationWish = regexp.MustCompile(`[^,;、]*优先[^,;、]*`)
)

// Education reads a code of GB/T 4658 or words: 初中及以上, 大专, 学历不限. Of several levels the lowest counts, of equal ones
// (中专/高中) the first. What is only preferred (优先) or an upper end (以下) is no minimum and cannot be read.
func Education(s string) (models.Education, bool) {
	t := fold(s)
	if code := models.Education(t); models.Educations.Has(code) {
		return code, true
	}
	if educationAny.MatchString(t) {
		return models.EducationAny, true
	}
	t = educationWish.ReplaceAllString(t, "")
	if strings.Contains(t, "以下") {
		return "", false
	}
	return lowestLevel(t)
}

func lowestLevel(t string) (models.Education, bool) {
	var best models.Education
	at := 0
	for _, w := range educationWords {
		found := w.pattern.FindStringIndex(t)
		if found == nil {
			continue
		}
		if best == "" || w.level.Years() < best.Years() || w.level.Years() == best.Years() && found[0] < at {
			best, at = w.level, found[0]
		}
		t = strings.ReplaceAll(t, t[found[0]:found[1]], strings.Repeat("\x00", found[1]-found[0]))
	}
	return best, best != ""
}
