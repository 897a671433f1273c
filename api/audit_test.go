package api_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// audit asks for the audit of editions.
func (h *house) audit(as, query string) api.AuditList {
	h.t.Helper()
	var out api.AuditList
	h.get(as, "/audit?object=edition"+query).want(200).into(&out)
	return out
}

// TestAuditOfAnEdition follows one edition from its draft to its end: who, from where, in which request, what, why.
func TestAuditOfAnEdition(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		h.open("包装工")
		id := h.post("village", "/villages/"+village+"/editions", "").want(201).text("id")
		published := h.post("village", "/editions/"+id+"/publish", `{"approver":"王主任"}`).want(200)
		h.post("foreign office", "/editions/"+id+"/supersede", `{"reason":"胡闹"}`).want(403)
		h.post("office", "/editions/"+id+"/supersede", `{"reason":"工资\n写错"}`).want(200)
		got := h.audit("office", "")
		if got.Total != 3 || len(got.Items) != 3 || got.NextCursor != "" {
			t.Fatalf("%+v", got)
		}
		for i, want := range []struct{ action, role, reason string }{{"supersede", "office", "工资 写错"}, {"publish", "village", ""}, {"draft", "village", ""}} {
			e := got.Items[i]
			if e.Action != want.action || e.Role != want.role || e.Reason != want.reason || e.ObjectID != id || e.Division != village ||
				e.Account == "" || e.Origin != "192.0.2.1" || e.Seq == 0 || time.Time(e.At).IsZero() || e.Details == nil {
				t.Errorf("%+v, want %+v", e, want)
			}
		}
		if got.Items[1].RequestID != published.Header().Get("X-Request-Id") {
			t.Errorf("request %s", got.Items[1].RequestID)
		}
		if head, err := models.ParseAuditHead(got.Head); err != nil || head.Seq < got.Items[0].Seq {
			t.Errorf("head %q, %v", got.Head, err)
		}
	})
}

// TestAuditFilters narrows by every parameter, and turns pages.
func TestAuditFilters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		h.open("包装工")
		for _, at := range []string{village, next, village} {
			h.post("office", "/villages/"+at+"/editions", "").want(201)
		}
		all := h.audit("office", "").Items
		moment := url.QueryEscape(time.Time(all[1].At).Format(time.RFC3339Nano))
		for query, want := range map[string]int{
			"":                                      3,
			"&division=" + village:                  2,
			"&division=410184107":                   3,
			"&object_id=" + all[0].ObjectID:         1,
			"&account=" + all[0].Account:            3,
			"&account=0":                            0,
			"&action=draft":                         3,
			"&action=publish":                       0,
			"&since=" + moment:                      2,
			"&until=" + moment:                      1,
			"&since=" + moment + "&until=" + moment: 0,
			"&since=2025-03-01&until=2025-03-01":    3,
			"&since=2025-03-02":                     0,
			"&until=2025-02-28":                     0,
			"&since=2025-03-01T08:00:00%2B08:00":    3,
			"&since=2025-03-01T08:00:00+08:00":      3,
			"&until=2025-03-01T08:00:00%2B08:00":    0,
		} {
			if got := h.audit("office", query); got.Total != want || len(got.Items) != want {
				t.Errorf("%s: %d of %d, want %d", query, len(got.Items), got.Total, want)
			}
		}
		seen := 0
		for cursor := ""; ; {
			page := h.audit("office", "&limit=2&cursor="+cursor)
			seen += len(page.Items)
			if cursor = page.NextCursor; cursor == "" {
				break
			}
		}
		if seen != 3 {
			t.Errorf("%d on all pages", seen)
		}
	})
}

// TestDaysOfTheAuditBeginInTheOfficesZone takes the last quarter of an hour of a UTC day for the next one.
func TestDaysOfTheAuditBeginInTheOfficesZone(t *testing.T) {
	c := storetest.Engines[0].Config(t)
	at := time.Date(2025, 3, 1, 15, 45, 0, 0, time.UTC)
	c.Clock = func() time.Time { return at }
	s := storetest.Open(t, c)
	h := newHouse(t, s)
	for range 2 {
		h.must(s.Record(t.Context(), models.System("test").Did("draft", models.ObjectEdition, "e", village)))
		at = at.Add(30 * time.Minute)
	}
	for query, want := range map[string]int{"&since=2025-03-02": 1, "&until=2025-03-01": 1, "&since=2025-03-01&until=2025-03-02": 2, "&until=2025-02-28": 0} {
		if got := h.audit("office", query).Total; got != want {
			t.Errorf("%s: %d, want %d", query, got, want)
		}
	}
}

// TestAuditIsForTheOfficeInScope tells a town nothing of its county, and nobody anything of a neighbour.
func TestAuditIsForTheOfficeInScope(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	token := h.post("office", "/accounts", `{"role":"office","division":"`+town+`"}`).want(201).text("token")
	h.tokens["town office"] = token
	about := models.System("test")
	for _, d := range []models.DivisionCode{county, town, village, abroad, "410000000000"} {
		h.must(h.store.Record(t.Context(), about.Did("draft", models.ObjectEdition, string(d), d)))
	}
	for as, want := range map[string]string{"office": village + " " + town + " " + county, "town office": village + " " + town, "foreign office": abroad} {
		var got []string
		for _, e := range h.audit(as, "").Items {
			got = append(got, e.ObjectID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s sees %v, want %s", as, got, want)
		}
	}
	h.get("town office", "/audit?division="+county).problem(403, models.CodeForbidden)
	h.get("office", "/audit?division="+foreign).problem(403, models.CodeForbidden)
	for _, as := range []string{"enterprise", "village", "seeker", "device"} {
		h.get(as, "/audit").problem(403, models.CodeForbidden)
	}
	h.get("", "/audit").problem(401, models.CodeUnauthenticated)
}

// TestAuditQueriesThatAreWrong are told by their field, in the caller's language.
func TestAuditQueriesThatAreWrong(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	for query, want := range map[string]struct {
		field, zh, en string
		status        int
	}{
		"since=yesterday":                   {"since", "开始时间", "since: is not a valid date or moment", 422},
		"until=2025-02-30":                  {"until", "结束时间", "until: is not a valid date or moment", 422},
		"since=2025-03-02&until=2025-02-01": {"since", "下限高于上限", "minimum above its maximum", 422},
		"object=dog":                        {"object", "只能是", "must be one of", 422},
		"division=4101":                     {"division", "区划", "division code", 422},
		"cursor=x":                          {"cursor", "翻页", "cursor", 400},
		"limit=1000":                        {"limit", "每页条数", "limit", 422},
		"colour=red":                        {"colour", "没有这个字段或参数", "not a known field", 400},
	} {
		for language, text := range map[string]string{"zh-CN": want.zh, "en": want.en} {
			p := h.send(call{as: "office", method: "GET", path: "/api/v1/audit?" + query, headers: map[string]string{"Accept-Language": language}}).problem(want.status, models.CodeInvalid)
			if len(p.Errors) != 1 || p.Errors[0].Field != want.field || !strings.Contains(p.Errors[0].Message, text) {
				t.Errorf("%s in %s: %+v", query, language, p.Errors)
			}
		}
	}
}
