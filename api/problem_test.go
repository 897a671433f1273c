package api_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// TestBadRequests sends what strangers send: each gets the status of the contract, a code, and the field by its name.
func TestBadRequests(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		id := h.post("enterprise", "/vacancies", h.complete("包装工")).want(http.StatusCreated).text("id")
		own := `{"enterprise_id":"` + h.ids["enterprise"] + `","title":"包装工",`
		for _, c := range []struct {
			name   string
			call   call
			status int
			code   models.Code
			field  string
			about  models.Code
		}{
			{"not JSON", call{as: "enterprise", method: "POST", path: "/vacancies", body: `{"title"`}, 400, models.CodeMalformed, "", ""},
			{"two values", call{as: "enterprise", method: "POST", path: "/vacancies", body: `{} {}`}, 400, models.CodeMalformed, "", ""},
			{"null", call{as: "enterprise", method: "POST", path: "/vacancies", body: `null`}, 400, models.CodeMalformed, "", ""},
			{"nothing", call{as: "enterprise", method: "POST", path: "/vacancies"}, 400, models.CodeMalformed, "", ""},
			{"unknown field", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"salary":1}`}, 400, models.CodeInvalid, "salary", models.CodeUnknownField},
			{"unknown field of any length", call{as: "enterprise", method: "POST", path: "/vacancies", body: `{"` + strings.Repeat("x", 5000) + `":1}`}, 400, models.CodeInvalid, strings.Repeat("x", 40) + "…", models.CodeUnknownField},
			{"a phone for a name", call{as: "enterprise", method: "POST", path: "/vacancies", body: `{"15412345678":1}`}, 400, models.CodeInvalid, "*", models.CodeUnknownField},
			{"query that cannot be read", call{method: "GET", path: "/vacancies?q=%zz"}, 400, models.CodeMalformed, "", ""},
			{"query with a semicolon", call{method: "GET", path: "/vacancies?q=x;a=1"}, 400, models.CodeMalformed, "", ""},
			{"wage that is no number", call{method: "GET", path: "/vacancies?wage_min=NaN"}, 422, models.CodeInvalid, "wage_min", models.CodeWrongType},
			{"state with words", call{as: "office", method: "GET", path: "/vacancies?status=open&q=x"}, 422, models.CodeInvalid, "q", models.CodeNotCombinable},
			{"enterprise that moves away", call{as: "enterprise", method: "PATCH", path: "/enterprises/" + h.ids["enterprise"], body: `{"division":"` + foreign + `"}`, headers: map[string]string{"If-Match": `"v1"`}}, 422, models.CodeInvalid, "division", models.CodeForbidden},
			{"form instead of JSON", call{as: "enterprise", method: "POST", path: "/vacancies", body: "title=x", headers: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}}, 415, models.CodeUnsupportedMedia, "", ""},
			{"headcount in words", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"headcount":"若干"}`}, 422, models.CodeInvalid, "headcount", models.CodeWrongType},
			{"headcount below zero", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"headcount":-1}`}, 422, models.CodeInvalid, "headcount", models.CodeOutOfRange},
			{"headcount too large for a number", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"headcount":99999999999999999999}`}, 422, models.CodeInvalid, "headcount", models.CodeWrongType},
			{"wage in words", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"wage":{"min":"abc","unit":"month"}}`}, 422, models.CodeInvalid, "wage.min", models.CodeWrongType},
			{"wage below zero", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"wage":{"min":-5,"unit":"month"}}`}, 422, models.CodeInvalid, "wage.min", models.CodeOutOfRange},
			{"wage in tenths of a fen", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"wage":{"min":1.005,"unit":"month"}}`}, 422, models.CodeInvalid, "wage.min", models.CodeInvalidWage},
			{"wage upside down", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"wage":{"min":2,"max":1,"unit":"month"}}`}, 422, models.CodeInvalid, "wage.min", models.CodeMinAboveMax},
			{"no such village", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"workplace":{"division":"410184107999"}}`}, 422, models.CodeInvalid, "workplace.division", models.CodeUnknownDivision},
			{"no division at all", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"workplace":{"division":"孟庄"}}`}, 422, models.CodeInvalid, "workplace.division", models.CodeInvalidDivision},
			{"phone", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"contact":{"phone":"12345"}}`}, 422, models.CodeInvalid, "contact.phone", models.CodeInvalidPhone},
			{"no such day", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"valid_until":"2026-02-30"}`}, 422, models.CodeInvalid, "valid_until", models.CodeInvalidDate},
			{"child labour", call{as: "enterprise", method: "POST", path: "/vacancies", body: own + `"age_min":15}`}, 422, models.CodeInvalid, "age_min", models.CodeUnderAge},
			{"another's vacancy", call{as: "enterprise", method: "POST", path: "/vacancies", body: `{"enterprise_id":"` + h.ids["foreign enterprise"] + `","title":"x"}`}, 422, models.CodeInvalid, "enterprise_id", models.CodeUnknownEnterprise},
			{"wrong check digit", call{as: "office", method: "POST", path: "/enterprises", body: `{"name":"甲公司","division":"` + town + `","credit_code":"91350100M000100Y4Z"}`}, 422, models.CodeInvalid, "credit_code", models.CodeInvalidCreditCode},
			{"enterprise elsewhere", call{as: "office", method: "POST", path: "/enterprises", body: `{"name":"甲公司","division":"` + foreign + `"}`}, 403, models.CodeForbidden, "", ""},
			{"seeker without consent", call{as: "village", method: "POST", path: "/seekers", body: `{"name":"王五","phone":"15400000009","village":"` + village + `"}`}, 422, models.CodeInvalid, "consent", models.CodeNoConsent},
			{"seeker of another village", call{as: "village", method: "POST", path: "/seekers", body: `{"name":"王五","phone":"15400000009","village":"` + next + `","consent":{"scopes":["matching"]}}`}, 403, models.CodeForbidden, "", ""},
			{"seeker twice", call{as: "village", method: "POST", path: "/seekers", body: `{"name":"张三","phone":"154-0000-0001","village":"` + village + `","consent":{"scopes":["matching"],"witnessed_by":"村会计"}}`}, 409, models.CodeDuplicate, "", ""},
			{"unknown parameter", call{method: "GET", path: "/vacancies?foo=1"}, 400, models.CodeInvalid, "foo", models.CodeUnknownField},
			{"limit zero", call{method: "GET", path: "/vacancies?limit=0"}, 422, models.CodeInvalid, "limit", models.CodeBelowMinimum},
			{"limit 1000", call{method: "GET", path: "/vacancies?limit=1000"}, 422, models.CodeInvalid, "limit", models.CodeAboveMaximum},
			{"limit in words", call{method: "GET", path: "/vacancies?limit=ten"}, 422, models.CodeInvalid, "limit", models.CodeWrongType},
			{"broken cursor", call{method: "GET", path: "/vacancies?cursor=x"}, 400, models.CodeInvalid, "cursor", models.CodeInvalidCursor},
			{"broken cursor of a kept list", call{as: "office", method: "GET", path: "/enterprises?cursor=x"}, 400, models.CodeInvalid, "cursor", models.CodeInvalidCursor},
			{"unknown word", call{method: "GET", path: "/vacancies?sort=best"}, 422, models.CodeInvalid, "sort", models.CodeUnknownValue},
			{"unknown benefit", call{method: "GET", path: "/vacancies?benefit=meals&benefit=beer"}, 422, models.CodeInvalid, "benefit", models.CodeUnknownValue},
			{"near the sea", call{method: "GET", path: "/vacancies?near=0,0"}, 422, models.CodeInvalid, "near", models.CodeInvalidPoint},
			{"distance from nowhere", call{method: "GET", path: "/vacancies?sort=distance"}, 422, models.CodeInvalid, "near", models.CodeRequired},
			{"no such page", call{method: "GET", path: "/nothing"}, 404, models.CodeNotFound, "", ""},
			{"wrong method", call{method: "PUT", path: "/vacancies"}, 405, models.CodeMethodNotAllowed, "", ""},
			{"no token", call{method: "GET", path: "/me"}, 401, models.CodeUnauthenticated, "", ""},
			{"dead token", call{method: "GET", path: "/me", headers: map[string]string{"Authorization": "Bearer kg_dead"}}, 401, models.CodeUnauthenticated, "", ""},
			{"another scheme", call{method: "GET", path: "/me", headers: map[string]string{"Authorization": "Basic eDp5"}}, 401, models.CodeUnauthenticated, "", ""},
			{"no version", call{as: "enterprise", method: "PATCH", path: "/vacancies/" + id, body: `{"headcount":2}`}, 428, models.CodePreconditionMissing, "", ""},
			{"stale version", call{as: "enterprise", method: "PATCH", path: "/vacancies/" + id, body: `{"headcount":2}`, headers: map[string]string{"If-Match": `"v9"`}}, 412, models.CodeStale, "", ""},
			{"no ETag of ours", call{as: "enterprise", method: "PATCH", path: "/vacancies/" + id, body: `{"headcount":2}`, headers: map[string]string{"If-Match": `"abc"`}}, 412, models.CodeStale, "", ""},
			{"patch that is no object", call{as: "enterprise", method: "PATCH", path: "/vacancies/" + id, body: `[1]`, headers: map[string]string{"If-Match": `"v1"`}}, 400, models.CodeMalformed, "", ""},
			{"illegal move", call{as: "enterprise", method: "POST", path: "/vacancies/" + id + "/fill"}, 409, models.CodeIllegalTransition, "", ""},
			{"publish without a name", call{as: "village", method: "POST", path: "/editions/none/publish", body: `{}`}, 404, models.CodeNotFound, "", ""},
			{"list of no lines", call{as: "village", method: "GET", path: "/villages/" + village + "/list?size=0"}, 422, models.CodeInvalid, "size", models.CodeBelowMinimum},
			{"body beyond the limit", call{as: "enterprise", method: "POST", path: "/vacancies", body: `{"title":"` + strings.Repeat("x", 2<<20) + `"}`}, 413, models.CodeTooLarge, "", ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				h := h.on(t)
				c.call.path = "/api/v1" + c.call.path
				p := h.send(c.call).problem(c.status, c.code)
				if c.field != "" && (len(p.Errors) == 0 || p.Errors[0].Field != c.field || p.Errors[0].Code != string(c.about)) {
					t.Errorf("errors %+v, want %s %s", p.Errors, c.field, c.about)
				}
				for _, e := range append(p.Errors, p2f(p.Detail)) {
					if !hasChinese(e.Message) || strings.Contains(e.Message, "%!") {
						t.Errorf("message %q", e.Message)
					}
				}
				if c.call.headers == nil {
					c.call.headers = map[string]string{}
				}
				c.call.headers["Accept-Language"] = "en"
				english := h.send(c.call).problem(c.status, c.code)
				for _, e := range append(english.Errors, p2f(english.Detail)) {
					if hasChinese(e.Message) || strings.Contains(e.Message, "%!") {
						t.Errorf("English message %q", e.Message)
					}
				}
			})
		}
	})
}

// TestBadFiles uploads what is no sheet.
func TestBadFiles(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	for _, c := range []struct {
		name    string
		file    string
		content []byte
		status  int
		code    models.Code
	}{
		{"broken xlsx", "a.xlsx", []byte("PK\x03\x04 and then nothing"), 422, models.CodeUnreadableFile},
		{"zip that is no workbook", "a.xlsx", zipped("readme.txt", "hello"), 422, models.CodeUnreadableFile},
		{"web page", "a.xls", []byte("<html><table><tr><td>岗位</td></tr></table></html>"), 422, models.CodeUnreadableFile},
		{"empty", "a.csv", nil, 422, models.CodeUnreadableFile},
		{"wrong header", "a.csv", []byte("甲,乙\n1,2\n"), 422, models.CodeNoHeader},
		{"50 MB", "a.csv", bytes.Repeat([]byte("岗位,单位\n"), 50<<20/14), 413, models.CodeTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			h.on(t).upload("office", "/vacancies/import", c.file, c.content).problem(c.status, c.code)
		})
	}
	h.send(call{as: "office", method: "POST", path: "/api/v1/vacancies/import", body: "x", headers: map[string]string{"Content-Type": "text/csv"}}).
		problem(http.StatusUnsupportedMediaType, models.CodeUnsupportedMedia)
	h.send(call{as: "office", method: "POST", path: "/api/v1/vacancies/import", body: "--b--", headers: map[string]string{"Content-Type": "multipart/form-data; boundary=b"}}).
		problem(http.StatusUnprocessableEntity, models.CodeInvalid)
}

func zipped(name, content string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	if w, err := z.Create(name); err == nil {
		_, _ = w.Write([]byte(content))
	}
	_ = z.Close()
	return out.Bytes()
}

// workbook is an xlsx of the rows.
func workbook(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
