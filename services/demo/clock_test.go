package demo

import (
	"testing"
	"time"
)

func TestClock(t *testing.T) {
	early := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	if got := Clock(func() time.Time { return early })(); !got.Equal(early) {
		t.Errorf("while the sample is valid the clock shows %v", got)
	}
	now := time.Date(2031, 5, 1, 8, 0, 0, 0, time.UTC)
	clock := Clock(func() time.Time { return now })
	if got := clock(); !got.Equal(firstDay) {
		t.Errorf("after it has run out the clock starts at %v", got)
	}
	now = now.Add(time.Hour)
	if got := clock(); !got.Equal(firstDay.Add(time.Hour)) {
		t.Errorf("an hour later it shows %v", got)
	}
}
