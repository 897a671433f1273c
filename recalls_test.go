package main

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestAVacancyThatFillsIsRecalled fills a vacancy of an edition in force on a serving process, and looks at all that follows within
// one look of its worker.
func TestAVacancyThatFillsIsRecalled(t *testing.T) {
	const county, village = "410184000000", "410184107001"
	d := newDesk(t)
	token := strings.TrimSpace(d.command(t, "", "account", "create", "-role", "office", "-division", county).out)
	s := serveApart(t)
	defer s.end(t)
	type object map[string]any
	post := func(path, body string) object {
		t.Helper()
		var out object
		if status := s.call(t, token, http.MethodPost, path, body, &out); status >= http.StatusBadRequest {
			t.Fatalf("%s: %d %v", path, status, out)
		}
		return out
	}
	employer := post("/enterprises", `{"name":"宏发食品有限公司","kind":"company","division":"410184107000"}`)["id"].(string)
	post("/enterprises/"+employer+"/approve", "")
	id := post("/vacancies", `{"enterprise_id":"`+employer+`","title":"包装工","headcount":3,"wage":{"min":4500,"max":6000,"unit":"month"},"duties":"装箱、封箱","education":"any",`+
		`"workplace":{"division":"410184107000","address":"孟庄镇工业路1号"},"contact":{"name":"王主任","phone":"154-0000-1111"},"valid_until":"`+time.Now().AddDate(0, 1, 0).Format(time.DateOnly)+`"}`)["id"].(string)
	post("/vacancies/"+id+"/submit", "")
	post("/vacancies/"+id+"/approve", "")
	edition := post("/villages/"+village+"/editions", "")["id"].(string)
	post("/editions/"+edition+"/publish", `{"approver":"王主任"}`)

	post("/vacancies/"+id+"/fill", "")
	ctx, give := context.WithTimeout(t.Context(), time.Minute)
	defer give()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	var list struct {
		Total int
		Items []struct {
			Task, Became string
			Vacancy      struct{ ID string }
		}
	}
	for list.Total == 0 {
		select {
		case <-ctx.Done():
			t.Fatal(ctx.Err())
		case <-look.C:
			s.call(t, token, http.MethodGet, "/recalls", "", &list)
		}
	}
	if r := list.Items[0]; list.Total != 1 || r.Vacancy.ID != id || r.Became != "filled" || !strings.HasPrefix(r.Task, "划掉") {
		t.Errorf("%+v", list)
	}
	var script struct {
		Items []any
	}
	s.call(t, token, http.MethodGet, "/villages/"+village+"/editions/latest/loudspeaker.json", "", &script)
	if len(script.Items) != 0 {
		t.Errorf("it is still read out: %+v", script)
	}
	next := post("/villages/"+village+"/editions", "")
	if gone := next["gone"].([]any); len(gone) != 1 || gone[0].(map[string]any)["vacancy_id"] != id || next["lines"] != 0.0 {
		t.Errorf("the next edition: %+v", next)
	}
	if page := fetch(t, s.address+"/b/"+village+"?e="+next["date"].(string)[:4]+"-1"); !strings.Contains(page, "包装工（宏发食品有限公司") || strings.Contains(page, "154-0000-1111") {
		t.Errorf("the board: %s", page)
	}
}
