package api_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// drafted is a draft of the village as it is read.
func (h *house) drafted() (e api.Edition, etag string) {
	h.t.Helper()
	r := h.post("village", "/villages/"+village+"/editions", "").want(http.StatusCreated)
	r.into(&e)
	return e, r.Header().Get("ETag")
}

func lineOf(e api.Edition, title string) api.EditionItem {
	for _, item := range e.Items {
		if item.Vacancy.Title == title {
			return item
		}
	}
	return api.EditionItem{}
}

func TestCorrectionsOverHTTP(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		for _, title := range []string{"包装工", "缝纫工"} {
			h.open(title)
		}
		e, etag := h.drafted()
		number := h.get("", "/vacancies/"+h.open("搬运工")).want(200).text("number")
		body := `{"changes":[{"action":"drop","vacancy":"` + lineOf(e, "缝纫工").VacancyID + `","reason":"村里没人会"},{"action":"add","vacancy":"` + number + `","reason":"村里有人问"},` +
			`{"action":"move","vacancy":"` + number + `","rank":1,"reason":"要得急"}]}`
		r := h.patch("village", "/editions/"+e.ID+"/items", etag, body).want(200)
		var got api.Edition
		r.into(&got)
		want := []api.EditionCorrection{
			{Action: "drop", Number: lineOf(e, "缝纫工").Number, Title: "缝纫工", From: lineOf(e, "缝纫工").Rank, Reason: "村里没人会"},
			{Action: "add", Number: number, Title: "搬运工", To: 2, Reason: "村里有人问"},
			{Action: "move", Number: number, Title: "搬运工", From: 2, To: 1, Reason: "要得急"},
		}
		for i := range got.Corrections {
			c := &got.Corrections[i]
			if c.Account != h.accounts["village"].ID || c.Role != "village" || c.VacancyID == "" {
				t.Errorf("by %+v", c)
			}
			c.Account, c.Role, c.VacancyID, c.At = "", "", "", api.Stamp{}
		}
		if diff := cmp.Diff(want, got.Corrections, cmp.AllowUnexported(api.Stamp{})); diff != "" || len(got.Items) != 2 || got.Items[0].Rank != 1 || got.Items[0].Number != number {
			t.Errorf("%+v\n%s", got.Items, diff)
		}
		if r.Header().Get("ETag") != h.get("office", "/editions/"+e.ID).want(200).Header().Get("ETag") {
			t.Error("the answer and the edition have other ETags")
		}
		h.patch("village", "/editions/"+e.ID+"/items", etag, body).problem(http.StatusPreconditionFailed, models.CodeStale)
		h.post("village", "/editions/"+e.ID+"/publish", `{"approver":"王主任"}`).want(200)
		h.patch("village", "/editions/"+e.ID+"/items", etag, body).problem(http.StatusConflict, models.CodeIllegalTransition)
		for as, sees := range map[string]bool{"office": true, "village": true, "": false, "seeker": false, "enterprise": false, "device": false, "foreign office": false, "foreign village": false} {
			for _, path := range []string{"/editions/" + e.ID, "/villages/" + village + "/editions/latest"} {
				r := h.get(as, path).want(200)
				if kept, told := r.field("corrections") != nil, strings.Contains(r.Body.String(), "村里没人会"); kept != sees || told != sees || r.field("warnings") != nil {
					t.Errorf("%q reads of corrections at %s: %v, %v, want %v", as, path, kept, told, sees)
				}
			}
			for _, path := range []string{"/wechat.txt", "/wechat.json", "/loudspeaker.txt"} {
				if strings.Contains(h.get(as, "/editions/"+e.ID+path).want(200).Body.String(), "要得急") {
					t.Errorf("%s tells the reason", path)
				}
			}
		}
		if why := got.Items[0].Reasons[0]; why.Kind != models.ReasonChosen || why.Text != "工作人员推荐" {
			t.Errorf("the line that was chosen says %+v", got.Items[0].Reasons)
		}
	})
}

func TestBadCorrections(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.open("包装工")
	e, etag := h.drafted()
	path := "/editions/" + e.ID + "/items"
	drop := `{"action":"drop","vacancy":"` + e.Items[0].Number + `","reason":"重复"}`
	for _, c := range []struct {
		name, as, etag, body string
		status               int
		code                 models.Code
		field                string
	}{
		{"no version", "village", "", `{"changes":[` + drop + `]}`, 428, models.CodePreconditionMissing, ""},
		{"another version", "village", `"v9"`, `{"changes":[` + drop + `]}`, 412, models.CodeStale, ""},
		{"no tag of ours", "village", `"x"`, `{"changes":[` + drop + `]}`, 412, models.CodeStale, ""},
		{"no changes", "village", etag, `{"changes":[]}`, 422, models.CodeInvalid, "changes required"},
		{"nothing", "village", etag, `{}`, 422, models.CodeInvalid, "changes required"},
		{"no object", "village", etag, `[]`, 400, models.CodeMalformed, ""},
		{"unknown action", "village", etag, `{"changes":[{"action":"swap","vacancy":"1","reason":"x"}]}`, 422, models.CodeInvalid, "changes[0].action unknown_value"},
		{"unknown field", "village", etag, `{"changes":[{"action":"drop","vacancy_id":"1","reason":"x"}]}`, 400, models.CodeInvalid, "changes.vacancy_id unknown_field"},
		{"a rank in words", "village", etag, `{"changes":[{"action":"move","vacancy":"1","rank":"1","reason":"x"}]}`, 422, models.CodeInvalid, "changes.rank wrong_type"},
		{"the second is wrong", "village", etag, `{"changes":[` + drop + `,` + drop + `]}`, 422, models.CodeInvalid, "changes[1].vacancy not_on_edition"},
		{"no reason", "village", etag, `{"changes":[{"action":"drop","vacancy":"` + e.Items[0].Number + `"}]}`, 422, models.CodeInvalid, "changes[0].reason reason_required"},
		{"101 changes", "village", etag, `{"changes":[` + strings.Repeat(drop+",", 100) + drop + `]}`, 422, models.CodeInvalid, "changes too_many"},
		{"a foreign village", "foreign village", etag, `{"changes":[` + drop + `]}`, 404, models.CodeNotFound, ""},
		{"a foreign office", "foreign office", etag, `{"changes":[` + drop + `]}`, 404, models.CodeNotFound, ""},
		{"an enterprise", "enterprise", etag, `{"changes":[` + drop + `]}`, 403, models.CodeForbidden, ""},
		{"a seeker", "seeker", etag, `{"changes":[` + drop + `]}`, 403, models.CodeForbidden, ""},
		{"a device", "device", etag, `{"changes":[` + drop + `]}`, 403, models.CodeForbidden, ""},
		{"nobody", "", etag, `{"changes":[` + drop + `]}`, 401, models.CodeUnauthenticated, ""},
	} {
		call := call{as: c.as, method: http.MethodPatch, path: "/api/v1" + path, body: c.body, headers: map[string]string{}}
		if c.etag != "" {
			call.headers["If-Match"] = c.etag
		}
		p := h.send(call).problem(c.status, c.code)
		field := ""
		if len(p.Errors) > 0 {
			field = p.Errors[0].Field + " " + p.Errors[0].Code
		}
		if field != c.field {
			t.Errorf("%s: %s, want %s", c.name, field, c.field)
		}
	}
	if got := h.get("village", "/editions/"+e.ID).want(200).Header().Get("ETag"); got != etag {
		t.Errorf("what was refused left %s, was %s", got, etag)
	}
}

// TestWarningsOverHTTP words what to look at in the caller's language, and keeps it from everybody once it hangs.
func TestWarningsOverHTTP(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.open("包装工")
	rare := h.open("𫚉鱼工")
	e, _ := h.drafted()
	line := lineOf(e, "𫚉鱼工")
	if len(e.Warnings) != 1 || e.Warnings[0].Rank != line.Rank || e.Warnings[0].Column != "岗位" || e.Warnings[0].Detail != "U+2B689" || !strings.Contains(e.Warnings[0].Message, "“𫚉”（U+2B689）") {
		t.Fatalf("%+v", e.Warnings)
	}
	h.post("enterprise", "/vacancies/"+rare+"/fill", "").want(200)
	r := h.send(call{as: "office", method: "GET", path: "/api/v1/editions/" + e.ID, headers: map[string]string{"Accept-Language": "en"}}).want(200)
	r.into(&e)
	if len(e.Warnings) != 2 || e.Warnings[0].Code != "line_closed" || e.Warnings[0].Detail != "filled" || hasChinese(e.Warnings[0].Message) || e.Warnings[1].Code != "missing_glyph" {
		t.Errorf("%+v", e.Warnings)
	}
	h.post("village", "/editions/"+e.ID+"/publish", `{"approver":"王主任"}`).problem(409, models.CodeConflict)
	mended := h.patch("office", "/editions/"+e.ID+"/items", r.Header().Get("ETag"), `{"changes":[{"action":"drop","vacancy":"`+line.Number+`","reason":"已招满"}]}`).want(200)
	if list, ok := mended.field("warnings").([]any); !ok || len(list) != 0 {
		t.Errorf("a mended draft warns of %v", mended.field("warnings"))
	}
	if r := h.post("village", "/editions/"+e.ID+"/publish", `{"approver":"王主任"}`).want(200); r.field("warnings") != nil {
		t.Errorf("what hangs warns: %s", r.Body)
	}
}

// blind is a store of which one reading of vacancies fails, counted down to.
type blind struct {
	*store.Store
	left int
}

func (b *blind) PostingsByID(ctx context.Context, ids []string) (map[string]models.Posting, error) {
	if b.left--; b.left == 0 {
		return nil, errors.New("connection lost")
	}
	return b.Store.PostingsByID(ctx, ids)
}

// TestAChangeStandsWithoutItsWarnings answers what was made and changed, and tells the log; who only reads is told to try again.
func TestAChangeStandsWithoutItsWarnings(t *testing.T) {
	s := storetest.SQLite(t)
	b := &blind{Store: s}
	h := newHouse(t, s, func(services *api.Services) { services.Editions.Store = b })
	h.open("包装工")
	b.left = 2 // behind the reading of what is drafted
	r := h.post("village", "/villages/"+village+"/editions", "").want(http.StatusCreated)
	var e api.Edition
	r.into(&e)
	if r.field("warnings") != nil || len(e.Items) != 1 || !strings.Contains(h.log.String(), "connection lost") {
		t.Errorf("%s, logged %s", r.Body, h.log)
	}
	b.left = 1
	drop := `{"changes":[{"action":"drop","vacancy":"` + e.Items[0].Number + `","reason":"重复"}]}`
	r = h.patch("village", "/editions/"+e.ID+"/items", r.Header().Get("ETag"), drop).want(200)
	if r.field("warnings") != nil || len(r.field("items").([]any)) != 0 || strings.Count(h.log.String(), "warnings not told") != 2 {
		t.Errorf("%s, logged %s", r.Body, h.log)
	}
	b.left = 1
	h.get("village", "/editions/"+e.ID).problem(http.StatusInternalServerError, models.CodeInternal)
}

// TestATakenBackEditionIsMarked shows it to who asks for it, marked, and gives nothing in its place.
func TestATakenBackEditionIsMarked(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.open("包装工")
	one, _ := h.drafted()
	h.post("village", "/editions/"+one.ID+"/publish", `{"approver":"王主任"}`).want(200)
	two, _ := h.drafted()
	older, _ := h.drafted()
	newer, _ := h.drafted()
	h.post("village", "/editions/"+newer.ID+"/publish", `{"approver":"王主任"}`).want(200)
	refused := h.post("village", "/editions/"+older.ID+"/publish", `{"approver":"王主任"}`).problem(409, models.CodeNewerIssued)
	if !strings.Contains(refused.Detail, "总第4期") || !strings.Contains(refused.Detail, "总第3期") {
		t.Error(refused.Detail)
	}
	h.post("office", "/editions/"+newer.ID+"/supersede", `{"reason":"工资写错"}`).want(200)
	for _, path := range []string{"", "/noticeboard.pdf", "/wechat.txt", "/loudspeaker.json"} {
		h.get("", "/villages/"+village+"/editions/latest"+path).problem(404, models.CodeNotFound)
		r := h.get("", "/editions/"+newer.ID+path).want(200)
		if path != "" && r.Header().Get("X-Edition-Status") != "superseded" {
			t.Errorf("%s comes as %q", path, r.Header().Get("X-Edition-Status"))
		}
		if path != "" && path != "/noticeboard.pdf" && !strings.Contains(r.Body.String(), "已作废") {
			t.Errorf("%s is not marked: %s", path, r.Body)
		}
	}
	if a, b := h.get("", "/editions/"+newer.ID+"/noticeboard.png"), h.get("", "/editions/"+one.ID+"/noticeboard.png"); cmp.Equal(a.Body.Bytes(), b.Body.Bytes()) {
		t.Error("the sheets look alike")
	}
	h.post("village", "/editions/"+two.ID+"/publish", `{"approver":"王主任"}`).problem(409, models.CodeNewerIssued)
	fresh, _ := h.drafted()
	h.post("village", "/editions/"+fresh.ID+"/publish", `{"approver":"王主任"}`).want(200)
	if got := h.get("", "/villages/"+village+"/editions/latest").want(200).text("id"); got != fresh.ID {
		t.Errorf("in force is %s", got)
	}
}

// TestATownIsDraftedOnceAtATime names the operation that is not finished, also to who drafts the county around it.
func TestATownIsDraftedOnceAtATime(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	running := models.Operation{Kind: "editions", Division: town, StartedBy: h.accounts["office"].ID, Role: models.RoleOffice, Size: 5}
	h.must(h.store.CreateOperation(t.Context(), &running))
	for _, division := range []string{town, county} {
		p := h.post("office", "/divisions/"+division+"/editions", "").problem(http.StatusConflict, models.CodeOperationUnderway)
		if !strings.Contains(p.Detail, running.ID) {
			t.Error(p.Detail)
		}
	}
}
