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

// TestARefusedDeliveryIsToldAndSentAgain reads the fault in both languages, retries, and finds no secret anywhere.
func TestARefusedDeliveryIsToldAndSentAgain(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	group := robottest.Start(t, models.RobotWeCom, func() time.Time { return now })
	robot := group.Target("口张村")
	h.post("village", "/villages/"+village+"/targets", `{"kind":"wecom","name":"群","url":"`+robot.URL+`"}`).want(http.StatusCreated)
	edition := h.published()
	id := h.post("village", "/editions/"+edition+"/deliveries", "").want(http.StatusAccepted).field("items").([]any)[0].(map[string]any)["id"].(string)
	h.post("village", "/deliveries/"+id+"/retry", "").problem(http.StatusConflict, models.CodeIllegalTransition)
	group.Misbehave(robottest.Answers(http.StatusOK, `{"errcode":93000,"errmsg":"invalid webhook url"}`))
	h.must(h.delivery.Work(t.Context()))
	got := h.get("village", "/deliveries/"+id).want(http.StatusOK)
	fault, _ := got.field("fault").(map[string]any)
	if got.text("status") != "archived" || fault["code"] != "robot_refused" || fault["detail"] != "errcode 93000" || !hasChinese(fault["message"].(string)) {
		t.Errorf("%s", got.Body)
	}
	h.get("foreign village", "/deliveries/"+id).problem(http.StatusNotFound, models.CodeNotFound)
	h.get("foreign office", "/deliveries?village="+village).problem(http.StatusForbidden, models.CodeForbidden)
	if list := h.get("foreign office", "/deliveries").want(http.StatusOK); list.field("total") != 0.0 {
		t.Errorf("%s", list.Body)
	}
	h.once("office", "/deliveries/"+id+"/retry", "again", "").want(http.StatusOK)
	h.once("office", "/deliveries/"+id+"/retry", "again", "").want(http.StatusOK)
	h.must(h.delivery.Work(t.Context()))
	if got := h.get("office", "/deliveries/"+id).want(http.StatusOK); got.text("status") != "sent" || got.field("fault") != nil || got.text("sent_at") == "" {
		t.Errorf("%s", got.Body)
	}
	seen := h.log.String()
	for _, path := range []string{"/villages/" + village + "/targets", "/deliveries", "/audit?object=target", "/audit?object=delivery"} {
		answer := h.get("office", path).want(http.StatusOK)
		if answer.field("total") == 0.0 {
			t.Errorf("nothing at %s", path)
		}
		seen += answer.Body.String()
	}
	if strings.Contains(seen, group.Key("口张村")) || strings.Contains(seen, "key-of") {
		t.Error("the robot's key is shown")
	}
}

// TestTargetsAndDeliveriesThatAreRefused goes by the field that is wrong.
func TestTargetsAndDeliveriesThatAreRefused(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	at := "/villages/" + village + "/targets"
	for _, c := range []struct{ body, field, code string }{
		{`{"kind":"wecom","url":"https://a.example/?key=k"}`, "name", "required"},
		{`{"kind":"qq","name":"群","url":"https://a.example/?key=k"}`, "kind", "unknown_value"},
		{`{"kind":"wecom","name":"群","url":"https://a.example/"}`, "url", "robot_key_missing"},
		{`{"kind":"wecom","name":"群","url":"ftp://a.example/?key=k"}`, "url", "unsafe_url"},
		{`{"kind":"webhook","name":"群","url":"https://a.example/"}`, "secret", "required"},
		{`{"kind":"webhook","name":"群","url":"https://a.example/","secret":"` + strings.Repeat("x", 257) + `"}`, "secret", "too_long"},
	} {
		got := h.post("village", at, c.body).problem(http.StatusUnprocessableEntity, models.CodeInvalid)
		if len(got.Errors) != 1 || got.Errors[0].Field != c.field || got.Errors[0].Code != c.code {
			t.Errorf("%s: %+v", c.body, got.Errors)
		}
	}
	draft := h.post("village", "/villages/"+village+"/editions", "").want(http.StatusCreated).text("id")
	h.post("village", "/editions/"+draft+"/deliveries", "").problem(http.StatusConflict, models.CodeNotInForce)
	edition := h.published()
	h.post("village", "/editions/"+edition+"/deliveries", "").problem(http.StatusConflict, models.CodeNoTarget)
	for i := range models.MaxTargets {
		h.post("village", at, `{"kind":"wecom","name":"群","url":"https://a.example/?key=`+string(rune('a'+i))+`"}`).want(http.StatusCreated)
	}
	h.post("village", at, `{"kind":"wecom","name":"群","url":"https://a.example/?key=z"}`).problem(http.StatusConflict, models.CodeTooManyTargets)
	got := h.post("village", "/editions/"+edition+"/deliveries", `{"targets":["`+noID+`"]}`).problem(http.StatusUnprocessableEntity, models.CodeInvalid)
	if len(got.Errors) != 1 || got.Errors[0].Field != "targets" || got.Errors[0].Code != "unknown_target" {
		t.Errorf("%+v", got.Errors)
	}
}

// TestAnEditionWithAClosedLineIsNotSent names the line, as publishing does.
func TestAnEditionWithAClosedLineIsNotSent(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	robot := robottest.Start(t, models.RobotWeCom, func() time.Time { return now }).Target("口张村")
	h.post("village", "/villages/"+village+"/targets", `{"kind":"wecom","name":"群","url":"`+robot.URL+`"}`).want(http.StatusCreated)
	vacancy := h.open("包装工")
	id := h.post("village", "/villages/"+village+"/editions", "").want(http.StatusCreated).text("id")
	h.post("village", "/editions/"+id+"/publish", `{"approver":"王主任"}`).want(http.StatusOK)
	h.post("enterprise", "/vacancies/"+vacancy+"/fill", "").want(http.StatusOK)
	p := h.post("village", "/editions/"+id+"/deliveries", "").problem(http.StatusConflict, models.CodeConflict)
	if len(p.Errors) != 1 || p.Errors[0].Code != string(models.CodeLineClosed) || !strings.Contains(p.Errors[0].Message, "请出新一期再发") {
		t.Errorf("%+v", p)
	}
}
