package cells

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"konggang/models"
)

const ageUnit = `(?:周岁|岁|周)?`

var (
	ageRange = regexp.MustCompile(`^(\d{2})` + ageUnit + `-(\d{2})` + ageUnit + `(?:之间|之内|以内|内)?$`)
	ageBoth  = regexp.MustCompile(`^(\d{2})` + ageUnit + `以上,?(\d{2})` + ageUnit + `(?:以下|以内)$`)
	ageFrom  = regexp.MustCompile(`^(?:(?:满|>=|>)(\d{2}(?:\.\d)?)` + ageUnit + `(?:以上)?|(\d{2}(?:\.\d)?)` + ageUnit + `(?:\+|以上|起))$`)
	ageTo    = regexp.MustCompile(`^(?:(?:<=|<|不超过|最大)(\d{2})` + ageUnit + `|(\d{2})` + ageUnit + `(?:以下|以内|之内|内|封顶))$`)
	ageAny   = regexp.MustCompile(`^(?:不限|无|无要求|无限制|不要求|不限年龄)$`)
	ageNoise = regexp.MustCompile(`年龄|要求|限制|\(含\)|含|及|[:.,;()]|年|在|^限`)
	ageFull  = regexp.MustCompile(`满(\d)`)
)

// Ages reads the ages asked for, each end 0 when it is open: 18-45周岁, 16岁以上, 50岁以下, 不限. Two ranges, a bare number and an
// age outside 16 to 99 cannot be read: nobody may be asked to work below 16 (劳动法 art. 15).
func Ages(s string) (low, high int, ok bool) {
	t := foldRange(s)
	if m := ageFrom.FindStringSubmatch(t); m != nil && m[2] != "" {
		return agesFrom(m[2])
	}
	t = ageBoth.ReplaceAllString(strings.ReplaceAll(t, "及", ""), "$1-$2")
	t = ageNoise.ReplaceAllString(t, "")
	if ageAny.MatchString(t) {
		return 0, 0, true
	}
	if m := ageRange.FindStringSubmatch(ageFull.ReplaceAllString(t, "$1")); m != nil {
		low, high = atoi(m[1]), atoi(m[2])
		return low, high, low >= models.LegalWorkingAge && low <= high
	}
	if m := ageTo.FindStringSubmatch(t); m != nil {
		high = atoi(m[1] + m[2])
		return 0, high, high >= models.LegalWorkingAge
	}
	if m := ageFrom.FindStringSubmatch(t); m != nil {
		return agesFrom(m[1] + m[2])
	}
	return 0, 0, false
}

// agesFrom rounds half years up: who is asked to be 16.5 is sure to be so at 17.
func agesFrom(n string) (low, high int, ok bool) {
	f, err := strconv.ParseFloat(n, 64)
	low = int(math.Ceil(f))
	return low, 0, err == nil && low >= models.LegalWorkingAge
}
