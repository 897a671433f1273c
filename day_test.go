package main

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/commandline"
	"konggang/services/config"
	"konggang/services/vacancies"
)

// Who is planted on the day: names and phones that must be found nowhere but in the answers meant for those who may see them.
var (
	registered = []string{"欧阳𠙶花", "15487654321"}
	imported   = []string{"诸葛某玲", "15412398765"}
	refused    = []string{"尉迟无村", "15498712365"}
	mistyped   = []string{"赫连打错", "15476543218"}
)

const dayVillage = "410184107001"

// ledger keeps what is written to it by many at once.
type ledger struct {
	lock sync.Mutex
	text bytes.Buffer
}

func (l *ledger) Write(p []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.text.Write(p)
}

func (l *ledger) bytes() []byte {
	l.lock.Lock()
	defer l.lock.Unlock()
	return bytes.Clone(l.text.Bytes())
}

// day is a house that serves, what its log says, and every answer that is not for one person alone.
type day struct {
	t      *testing.T
	house  *house
	server *httptest.Server
	log    ledger
	tokens map[models.Role]string
	open   bytes.Buffer
}

func newDay(t *testing.T, c store.Config) *day {
	t.Helper()
	settings, err := config.From(map[string]string{"DB_DRIVER": c.Driver, "DB_DSN": c.DSN, "SECRET_KEYS": store.NewKeyring(), "LOG_LEVEL": "debug", "OFFICE_PHONE": "0371-62300000"})
	if err != nil {
		t.Fatal(err)
	}
	d := &day{t: t, tokens: map[models.Role]string{}}
	if d.house, err = open(t.Context(), settings, time.Now, streams{nil, io.Discard, &d.log}); err != nil {
		t.Fatal(err)
	}
	if err := d.house.migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	background := api.NewBackground(t.Context())
	d.house.services.Background = background.Go
	handler, err := api.New(d.house.services)
	if err != nil {
		t.Fatal(err)
	}
	d.server = httptest.NewServer(handler)
	t.Cleanup(func() {
		d.server.Close()
		background.Wait()
		_ = d.house.store.Close()
	})
	d.open.WriteString("answers:\n")
	return d
}

func (d *day) account(a models.Account) {
	d.t.Helper()
	_, token, err := d.house.services.Accounts.Create(d.t.Context(), a)
	if err != nil {
		d.t.Fatal(err)
	}
	d.tokens[a.Role] = token
}

// send makes a call and gives status, Location and body.
func (d *day) send(role models.Role, method, path, media, body string, headers ...string) (int, string, []byte) {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), method, d.server.URL+path, strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	r.Header.Set("Content-Type", media)
	if token := d.tokens[role]; token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	if answer.StatusCode >= http.StatusBadRequest {
		d.keep(path, content)
	}
	return answer.StatusCode, answer.Header.Get("Location"), content
}

// keep remembers an error, which may be passed on to anybody. Its instance is the path, which the caller knows and the log does
// not hold; so is the name of a field that is not known.
func (d *day) keep(path string, problem []byte) {
	text := strings.ReplaceAll(string(problem), `"instance":"`+path+`"`, "")
	d.open.WriteString(strings.ReplaceAll(strings.ReplaceAll(text, `"field":"`+mistyped[0]+`"`, ""), mistyped[0]+"：没有这个字段", ""))
}

func (d *day) want(status int, role models.Role, method, path, media, body string, headers ...string) (string, []byte) {
	d.t.Helper()
	got, location, content := d.send(role, method, path, media, body, headers...)
	if got != status {
		d.t.Fatalf("%s %s: %d, want %d: %.300s", method, path, got, status, content)
	}
	return location, content
}

const asJSON = "application/json"

// people registers, brings in, mistypes and changes people.
func (d *day) people() (seeker string) {
	d.t.Helper()
	body := func(who []string) string {
		return `{"name":"` + who[0] + `","phone":"` + who[1] + `","village":"` + dayVillage + `","wanted":["包装工"],"consent":{"scopes":["matching","share_with_employer","contact"],"given_at":"2026-01-01T00:00:00Z","witnessed_by":"` + who[0] + `"}}`
	}
	seeker, _ = d.want(201, models.RoleVillage, "POST", "/api/v1/seekers", asJSON, body(registered), "Idempotency-Key", "one")
	d.want(201, models.RoleVillage, "POST", "/api/v1/seekers", asJSON, body(registered), "Idempotency-Key", "one")
	media, form := sheet(d.t, "姓名,电话,所在村,同意岗位匹配\n"+imported[0]+","+imported[1]+","+dayVillage+",是\n"+refused[0]+","+refused[1]+","+refused[0]+",是\n"+refused[0]+",电话"+refused[1]+"0,"+dayVillage+",是\n")
	d.want(200, models.RoleOffice, "POST", "/api/v1/seekers/import", media, form, "Idempotency-Key", "two")
	for _, wrong := range []struct{ method, path, body string }{
		{"POST", "/api/v1/seekers", strings.Replace(body(mistyped), `"name"`, `"`+mistyped[0]+`":1,"name"`, 1)},
		{"POST", "/api/v1/seekers", strings.Replace(body(mistyped), `"phone":"`, `"phone":"x`+mistyped[1], 1)},
		{"POST", "/api/v1/seekers", strings.Replace(body(mistyped), `"wanted":`, `"shifts":["`+mistyped[1]+`"],"wanted":`, 1)},
		{"POST", "/api/v1/seekers", body(mistyped)[:40]},
		{"GET", "/api/v1/seekers?phone=" + mistyped[1], ""}, {"GET", "/api/v1/seekers?status=" + mistyped[1], ""}, {"GET", "/api/v1/seekers/" + mistyped[1], ""},
		{"GET", "/api/v1/" + mistyped[1], ""}, {"GET", "/b/" + mistyped[1], ""}, {"GET", "/api/v1/vacancies?division=" + mistyped[1], ""},
		{"PATCH", seeker, `{"phone":"` + mistyped[1] + `x"}`}, {"POST", seeker, body(mistyped)},
	} {
		if status, _, _ := d.send(models.RoleOffice, wrong.method, wrong.path, asJSON, wrong.body, "If-Match", `"v1"`); status < 400 || status >= 500 {
			d.t.Errorf("%s %s: %d", wrong.method, wrong.path, status)
		}
	}
	d.want(200, models.RoleVillage, "GET", seeker, asJSON, "")
	d.want(200, models.RoleVillage, "PATCH", seeker, asJSON, `{"skills":["叉车"]}`, "If-Match", `"v1"`)
	d.want(200, models.RoleOffice, "GET", "/api/v1/seekers", asJSON, "")
	d.want(200, models.RoleVillage, "GET", seeker+"/matches", asJSON, "")
	return seeker
}

func sheet(t *testing.T, rows string) (media, body string) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", "求职者.csv")
	if err == nil {
		_, err = part.Write([]byte(rows))
	}
	if err != nil || form.Close() != nil {
		t.Fatal(err)
	}
	return form.FormDataContentType(), b.String()
}

// publish makes an edition and keeps every rendering of it that the API's document names, and what else is for everybody.
func (d *day) publish() {
	d.t.Helper()
	edition, _ := d.want(201, models.RoleVillage, "POST", "/api/v1/villages/"+dayVillage+"/editions", asJSON, "")
	d.want(200, models.RoleVillage, "POST", edition+"/publish", asJSON, `{"approver":"王主任"}`)
	_, document := d.want(200, "", "GET", "/api/v1/openapi.json", asJSON, "")
	var paths struct{ Paths map[string]json.RawMessage }
	if err := json.Unmarshal(document, &paths); err != nil {
		d.t.Fatal(err)
	}
	renderings := 0
	for path := range paths.Paths {
		if file, is := strings.CutPrefix(path[strings.LastIndex(path, "/editions/")+1:], "editions/{id}/"); is && strings.Contains(file, ".") {
			renderings++
			_, content := d.want(200, "", "GET", edition+"/"+file, asJSON, "")
			d.holdsNobody(file, content)
		}
	}
	if renderings < 7 {
		d.t.Errorf("only %d renderings were looked at", renderings)
	}
	for _, path := range []string{"/b/" + dayVillage, "/api/v1/vacancies", "/api/v1/vacancies/export", edition} {
		_, content := d.want(200, "", "GET", path, asJSON, "")
		d.holdsNobody(path, content)
	}
}

func everybody() []string {
	var out []string
	for _, who := range [][]string{registered, imported, refused, mistyped} {
		out = append(out, who...)
	}
	return out
}

func (d *day) holdsNobody(what string, content []byte) {
	d.t.Helper()
	if len(content) < 100 {
		d.t.Errorf("%s has only %d bytes", what, len(content))
	}
	for _, found := range storetest.Find(content, everybody()...) {
		d.t.Errorf("%s: %s", what, found)
	}
}

// TestADayLeavesNobodyBehind works as a county does on one day, right and wrong, and then looks for the people in every column of
// the database, every file of an embedded one, every line of the log at its most talkative, every error and every rendering.
func TestADayLeavesNobodyBehind(t *testing.T) {
	for _, e := range storetest.Engines {
		t.Run(e.Name, func(t *testing.T) {
			c := e.Config(t)
			d := newDay(t, c)
			file := "企业名称,岗位名称,招聘人数,工资,学历要求,工作内容,工作地点,联系电话,有效期至\n宏发食品有限公司,包装工,20,4500-6500元/月,不限,装箱,孟庄镇,15400001111,2099-12-31\n"
			o := commandline.ImportOptions{Kind: "vacancies", Then: vacancies.ThenOpen}
			if _, err := d.house.importer("410184000000").Import(t.Context(), "空岗.csv", strings.NewReader(file), o); err != nil {
				t.Fatal(err)
			}
			d.account(models.Account{Role: models.RoleOffice, Division: "410184000000"})
			d.account(models.Account{Role: models.RoleVillage, Division: dayVillage})
			seeker := d.people()
			d.publish()
			db := storetest.Raw(t, c)
			d.look(c, storetest.Scan(t, db, everybody()...))
			d.want(204, models.RoleVillage, "DELETE", seeker, asJSON, "")
			d.look(c, storetest.Scan(t, db, everybody()...))
		})
	}
}

// look tells who is found in the log, the errors and the files, and in the columns as they were scanned.
func (d *day) look(c store.Config, inColumns []string) {
	d.t.Helper()
	for _, found := range inColumns {
		d.t.Error(found)
	}
	d.holdsNobody("the log", d.log.bytes())
	d.holdsNobody("the errors", d.open.Bytes())
	if c.Driver == "sqlite" {
		for _, found := range storetest.ScanFiles(d.t, filepath.Dir(c.DSN), everybody()...) {
			d.t.Error(found)
		}
	}
}
