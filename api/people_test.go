package api_test

import (
	"net/http"
	"strings"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/accounts"
)

// signUp makes an account that is bound to nobody yet, with a proven phone, under the name given.
func (h *house) signUp(name string, phone models.Phone) {
	h.t.Helper()
	_, token, err := accounts.Service{Store: h.store, Calendar: calendar()}.Create(h.t.Context(), models.System("test"), models.Account{Role: models.RoleSeeker, Phone: phone})
	h.must(err)
	h.tokens[name] = token
}

func (h *house) delete(as, path string) reply {
	return h.send(call{as: as, method: "DELETE", path: "/api/v1" + path})
}

// hides fails when the answer, its headers included, tells who somebody is.
func (r reply) hides(secrets ...string) reply {
	r.t.Helper()
	text := r.Body.String()
	for name, values := range r.Header() {
		text += name + strings.Join(values, " ")
	}
	for _, secret := range secrets {
		if strings.Contains(text, secret) {
			r.t.Errorf("%q is told: %s", secret, text)
		}
	}
	return r
}

// The person of the scenarios.
const (
	liuName, liuPhone = "刘小妹", "15400008888"
	liuBody           = `{"name":"刘小妹","village":"` + village + `","birth_year":1985,"wanted":["包装工"],"consent":{"scopes":["matching"]}}`
)

// audit lists what was done about a person or another object, the newest first.
func (h *house) auditOf(id string) []string {
	h.t.Helper()
	list, err := h.store.AuditEntries(h.t.Context(), models.AuditFilter{ObjectID: id}, models.Page{Limit: 100})
	h.must(err)
	var out []string
	for _, e := range list.Items {
		if e.RequestID == "" {
			h.t.Errorf("%+v is of no request", e)
		}
		out = append(out, string(e.Role)+" "+e.Action)
	}
	return out
}

// TestADayOfASeeker registers, matches, applies, is called, withdraws, and is erased. Who they are is told to nobody but
// themself, and to the employer who said why.
func TestADayOfASeeker(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		vacancy := h.open("包装工")
		h.signUp("liu", liuPhone)
		made := h.once("liu", "/seekers", "k1", liuBody).want(http.StatusCreated)
		id := made.text("id")
		if made.text("phone") != liuPhone || made.Header().Get("Location") != "/api/v1/seekers/"+id {
			t.Errorf("registered: %s", made.Body)
		}
		if again := h.once("liu", "/seekers", "k1", liuBody).want(http.StatusCreated).text("id"); again != id {
			t.Errorf("the repeat gives %s", again)
		}
		h.post("liu", "/seekers", liuBody).problem(http.StatusConflict, models.CodeConflict)
		if got := h.get("liu", "/seekers/"+id+"/matches").want(200).hides(liuName).Body.String(); !strings.Contains(got, vacancy) {
			t.Errorf("matches: %s", got)
		}
		apply := `{"vacancy":"` + vacancy + `","channel":"noticeboard"}`
		if p := h.post("liu", "/referrals", apply).problem(http.StatusForbidden, models.CodeNoConsent); p.Errors[0].Field != "consents.share_with_employer" {
			t.Errorf("%+v", p)
		}
		h.get("enterprise", "/vacancies/"+vacancy+"/candidates").want(200).hides(liuName, liuPhone, id)
		h.post("liu", "/seekers/"+id+"/consents", `{"scopes":["share_with_employer","contact"]}`).want(http.StatusCreated).hides(liuPhone)
		referral := h.once("liu", "/referrals", "k2", apply).want(http.StatusCreated)
		h.once("liu", "/referrals", "k2", apply).want(http.StatusCreated)
		h.post("liu", "/referrals", apply).problem(http.StatusConflict, models.CodeDuplicate)

		where := "/referrals/" + referral.text("id")
		h.get("enterprise", "/vacancies/"+vacancy+"/candidates").want(200).hides("小妹", liuPhone)
		h.get("enterprise", "/referrals?vacancy="+vacancy+"&status=applied").want(200).hides("小妹", liuPhone)
		seen := h.get("enterprise", where).want(200).hides("小妹", liuPhone)
		if person, _ := seen.field("person").(map[string]any); person["name"] != "刘**" || person["phone"] != "154****8888" {
			t.Errorf("the employer sees %v", person)
		}
		reveal := "/seekers/" + id + "/reveal"
		told := h.post("enterprise", reveal, `{"reason":"通知面试","vacancy":"`+vacancy+`"}`).want(200)
		if told.text("name") != liuName || told.text("phone") != liuPhone || told.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("revealed: %s %v", told.Body, told.Header())
		}
		h.patch("enterprise", where, seen.Header().Get("ETag"), `{"status":"contacted"}`).want(200).hides("小妹", liuPhone)
		h.patch("enterprise", where, seen.Header().Get("ETag"), `{"status":"hired"}`).problem(http.StatusPreconditionFailed, models.CodeStale)

		h.delete("liu", "/seekers/"+id+"/consents/share_with_employer").want(http.StatusNoContent)
		h.get("enterprise", where).problem(404, models.CodeNotFound)
		h.patch("enterprise", where, `"v2"`, `{"status":"hired"}`).problem(404, models.CodeNotFound)
		h.post("enterprise", reveal, `{"reason":"通知面试","vacancy":"`+vacancy+`"}`).problem(404, models.CodeNotFound)
		if total := h.get("enterprise", "/referrals").want(200).field("total"); total != 0.0 {
			t.Errorf("the employer still lists %v", total)
		}
		h.delete("liu", "/seekers/"+id+"/consents/matching").want(http.StatusNoContent)
		h.get("liu", "/seekers/"+id+"/matches").problem(http.StatusForbidden, models.CodeNoConsent)
		h.get("village", "/seekers/"+id+"/matches").problem(http.StatusForbidden, models.CodeNoConsent)
		if candidates := h.get("enterprise", "/vacancies/"+vacancy+"/candidates").want(200).hides(id); candidates.field("withheld") != 0.0 {
			t.Errorf("counted all the same: %s", candidates.Body)
		}

		h.delete("liu", "/seekers/"+id).want(http.StatusNoContent)
		h.get("liu", "/seekers/"+id).problem(401, models.CodeUnauthenticated)
		for _, path := range []string{"/seekers/" + id, where, "/seekers/" + id + "/consents", "/seekers/" + id + "/export"} {
			h.get("village", path).problem(404, models.CodeNotFound)
		}
		h.delete("village", "/seekers/"+id).problem(404, models.CodeNotFound)
		h.get("village", "/seekers").want(200).hides(liuName, id)
		want := "seeker erase, seeker withdraw, seeker withdraw, enterprise reveal, seeker consent, seeker bind, seeker register"
		if got := strings.Join(h.auditOf(id), ", "); got != want {
			t.Errorf("the audit has %s", got)
		}
		if strings.Contains(h.log.String(), "小妹") || strings.Contains(h.log.String(), liuPhone) {
			t.Errorf("the log tells who it was:\n%s", h.log)
		}
	})
}

// TestNobodyElseIsToldWhoSomebodyIs asks for the name and phone on every way that there is: as village and office the phone
// stays masked, as others the person is not there.
func TestNobodyElseIsToldWhoSomebodyIs(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	vacancy, id := h.open("包装工"), h.ids["seeker"]
	h.post("village", "/seekers/"+id+"/consents", `{"scopes":["contact"],"witnessed_by":"村会计"}`).want(201)
	for _, as := range []string{"village", "office"} {
		for _, path := range []string{"/seekers", "/seekers/" + id, "/seekers/" + id + "/matches", "/seekers/" + id + "/consents", "/referrals", "/villages/" + village + "/list"} {
			h.get(as, path).want(200).hides("15400000001")
		}
		p := h.post(as, "/seekers/"+id+"/reveal", `{}`).problem(422, models.CodeInvalid)
		if p.Errors[0].Code != string(models.CodeReasonRequired) {
			t.Errorf("%+v", p)
		}
		h.post(as, "/seekers/"+id+"/reveal", "").hides("15400000001", "张三").problem(422, models.CodeInvalid)
		if got := h.post(as, "/seekers/"+id+"/reveal", `{"reason":"通知面试"}`).want(200); got.text("phone") != "15400000001" {
			t.Errorf("%s: %s", as, got.Body)
		}
	}
	h.post("seeker", "/seekers/"+id+"/reveal", "").want(200)
	absent := h.post("enterprise", "/seekers/01900000-0000-7000-8000-000000000000/reveal", `{"reason":"好奇","vacancy":"`+vacancy+`"}`).problem(404, models.CodeNotFound)
	for _, c := range []struct{ as, vacancy string }{
		{"foreign enterprise", vacancy}, {"foreign enterprise", ""}, {"enterprise", ""}, {"enterprise", id}, {"foreign village", ""}, {"foreign office", ""}, {"foreign seeker", ""},
	} {
		r := h.post(c.as, "/seekers/"+id+"/reveal", `{"reason":"好奇","vacancy":"`+c.vacancy+`"}`).hides("15400000001", "张三")
		if p := r.problem(404, models.CodeNotFound); p.Detail != absent.Detail || p.Title != absent.Title || len(p.Errors) != 0 {
			t.Errorf("%s hears more than of nobody: %+v", c.as, p)
		}
	}
	h.post("device", "/seekers/"+id+"/reveal", `{"reason":"好奇"}`).problem(403, models.CodeForbidden)
	h.post("", "/seekers/"+id+"/reveal", `{"reason":"好奇"}`).problem(401, models.CodeUnauthenticated)
	if got := len(h.auditOf(id)); got != 4 {
		t.Errorf("%d entries, want the consent and three looks", got)
	}
}

// TestEveryLookIsALookOfItsOwn repeats a reveal with its key: it is not replayed, and each is in the audit.
func TestEveryLookIsALookOfItsOwn(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	for range 2 {
		h.once("village", "/seekers/"+h.ids["seeker"]+"/reveal", "k", `{"reason":"通知面试"}`).want(200)
	}
	if got := h.auditOf(h.ids["seeker"]); len(got) != 2 {
		t.Errorf("%v", got)
	}
}

func TestRegisteringOneself(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	there := h.post("village", "/seekers", `{"name":"刘小妹","phone":"`+liuPhone+`","village":"`+village+`","wage_min":4000,"consent":{"scopes":["matching"],"witnessed_by":"村会计"}}`).want(201)
	h.signUp("liu", liuPhone)
	p := h.post("liu", "/seekers", strings.Replace(liuBody, `"village"`, `"phone":"15400000001","village"`, 1)).hides("15400000001").problem(422, models.CodeInvalid)
	if p.Errors[0].Field != "phone" || p.Errors[0].Code != string(models.CodeUnprovenPhone) {
		t.Errorf("%+v", p)
	}
	h.get("liu", "/seekers/"+there.text("id")).problem(404, models.CodeNotFound)
	bound := h.post("liu", "/seekers", liuBody).want(201)
	if bound.text("id") != there.text("id") || bound.field("wage_min") != 4000.0 || bound.text("phone") != liuPhone {
		t.Errorf("bound to %s", bound.Body)
	}
	if got := h.get("liu", "/me").want(200).text("seeker"); got != there.text("id") {
		t.Errorf("/me says %s", got)
	}
	if total := h.get("village", "/seekers").want(200).field("total"); total != 2.0 {
		t.Errorf("%v people", total)
	}
}

// TestConsentsOverTheWire reads what can be agreed to, agrees, takes back and reads the ledger.
func TestConsentsOverTheWire(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	where := "/seekers/" + h.ids["seeker"] + "/consents"
	terms, _ := h.get("", "/consents").want(200).field("items").([]any)
	if len(terms) != len(models.ConsentScopes) || !strings.Contains(h.get("", "/consents").Body.String(), models.ConsentWords[models.ConsentShare]) {
		t.Errorf("terms: %v", terms)
	}
	for body, field := range map[string]string{
		`{"scopes":["contact"]}`: "witnessed_by", `{"scopes":[],"witnessed_by":"甲"}`: "scopes", `{"scopes":["all"],"witnessed_by":"甲"}`: "scopes",
		`{"scopes":["contact"],"witnessed_by":"甲","given_at":"2026-11-24T00:00:00Z"}`: "given_at",
	} {
		if p := h.post("village", where, body).problem(422, models.CodeInvalid); p.Errors[0].Field != field {
			t.Errorf("%s: %+v", body, p.Errors)
		}
	}
	h.post("foreign village", where, `{"scopes":["contact"],"witnessed_by":"甲"}`).problem(404, models.CodeNotFound)
	h.post("enterprise", where, `{"scopes":["contact"]}`).problem(403, models.CodeForbidden)
	body := `{"scopes":["contact"],"witnessed_by":"甲","given_at":"2026-11-22T00:00:00Z"}`
	for range 2 {
		if got := h.once("village", where, "k", body).want(201); got.Header().Get("Location") != "/api/v1"+where {
			t.Errorf("%v", got.Header())
		}
	}
	h.delete("foreign village", where+"/contact").problem(404, models.CodeNotFound)
	h.delete("seeker", where+"/contact").want(204)
	h.delete("seeker", where+"/contact").problem(404, models.CodeNotFound)
	entries, _ := h.get("seeker", where).want(200).field("items").([]any)
	if len(entries) != 2 {
		t.Fatalf("%d entries", len(entries))
	}
	given, _ := entries[0].(map[string]any)
	taken, _ := entries[1].(map[string]any)
	if given["kind"] != "given" || given["at"] != "2026-11-22T00:00:00.000Z" || given["witnessed_by"] != "甲" || given["words"] != models.ConsentWords[models.ConsentContact] || given["role"] != "village" ||
		taken["kind"] != "withdrawn" || taken["role"] != "seeker" {
		t.Errorf("%v", entries)
	}
}

// TestExportOverTheWire takes home everything; no secret is in it, and nobody else's name.
func TestExportOverTheWire(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	id := h.ids["seeker"]
	for _, as := range []string{"foreign seeker", "foreign village", "foreign office"} {
		h.get(as, "/seekers/"+id+"/export").hides("张三").problem(404, models.CodeNotFound)
	}
	h.get("enterprise", "/seekers/"+id+"/export").problem(403, models.CodeForbidden)
	vacancy := h.open("包装工")
	h.post("seeker", "/referrals", `{"vacancy":"`+vacancy+`","channel":"web"}`).want(201)
	for _, as := range []string{"village", "office", "seeker"} {
		r := h.get(as, "/seekers/"+id+"/export").want(200).hides("李四", h.tokens["seeker"], "hash")
		if r.Header().Get("Cache-Control") != "no-store" || r.Header().Get("Content-Disposition") != `attachment; filename="personal-data.json"` {
			t.Errorf("%v", r.Header())
		}
		person, _ := r.field("seeker").(map[string]any)
		if person["name"] != "张三" || person["phone"] != "15400000001" {
			t.Errorf("%s", r.Body)
		}
		for name, want := range map[string]int{"in_force": 2, "accounts": 1, "referrals": 1} {
			if list, _ := r.field(name).([]any); len(list) != want {
				t.Errorf("%s: %v", name, list)
			}
		}
	}
	if got := strings.Join(h.auditOf(id), ", "); got != "seeker export, office export, village export" {
		t.Error(got)
	}
}

func TestReferralsOverTheWire(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	vacancy, id := h.open("包装工"), h.ids["seeker"]
	draft := h.post("enterprise", "/vacancies", h.complete("电工")).want(201).text("id")
	for _, c := range []struct {
		as, body, field string
		status          int
		code            models.Code
	}{
		{"seeker", `{"vacancy":"` + draft + `","channel":"web"}`, "vacancy", 422, models.CodeInvalid},
		{"seeker", `{"vacancy":"none","channel":"web"}`, "vacancy", 422, models.CodeInvalid},
		{"seeker", `{"vacancy":"` + vacancy + `"}`, "channel", 422, models.CodeInvalid},
		{"village", `{"vacancy":"` + vacancy + `","channel":"operator"}`, "seeker", 422, models.CodeInvalid},
		{"village", `{"vacancy":"` + vacancy + `","channel":"operator","seeker":"` + h.ids["foreign seeker"] + `"}`, "", 404, models.CodeNotFound},
		{"enterprise", `{"vacancy":"` + vacancy + `","channel":"web","seeker":"` + id + `"}`, "", 403, models.CodeForbidden},
	} {
		if p := h.post(c.as, "/referrals", c.body).problem(c.status, c.code); c.field != "" && p.Errors[0].Field != c.field {
			t.Errorf("%s: %+v", c.body, p.Errors)
		}
	}
	made := h.post("village", "/referrals", `{"vacancy":"`+vacancy+`","channel":"operator","seeker":"`+id+`"}`).want(201).hides("15400000001")
	where := strings.TrimPrefix(made.Header().Get("Location"), "/api/v1")
	for _, as := range []string{"foreign village", "foreign office", "foreign seeker", "foreign enterprise"} {
		h.get(as, where).hides("张", "1540").problem(404, models.CodeNotFound)
		if total := h.get(as, "/referrals").want(200).field("total"); total != 0.0 {
			t.Errorf("%s lists %v", as, total)
		}
	}
	h.send(call{as: "enterprise", method: "PATCH", path: "/api/v1" + where, body: `{"status":"contacted"}`}).problem(428, models.CodePreconditionMissing)
	h.patch("enterprise", where, `"v1"`, `{"status":"hired"}`).problem(409, models.CodeIllegalTransition)
	h.patch("seeker", where, `"v1"`, `{"status":"contacted"}`).problem(403, models.CodeForbidden)
	h.patch("enterprise", where, `"v1"`, `{"status":"promised"}`).problem(422, models.CodeInvalid)
	if got := h.patch("seeker", where, `"v1"`, `{"status":"withdrawn"}`).want(200); got.text("status") != "withdrawn" || got.field("version") != 2.0 {
		t.Errorf("%s", got.Body)
	}
	h.get("seeker", "/referrals?status=promised").problem(422, models.CodeInvalid)
}
