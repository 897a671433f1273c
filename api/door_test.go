package api_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// lastCode is the one-time code that was sent last.
func (h *house) lastCode() string {
	h.t.Helper()
	all := regexp.MustCompile(`: (\d{6}) `).FindAllStringSubmatch(h.codes.String(), -1)
	if len(all) == 0 {
		h.t.Fatalf("no code in %q", h.codes)
	}
	return all[len(all)-1][1]
}

// code has a one-time code sent and reads it.
func (h *house) code(phone, purpose string) string {
	h.t.Helper()
	h.post("", "/codes", `{"phone":"`+phone+`","purpose":"`+purpose+`"}`).want(http.StatusAccepted)
	h.background.Wait()
	return h.lastCode()
}

const secret = "苹果树下的小石头"

// TestAnEnterpriseAndAnOperatorComeIn plays how people get in: by signing up, by invitation, by password and by code; and out.
func TestAnEnterpriseAndAnOperatorComeIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		firm := h.post("", "/accounts", `{"role":"enterprise","name":"王经理","phone":"154-0000-7001","code":"`+h.code("15400007001", "register")+`","password":"`+secret+`"}`).want(http.StatusCreated)
		h.tokens["firm"] = firm.text("token")
		if me := h.get("firm", "/me").want(200); me.text("role") != "enterprise" || me.text("phone") != "154****7001" || me.text("name") != "王经理" {
			t.Errorf("%s", me.Body)
		}

		invited := h.post("office", "/invitations", `{"role":"village","division":"`+village+`","name":"赵","phone":"15400007002"}`).want(http.StatusCreated)
		operator := h.post("", "/accounts", `{"invitation":"`+invited.text("code")+`","phone":"15400007002","code":"`+h.code("15400007002", "register")+`"}`).want(http.StatusCreated)
		h.tokens["operator"] = operator.text("token")
		h.get("operator", "/seekers").want(200)

		session := h.post("", "/sessions", `{"phone":"15400007001","password":"`+secret+`"}`).want(http.StatusCreated)
		h.tokens["session"] = session.text("token")
		if where := session.Header().Get("Location"); !strings.HasPrefix(where, "/api/v1/sessions/") {
			t.Errorf("Location %q", where)
		}
		list := h.get("session", "/sessions").want(200)
		if n := list.field("total"); n != 2.0 {
			t.Errorf("%v sessions: %s", n, list.Body)
		}
		h.send(call{as: "session", method: "DELETE", path: "/api/v1/sessions/current"}).want(http.StatusNoContent)
		h.get("session", "/me").problem(http.StatusUnauthorized, models.CodeUnauthenticated)
		h.get("firm", "/me").want(200)

		device := h.post("operator", "/tokens", `{"label":"网页"}`).want(http.StatusCreated)
		h.tokens["api"] = device.text("token")
		h.get("api", "/me").want(200)
		h.send(call{as: "office", method: "DELETE", path: "/api/v1/tokens/" + device.text("id")}).want(http.StatusNoContent)
		h.get("api", "/me").want(http.StatusUnauthorized)

		h.post("", "/passwords/reset", `{"phone":"15400007002","code":"`+h.code("15400007002", "reset")+`","password":"`+secret+`"}`).want(http.StatusNoContent)
		h.get("operator", "/me").want(http.StatusUnauthorized)
		h.post("", "/sessions", `{"phone":"15400007002","password":"`+secret+`"}`).want(http.StatusCreated)
	})
}

// TestTheDoorTellsStrangersNothing compares what is said of a phone that somebody signs in with to what is said of another.
func TestTheDoorTellsStrangersNothing(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	account := models.Account{Role: models.RoleVillage, Division: village, Phone: "15400007001"}
	h.must(h.store.CreateAccount(t.Context(), &account))
	for _, c := range []struct{ path, body string }{
		{"/codes", `{"phone":"P","purpose":"login"}`}, {"/codes", `{"phone":"P","purpose":"reset"}`},
		{"/sessions", `{"phone":"P","password":"falsch-falsch"}`}, {"/sessions", `{"phone":"P","code":"000000"}`},
		{"/passwords/reset", `{"phone":"P","code":"000000","password":"` + secret + `"}`},
	} {
		known := h.post("", c.path, strings.ReplaceAll(c.body, "P", "15400007001"))
		unknown := h.post("", c.path, strings.ReplaceAll(c.body, "P", "15400007999"))
		if a, b := withoutID(known), withoutID(unknown); a != b || known.Code != unknown.Code {
			t.Errorf("%s\n%d %s\n%d %s", c.path, known.Code, a, unknown.Code, b)
		}
		for _, said := range []string{known.Body.String(), unknown.Body.String()} {
			for _, secret := range []string{"15400007", "falsch", "000000"} {
				if strings.Contains(said, secret) {
					t.Errorf("%s repeats %s: %s", c.path, secret, said)
				}
			}
		}
	}
}

func withoutID(r reply) string {
	return regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`).ReplaceAllString(r.Body.String(), "*")
}

// TestWhatIsGivenOnceIsNotReplayed repeats calls whose answers carry a secret.
func TestWhatIsGivenOnceIsNotReplayed(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	once := map[string]string{"Idempotency-Key": "k"}
	for _, c := range []call{
		{as: "office", path: "/accounts", body: `{"role":"device","division":"` + village + `"}`},
		{as: "office", path: "/tokens", body: `{}`},
		{as: "office", path: "/invitations", body: `{"role":"village","division":"` + village + `"}`},
	} {
		c.method, c.path, c.headers = "POST", "/api/v1"+c.path, map[string]string{"Idempotency-Key": "k" + c.path}
		h.send(c).want(http.StatusCreated)
		h.send(c).problem(http.StatusConflict, models.CodeConflict)
	}
	// A guess with a key is counted like any other.
	account := models.Account{Role: models.RoleVillage, Division: village, Phone: "15400007001"}
	h.must(h.store.CreateAccount(t.Context(), &account))
	code := h.code("15400007001", "login")
	for i := range 6 {
		once["Idempotency-Key"] = "guess" + strings.Repeat("x", i)
		h.send(call{method: "POST", path: "/api/v1/sessions", body: `{"phone":"15400007001","code":"x` + code[1:] + `"}`, headers: once})
	}
	h.post("", "/sessions", `{"phone":"15400007001","code":"`+code+`"}`).problem(http.StatusUnauthorized, models.CodeUnauthenticated)
	// Two strangers with the same key do not meet.
	from := func(address string) reply {
		r := httptest.NewRequestWithContext(t.Context(), "POST", "/api/v1/codes", strings.NewReader(`{"phone":"1540000700`+address[len(address)-1:]+`","purpose":"login"}`))
		r.RemoteAddr = address + ":1000"
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", "same")
		w := httptest.NewRecorder()
		h.handler.ServeHTTP(w, r)
		return reply{w, t}
	}
	from("192.0.2.1").want(http.StatusAccepted)
	from("192.0.2.2").want(http.StatusAccepted)
}

// TestLimits calls more often than is allowed.
func TestLimits(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t), func(s *api.Services) {
		s.Limits = api.NewLimits(50, 15, func() time.Time { return now })
	})
	for i := range 10 {
		got := h.get("village", "/me").want(200).Header()
		if left := got.Get("RateLimit-Remaining"); left != string(rune('9'-i)) || got.Get("RateLimit-Limit") != "10" || got.Get("RateLimit-Reset") == "" {
			t.Errorf("call %d: %v", i+1, got)
		}
	}
	if wait := h.get("village", "/me").headersOf(http.StatusTooManyRequests, models.CodeRateLimited).Get("Retry-After"); wait != "2" {
		t.Errorf("Retry-After %q", wait)
	}
	h.get("office", "/me").want(200)
	for range 3 {
		h.post("", "/sessions", `{"phone":"15400007001","code":"1"}`).want(http.StatusUnauthorized)
	}
	h.post("", "/sessions", `{"phone":"15400007001","code":"1"}`).problem(http.StatusTooManyRequests, models.CodeRateLimited)
	h.tokens["bad"] = "kg_AAAAAAAAAAAAAAAAAAAAAAAAAA"
	h.get("bad", "/me").problem(http.StatusTooManyRequests, models.CodeRateLimited)
	h.get("", "/divisions").want(200)
	for range 6 {
		h.send(call{method: "GET", path: "/b/" + village})
	}
	h.send(call{method: "GET", path: "/b/" + village}).problem(http.StatusTooManyRequests, models.CodeRateLimited)
	h.send(call{method: "GET", path: "/healthz"}).want(200)
}

// headersOf is problem, giving the headers.
func (r reply) headersOf(status int, code models.Code) http.Header {
	r.t.Helper()
	r.problem(status, code)
	return r.Header()
}

// TestOnlyTrustedProxiesTellTheAddress lets a stranger claim another address.
func TestOnlyTrustedProxiesTellTheAddress(t *testing.T) {
	for _, c := range []struct {
		trusted []string
		want    string
	}{{nil, "192.0.2.1"}, {[]string{"192.0.2.0/24"}, "203.0.113.9"}} {
		var log bytes.Buffer
		h := newHouse(t, storetest.SQLite(t), func(s *api.Services) {
			s.TrustedProxies, s.Log = c.trusted, slog.New(slog.NewTextHandler(&log, nil))
		})
		h.send(call{method: "GET", path: "/healthz", headers: map[string]string{"X-Forwarded-For": "203.0.113.9"}}).want(200)
		if !strings.Contains(log.String(), "from="+c.want+" ") {
			t.Errorf("trusting %v: %s", c.trusted, log.String())
		}
	}
}

// TestSecurityHeaders are on every answer, errors too; those of documents are on all that a browser can show, and not on JSON.
func TestSecurityHeaders(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	for path, document := range map[string]bool{
		"/api/v1/me": false, "/api/v1/divisions": false, "/api/v1/vacancies": false, "/nowhere": false, "/healthz": false,
		"/b/" + village: true, "/api/v1/docs/": true, "/api/v1/docs/start.js": true, "/api/v1/docs/swagger-ui.css": true,
	} {
		got := h.send(call{method: "GET", path: path}).Header()
		for _, name := range []string{"X-Content-Type-Options", "Content-Security-Policy", "Strict-Transport-Security", "Cross-Origin-Resource-Policy", "Cache-Control", "X-Request-Id"} {
			if got.Get(name) == "" {
				t.Errorf("%s has no %s", path, name)
			}
		}
		for _, name := range []string{"Referrer-Policy", "X-Frame-Options", "Permissions-Policy"} {
			if has := got.Get(name) != ""; has != document {
				t.Errorf("%s has %s: %v", path, name, has)
			}
		}
		if policy := got.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s may be framed: %s", path, policy)
		}
		if policy := got.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "script-src 'unsafe") {
			t.Errorf("%s: %s", path, policy)
		}
	}
}

// TestCrossOriginIsClosed asks from a script of another site.
func TestCrossOriginIsClosed(t *testing.T) {
	ask := func(h *house, origin, method string) reply {
		return h.send(call{method: method, path: "/api/v1/divisions", headers: map[string]string{"Origin": origin, "Access-Control-Request-Method": "GET"}})
	}
	closed := newHouse(t, storetest.SQLite(t))
	open := newHouse(t, storetest.SQLite(t), func(s *api.Services) { s.Origins = []string{"https://town.example"} })
	for _, c := range []struct {
		h      *house
		origin string
		want   string
	}{{closed, "https://town.example", ""}, {open, "https://evil.example", ""}, {open, "null", ""}, {open, "https://town.example", "https://town.example"}} {
		for _, method := range []string{"GET", "OPTIONS"} {
			got := ask(c.h, c.origin, method)
			if allowed := got.Header().Get("Access-Control-Allow-Origin"); allowed != c.want || got.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s from %s: allowed %q", method, c.origin, allowed)
			}
			if varies := strings.Contains(got.Header().Get("Vary"), "Origin"); varies != (c.h == open) {
				t.Errorf("%s from %s: varies with the origin: %v", method, c.origin, varies)
			}
		}
	}
}
