package api_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// Who is planted in the scripted day: nobody of them may be found anywhere outside the sealed columns. The words are rare
// enough not to stand anywhere by chance.
const (
	herName, herPhone = "欧阳翠𠙶", "15400006101"
	hisName, hisPhone = "慕容小菊", "15400006102"
	importedName      = "诸葛满仓"
	importedPhone     = "15400006103"
	witness           = "皇甫见证"
	foreignName       = "司徒远方"
	foreignPhone      = "15400006104"
	newcomerPhone     = "15400006201"
)

var needles = []string{herName, herPhone, hisName, hisPhone, importedName, importedPhone, witness, foreignName, foreignPhone}

// day is a house whose calls go through HTTP, with all that it told people who may not know who is planted.
type day struct {
	*house
	public bytes.Buffer
}

// TestAScriptedDay plays a day: sign up, register, post, block, mend, submit, approve, match, freeze, render, apply, reveal,
// report, import, withdraw consent, export, erase. Afterwards it looks at every column of the database, at all logs and at all
// that was told in public for the people planted in it, verifies the audit, and tampers with it.
func TestAScriptedDay(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, c store.Config, _ *store.Store, db *sql.DB) {
		var log bytes.Buffer
		c.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		d := &day{house: newHouse(t, storetest.Open(t, c), func(s *api.Services) { s.Log = c.Log })}
		d.throughHTTP()
		vacancy := d.firm()
		her := d.people()
		edition := d.villageWork(vacancy)
		d.apply(her, vacancy)
		d.mistakes(her)
		d.told(edition, vacancy)
		d.leave(her)

		for _, found := range storetest.Scan(t, db, needles...) {
			t.Error("the database: " + found)
		}
		for _, found := range storetest.Find(log.Bytes(), needles...) {
			t.Error("the log: " + found)
		}
		for _, found := range storetest.Find(d.public.Bytes(), needles...) {
			t.Error("what everybody hears: " + found)
		}
		d.audited(db)
	})
}

func (d *day) throughHTTP() {
	server := httptest.NewServer(d.handler)
	d.t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	d.must(err)
	d.handler = httputil.NewSingleHostReverseProxy(address)
}

// everybody keeps what an answer says that anybody, or an enterprise, can get.
func (d *day) everybody(r reply) reply {
	fmt.Fprintln(&d.public, r.Header(), r.Body)
	return r
}

// firm signs up an enterprise, has it approved, and posts a vacancy that is blocked, mended, submitted and approved.
func (d *day) firm() string {
	signed := d.post("", "/accounts", `{"role":"enterprise","name":"王经理","phone":"`+newcomerPhone+`","code":"`+d.code(newcomerPhone, "register")+`","password":"`+secret+`"}`).want(201)
	d.tokens["firm"] = signed.text("token")
	firm := d.post("firm", "/enterprises", `{"name":"宏远箱包厂","kind":"company","division":"`+town+`"}`).want(201).text("id")
	d.ids["enterprise"] = firm
	d.post("office", "/enterprises/"+firm+"/approve", `{"template":"verified_on_site"}`).want(200)
	bad := strings.Replace(d.complete("包装工"), "装箱、封箱", "装箱，仅限女性，押金三百", 1)
	id := d.post("firm", "/vacancies", bad).want(201).text("id")
	d.post("firm", "/vacancies/"+id+"/submit", "").problem(422, models.CodeNotPublishable)
	etag := d.get("firm", "/vacancies/"+id).Header().Get("ETag")
	d.patch("firm", "/vacancies/"+id, etag, `{"duties":"装箱、封箱，男女不限"}`).want(200)
	d.post("firm", "/vacancies/"+id+"/submit", "").want(200)
	d.post("office", "/vacancies/"+id+"/approve", "").want(200)
	return id
}

// people signs a seeker up, has the village register another, a stranger elsewhere, and brings a sheet in twice.
func (d *day) people() string {
	signed := d.post("", "/accounts", `{"role":"seeker","name":"`+herName+`","phone":"`+herPhone+`","code":"`+d.code(herPhone, "register")+`"}`).want(201)
	d.tokens["her"] = signed.text("token")
	her := d.post("her", "/seekers", `{"name":"`+herName+`","village":"`+village+`","birth_year":1986,"wanted":["包装工"],"consent":{"scopes":["matching"]}}`).want(201).text("id")
	d.post("her", "/seekers/"+her+"/consents", `{"scopes":["share_with_employer","contact"]}`)
	d.post("village", "/seekers", `{"name":"`+hisName+`","phone":"`+hisPhone+`","village":"`+village+`","birth_year":1979,"wanted":["包装工"],"consent":{"scopes":["matching","contact"],"witnessed_by":"`+witness+`"}}`).want(201)
	d.post("foreign village", "/seekers", `{"name":"`+foreignName+`","phone":"`+foreignPhone+`","village":"`+abroad+`","consent":{"scopes":["matching"],"witnessed_by":"`+witness+`"}}`).want(201)
	sheet := "姓名,电话,村,出生年份,意向岗位,期望工资,同意\n" + importedName + "," + importedPhone + "," + village + ",1990,包装工,许多,岗位匹配\n" +
		importedName + ",1540000," + village + ",1990,包装工,,岗位匹配\n"
	for range 2 {
		form := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + importedName + ".csv\"\r\n\r\n" + sheet + "\r\n--b--\r\n"
		d.send(call{as: "office", method: "POST", path: "/api/v1/seekers/import", body: form,
			headers: map[string]string{"Content-Type": "multipart/form-data; boundary=b", "Idempotency-Key": "sheet"}}).want(200)
	}
	return her
}

// villageWork matches, freezes and publishes.
func (d *day) villageWork(vacancy string) string {
	if list := d.get("village", "/villages/"+village+"/list").want(200); !strings.Contains(list.Body.String(), vacancy) {
		d.t.Errorf("the vacancy is on no list: %s", list.Body)
	}
	edition := d.post("village", "/villages/"+village+"/editions", "").want(201).text("id")
	d.post("village", "/editions/"+edition+"/publish", `{"approver":"王主任"}`).want(200)
	return edition
}

// apply finds the vacancy, applies for it, and is seen by the enterprise: masked, and in full once a reason is given.
func (d *day) apply(her, vacancy string) {
	if matches := d.get("her", "/seekers/"+her+"/matches").want(200); !strings.Contains(matches.Body.String(), vacancy) {
		d.t.Errorf("she is told of nothing: %s", matches.Body)
	}
	referral := d.post("her", "/referrals", `{"vacancy":"`+vacancy+`","channel":"noticeboard"}`).want(201).text("id")
	d.everybody(d.get("firm", "/referrals/"+referral).want(200))
	d.everybody(d.get("firm", "/vacancies/"+vacancy+"/candidates").want(200))
	full := d.post("firm", "/seekers/"+her+"/reveal", `{"vacancy":"`+vacancy+`","reason":"约面试"}`).want(200)
	if full.text("name") != herName || full.text("phone") != herPhone {
		d.t.Errorf("revealed: %s", full.Body)
	}
	d.post("village", "/seekers/"+her+"/reveal", `{"reason":"替`+herName+`打 `+herPhone+` 问面试时间"}`).want(200)
	etag := d.get("firm", "/referrals/"+referral).Header().Get("ETag")
	d.everybody(d.patch("firm", "/referrals/"+referral, etag, `{"status":"contacted"}`).want(200))
	d.post("", "/vacancies/"+vacancy+"/reports", `{"kind":"fee","text":"我是`+herName+`，`+herPhone+`，他们要收钱"}`).want(201)
	d.everybody(d.get("", "/vacancies/"+vacancy))
	d.post("office", "/vacancies/"+vacancy+"/approve", `{"template":"verified_by_phone"}`).want(200)
}

// mistakes puts names and phones where they do not belong.
func (d *day) mistakes(her string) {
	for _, c := range []call{
		{method: "GET", path: "/api/v1/vacancies?q=" + url.QueryEscape(herName+" "+herPhone)},
		{method: "GET", path: "/api/v1/seekers/" + herPhone},
		{method: "GET", path: "/b/" + url.PathEscape(herName)},
		{method: "GET", path: "/api/v1/vacancies?" + url.QueryEscape(herName) + "=" + herPhone},
		{method: "POST", path: "/api/v1/sessions", body: `{"phone":"` + herPhone + `","password":"` + herName + `falsch"}`},
		{method: "POST", path: "/api/v1/passwords/reset", body: `{"phone":"` + herPhone + `","code":"000000","password":"` + secret + `"}`},
		{method: "POST", path: "/api/v1/codes", body: `{"phone":"` + foreignPhone + `","purpose":"login"}`},
		{as: "foreign village", method: "GET", path: "/api/v1/seekers/" + her},
		{as: "foreign village", method: "POST", path: "/api/v1/seekers", body: `{"name":"` + herName + `","phone":"` + herPhone + `","village":"` + village + `","consent":{"scopes":["matching"],"witnessed_by":"x"}}`},
		{as: "village", method: "POST", path: "/api/v1/seekers", body: `{"name":"` + herName + `","phone":"1540000","wage_min":"` + herPhone + `","` + herPhone + `":"x"}`},
		{as: "firm", method: "POST", path: "/api/v1/seekers/" + her + "/reveal", body: `{"reason":"x"}`},
		{method: "GET", path: "/api/v1/divisions", headers: map[string]string{"User-Agent": herPhone, "Accept-Language": herPhone, "X-Forwarded-For": herPhone, "Authorization": "Bearer kg_" + herPhone}},
	} {
		got := d.send(c)
		if got.Code >= 500 {
			d.t.Errorf("%s %s: %d", c.method, c.path, got.Code)
		}
		if !strings.Contains(c.path, url.QueryEscape(herName)) && !strings.Contains(c.path, url.PathEscape(herName)) && !strings.HasSuffix(c.path, herPhone) {
			d.everybody(got) // the others name the address that was called, or the parameter that is unknown
		}
	}
	d.background.Wait()
}

// told fetches all that everybody can have: every rendering, lists, the board, the export.
func (d *day) told(edition, vacancy string) {
	for id, c := range documented(d.t) {
		if c[0] != http.MethodGet || !slices.Contains(api.Policy()[id], models.RoleAnonymous) {
			continue
		}
		path := strings.NewReplacer("/editions/{id}", "/editions/"+edition, "/vacancies/{id}", "/vacancies/"+vacancy, "{code}", village).Replace(c[1])
		if id == "list-vacancy-suggestions" {
			path += "?q=" + url.QueryEscape("包")
		}
		got := d.everybody(d.send(call{method: "GET", path: path}))
		if got.Code != http.StatusOK {
			d.t.Errorf("%s: %d %s", path, got.Code, got.Body)
		}
		if strings.HasSuffix(path, ".pdf") {
			d.public.Write(textOf(d.t, got.Body.Bytes()))
		}
	}
	d.everybody(d.send(call{method: "GET", path: "/b/" + village}).want(200))
}

// textOf is the text of a PDF, nothing where there is no pdftotext.
func textOf(t *testing.T, pdf []byte) []byte {
	t.Helper()
	c := exec.CommandContext(t.Context(), "pdftotext", "-", "-")
	c.Stdin = bytes.NewReader(pdf)
	text, err := c.Output()
	if err != nil && exec.Command("pdftotext", "-v").Run() == nil {
		t.Error(err)
	}
	return text
}

// leave withdraws consent, which takes effect at once, and is erased.
func (d *day) leave(her string) {
	d.send(call{as: "her", method: "DELETE", path: "/api/v1/seekers/" + her + "/consents/share_with_employer"}).want(204)
	if got := d.everybody(d.get("firm", "/referrals").want(200)); got.field("total") != 0.0 {
		d.t.Errorf("the enterprise still sees her: %s", got.Body)
	}
	d.send(call{as: "her", method: "DELETE", path: "/api/v1/seekers/" + her + "/consents/matching"}).want(204)
	d.get("her", "/seekers/"+her+"/matches").problem(403, models.CodeNoConsent)
	if held := d.get("her", "/seekers/"+her+"/export").want(200).Body.String(); !strings.Contains(held, herName) || !strings.Contains(held, "withdrawn") {
		d.t.Errorf("held about her: %s", held)
	}
	d.send(call{as: "her", method: "DELETE", path: "/api/v1/seekers/" + her}).want(204)
	d.get("her", "/me").problem(401, models.CodeUnauthenticated)
	d.get("village", "/seekers/"+her).problem(404, models.CodeNotFound)
	left, err := d.store.ServiceRecords(d.t.Context(), county)
	if err != nil || len(left) != 1 || left[0].Town != town {
		d.t.Errorf("left of her: %+v, %v", left, err)
	}
}

// audited looks whether all of the day is in the audit, and whether it shows when one entry says something else.
func (d *day) audited(db *sql.DB) {
	ctx := d.t.Context()
	_, err := d.store.SequenceAudit(ctx)
	d.must(err)
	check, err := d.store.VerifyAudit(ctx, nil, nil)
	if err != nil || len(check.Faults) > 0 || check.Pending > 0 {
		d.t.Fatalf("the audit is not intact: %+v, %v", check, err)
	}
	list, err := d.store.AuditEntries(ctx, models.AuditFilter{}, models.Page{Limit: 100})
	d.must(err)
	done := map[string]bool{}
	for _, e := range list.Items {
		done[e.Action+" "+string(e.Object)] = true
	}
	for _, want := range []string{"create account", "sign_in account", "create enterprise", "approve enterprise", "create vacancy", "submit vacancy",
		"approve vacancy", "report vacancy", "publish edition", "reveal seeker", "export seeker", "erase seeker"} {
		if !done[want] {
			d.t.Errorf("%q is not in the audit: %v", want, done)
		}
	}
	_, err = db.ExecContext(ctx, "UPDATE audit_entries SET reason = CONCAT(reason, '.') WHERE seq = 7")
	d.must(err)
	check, err = d.store.VerifyAudit(ctx, nil, nil)
	if err != nil || len(check.Faults) != 1 || check.Faults[0].Seq != 7 || check.Faults[0].What != models.AuditEdited {
		d.t.Errorf("one byte more in entry 7: %+v, %v", check.Faults, err)
	}
}
