package models_test

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones below, on every machine

	"konggang/models"
)

func TestTomorrow(t *testing.T) {
	for _, c := range []struct{ zone, now, want string }{
		{"Asia/Shanghai", "2026-11-23T15:59:59Z", "2026-11-23T16:00:00Z"},
		{"Asia/Shanghai", "2026-11-23T16:00:00Z", "2026-11-24T16:00:00Z"},
		{"Asia/Shanghai", "2026-12-31T12:00:00Z", "2026-12-31T16:00:00Z"},
		{"Asia/Urumqi", "2026-11-23T17:59:59.999Z", "2026-11-23T18:00:00Z"},
		{"America/New_York", "2026-03-08T12:00:00Z", "2026-03-09T04:00:00Z"},  // clocks went forward at two
		{"America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-04T03:00:00Z"}, // and here at midnight itself
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		got := models.Calendar{Now: func() time.Time { return now }, Zone: zone}.Tomorrow()
		if got.UTC().Format(time.RFC3339) != c.want {
			t.Errorf("%s in %s: %s, want %s", c.now, c.zone, got.UTC().Format(time.RFC3339), c.want)
		}
	}
}
