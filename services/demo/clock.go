package demo

import "time"

// The vacancies of the sample are valid until the second half of 2027. After lastDay the demo's clock starts on firstDay
// instead, so that it shows the same for ever.
var (
	firstDay = time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("CST", 8*60*60))
	lastDay  = time.Date(2027, 5, 31, 0, 0, 0, 0, time.FixedZone("CST", 8*60*60))
)

// Clock is the clock of the demo: now while the sample is valid, else one that runs from the sample's first day.
func Clock(now func() time.Time) func() time.Time {
	started := now()
	if started.Before(lastDay) {
		return now
	}
	return func() time.Time { return firstDay.Add(now().Sub(started)) }
}
