package api_test

import (
	"net/http"
	"testing"

	"konggang/models/store"
	"konggang/models/store/storetest"
)

// TestAnotherNameWaitsForTheOffice lets an approved employer call itself something else: it is approved anew first.
func TestAnotherNameWaitsForTheOffice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		path := "/enterprises/" + h.ids["enterprise"]
		kept := h.patch("enterprise", path, `"v1"`, `{"address":"工业路2号"}`).want(http.StatusOK)
		if kept.text("status") != "approved" {
			t.Errorf("another address: %s", kept.text("status"))
		}
		renamed := h.patch("enterprise", path, `"v2"`, `{"name":"别家公司"}`).want(http.StatusOK)
		if renamed.text("status") != "pending" {
			t.Errorf("another name: %s", renamed.text("status"))
		}
	})
}

// TestNobodyIsSentToASuspendedEmployer hides the phone of an employer that the office no longer trusts.
func TestNobodyIsSentToASuspendedEmployer(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	id := h.open("包装工")
	if h.get("", "/vacancies/"+id).want(200).field("contact") == nil {
		t.Fatal("an open vacancy has no contact")
	}
	h.post("office", "/enterprises/"+h.ids["enterprise"]+"/suspend", `{"reason":"举报"}`).want(200)
	if got := h.get("", "/vacancies/"+id).want(200); got.field("contact") != nil {
		t.Errorf("still shown: %s", got.Body)
	}
	if got := h.get("", "/vacancies").want(200).field("total"); got != 0.0 {
		t.Errorf("%v are found", got)
	}
}

func TestHeadIsAnsweredLikeGet(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	for _, path := range []string{"/healthz", "/api/v1/vacancies", "/b/" + village} {
		h.send(call{method: "HEAD", path: path}).want(200)
	}
	h.send(call{method: "HEAD", path: "/api/v1/enterprises"}).want(401)
}
