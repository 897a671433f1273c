package models

import "time"

// Date is a calendar day, YYYY-MM-DD, in the office's time zone; "" means none. Dates order as strings.
type Date string

// ParseDate reads YYYY-MM-DD; error CodeInvalidDate.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1900 || t.Year() > 9998 {
		return "", Errorf(CodeInvalidDate)
	}
	return Date(s), nil
}

// DateOf is the day that t falls on in zone.
func DateOf(t time.Time, zone *time.Location) Date { return Date(t.In(zone).Format(time.DateOnly)) }

// Time is midnight UTC of the day; the zero time for "".
func (d Date) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Parts are the year, month (1-12) and day (1-31); zeros for "".
func (d Date) Parts() (year, month, day int) {
	t := d.Time()
	if t.IsZero() {
		return 0, 0, 0
	}
	return t.Year(), int(t.Month()), t.Day()
}

// AddDays is the day n days later, or earlier for a negative n; none stays none.
func (d Date) AddDays(n int) Date {
	if d == "" {
		return ""
	}
	return Date(d.Time().AddDate(0, 0, n).Format(time.DateOnly))
}

// DaysSince counts the days from other to d, negative when d is the earlier; both must be days. It counts in seconds, since
// a time.Duration ends at 292 years.
func (d Date) DaysSince(other Date) int {
	const secondsPerDay = 24 * 60 * 60
	return int((d.Time().Unix() - other.Time().Unix()) / secondsPerDay)
}
