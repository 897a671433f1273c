package api_test

import (
	"net/http"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// TestSchedules makes, reads and deletes them as an office does. It is the 23rd of November, nine in the morning.
func TestSchedules(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		path := "/divisions/" + town + "/schedules"
		made := h.once("office", path, "k1", `{"weekdays":["friday","monday"],"time":"06:30"}`).want(http.StatusCreated)
		where := made.Header().Get("Location")
		if where != "/api/v1"+path+"/"+made.text("id") {
			t.Errorf("it is at %s", where)
		}
		for field, want := range map[string]any{"division": town, "time": "06:30", "zone": "Asia/Shanghai", "size": 20.0, "version": 1.0,
			"next_at": "2026-11-26T22:30:00.000Z", "last_at": nil, "last_operation": nil, "stopped": nil} {
			if got := made.field(field); got != want {
				t.Errorf("%s is %v, want %v", field, got, want)
			}
		}
		if days, _ := made.field("weekdays").([]any); len(days) != 2 || days[0] != "monday" || days[1] != "friday" {
			t.Errorf("on %v", days)
		}
		if again := h.once("office", path, "k1", `{"time":"06:30","weekdays":["friday","monday"]}`).want(http.StatusCreated); again.text("id") != made.text("id") {
			t.Error("the repeat made another")
		}
		got := h.get("office", path+"/"+made.text("id")).want(http.StatusOK)
		if got.Body.String() != made.Body.String() || got.Header().Get("ETag") != made.Header().Get("ETag") {
			t.Errorf("%s, made %s", got.Body, made.Body)
		}
		h.post("office", path, `{"weekdays":["friday"],"time":"06:30"}`).problem(http.StatusConflict, models.CodeDuplicate)
		evening := h.post("office", path, `{"time":"18:00","size":40}`).want(http.StatusCreated)
		if days, is := evening.field("weekdays").([]any); !is || len(days) != 0 || evening.text("next_at") != "2026-11-23T10:00:00.000Z" || evening.field("size") != 40.0 {
			t.Errorf("%s", evening.Body)
		}
		list := h.get("office", path+"?limit=1").want(http.StatusOK)
		if list.field("total") != 2.0 || list.text("next_cursor") == "" {
			t.Errorf("%s", list.Body)
		}
		h.send(call{as: "office", method: "DELETE", path: where}).want(http.StatusNoContent)
		h.send(call{as: "office", method: "DELETE", path: where}).problem(http.StatusNotFound, models.CodeNotFound)
		h.get("office", path+"/"+made.text("id")).problem(http.StatusNotFound, models.CodeNotFound)
		h.get("office", "/divisions/"+county+"/schedules/"+evening.text("id")).problem(http.StatusNotFound, models.CodeNotFound)
	})
}

func TestSchedulesThatAreRefused(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	path := "/divisions/" + town + "/schedules"
	for _, c := range []struct {
		body   string
		status int
		field  string
		code   string
	}{
		{`{}`, 422, "time", "required"},
		{`{"time":"6:30"}`, 422, "time", "invalid_time"},
		{`{"time":"24:00"}`, 422, "time", "invalid_time"},
		{`{"time":"22:00"}`, 422, "time", "night_hours"},
		{`{"time":"05:59","weekdays":["friday"]}`, 422, "time", "night_hours"},
		{`{"time":630}`, 422, "time", "wrong_type"},
		{`{"time":"06:30","weekdays":["Mon"]}`, 422, "weekdays", "unknown_value"},
		{`{"time":"06:30","weekdays":["monday","monday"]}`, 422, "weekdays", "duplicate"},
		{`{"time":"06:30","weekdays":"monday"}`, 422, "weekdays", "wrong_type"},
		{`{"time":"06:30","size":0}`, 422, "size", "out_of_range"},
		{`{"time":"06:30","size":41}`, 422, "size", "out_of_range"},
		{`{"time":"06:30","size":1.5}`, 422, "size", "wrong_type"},
		{`{"time":"06:30","zone":"UTC"}`, 400, "zone", "unknown_field"},
	} {
		got := h.post("office", path, c.body).problem(c.status, models.CodeInvalid)
		if len(got.Errors) != 1 || got.Errors[0].Field != c.field || got.Errors[0].Code != c.code {
			t.Errorf("%s: %+v, want %s %s", c.body, got.Errors, c.field, c.code)
		}
	}
	h.post("office", path, `[]`).problem(400, models.CodeMalformed)
	h.post("office", "/divisions/xyz/schedules", `{"time":"06:30"}`).problem(422, models.CodeInvalid)
	h.post("office", "/divisions/410184199000/schedules", `{"time":"06:30"}`).problem(404, models.CodeNotFound)
	for minute := range models.MaxSchedules {
		h.post("office", path, `{"time":"07:0`+string(rune('0'+minute))+`"}`).want(http.StatusCreated)
	}
	h.post("office", path, `{"time":"12:00"}`).problem(http.StatusConflict, models.CodeTooManySchedules)
	h.get("office", path+"?cursor=x").problem(400, models.CodeInvalid)
}
