package cells

import (
	"regexp"

	"konggang/models"
)

var headcount = regexp.MustCompile(`^(?:共|约|招|招聘|需|需要|急招)*(?:(\d+)(?:人|名|位|个)?-)?(\d+)(?:\.0+)?(?:人|名|位|个)?(?:左右|以上|\+)?$`)

// Headcount reads 20, 20人, 1名, 二十人. Of a range the larger number counts, since that many would be hired: 3-5人 is 5.
// 若干 and 不限 cannot be read.
func Headcount(s string) (int, bool) {
	m := headcount.FindStringSubmatch(digits(foldRange(s)))
	if m == nil {
		return 0, false
	}
	n := max(atoi(m[1]), atoi(m[2]))
	return n, n > 0 && n <= models.MaxHeadcount
}
