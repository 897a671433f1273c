package cells

import (
	"regexp"
	"strconv"

	"konggang/models"
)

// Schedule is what a cell says about when the work is done; zero values mean that it does not say. Complete tells that the
// cell says nothing else, so that its text need not be kept.
type Schedule struct {
	Shift            models.Shift
	HoursPerDay      float64
	RestDaysPerMonth int
	Complete         bool
}

var shiftWords = []word[models.Shift]{
	is(`四班三|三班|3班`, models.ShiftThree),
	is(`两班|二班|2班|双班|白夜班|白班、?夜班|昼夜`, models.ShiftTwo),
	is(`白班|行政班|正常班|日班`, models.ShiftDay),
	is(`夜班|晚班`, models.ShiftNight),
	is(`弹性|灵活|自由|自定`, models.ShiftFlexible),
}

var restWords = []struct {
	pattern *regexp.Regexp
	days    int
}{
	{regexp.MustCompile(`大小周|单双休`), 6},
	{regexp.MustCompile(`[做上]五休二|双休|5天8小时|五天制|做5休2|上5休2`), 8},
	{regexp.MustCompile(`[做上]六休一|单休|六天制|每?周休(?:息)?[1一]天|做6休1|上6休1`), 4},
}

var (
	dailyHours = regexp.MustCompile(`(\d{1,2}(?:\.\d+)?)(?:个)?(?:小时|h)(?:/天|/日|制|工作制|每天)?`)
	weekly     = regexp.MustCompile(`每周[^,;]{0,6}小时|小时/周|小时每周`)
	restDays   = regexp.MustCompile(`(?:月|每月)?(?:休息?|公休)(\d{1,2})(?:-\d{1,2})?天|^(\d{1,2})天(?:/月)?$`)
	shiftNoise = regexp.MustCompile(`^(?:每天|每日|每月|一天|工作|时间|班次|上班|月|倒|制|长|常|转|运转|班|周末|[、,;:.()/+-])*$`)
)

// ReadSchedule reads 长白班, 8小时两班倒, 做六休一, 月休4天 and the codes of the contract.
func ReadSchedule(s string) Schedule {
	t := digits(foldRange(s))
	var out Schedule
	for _, term := range models.Shifts {
		if t == string(term.Code) {
			return Schedule{Shift: term.Code, Complete: true}
		}
	}
	t = foldRange(s)
	for _, w := range shiftWords {
		if at := w.pattern.FindStringIndex(t); at != nil {
			out.Shift = w.code
			t = t[:at[0]] + t[at[1]:]
			break
		}
	}
	t = out.takeRest(t)
	t = out.takeHours(t)
	out.Complete = shiftNoise.MatchString(t)
	return out
}

func (s *Schedule) takeRest(t string) string {
	for _, w := range restWords {
		if at := w.pattern.FindStringIndex(t); at != nil {
			s.RestDaysPerMonth = w.days
			return t[:at[0]] + t[at[1]:]
		}
	}
	t = digits(t)
	m := restDays.FindStringSubmatchIndex(t)
	if m == nil {
		return t
	}
	n := atoi(restDays.FindStringSubmatch(t)[1] + restDays.FindStringSubmatch(t)[2])
	if n < 1 || n > 31 {
		return t
	}
	s.RestDaysPerMonth = n
	return t[:m[0]] + t[m[1]:]
}

func (s *Schedule) takeHours(t string) string {
	m := dailyHours.FindStringSubmatchIndex(t)
	if m == nil || weekly.MatchString(t) {
		return t
	}
	hours, ok := Hours(t[m[2]:m[3]])
	if !ok {
		return t
	}
	s.HoursPerDay = hours
	return t[:m[0]] + t[m[1]:]
}

var bareHours = regexp.MustCompile(`^(?:每天|每日)?(\d{1,2}(?:\.\d+)?)(?:个)?(?:小时|h)?(?:/天|/日|制)?$`)

// Hours reads the hours of a day's work: 8, 8.5小时, 每天10小时.
func Hours(s string) (float64, bool) {
	m := bareHours.FindStringSubmatch(fold(s))
	if m == nil {
		return 0, false
	}
	h, err := strconv.ParseFloat(m[1], 64)
	return h, err == nil && h > 0 && h <= 24
}

var bareRest = regexp.MustCompile(`^(\d{1,2})(?:天|日)?(?:/月)?$`)

// RestDays reads the free days of a month: 4, 4天, 月休4天, 单休 (4), 双休 (8).
func RestDays(s string) (int, bool) {
	if m := bareRest.FindStringSubmatch(fold(s)); m != nil {
		n := atoi(m[1])
		return n, n <= 31
	}
	var out Schedule
	out.takeRest(foldRange(s))
	return out.RestDaysPerMonth, out.RestDaysPerMonth > 0
}

// Shifts reads the shifts a seeker would work; the rest is what could not be read.
func Shifts(s string) (shifts []models.Shift, rest []string) {
	seen := map[models.Shift]bool{}
	for _, entry := range List(s) {
		shift := ReadSchedule(entry).Shift
		switch {
		case shift == "":
			rest = append(rest, entry)
		case !seen[shift]:
			seen[shift] = true
			shifts = append(shifts, shift)
		}
	}
	return shifts, rest
}
