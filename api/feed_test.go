package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// changes reads a page of the feed after all changes have got their places.
func (h *house) changes(as, query string) reply {
	h.t.Helper()
	_, err := h.store.SequenceChanges(h.t.Context())
	h.must(err)
	return h.get(as, "/changes"+query)
}

// feedItem is an item as a reader sees it.
type feedItem struct {
	Seq                        int64
	Change, ID, Number, Status string
	Vacancy                    json.RawMessage
}

// told is the item of a page about a vacancy.
func (r reply) told(id string) feedItem {
	r.t.Helper()
	var page struct{ Items []feedItem }
	r.into(&page)
	for _, item := range page.Items {
		if item.ID == id {
			return item
		}
	}
	r.t.Fatalf("%s is not told: %s", id, r.Body)
	return feedItem{}
}

// unsaid is what nobody may learn of a vacancy that is not open, in any form: its phone, its contact, its pay, what it is, who
// offers it.
var unsaid = []string{"15400001111", "154-0000-1111", "王主任", "4500", "6000", "装箱", "工业路", "宏发食品"}

func mustNotSay(t *testing.T, name, text string, words ...string) {
	t.Helper()
	for _, word := range words {
		if strings.Contains(text, word) {
			t.Errorf("%s says %s: %s", name, word, text)
		}
	}
}

// TestChanges goes with a vacancy from its draft to its end.
func TestChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		draft := h.post("enterprise", "/vacancies", h.complete("电焊工")).want(http.StatusCreated).text("id")
		id := h.open("包装工")
		page := h.changes("", "?limit=100").want(http.StatusOK)
		item := page.told(id)
		if item.Change != "open" || item.Status != "open" || item.Number != "10002" {
			t.Errorf("%+v", item)
		}
		if alone := strings.TrimSpace(h.get("", "/vacancies/"+id).Body.String()); string(item.Vacancy) != alone {
			t.Errorf("the feed tells\n%s\nand alone it is\n%s", item.Vacancy, alone)
		}
		for _, role := range callers[:len(callers)-1] {
			if got := h.changes(role, "?limit=100"); got.Body.String() != page.Body.String() {
				t.Errorf("%s reads another feed: %s", role, got.Body)
			}
		}
		since := fmt.Sprint("?since=", int64(page.field("next_since").(float64)))
		h.post("enterprise", "/vacancies/"+id+"/fill", "").want(http.StatusOK)
		closing := h.changes("", since).want(http.StatusOK)
		if got := closing.told(id); got.Change != "closed" || got.Status != "filled" || got.Number != "10002" || got.Vacancy != nil {
			t.Errorf("%+v", got)
		}
		mustNotSay(t, "a tombstone", closing.Body.String(), unsaid...)
		mustNotSay(t, "the feed", page.Body.String(), draft, "电焊工", "10001")
		if closing.field("more") != false || closing.field("next_since") != closing.field("head") {
			t.Errorf("%s", closing.Body)
		}
	})
}

// TestAnEmployersEndIsTold suspends an employer: its open vacancy is told to be struck out.
func TestAnEmployersEndIsTold(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	id := h.open("包装工")
	since := fmt.Sprint("?since=", int64(h.changes("", "?limit=100").field("next_since").(float64)))
	h.post("office", "/enterprises/"+h.ids["enterprise"]+"/suspend", `{"reason":"核查"}`).want(http.StatusOK)
	page := h.changes("", since)
	if got := page.told(id); got.Change != "closed" || got.Status != "withdrawn" {
		t.Errorf("%+v", got)
	}
	mustNotSay(t, "a tombstone", page.Body.String(), unsaid...)
}

// TestChangesAreAskedForCheaply asks again with the ETag, and asks for what there is not.
func TestChangesAreAskedForCheaply(t *testing.T) {
	today := now
	h := newHouseIn(t, storetest.SQLite(t), "Asia/Shanghai", func() time.Time { return today })
	h.open("包装工")
	for _, path := range []string{"/changes", "/changes?since=3&limit=2", "/feed.atom", "/feed.atom?division=" + town} {
		ask := func(held string) reply {
			return h.send(call{method: "GET", path: "/api/v1" + path, headers: map[string]string{"If-None-Match": held}})
		}
		_, err := h.store.SequenceChanges(t.Context())
		h.must(err)
		first := ask("").want(http.StatusOK)
		tag := first.Header().Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) {
			t.Errorf("%s: ETag %q", path, tag)
		}
		for _, held := range []string{tag, strings.TrimPrefix(tag, "W/"), `"x", ` + tag} {
			if again := ask(held).want(http.StatusNotModified); again.Body.Len() > 0 || again.Header().Get("ETag") != tag {
				t.Errorf("%s: %q, %v", path, again.Body, again.Header())
			}
		}
		ask(`W/"x"`).want(http.StatusOK)
		h.open("电焊工")
		_, err = h.store.SequenceChanges(t.Context())
		h.must(err)
		tag = ask(tag).want(http.StatusOK).Header().Get("ETag")
		today = today.AddDate(0, 0, 1) // vacancies can expire by it
		ask(tag).want(http.StatusOK)
	}
	if a, b := h.get("", "/changes?since=3").Header().Get("ETag"), h.get("", "/changes?since=4").Header().Get("ETag"); a == b {
		t.Error("two pages have one ETag")
	}
	for _, wrong := range []string{"?since=-1", "?limit=0", "?limit=101", "?since=x", "?since=99999999999999999999"} {
		h.changes("", wrong).problem(http.StatusUnprocessableEntity, models.CodeInvalid)
	}
	beyond := h.changes("", "?since=999999").want(http.StatusOK)
	if beyond.field("next_since") != beyond.field("head") || len(beyond.field("items").([]any)) > 0 {
		t.Errorf("%s", beyond.Body)
	}
}

// TestAFeedThatIsGone asks for what is no longer kept, in both languages, and begins anew.
func TestAFeedThatIsGone(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	id := h.open("包装工")
	h.changes("", "").want(http.StatusOK)
	h.must(h.store.DropOldChanges(t.Context(), storetest.Start.AddDate(9, 0, 0)))
	if p := h.changes("", "?since=3").problem(http.StatusGone, models.CodeFeedGap); !strings.Contains(p.Detail, "since=0") || !hasChinese(p.Detail) {
		t.Errorf("%+v", p)
	}
	english := h.send(call{method: "GET", path: "/api/v1/changes?since=3", headers: map[string]string{"Accept-Language": "en"}})
	if p := english.problem(http.StatusGone, models.CodeFeedGap); !strings.Contains(p.Detail, "since=0") || hasChinese(p.Detail) {
		t.Errorf("%+v", p)
	}
	if got := h.changes("", "").told(id); got.Change != "open" {
		t.Errorf("%+v", got)
	}
}

// TestABeginningThatIsGone drops what a page from the beginning told, without a word at the end: the page is not the same any more,
// since it led on to a place that is gone.
func TestABeginningThatIsGone(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.post("enterprise", "/vacancies/"+h.open("包装工")+"/fill", "").want(http.StatusOK)
	held := h.changes("", "?limit=1").want(http.StatusOK)
	h.must(h.store.DropOldChanges(t.Context(), storetest.Start.AddDate(9, 0, 0)))
	h.changes("", fmt.Sprint("?since=", int64(held.field("next_since").(float64)))).problem(http.StatusGone, models.CodeFeedGap)
	again := h.send(call{method: "GET", path: "/api/v1/changes?limit=1", headers: map[string]string{"If-None-Match": held.Header().Get("ETag")}}).want(http.StatusOK)
	if again.field("next_since") != held.field("head") || again.field("more") != false {
		t.Errorf("%s", again.Body)
	}
}

// TestAtomFeed reads the feed as a reader of feeds does: the open ones as entries, the closed ones as deleted entries.
func TestAtomFeed(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	draft := h.post("enterprise", "/vacancies", h.complete("电焊工")).want(http.StatusCreated).text("id")
	open, closed := h.open("包装工"), h.open("缝纫工")
	h.post("enterprise", "/vacancies/"+closed+"/pause", "").want(http.StatusOK)
	_, err := h.store.SequenceChanges(t.Context())
	h.must(err)
	got := h.get("", "/feed.atom").want(http.StatusOK)
	if got.Header().Get("Content-Type") != "application/atom+xml; charset=utf-8" || got.Header().Get("Last-Modified") == "" {
		t.Errorf("%v", got.Header())
	}
	text := got.Body.String()
	for _, part := range []string{"<id>https://kong.example/api/v1/feed.atom</id>", "<name>孟庄镇就业服务站</name>", "<id>urn:uuid:" + open + "</id>", "包装工 招3人 4500-6000元/月",
		`href="https://kong.example/api/v1/vacancies/` + open + `"`, "154-0000-1111", `<at:deleted-entry ref="urn:uuid:` + closed + `"`} {
		if !strings.Contains(text, part) {
			t.Errorf("no %s in %s", part, text)
		}
	}
	mustNotSay(t, "the feed", text, draft, "电焊工", "缝纫工")
	inside := h.get("", "/feed.atom?division="+town).want(http.StatusOK).Body.String()
	if !strings.Contains(inside, open) || !strings.Contains(inside, "<title>孟庄镇 空岗信息</title>") {
		t.Errorf("%s", inside)
	}
	if !strings.Contains(h.get("", "/feed.atom?division="+county).want(http.StatusOK).Body.String(), open) {
		t.Error("the county's feed has less than its town's")
	}
	if at := h.get("", "/feed.atom?division="+village).want(http.StatusOK).Body.String(); strings.Contains(at, open) || !strings.Contains(at, `type="text/html" href="https://kong.example/b/`+village+`"`) {
		t.Errorf("%s", at)
	}
	for _, wrong := range []string{"x", "410184199000"} {
		h.get("", "/feed.atom?division="+wrong).problem(http.StatusUnprocessableEntity, models.CodeInvalid)
	}
}

// TestTheBoardLeadsToAFeedWithSomethingInIt looks at the feed that a village's board links: its town's, and while that tells of few
// vacancies its county's.
func TestTheBoardLeadsToAFeedWithSomethingInIt(t *testing.T) {
	today := now
	h := newHouseIn(t, storetest.SQLite(t), "Asia/Shanghai", func() time.Time { return today })
	linked := func(of models.DivisionCode, title string) {
		t.Helper()
		page := h.send(call{method: "GET", path: "/b/" + village}).want(http.StatusOK).Body.String()
		if link := `<link rel="alternate" type="application/atom+xml" title="` + title + `" href="/api/v1/feed.atom?division=` + string(of) + `">`; !strings.Contains(page, link) {
			t.Errorf("no %s in %s", link, page)
		}
	}
	for range 9 {
		h.open("包装工")
	}
	linked(county, "新郑市 空岗信息")
	h.open("包装工")
	linked(town, "孟庄镇 空岗信息")
}

func TestAnEmptyAtomFeed(t *testing.T) {
	h, _ := emptyHouse(t, storetest.SQLite(t), "Asia/Shanghai", func() time.Time { return now })
	if got := h.get("", "/feed.atom").want(http.StatusOK).Body.String(); !strings.Contains(got, "<updated>1970-01-01T00:00:00.000Z</updated>") {
		t.Errorf("%s", got)
	}
}

// TestJobPosting asks for a vacancy in one form and the other.
func TestJobPosting(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	id := h.open("包装工")
	as := func(who, id, accept string) reply {
		return h.send(call{as: who, method: "GET", path: "/api/v1/vacancies/" + id, headers: map[string]string{"Accept": accept}})
	}
	posting, plain := as("", id, "application/ld+json").want(http.StatusOK), as("", id, "*/*").want(http.StatusOK)
	for _, r := range []reply{posting, plain} {
		if !strings.Contains(strings.Join(r.Header().Values("Vary"), ","), "Accept") {
			t.Errorf("%v", r.Header())
		}
	}
	if posting.Header().Get("Content-Type") != "application/ld+json" || posting.text("@type") != "JobPosting" || posting.text("datePosted") != "2026-11-23" {
		t.Errorf("%v %s", posting.Header(), posting.Body)
	}
	address := posting.field("jobLocation").(map[string]any)["address"].(map[string]any)
	if address["addressRegion"] != "河南省" || address["addressLocality"] != "郑州市新郑市" || address["streetAddress"] != "孟庄镇工业路1号" {
		t.Errorf("%v", address)
	}
	tag := posting.Header().Get("ETag")
	if tag == "" || tag == plain.Header().Get("ETag") || plain.text("id") != id {
		t.Errorf("ETags %s and %s", tag, plain.Header().Get("ETag"))
	}
	held := call{method: "GET", path: "/api/v1/vacancies/" + id, headers: map[string]string{"Accept": "application/ld+json", "If-None-Match": tag}}
	h.send(held).want(http.StatusNotModified)

	h.post("enterprise", "/vacancies/"+id+"/fill", "").want(http.StatusOK)
	over := h.send(held).want(http.StatusOK)
	mustNotSay(t, "a filled vacancy", over.Body.String(), "154-0000-1111", "15400001111", "王主任")
	if over.text("@type") != "JobPosting" || over.text("validThrough") > "2026-12-01" {
		t.Errorf("%s", over.Body)
	}

	draft := h.post("enterprise", "/vacancies", h.complete("电焊工")).want(http.StatusCreated).text("id")
	as("", draft, "application/ld+json").problem(http.StatusNotFound, models.CodeNotFound)
	as("", noID, "application/ld+json").problem(http.StatusNotFound, models.CodeNotFound)
	if got := as("enterprise", draft, "application/ld+json").want(http.StatusOK); got.text("status") != "draft" {
		t.Errorf("%s", got.Body)
	}
}

// TestRather reads what callers accept.
func TestRather(t *testing.T) {
	for accept, want := range map[string]bool{
		"": false, "*/*": false, "application/json": false, "application/*": false, "text/html,application/xhtml+xml,*/*;q=0.8": false,
		"application/ld+json": true, "Application/LD+JSON": true, "application/ld+json;q=0.5": true, "application/ld+json, */*": true,
		"application/ld+json, application/json": true, "application/json, application/ld+json": false,
		"application/ld+json;q=0.9, application/json;q=0.8": true, "application/json;q=0.9, application/ld+json;q=0.8": false,
		"application/ld+json;q=0": false, "*/*, application/ld+json;q=0": false, "application/*;q=0.1, application/ld+json;q=0.2": true,
		"application/json;q=0, */*": true, "application/ld+json;q=x": false, "application/ld+json;q=2": false, "application/ld+json;q=NaN": false, ";;,/": false,
		`application/ld+json; profile="https://www.w3.org/ns/json-ld#compacted"`: true,
	} {
		if got := api.Rather("application/ld+json", "application/json", accept); got != want {
			t.Errorf("%q: %v", accept, got)
		}
	}
}
