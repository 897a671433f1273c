package models_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
)

func rhythm(clock models.ClockTime, days ...models.Weekday) models.Rhythm {
	return models.Rhythm{Weekdays: days, Time: clock}
}

func zoneOf(t rapid.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestNextOccurrence(t *testing.T) {
	for _, c := range []struct {
		why, zone string
		rhythm    models.Rhythm
		after     string
		want      []string // one after the other
	}{
		{"daily", "Asia/Shanghai", rhythm("06:30"), "2026-11-26T08:00:00Z", []string{"2026-11-26T22:30:00Z", "2026-11-27T22:30:00Z"}},
		{"later today", "Asia/Shanghai", rhythm("18:00"), "2026-11-26T08:00:00Z", []string{"2026-11-26T10:00:00Z"}},
		{"now is over", "Asia/Shanghai", rhythm("16:00"), "2026-11-26T08:00:00Z", []string{"2026-11-27T08:00:00Z"}},
		{"on Mondays", "Asia/Shanghai", rhythm("06:30", "monday"), "2026-11-26T08:00:00Z", []string{"2026-11-29T22:30:00Z", "2026-12-06T22:30:00Z"}},
		{"on Sundays and Thursdays", "Asia/Shanghai", rhythm("00:00", "sunday", "thursday"), "2026-11-26T08:00:00Z", []string{"2026-11-28T16:00:00Z", "2026-12-02T16:00:00Z"}},
		{"over the new year", "Asia/Shanghai", rhythm("23:59"), "2026-12-31T15:58:59.999Z", []string{"2026-12-31T15:59:00Z", "2027-01-01T15:59:00Z"}},
		{"a quarter to", "Asia/Kathmandu", rhythm("06:30"), "2026-11-26T00:00:00Z", []string{"2026-11-26T00:45:00Z"}},
		{"Kathmandu put its clocks forward by a quarter", "Asia/Kathmandu", rhythm("00:10"), "1985-12-31T00:00:00Z", []string{"1985-12-31T18:30:00Z", "1986-01-01T18:25:00Z"}},
		{"clocks forward: 02:30 is left out", "Europe/Berlin", rhythm("02:30"), "2026-03-28T12:00:00Z", []string{"2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"}},
		{"clocks forward: 03:00 is right behind", "Europe/Berlin", rhythm("03:00"), "2026-03-28T12:00:00Z", []string{"2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z"}},
		{"clocks back: 02:30 comes twice", "Europe/Berlin", rhythm("02:30"), "2026-10-24T12:00:00Z", []string{"2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"}},
		{"between the two", "Europe/Berlin", rhythm("02:30"), "2026-10-25T00:45:00Z", []string{"2026-10-26T01:30:00Z"}},
		{"midnight itself is left out", "America/Sao_Paulo", rhythm("00:30", "sunday"), "2018-11-03T12:00:00Z", []string{"2018-11-04T03:00:00Z", "2018-11-11T02:30:00Z"}},
		{"back at midnight: 23:30 comes twice", "America/Sao_Paulo", rhythm("23:30", "saturday"), "2018-02-16T12:00:00Z", []string{"2018-02-18T01:30:00Z", "2018-02-25T02:30:00Z"}},
		{"between the two, on the day before", "America/Sao_Paulo", rhythm("23:30"), "2018-02-18T02:10:00Z", []string{"2018-02-19T02:30:00Z"}},
		{"a day that Samoa left out", "Pacific/Apia", rhythm("06:30", "friday"), "2011-12-29T18:00:00Z", []string{"2011-12-30T10:00:00Z", "2012-01-05T16:30:00Z"}},
	} {
		zone := zoneOf(t, c.zone)
		after, err := time.Parse(time.RFC3339, c.after)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for range c.want {
			after = c.rhythm.Next(after, zone)
			got = append(got, after.Format(time.RFC3339))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.why, diff)
		}
	}
}

// TestNextIsTheNextOccurrence looks at every minute up to the next occurrence: the first at which clocks show the time on one of
// the days, or have just jumped over it.
func TestNextIsTheNextOccurrence(t *testing.T) {
	zones := []string{"Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"}
	from := time.Date(1985, 1, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		zone := zoneOf(t, rapid.SampledFrom(zones).Draw(t, "zone"))
		minute := rapid.IntRange(0, 24*60-1).Draw(t, "minute")
		days := rapid.SliceOfDistinct(rapid.SampledFrom(models.Weekdays.Words()), rapid.ID[string]).Draw(t, "days")
		r := models.Rhythm{Time: models.ClockTime(time.Time{}.Add(time.Duration(minute) * time.Minute).Format("15:04"))}
		for _, d := range days {
			r.Weekdays = append(r.Weekdays, models.Weekday(d))
		}
		if err := r.Validate(); err != nil {
			t.Fatal(err)
		}
		after := from.Add(time.Duration(rapid.Int64Range(0, 45*365*24*60).Draw(t, "after")) * time.Minute)
		if near := rapid.Bool().Draw(t, "near a change of clocks"); near {
			if _, end := after.In(zone).ZoneBounds(); !end.IsZero() {
				after = end.Add(time.Duration(rapid.IntRange(-24*60, 60).Draw(t, "minutes")) * time.Minute)
			}
		}
		next := r.Next(after, zone)
		if canonical := r.Canonical().Next(after, zone); !canonical.Equal(next) {
			t.Fatalf("%+v, in its canonical form %s", r, canonical)
		}
		for at := after.Truncate(time.Minute).Add(time.Minute); ; at = at.Add(time.Minute) {
			if occurs(r, at, zone) {
				if !at.Equal(next) {
					t.Fatalf("%+v after %s in %s: %s, want %s", r, after, zone, next, at.UTC())
				}
				return
			}
			if at.After(next.Add(time.Minute)) {
				t.Fatalf("%+v after %s in %s: nothing occurs at %s", r, after, zone, next)
			}
		}
	})
}

// occurs tells by the clock on the wall alone whether the rhythm falls on the minute: it is among what the clocks show then, or
// have just jumped over, and have not shown in the two hours before.
func occurs(r models.Rhythm, at time.Time, zone *time.Location) bool {
	wall := func(at time.Time) time.Time {
		_, offset := at.In(zone).Zone()
		return at.Add(time.Duration(offset) * time.Second).UTC()
	}
	shown := wall(at.Add(-time.Minute))
	if now := wall(at); now.Sub(shown) == time.Minute && now.Format("15:04") != string(r.Time) {
		return false // as nearly always
	}
	for m := 2; m <= 120; m++ {
		if earlier := wall(at.Add(-time.Duration(m) * time.Minute)); earlier.After(shown) {
			shown = earlier
		}
	}
	for now := wall(at); now.After(shown); now = now.Add(-time.Minute) {
		weekday := models.Weekdays[(int(now.Weekday())+6)%7].Code
		if now.Format("15:04") == string(r.Time) && (len(r.Weekdays) == 0 || slices.Contains(r.Weekdays, weekday)) {
			return true
		}
	}
	return false
}

func TestRhythmsThatAreNone(t *testing.T) {
	for _, c := range []struct {
		rhythm models.Rhythm
		want   string
	}{
		{rhythm("06:30"), ""},
		{rhythm("06:00", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), ""},
		{rhythm("21:59", "sunday"), ""},
		{rhythm("22:00", "sunday"), "invalid; time: night_hours"},
		{rhythm("23:59"), "invalid; time: night_hours"},
		{rhythm("00:00"), "invalid; time: night_hours"},
		{rhythm("05:59"), "invalid; time: night_hours"},
		{rhythm(""), "invalid; time: required"},
		{rhythm("24:00"), "invalid; time: invalid_time"},
		{rhythm("6:30"), "invalid; time: invalid_time"},
		{rhythm("06:60"), "invalid; time: invalid_time"},
		{rhythm("06:30:00"), "invalid; time: invalid_time"},
		{rhythm(" 06:30"), "invalid; time: invalid_time"},
		{rhythm("０６:30"), "invalid; time: invalid_time"},
		{rhythm("6pm"), "invalid; time: invalid_time"},
		{rhythm("-1:00"), "invalid; time: invalid_time"},
		{rhythm("06:30", "Monday"), "invalid; weekdays: unknown_value"},
		{rhythm("06:30", ""), "invalid; weekdays: unknown_value"},
		{rhythm("06:30", "monday", "friday", "monday"), "invalid; weekdays: duplicate"},
		{rhythm("x", "day"), "invalid; weekdays: unknown_value; time: invalid_time"},
	} {
		got := ""
		if err := c.rhythm.Validate(); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.rhythm, got, c.want)
		}
	}
}

func TestRhythmsThatMeet(t *testing.T) {
	for _, c := range []struct {
		a, b models.Rhythm
		want bool
	}{
		{rhythm("06:30"), rhythm("06:30", "monday"), true},
		{rhythm("06:30", "sunday", "monday"), rhythm("06:30", "monday"), true},
		{rhythm("06:30", "sunday"), rhythm("06:30", "monday"), false},
		{rhythm("06:30"), rhythm("06:31"), false},
	} {
		if c.a.Meets(c.b) != c.want || c.b.Meets(c.a) != c.want {
			t.Errorf("%+v and %+v: want %v", c.a, c.b, c.want)
		}
	}
}

func TestCanonicalRhythm(t *testing.T) {
	got := rhythm("06:30", "sunday", "monday", "friday").Canonical()
	if diff := cmp.Diff(rhythm("06:30", "monday", "friday", "sunday"), got); diff != "" {
		t.Error(diff)
	}
	if all := rhythm("06:30", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday").Canonical(); all.Weekdays != nil {
		t.Errorf("%+v", all)
	}
}
