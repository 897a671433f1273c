package api_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// documented are the calls of the OpenAPI document: id → method and path.
func documented(t *testing.T) map[string][2]string {
	t.Helper()
	text, err := api.Document("test")
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
		}
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	calls := map[string][2]string{}
	for path, methods := range document.Paths {
		for method, op := range methods {
			calls[op.OperationID] = [2]string{strings.ToUpper(method), path}
		}
	}
	return calls
}

func TestPolicyAndRoutesNameTheSameCalls(t *testing.T) {
	calls := documented(t)
	for id := range api.Policy() {
		if _, ok := calls[id]; !ok {
			t.Errorf("%s is in the policy table and is no route", id)
		}
	}
	for id := range calls {
		if len(api.Policy()[id]) == 0 {
			t.Errorf("%s is a route without a line in the policy table", id)
		}
	}
}

// TestEveryRouteForEveryRole calls every route as every role. A role that the table lets through gets past the door,
// whatever is behind it; the others are told 401 or 403 before anything is read.
func TestEveryRouteForEveryRole(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	parameter := regexp.MustCompile(`\{[a-z]+\}`)
	checked := 0
	for id, c := range documented(t) {
		path := parameter.ReplaceAllString(c[1], "0")
		for _, role := range append(models.Roles.Words(), "anonymous") {
			as := role
			if role == "anonymous" {
				as = ""
			}
			got := h.send(call{as: as, method: c[0], path: path}).Code
			allowed := slices.Contains(api.Policy()[id], models.Role(role))
			denied := got == http.StatusUnauthorized || got == http.StatusForbidden
			if allowed == denied {
				t.Errorf("%s as %s: %d, allowed %v", id, role, got, allowed)
			}
			if !allowed && (got == http.StatusUnauthorized) != (as == "") {
				t.Errorf("%s as %s: %d", id, role, got)
			}
			checked++
		}
	}
	t.Logf("%d routes × roles checked", checked)
}

// TestForeignObjectsAreHidden reads, changes and acts on what belongs to another enterprise, village or county: it is as
// if it were not there, unless everybody may see it.
func TestForeignObjectsAreHidden(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		draft := h.post("enterprise", "/vacancies", h.complete("包装工")).want(http.StatusCreated).text("id")
		open := h.open("叉车工")
		edition := h.post("village", "/villages/"+village+"/editions", "").want(http.StatusCreated).text("id")
		for _, c := range []struct {
			as, method, path string
			want             int
		}{
			{"foreign enterprise", "GET", "/vacancies/" + draft, 404},
			{"foreign enterprise", "POST", "/vacancies/" + draft + "/submit", 404},
			{"foreign office", "GET", "/vacancies/" + draft, 404},
			{"foreign office", "POST", "/vacancies/" + draft + "/approve", 404},
			{"", "GET", "/vacancies/" + draft, 404},
			{"foreign enterprise", "GET", "/vacancies/" + open, 200},
			{"foreign enterprise", "POST", "/vacancies/" + open + "/withdraw", 403},
			{"foreign office", "POST", "/vacancies/" + open + "/pause", 403},
			{"foreign enterprise", "GET", "/vacancies/" + open + "/candidates", 403},
			{"foreign enterprise", "GET", "/enterprises/" + h.ids["enterprise"], 404},
			{"foreign office", "GET", "/enterprises/" + h.ids["enterprise"], 404},
			{"foreign office", "POST", "/enterprises/" + h.ids["enterprise"] + "/suspend", 404},
			{"foreign village", "GET", "/seekers/" + h.ids["seeker"], 404},
			{"foreign office", "GET", "/seekers/" + h.ids["seeker"], 404},
			{"foreign seeker", "GET", "/seekers/" + h.ids["seeker"], 404},
			{"foreign seeker", "GET", "/seekers/" + h.ids["seeker"] + "/matches", 404},
			{"foreign village", "DELETE", "/seekers/" + h.ids["seeker"], 404},
			{"foreign village", "GET", "/villages/" + village + "/list", 403},
			{"foreign office", "POST", "/villages/" + village + "/editions", 403},
			{"foreign office", "POST", "/divisions/" + town + "/editions", 403},
			{"foreign village", "GET", "/editions/" + edition, 404},
			{"", "GET", "/editions/" + edition + "/noticeboard.pdf", 404},
			{"foreign office", "POST", "/editions/" + edition + "/publish", 404},
			{"foreign office", "GET", "/enterprises?division=" + county, 403},
			{"foreign office", "GET", "/vacancies/" + open + "/reports", 403},
			{"foreign office", "GET", "/vacancies/" + draft + "/reports", 404},
			{"foreign village", "GET", "/seekers?division=" + village, 403},
			{"enterprise", "GET", "/vacancies/" + draft, 200},
			{"office", "GET", "/vacancies/" + draft, 200},
			{"village", "GET", "/seekers/" + h.ids["seeker"], 200},
			{"seeker", "GET", "/seekers/" + h.ids["seeker"], 200},
			{"office", "GET", "/editions/" + edition, 200},
		} {
			body := ""
			if strings.HasSuffix(c.path, "/publish") {
				body = `{"approver":"甲"}`
			}
			got := h.send(call{as: c.as, method: c.method, path: "/api/v1" + c.path, body: body})
			if got.Code != c.want {
				t.Errorf("%s %s as %q: %d, want %d: %s", c.method, c.path, c.as, got.Code, c.want, got.Body)
			}
		}
	})
}
