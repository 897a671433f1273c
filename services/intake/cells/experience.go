package cells

import "regexp"

var (
	experienceNone  = regexp.MustCompile(`不限|无需|不需|不要求|无要求|无经验|应届|在校|生手|^无$|^any$|优先`)
	experienceUpTo  = regexp.MustCompile(`^(?:\d+-)?\d+年(?:以内|以下|之内)`)
	experienceYears = regexp.MustCompile(`^(?:至少|具有|有|需|>=|工作|相关|经验|满|要求|:)*(\d{1,2})(?:\.0+)?(?:年)?(?:-\d{1,2}(?:\.0+)?)?(?:年)?(?:\+|及以上|以上|左右|的|及|相关|工作|从业|行业|岗位|经验|经历|者)*$`)
)

// Experience reads the full years of experience asked for: 1年, 1-3年 (1), 三年以上, 3, 经验不限 and 应届 (0). What is only preferred
// asks for none.
func Experience(s string) (int, bool) {
	t := digits(foldRange(s))
	if experienceNone.MatchString(t) || experienceUpTo.MatchString(t) {
		return 0, true
	}
	m := experienceYears.FindStringSubmatch(t)
	if m == nil {
		return 0, false
	}
	n := atoi(m[1])
	return n, n <= 50
}
