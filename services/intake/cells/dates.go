package cells

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"konggang/models"
)

var (
	fullDate    = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$`)
	compactDate = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	monthDay    = regexp.MustCompile(`^(\d{1,2})月(\d{1,2})[日号]$`)
	serialDate  = regexp.MustCompile(`^\d{5}(?:\.\d+)?$`)
	dateRange   = regexp.MustCompile(`^(.*\d日?)(?:至|到|—+|~|--|–|-)(\d{4}.*\d日?)$`)
	clockTime   = regexp.MustCompile(`[ tT]\d{1,2}:\d{2}.*$`)
	dateNoise   = regexp.MustCompile(`^(?:有效期?|截至|截止|日期|至|到|:)+|(?:止|前|为止|截止)$`)
)

// excelEpoch is day 0 of the 1900 date system as it counts from March 1900 on.
var excelEpoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// Date reads a calendar day: 2027-12-31, 2027/1/5, 2027年12月31日, 20271231, an Excel serial number, and 12月31日 as the next such
// day from today on. Of a range the last day counts. 长期 cannot be read, since an advert must say until when it holds.
func Date(s string, today models.Date) (models.Date, bool) {
	t := fold(clockTime.ReplaceAllString(models.FoldWidth(s), ""))
	if m := dateRange.FindStringSubmatch(t); m != nil {
		t = m[2]
	}
	t = dateNoise.ReplaceAllString(t, "")
	for _, form := range []*regexp.Regexp{fullDate, compactDate} {
		if m := form.FindStringSubmatch(t); m != nil {
			return day(atoi(m[1]), atoi(m[2]), atoi(m[3]))
		}
	}
	if serialDate.MatchString(t) {
		whole, _, _ := strings.Cut(t, ".")
		return serialDay(atoi(whole))
	}
	if m := monthDay.FindStringSubmatch(t); m != nil {
		return nextDay(atoi(m[1]), atoi(m[2]), today)
	}
	return "", false
}

// serialDay takes the numbers for the years 1982 to 2091; others are more likely no date.
func serialDay(n int) (models.Date, bool) {
	if n < 30_000 || n >= 70_000 {
		return "", false
	}
	return models.DateOf(excelEpoch.AddDate(0, 0, n), time.UTC), true
}

func day(year, month, date int) (models.Date, bool) {
	d, err := models.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, month, date))
	return d, err == nil
}

// nextDay looks eight years ahead, so that 2月29日 is found too.
func nextDay(month, date int, today models.Date) (models.Date, bool) {
	year, _, _ := today.Parts()
	for y := year; y <= year+8; y++ {
		if d, ok := day(y, month, date); ok && d >= today {
			return d, true
		}
	}
	return "", false
}

var (
	birthYear = regexp.MustCompile(`^((?:19|20)\d{2})(?:\.0+)?年?(?:生|出生)?$`)
	birthDate = regexp.MustCompile(`^((?:19|20)\d{2})(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?|\d{4})[月日]?(?:生|出生)?$`)
	ageNow    = regexp.MustCompile(`^(\d{1,2})(?:\.0+)?(?:岁|周岁)?$`)
)

// BirthYear reads a year of birth, a date of birth, or an age today: 1985, 1985年3月, 40岁.
func BirthYear(s string, today models.Date) (int, bool) {
	t := fold(clockTime.ReplaceAllString(models.FoldWidth(s), ""))
	this, _, _ := today.Parts()
	year := 0
	if m := birthYear.FindStringSubmatch(t); m != nil {
		year = atoi(m[1])
	} else if m := birthDate.FindStringSubmatch(t); m != nil {
		year = atoi(m[1])
	} else if m := ageNow.FindStringSubmatch(t); m != nil {
		year = this - atoi(m[1])
	}
	return year, year > this-100 && year <= this
}
