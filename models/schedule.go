package models

import (
	"slices"
	"time"
)

// Schedule is when the editions of a division are drafted by themselves: at a time of day on some days of the week, in the name
// of the account that made it. NextAt is the occurrence that is waited for, LastAt when it last ran, and LastOperation what it
// started then.
type Schedule struct {
	ID        string
	Division  DivisionCode
	AccountID string
	Rhythm
	Size          int
	NextAt        time.Time
	LastAt        *time.Time
	LastOperation string
	Version       int
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

// MaxSchedules bounds the schedules of one division.
const MaxSchedules = 10

// Rhythm is a time of day on some days of the week; no days are all of them.
type Rhythm struct {
	Weekdays []Weekday
	Time     ClockTime
}

// Weekday is a day of the week by its English name.
type Weekday string

// Weekdays are the days of the week from Monday on.
var Weekdays = Vocabulary[Weekday]{
	{"monday", "星期一"}, {"tuesday", "星期二"}, {"wednesday", "星期三"}, {"thursday", "星期四"}, {"friday", "星期五"}, {"saturday", "星期六"},
	{"sunday", "星期日"},
}

// order is the place of the day in the week, 0 for Monday.
func (w Weekday) order() int {
	return slices.IndexFunc(Weekdays, func(t Term[Weekday]) bool { return t.Code == w })
}

// Canonical is the rhythm with its days in the order of the week, and none of them where it had all seven, so that what is the
// same looks the same. The rhythm must be valid.
func (r Rhythm) Canonical() Rhythm {
	if len(r.Weekdays) == len(Weekdays) {
		return Rhythm{Time: r.Time}
	}
	days := slices.Clone(r.Weekdays)
	slices.SortFunc(days, func(a, b Weekday) int { return a.order() - b.order() })
	return Rhythm{days, r.Time}
}

// Validate checks that the time is one and not at night, and that the days are days, each named once.
func (r Rhythm) Validate() error {
	var p Problems
	Weekdays.checkAll(&p, "weekdays", r.Weekdays)
	for i, d := range r.Weekdays {
		if slices.Contains(r.Weekdays[:i], d) {
			p.Add("weekdays", CodeDuplicate)
			break
		}
	}
	if r.Time == "" {
		p.Add("time", CodeRequired)
	} else if at, err := ParseClockTime(string(r.Time)); err != nil {
		p.AddErr("time", err)
	} else if at.Night() {
		p.Add("time", CodeNightHours)
	}
	return p.Err()
}

// on tells whether the day is one of the rhythm's.
func (r Rhythm) on(d Date) bool {
	return len(r.Weekdays) == 0 || slices.ContainsFunc(r.Weekdays, func(w Weekday) bool {
		return (w.order()+1)%len(Weekdays) == int(d.Time().Weekday()) // Go begins with Sunday
	})
}

// Meets tells whether both fall on the same moment at some time.
func (r Rhythm) Meets(other Rhythm) bool {
	return r.Time == other.Time && (len(r.Weekdays) == 0 || len(other.Weekdays) == 0 ||
		slices.ContainsFunc(r.Weekdays, func(w Weekday) bool { return slices.Contains(other.Weekdays, w) }))
}

// Next is the first occurrence after a moment, in UTC. Where clocks are put forward over the time, it falls on the moment after
// the gap; where they are put back over it, on the first of the two. The rhythm must be valid.
func (r Rhythm) Next(after time.Time, zone *time.Location) time.Time {
	// The day before counts too: a gap may end with the day.
	for day := DateOf(after, zone).AddDays(-1); ; day = day.AddDays(1) {
		if !r.on(day) {
			continue
		}
		if at := r.Time.On(day, zone); at.After(after) {
			return at
		}
	}
}

// ClockTime is a time of day on a clock with 24 hours, HH:MM. Times order as strings.
type ClockTime string

// ParseClockTime reads HH:MM, both of two digits; error CodeInvalidTime.
func ParseClockTime(s string) (ClockTime, error) {
	const form = "15:04"
	t, err := time.Parse(form, s)
	if err != nil || t.Format(form) != s {
		return "", Errorf(CodeInvalidTime)
	}
	return ClockTime(s), nil
}

// Night is from 22:00 until before 06:00, as the Law on the Prevention and Control of Noise Pollution (噪声污染防治法) has it.
func (c ClockTime) Night() bool { return c >= "22:00" || c < "06:00" }

// On is the first moment of the day, in UTC, at which the clocks of the zone show this time or a later one.
func (c ClockTime) On(day Date, zone *time.Location) time.Time {
	wall, _ := time.Parse(time.DateOnly+" 15:04", string(day)+" "+string(c)) // as if the zone were UTC
	const beyondAnyOffset = 26 * time.Hour
	// From one change of the clocks to the next the offset stays.
	for from := wall.Add(-beyondAnyOffset); ; {
		local := from.In(zone)
		begins, ends := local.ZoneBounds()
		_, offset := local.Zone()
		at := wall.Add(-time.Duration(offset) * time.Second)
		switch {
		case at.Before(begins): // the clocks jumped over it
			return begins.UTC()
		case ends.IsZero() || at.Before(ends):
			return at
		}
		from = ends
	}
}
