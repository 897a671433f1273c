package api_test

import (
	"encoding/json"
	"strings"
	"testing"

	"konggang/api"
	"konggang/models"
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

// TestListsOfOthersAreRefused asks for what lies outside one's own division.
func TestListsOfOthersAreRefused(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	for _, c := range []struct{ as, path string }{
		{"foreign office", "/enterprises?division=" + county}, {"foreign village", "/seekers?division=" + village},
		{"foreign office", "/vacancies?status=submitted&division=" + town},
	} {
		h.get(c.as, c.path).problem(403, models.CodeForbidden)
	}
}
