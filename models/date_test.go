package models_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"konggang/models"
)

func TestParseDate(t *testing.T) {
	for _, written := range []string{"1900-01-01", "2024-02-29", "2025-03-01", "9998-12-31"} {
		if got, err := models.ParseDate(written); err != nil || string(got) != written {
			t.Errorf("ParseDate(%q) = %q, %v", written, got, err)
		}
	}
	for _, written := range []string{
		"", "2025-02-29", "2025-13-01", "2025-3-1", "2025/03/01", "20250301", "2025-03-01T00:00:00Z", "1899-12-31", "9999-01-01",
		"0000-00-00", " 2025-03-01", "长期",
	} {
		if got, err := models.ParseDate(written); got != "" || models.CodeOf(err) != models.CodeInvalidDate {
			t.Errorf("ParseDate(%q) = %q, %v; want invalid_date", written, got, err)
		}
	}
}

func TestDateParts(t *testing.T) {
	if y, m, d := models.Date("2025-03-01").Parts(); y != 2025 || m != 3 || d != 1 {
		t.Errorf("parts %d, %d, %d", y, m, d)
	}
	if y, m, d := models.Date("").Parts(); y != 0 || m != 0 || d != 0 {
		t.Errorf("parts of none %d, %d, %d", y, m, d)
	}
	if got := models.Date("2025-03-01").Time(); !got.Equal(time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("time %v", got)
	}
}

func TestDateOfFollowsTheZone(t *testing.T) {
	shanghai := time.FixedZone("CST", 8*60*60)
	evening := time.Date(2025, 2, 28, 16, 0, 0, 0, time.UTC)
	if got := models.DateOf(evening, shanghai); got != "2025-03-01" {
		t.Errorf("in Shanghai %q", got)
	}
	if got := models.DateOf(evening, time.UTC); got != "2025-02-28" {
		t.Errorf("in UTC %q", got)
	}
}

func TestAddDays(t *testing.T) {
	for _, c := range []struct {
		from models.Date
		days int
		want models.Date
	}{
		{"2025-02-28", 1, "2025-03-01"}, {"2024-02-28", 1, "2024-02-29"}, {"2025-01-01", -1, "2024-12-31"},
		{"2025-03-01", 0, "2025-03-01"}, {"", 30, ""},
	} {
		if got := c.from.AddDays(c.days); got != c.want {
			t.Errorf("%q + %d = %q, want %q", c.from, c.days, got, c.want)
		}
	}
}

var anyDate = rapid.Custom(func(t *rapid.T) models.Date {
	return models.Date("1900-01-01").AddDays(rapid.IntRange(0, 8098*365).Draw(t, "days"))
})

func TestDateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day, other := anyDate.Draw(t, "day"), anyDate.Draw(t, "other")
		if got, err := models.ParseDate(string(day)); err != nil || got != day {
			t.Fatalf("ParseDate(%q) = %q, %v", day, got, err)
		}
		gap := day.DaysSince(other)
		if got := other.AddDays(gap); got != day {
			t.Fatalf("%q is %d days after %q, but those lead to %q", day, gap, other, got)
		}
		if (gap < 0) != (day < other) || (gap == 0) != (day == other) {
			t.Fatalf("%q and %q order otherwise than their gap %d", day, other, gap)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2025-03-01", "2025-02-29", "+025-03-01", "2025-03-01 ", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		day, err := models.ParseDate(written)
		if err != nil {
			if day != "" || models.CodeOf(err) != models.CodeInvalidDate {
				t.Fatalf("refused with %q, %v", day, err)
			}
			return
		}
		if len(day) != 10 || day.AddDays(0) != day {
			t.Fatalf("%q was read as %q", written, day)
		}
	})
}
