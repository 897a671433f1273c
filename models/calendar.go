package models

import "time"

// Calendar is the one clock of the system: Now gives the time, Zone the office's time zone in which days begin.
type Calendar struct {
	Now  func() time.Time
	Zone *time.Location
}

// Today is the day in the office's zone.
func (c Calendar) Today() Date { return DateOf(c.Now(), c.Zone) }

// Moment is the time in UTC, cut to the milliseconds that every database keeps.
func (c Calendar) Moment() time.Time { return c.Now().UTC().Truncate(time.Millisecond) }
