package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/robots/robottest"
)

// published is an edition in force of the village with one line.
func (h *house) published() string {
	h.t.Helper()
	h.open("包装工")
	id := h.post("village", "/villages/"+village+"/editions", "").want(http.StatusCreated).text("id")
	h.post("village", "/editions/"+id+"/publish", `{"approver":"王主任"}`).want(http.StatusOK)
	return id
}

// TestDeliveries adds a robot of each kind, posts an edition, and reads what came of it.
func TestDeliveries(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		at := "/villages/" + village + "/targets"
		servers := map[models.RobotKind]*robottest.Server{}
		for _, kind := range models.RobotKinds {
			servers[kind.Code] = robottest.Start(t, kind.Code, func() time.Time { return now })
			robot := servers[kind.Code].Target("口张村")
			body := `{"kind":"` + string(kind.Code) + `","name":"口张村务工群","url":"` + robot.URL + `"`
			if robot.Secret != "" {
				body += `,"secret":"` + robot.Secret + `"`
			}
			made := h.once("village", at, "add "+string(kind.Code), body+"}").want(http.StatusCreated)
			if got := h.get("office", at+"/"+made.text("id")).want(http.StatusOK); got.Body.String() != made.Body.String() || got.field("signed") != (robot.Secret != "") {
				t.Errorf("made %s, got %s", made.Body, got.Body)
			}
			if url := made.text("url"); !strings.HasPrefix(url, "http://127.0.0.1:") || !strings.HasSuffix(url, "/…") {
				t.Errorf("the address reads %s", url)
			}
			h.post("office", at, body+"}").problem(http.StatusConflict, models.CodeDuplicate)
		}
		edition := h.published()
		sent := h.once("village", "/editions/"+edition+"/deliveries", "send", "").want(http.StatusAccepted)
		if again := h.post("office", "/editions/"+edition+"/deliveries", "").want(http.StatusAccepted); again.Body.String() != sent.Body.String() || again.field("total") != 3.0 {
			t.Errorf("sent %s, again %s", sent.Body, again.Body)
		}
		h.must(h.delivery.Work(t.Context()))
		for kind, server := range servers {
			if len(server.Acknowledged()) == 0 || len(server.Taken()) != len(server.Acknowledged()) {
				t.Errorf("%s took %v", kind, server.Taken())
			}
		}
		list := h.get("village", "/deliveries?edition="+edition+"&status=sent").want(http.StatusOK)
		if list.field("total") != 3.0 {
			t.Fatalf("%s", list.Body)
		}
	})
}
