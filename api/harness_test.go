package api_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/services/accounts"
	"konggang/services/audit"
	"konggang/services/delivery"
	"konggang/services/divisions"
	"konggang/services/editions"
	"konggang/services/enterprises"
	"konggang/services/feed"
	"konggang/services/market"
	"konggang/services/onetime"
	"konggang/services/outbound"
	"konggang/services/passwords"
	"konggang/services/recalls"
	"konggang/services/referrals"
	"konggang/services/robots"
	"konggang/services/robots/dingtalk"
	"konggang/services/robots/webhook"
	"konggang/services/robots/wecom"
	"konggang/services/screening"
	"konggang/services/seekers"
	"konggang/services/vacancies"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The map of the tests: two towns of one county, and a foreign county.
const (
	county  = "410184000000"
	town    = "410184107000"
	village = "410184107208"
	next    = "410184107209"
	foreign = "410122000000"
	abroad  = "410122100201"
)

// now is the time at which every test plays: 2026-11-23 morning in the office's zone.
var now = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// house is the API on a real database, with one account a role.
type house struct {
	t       *testing.T
	store   *store.Store
	handler http.Handler
	// background is what calls left running.
	background *api.Background
	// codes is where one-time codes are shown.
	codes  *bytes.Buffer
	tokens map[string]string
	// accounts are who calls, by the names of the tokens; made counts what was made.
	accounts map[string]models.Account
	made     *int
	ids      map[string]string
	// log is all that was logged.
	log *bytes.Buffer
	// delivery is whose worker sends.
	delivery *delivery.Service
}

// calendar is the clock of the tests, which stands still.
func calendar() models.Calendar {
	return models.Calendar{Now: func() time.Time { return now }, Zone: time.FixedZone("Asia/Shanghai", 8*60*60)}
}

// hasher is one for all tests, since it bounds the work of all.
var hasher = passwords.NewHasher(2, 100)

// newHouse moves into an empty store: a small map, an approved and a foreign enterprise, and who calls.
func newHouse(t *testing.T, s *store.Store, changes ...func(*api.Services)) *house {
	t.Helper()
	return newHouseIn(t, s, "Asia/Shanghai", func() time.Time { return now }, changes...)
}

// newHouseIn is newHouse with an office in the zone and a clock of its own.
func newHouseIn(t *testing.T, s *store.Store, where string, clock func() time.Time, changes ...func(*api.Services)) *house {
	t.Helper()
	h, door := emptyHouse(t, s, where, clock, changes...)
	h.draw()
	h.moveIn(door)
	return h
}

// emptyHouse is the API on whatever the store holds already.
func emptyHouse(t *testing.T, s *store.Store, where string, clock func() time.Time, changes ...func(*api.Services)) (*house, accounts.Service) {
	t.Helper()
	zone, err := time.LoadLocation(where)
	if err != nil {
		t.Fatal(err)
	}
	calendar := models.Calendar{Now: clock, Zone: zone}
	background := api.NewBackground(t.Context())
	t.Cleanup(background.Wait)
	office := models.Office{Name: "孟庄镇就业服务站", Phone: "0371-62300000", PublicURL: "https://kong.example"}
	picture, log := market.New(s, calendar), &bytes.Buffer{}
	picture.Encode = api.PreparedVacancy
	door := accounts.Service{Store: s, Calendar: calendar, Passwords: hasher, Background: background.Go,
		Failed: func(ctx context.Context, err error) {
			if ctx.Err() == nil { // a test that ended takes its background work along
				t.Error(err)
			}
		}}
	var codes bytes.Buffer
	door.Sender, err = onetime.NewSender("terminal:", "", true, &codes)
	if err != nil {
		t.Fatal(err)
	}
	wages, err := screening.LoadMinimumWages(nil)
	if err != nil {
		t.Fatal(err)
	}
	groups := deliveryOn(s, calendar)
	recalled := recalls.Service{Store: s, Calendar: calendar, Groups: groups}
	services := api.Services{
		Accounts: door, Divisions: divisions.Service{Store: s},
		Enterprises: enterprises.Service{Store: s, Calendar: calendar}, Vacancies: vacancies.Service{Store: s, Calendar: calendar, Screen: wages.Gate(calendar)},
		Seekers: seekers.Service{Store: s, Market: picture, Calendar: calendar}, Market: picture,
		Referrals: referrals.Service{Store: s, Calendar: calendar}, Audit: audit.Service{Store: s},
		Feed:     feed.Service{Store: s, Market: picture, Calendar: calendar},
		Editions: &editions.Service{Store: s, Recalls: recalled, Market: picture, Calendar: calendar, Office: office}, Recalls: recalled, Press: editions.NewPress(), Speaker: voice{},
		Delivery: groups,
		Keys:     s, Health: s, Calendar: calendar, Office: office, Log: slog.New(slog.NewTextHandler(log, nil)),
		Background: background.Go, Version: "test",
	}
	groups.Lines = services.Editions
	for _, change := range changes {
		change(&services)
	}
	handler, err := api.New(services)
	if err != nil {
		t.Fatal(err)
	}
	return &house{t: t, store: s, handler: handler, background: background, codes: &codes, accounts: map[string]models.Account{}, made: new(int),
		tokens: map[string]string{}, ids: map[string]string{}, log: log, delivery: services.Delivery}, door
}

// deliveryOn speaks to robots on loopback.
func deliveryOn(s *store.Store, calendar models.Calendar) *delivery.Service {
	rules := outbound.Rules{AllowPrivate: true}
	client := outbound.NewClient(rules)
	return &delivery.Service{Store: s, Calendar: calendar, Rules: rules, Patience: delivery.Usual, Log: slog.New(slog.DiscardHandler),
		Robots: map[models.RobotKind]robots.Robot{models.RobotWeCom: wecom.New(client), models.RobotDingTalk: dingtalk.New(client, calendar.Now),
			models.RobotWebhook: webhook.New(client, calendar.Now)}}
}

// draw makes the map.
func (h *house) draw() {
	point := func(lat, lon float64) *models.Point { return &models.Point{Lat: lat, Lon: lon, Datum: models.GCJ02} }
	h.must(h.store.SaveDivisions(h.t.Context(), []models.Division{
		{Code: "410000000000", Name: "河南省", Point: point(34.76, 113.75), Precision: models.PrecisionOwn},
		{Code: "410100000000", Name: "郑州市", Point: point(34.74, 113.62), Precision: models.PrecisionOwn},
		{Code: county, Name: "新郑市", Point: point(34.39, 113.74), Precision: models.PrecisionOwn},
		{Code: town, Name: "孟庄镇", Point: point(34.58, 113.81), Precision: models.PrecisionOwn},
		{Code: village, Name: "口张村委会", Point: point(34.59, 113.82), Precision: models.PrecisionApproximate},
		{Code: next, Name: "寺西王村委会", Point: point(34.57, 113.80), Precision: models.PrecisionOwn},
		{Code: foreign, Name: "中牟县", Point: point(34.72, 113.97), Precision: models.PrecisionOwn},
		{Code: "410122100000", Name: "韩寺镇", Point: point(34.62, 114.08), Precision: models.PrecisionOwn},
		{Code: abroad, Name: "韩寺村委会", Point: point(34.62, 114.09), Precision: models.PrecisionOwn},
	}))
}

// moveIn makes the people: those of the county under their role's name, those of the foreign one under "foreign …".
func (h *house) moveIn(s accounts.Service) {
	h.ids["enterprise"] = h.enterprise("宏发食品有限公司", town)
	h.ids["foreign enterprise"] = h.enterprise("远方服装有限公司", foreign)
	h.ids["seeker"] = h.seeker("张三", "15400000001", village)
	h.ids["foreign seeker"] = h.seeker("李四", "15400000002", abroad)
	for name, a := range map[string]models.Account{
		"office":             {Role: models.RoleOffice, Division: county},
		"foreign office":     {Role: models.RoleOffice, Division: foreign},
		"enterprise":         {Role: models.RoleEnterprise, EnterpriseID: h.ids["enterprise"]},
		"foreign enterprise": {Role: models.RoleEnterprise, EnterpriseID: h.ids["foreign enterprise"]},
		"village":            {Role: models.RoleVillage, Division: village},
		"foreign village":    {Role: models.RoleVillage, Division: abroad},
		"seeker":             {Role: models.RoleSeeker, SeekerID: h.ids["seeker"]},
		"foreign seeker":     {Role: models.RoleSeeker, SeekerID: h.ids["foreign seeker"]},
		"device":             {Role: models.RoleDevice, Division: village},
		"foreign device":     {Role: models.RoleDevice, Division: abroad},
	} {
		made, token, err := s.Create(h.t.Context(), models.System("test"), a)
		h.must(err)
		h.tokens[name], h.accounts[name] = token, made
	}
}

// newToken gives a fresh token to an account.
func (h *house) newToken(a models.Account) string {
	h.t.Helper()
	secret := accounts.TokenPrefix + rand.Text()
	h.must(h.store.CreateToken(h.t.Context(), &models.Token{AccountID: a.ID, Kind: models.TokenAPI, Hash: hashOf(secret), ExpiresAt: now.AddDate(0, 1, 0)}))
	return secret
}

func newHash() string { return hashOf(rand.Text()) }

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// bindSeeker makes a seeker in a village and an account for them.
func (h *house) bindSeeker(name string, at models.DivisionCode) {
	h.t.Helper()
	*h.made++
	h.ids[name] = h.seeker("张三", models.Phone(fmt.Sprintf("154%08d", 90000000+*h.made)), at)
	a := models.Account{Role: models.RoleSeeker, SeekerID: h.ids[name]}
	h.must(h.store.CreateAccount(h.t.Context(), &a))
	h.accounts[name], h.tokens[name] = a, h.newToken(a)
}

func (h *house) enterprise(name string, at models.DivisionCode) string {
	e := models.Enterprise{Name: name, Kind: models.KindCompany, Division: at, Status: models.EnterpriseApproved}
	h.must(h.store.CreateEnterprise(h.t.Context(), &e))
	return e.ID
}

func (h *house) seeker(name string, phone models.Phone, at models.DivisionCode) string {
	who := models.Seeker{Name: name, Phone: phone, Village: at, BirthYear: 1985, Education: models.EducationJunior, Wanted: []string{"包装工"},
		Status: models.SeekerLooking, Consents: []models.Consent{{Scope: models.ConsentMatching, GivenAt: now}, {Scope: models.ConsentShare, GivenAt: now}}}
	h.must(h.store.CreateSeeker(h.t.Context(), &who))
	return who.ID
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// on is the same house for a subtest.
func (h *house) on(t *testing.T) *house {
	other := *h
	other.t = t
	return &other
}

// call is one request; as names who sends it, "" nobody.
type call struct {
	as      string
	method  string
	path    string
	body    string
	headers map[string]string
}

// reply is what came back.
type reply struct {
	*httptest.ResponseRecorder
	t *testing.T
}

func (h *house) send(c call) reply {
	h.t.Helper()
	r := httptest.NewRequestWithContext(context.WithoutCancel(h.t.Context()), c.method, c.path, strings.NewReader(c.body))
	if c.body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.as != "" {
		r.Header.Set("Authorization", "Bearer "+h.tokens[c.as])
	}
	for k, v := range c.headers {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	return reply{w, h.t}
}

func (h *house) get(as, path string) reply {
	return h.send(call{as: as, method: "GET", path: "/api/v1" + path})
}

func (h *house) post(as, path, body string) reply {
	return h.send(call{as: as, method: "POST", path: "/api/v1" + path, body: body})
}

func (h *house) patch(as, path, etag, body string) reply {
	return h.send(call{as: as, method: "PATCH", path: "/api/v1" + path, body: body, headers: map[string]string{"If-Match": etag}})
}

// upload sends a file as the part "file".
func (h *house) upload(as, path, name string, content []byte) reply {
	h.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", name)
	h.must(err)
	_, err = part.Write(content)
	h.must(err)
	h.must(w.Close())
	return h.send(call{as: as, method: "POST", path: "/api/v1" + path, body: form.String(), headers: map[string]string{"Content-Type": w.FormDataContentType()}})
}

// want fails unless the status is the one.
func (r reply) want(status int) reply {
	r.t.Helper()
	if r.Code != status {
		r.t.Fatalf("got %d, want %d: %s", r.Code, status, r.Body)
	}
	return r
}

// problem fails unless the answer is the problem, and gives it.
func (r reply) problem(status int, code models.Code) api.Problem {
	r.t.Helper()
	r.want(status)
	if got := r.Header().Get("Content-Type"); got != "application/problem+json" {
		r.t.Fatalf("content type %q: %s", got, r.Body)
	}
	var p api.Problem
	r.into(&p)
	if p.Code != string(code) || p.Status != status || p.RequestID == "" || p.Detail == "" {
		r.t.Fatalf("problem %+v, want code %s", p, code)
	}
	return p
}

func (r reply) into(v any) {
	r.t.Helper()
	if err := json.Unmarshal(r.Body.Bytes(), v); err != nil {
		r.t.Fatalf("%v: %s", err, r.Body)
	}
}

// field is a value of the answer's JSON object.
func (r reply) field(name string) any {
	r.t.Helper()
	var object map[string]any
	r.into(&object)
	return object[name]
}

func (r reply) text(name string) string {
	r.t.Helper()
	s, ok := r.field(name).(string)
	if !ok {
		r.t.Fatalf("no text %q in %s", name, r.Body)
	}
	return s
}

// complete is a vacancy that states all that the law asks.
func (h *house) complete(title string) string {
	return `{"enterprise_id":"` + h.ids["enterprise"] + `","title":"` + title + `","headcount":3,"wage":{"min":4500,"max":6000,"unit":"month"},` +
		`"duties":"装箱、封箱","education":"any","workplace":{"division":"` + town + `","address":"孟庄镇工业路1号"},` +
		`"contact":{"name":"王主任","phone":"154-0000-1111"},"valid_until":"2026-12-31"}`
}

// open posts a complete vacancy and brings it to the villages.
func (h *house) open(title string) string {
	h.t.Helper()
	id := h.post("enterprise", "/vacancies", h.complete(title)).want(http.StatusCreated).text("id")
	h.post("enterprise", "/vacancies/"+id+"/submit", "").want(http.StatusOK)
	h.post("office", "/vacancies/"+id+"/approve", "").want(http.StatusOK)
	return id
}

// p2f lets a detail be checked like a field's message.
func p2f(detail string) api.ProblemField { return api.ProblemField{Message: detail} }

func hasChinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
