package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/channels/noticeboard"
	"konggang/services/editions"
)

// draftIn makes a draft for a village of the house.
func (h *house) draftIn(village models.DivisionCode, name string) models.Edition {
	h.t.Helper()
	e := models.Edition{Village: village, VillageName: name, TownName: "孟庄镇", Year: 2026, Date: "2026-11-23", Status: models.EditionDraft,
		Office: models.Office{Name: "站", PublicURL: "https://kong.example"}}
	h.must(h.store.CreateEdition(h.t.Context(), &e))
	return e
}

// TestATownIsPrintedAtOnce prints what hangs in a town's villages, and is told which have nothing to hang.
func TestATownIsPrintedAtOnce(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	const job = "/divisions/" + town + "/noticeboards.pdf"
	h.tokens["town office"] = h.post("office", "/accounts", `{"role":"office","division":"`+town+`"}`).want(201).text("token")
	h.draftIn(village, "口张村")
	h.get("office", job).problem(http.StatusNotFound, models.CodeNoEdition)
	var published []models.Edition
	for range 2 { // the second is the one in force
		e := h.draftIn(next, "鸡王村")
		h.must(e.Publish("王建国", now))
		h.must(h.store.UpdateEdition(t.Context(), &e))
		published = []models.Edition{e}
	}
	got := h.get("office", job).want(200)
	if got.Header().Get("X-Villages") != "1" || got.Header().Get("X-Villages-Without-Edition") != village ||
		got.Header().Get("Content-Disposition") != `attachment; filename="noticeboards-`+town+`.pdf"` || got.Header().Get("Content-Type") != "application/pdf" {
		t.Errorf("%v", got.Header())
	}
	h.send(call{as: "office", method: "GET", path: "/api/v1" + job, headers: map[string]string{"If-None-Match": got.Header().Get("ETag")}}).want(http.StatusNotModified)
	e := h.draftIn(village, "口张村")
	h.must(e.Publish("王建国", now))
	h.must(h.store.UpdateEdition(t.Context(), &e))
	published = append([]models.Edition{e}, published...) // by the code of the village
	for query, o := range map[string]noticeboard.Options{"": {}, "?paper=a3&orientation=portrait&group=trade&tear_off=true": {Paper: "a3", Orientation: "portrait", Group: "trade", TearOff: true}} {
		want, err := noticeboard.Job(t.Context(), published, o, false)
		if err != nil {
			t.Fatal(err)
		}
		if got := h.get("town office", job+query).want(200); !bytes.Equal(got.Body.Bytes(), want) || got.Header().Get("X-Villages") != "2" || got.Header().Get("X-Villages-Without-Edition") != "" {
			t.Errorf("%q: other bytes, or %v", query, got.Header())
		}
	}
	duplex := h.get("office", "/divisions/"+county+"/noticeboards.pdf?duplex=true").want(200).Body.Bytes()
	if pages := bytes.Count(duplex, []byte("/Type /Page\n")); pages != 3 {
		t.Errorf("two sheets of a page each on both sides of the paper have %d pages", pages)
	}
	for _, wrong := range []string{"?paper=a5", "?group=colour", "?duplex=perhaps"} {
		if got := h.get("office", job+wrong); got.Code < 400 || got.Code >= 500 {
			t.Errorf("%s: %d", wrong, got.Code)
		}
	}
	h.get("town office", "/divisions/"+county+"/noticeboards.pdf").problem(http.StatusForbidden, models.CodeForbidden)
	h.get("foreign office", job).problem(http.StatusForbidden, models.CodeForbidden)
}

// TestAJobHasItsLimit asks for a county with one village too many, and for one of whose villages many have no edition.
func TestAJobHasItsLimit(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	var villages []models.Division
	for i := range editions.MaxJob - 2 {
		villages = append(villages, models.Division{Code: models.DivisionCode(fmt.Sprintf("4101841%02d%03d", 20+i/100, 200+i%100)), Name: "村"})
	}
	h.must(h.store.SaveDivisions(t.Context(), villages))
	e := h.draftIn(village, "口张村")
	h.must(e.Publish("王建国", now))
	h.must(h.store.UpdateEdition(t.Context(), &e))
	const job = "/divisions/" + county + "/noticeboards.pdf"
	without := strings.Split(h.get("office", job).want(200).Header().Get("X-Villages-Without-Edition"), ",")
	if len(without) != 101 || without[0] != next || without[100] != "..." || !slices.IsSorted(without[:100]) {
		t.Errorf("%d: %v", len(without), without)
	}
	h.must(h.store.SaveDivisions(t.Context(), []models.Division{{Code: "410184199200", Name: "村"}}))
	p := h.get("office", job).problem(http.StatusUnprocessableEntity, models.CodeInvalid)
	if len(p.Errors) != 1 || p.Errors[0].Code != string(models.CodeTooMany) || !strings.Contains(p.Errors[0].Message, "500") {
		t.Errorf("%+v", p)
	}
}

// TestHowFormsAreHanded holds what browsers and caches are told about the page and the workbook.
func TestHowFormsAreHanded(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	e := h.draftIn(village, "口张村")
	const style = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'unsafe-inline'"
	for _, c := range []struct{ form, media, policy, name string }{
		{"noticeboard.html", "text/html; charset=utf-8", style, ""},
		{"noticeboard.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", strings.TrimSuffix(style, "; style-src 'unsafe-inline'"), `attachment; filename="noticeboard-` + village + `-2026-1.xlsx"`},
	} {
		got := h.get("village", "/editions/"+e.ID+"/"+c.form).want(200)
		for name, want := range map[string]string{"Content-Type": c.media, "Content-Security-Policy": c.policy, "Content-Disposition": c.name, "Cache-Control": "no-store", "X-Robots-Tag": "noindex", "X-Edition-Status": "draft"} {
			if got.Header().Get(name) != want || len(got.Header().Values(name)) > 1 {
				t.Errorf("%s: %s is %q, want %q", c.form, name, got.Header().Values(name), want)
			}
		}
		h.get("", "/editions/"+e.ID+"/"+c.form).problem(http.StatusNotFound, models.CodeNotFound)
	}
	h.post("village", "/editions/"+e.ID+"/publish", `{"approver":"王建国"}`).want(200)
	page := h.get("", "/villages/"+village+"/editions/latest/noticeboard.html?orientation=portrait&paper=a3").want(200)
	if page.Header().Get("Cache-Control") != "no-cache" || page.Header().Get("X-Robots-Tag") != "" || !regexp.MustCompile(`签发：王建国`).Match(page.Body.Bytes()) {
		t.Errorf("%v\n%s", page.Header(), page.Body)
	}
	h.send(call{method: "GET", path: "/api/v1/editions/" + e.ID + "/noticeboard.html?orientation=portrait&paper=a3", headers: map[string]string{"If-None-Match": page.Header().Get("ETag")}}).want(http.StatusNotModified)
	h.get("", "/editions/"+e.ID+"/noticeboard.html?paper=a5").problem(http.StatusUnprocessableEntity, models.CodeInvalid)
}

// TestPagesOfForms counts pages where one is asked for at a time, and passes over the question elsewhere.
func TestPagesOfForms(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.open("包装工")
	form := "/editions/" + h.newEdition() + "/"
	for path, pages := range map[string]string{"noticeboard.png": "1", "wechat.png?page=1": "1", "noticeboard.pdf": "", "noticeboard.pdf?page=2": "", "wechat.txt?page=9": ""} {
		if got := h.get("", form+path).want(200).Header().Get("X-Page-Count"); got != pages {
			t.Errorf("%s has %q pages, want %q", path, got, pages)
		}
	}
	for _, path := range []string{"noticeboard.png?page=2", "wechat.png?page=2"} {
		h.get("", form+path).problem(404, models.CodeNotFound)
	}
}
