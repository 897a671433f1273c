package api_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// TestValidityEndsWithTheOfficesDay looks at a vacancy in the last moment of its last day and in the first of the next, before
// anything has written down that it ended, for offices of different zones.
func TestValidityEndsWithTheOfficesDay(t *testing.T) {
	for zone, midnight := range map[string]time.Time{
		"Asia/Shanghai": time.Date(2026, 12, 31, 16, 0, 0, 0, time.UTC), "America/New_York": time.Date(2027, 1, 1, 5, 0, 0, 0, time.UTC),
	} {
		t.Run(zone, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, s *store.Store) {
				clock := now
				h := newHouseIn(t, s, zone, func() time.Time { return clock })
				open, paused := h.open("包装工"), h.open("叉车工")
				h.post("enterprise", "/vacancies/"+paused+"/pause", "").want(200)
				clock = midnight.Add(-time.Millisecond)
				h.shows(open, "open", 1)
				clock = midnight
				h.shows(open, "expired", 0)
				h.shows(paused, "expired", 0)
				for _, path := range []string{open + "/pause", paused + "/resume", open + "/fill", open + "/withdraw"} {
					h.post("enterprise", "/vacancies/"+path, "").problem(409, models.CodeIllegalTransition)
				}
				h.post("", "/vacancies/"+open+"/reports", `{"kind":"fee"}`).problem(409, models.CodeIllegalTransition)
				h.patch("enterprise", "/vacancies/"+open, h.get("enterprise", "/vacancies/"+open).Header().Get("ETag"), `{"valid_until":"2027-06-30"}`).problem(409, models.CodeIllegalTransition)
				for status, want := range map[string]float64{"open": 0, "paused": 0, "expired": 2} {
					if got := h.get("enterprise", "/vacancies?status="+status).want(200); got.field("total") != want {
						t.Errorf("%v are %s, want %v", got.field("total"), status, want)
					}
				}
			})
		})
	}
}

// shows wants a vacancy to stand at the status for everybody, and so many to be found and on the board.
func (h *house) shows(id, status string, found float64) {
	h.t.Helper()
	got := h.get("", "/vacancies/"+id).want(200)
	if got.text("status") != status || (got.field("contact") != nil) != (status == "open") {
		h.t.Errorf("want %s: %s", status, got.Body)
	}
	if n := h.get("", "/vacancies").want(200).field("total"); n != found {
		h.t.Errorf("%v are found, want %v", n, found)
	}
	page := h.send(call{method: "GET", path: "/b/" + village}).want(200).Body.String()
	if strings.Contains(page, "包装工") != (found > 0) {
		h.t.Errorf("the board shows the vacancy: %v", found == 0)
	}
}

// TestMidnightIsWaitedFor runs the work once at each beginning of a day, and waits for exactly that.
func TestMidnightIsWaitedFor(t *testing.T) {
	clock := time.Date(2026, 11, 23, 15, 30, 0, 0, time.UTC)
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	waits, worked := make(chan time.Duration), make(chan bool)
	background := api.NewBackground(ctx)
	timer := func(d time.Duration) <-chan time.Time {
		select {
		case waits <- d:
		case <-ctx.Done():
			return nil
		}
		clock = clock.Add(d)
		fired := make(chan time.Time, 1)
		fired <- clock
		return fired
	}
	background.AtMidnight(models.Calendar{Now: func() time.Time { return clock }, Zone: zone}, timer, func(context.Context) { worked <- true })
	for _, want := range []time.Duration{30 * time.Minute, 24 * time.Hour, 24 * time.Hour} {
		if got := <-waits; got != want {
			t.Errorf("waits %s, want %s", got, want)
		}
		<-worked
	}
	stop()
	background.Wait()
}
