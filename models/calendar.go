package models

import "time"

// Calendar is the one clock of the system: Now gives the time, Zone the office's time zone in which days begin.
type Calendar struct {
	Now  func() time.Time
	Zone *time.Location
}

// Today is the day in the office's zone.
func (c Calendar) Today() Date { return DateOf(c.Now(), c.Zone) }

// Tomorrow is the moment at which the next day begins in the office's zone.
func (c Calendar) Tomorrow() time.Time {
	now := c.Now().In(c.Zone)
	begins := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, c.Zone)
	for DateOf(begins, c.Zone) == DateOf(now, c.Zone) {
		begins = begins.Add(time.Hour) // where clocks are put forward at midnight, the day begins later
	}
	return begins
}

// Moment is the time in UTC, cut to the milliseconds that every database keeps.
func (c Calendar) Moment() time.Time { return c.Now().UTC().Truncate(time.Millisecond) }
