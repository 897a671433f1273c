package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/models/store/storetest"
)

// forged is what somebody sends who wants a line of his own in the log, or to paint the terminal of who reads it.
var forged = []string{
	"\n", "\r\n", "\x1b[2J\x1b[31m", `"`, `\`, "\x00", "\u2028", "\u0085", "a=b c=d", "\xff\xfe",
	"x\ntime=2026-01-01T00:00:00Z level=ERROR msg=forged", "x\r\n{\"level\":\"ERROR\",\"msg\":\"forged\"}", `" level=ERROR msg="forged`,
}

// book is a log that counts its records.
type book struct {
	slog.Handler
	lock    sync.Mutex
	text    bytes.Buffer
	records int
}

func newBook(format string) *book {
	b := &book{}
	o := &slog.HandlerOptions{Level: slog.LevelDebug}
	b.Handler = slog.NewTextHandler(&b.text, o)
	if format == "json" {
		b.Handler = slog.NewJSONHandler(&b.text, o)
	}
	return b
}

func (b *book) Handle(ctx context.Context, r slog.Record) error {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.records++
	return b.Handler.Handle(ctx, r)
}

// messages are what the log says when it is read line by line, as a machine does.
func (b *book) messages(t *testing.T, read func(line string) (map[string]any, error)) []string {
	t.Helper()
	b.lock.Lock()
	defer b.lock.Unlock()
	var out []string
	lines := strings.SplitAfter(b.text.String(), "\n")
	if last := lines[len(lines)-1]; last != "" || len(lines)-1 != b.records {
		t.Errorf("%d records on %d lines", b.records, len(lines)-1)
	}
	for _, line := range lines[:len(lines)-1] {
		line = strings.TrimSuffix(line, "\n")
		fields, err := read(line)
		if err != nil || fields["time"] == nil || fields["level"] == nil || strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("%q: %v", line, err)
		}
		out = append(out, fmt.Sprint(fields["msg"]))
	}
	return out
}

func readJSON(line string) (map[string]any, error) {
	var out map[string]any
	return out, json.Unmarshal([]byte(line), &out)
}

// readText reads key=value pairs, values quoted where they must be.
func readText(line string) (map[string]any, error) {
	out := map[string]any{}
	for line != "" {
		key, rest, ok := strings.Cut(line, "=")
		if !ok || key == "" || strings.ContainsAny(key, " \"") || out[key] != nil {
			return out, fmt.Errorf("no key at %q", line)
		}
		value, after, _ := strings.Cut(rest, " ")
		if strings.HasPrefix(rest, `"`) {
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				return out, err
			}
			value, _ = strconv.Unquote(quoted)
			after = strings.TrimPrefix(rest[len(quoted):], " ")
		}
		out[key], line = value, after
	}
	return out, nil
}

// TestNobodyWritesIntoTheLog sends what is forged in every place that a caller can fill, to a house that works, one whose
// database is gone and one that panics: a record is one line, and says nothing but what the program says.
func TestNobodyWritesIntoTheLog(t *testing.T) {
	for format, read := range map[string]func(string) (map[string]any, error){"text": readText, "json": readJSON} {
		t.Run(format, func(t *testing.T) {
			log := newBook(format)
			c := storetest.Engines[0].Config(t)
			c.Log = slog.New(log)
			s := storetest.Open(t, c)
			h := newHouse(t, s, func(s *api.Services) { s.Log = slog.New(log) })
			sendNasty(h)
			h.must(s.Close())
			sendNasty(h)
			broken, err := api.New(api.Services{Health: bomb{}, Log: slog.New(log), Calendar: models.Calendar{Now: time.Now, Zone: time.UTC}})
			h.must(err)
			h.handler = broken
			h.send(call{method: "GET", path: "/readyz"}).want(500)
			said := log.messages(t, read)
			slices.Sort(said)
			want := []string{"call", "call failed", "denied", "panic", "statement failed"}
			if got := slices.Compact(said); !slices.Equal(got, want) {
				t.Errorf("the log says %q, want %q", got, want)
			}
		})
	}
}

type bomb struct{}

func (bomb) Ping(context.Context) error { panic(strings.Join(forged, " ")) }

// sendNasty calls the house as its handler, which sees what an HTTP server would refuse before.
func sendNasty(h *house) {
	for _, text := range forged {
		escaped := url.PathEscape(text)
		headers := map[string]string{}
		for _, name := range []string{"User-Agent", "X-Forwarded-For", "Accept-Language", "Accept", "X-Request-Id", "If-None-Match", "Idempotency-Key", "Referer"} {
			headers[name] = text
		}
		for _, path := range []string{"/api/v1/vacancies/" + escaped, "/api/v1/enterprises/" + escaped, "/b/" + escaped, "/" + escaped,
			"/api/v1/vacancies?q=" + url.QueryEscape(text), "/api/v1/audit?action=" + url.QueryEscape(text), "/api/v1/vacancies?" + url.QueryEscape(text) + "=1"} {
			h.send(call{as: "foreign office", method: "GET", path: path, headers: headers})
		}
		h.send(call{as: "foreign office", method: "GET", path: "/api/v1/enterprises/" + h.ids["enterprise"], headers: headers})
		headers["Authorization"] = "Bearer " + text
		h.send(call{method: "GET", path: "/api/v1/me", headers: headers})
		headers["Content-Type"] = text
		h.send(call{as: "office", method: "POST", path: "/api/v1/vacancies", body: text, headers: headers})
		odd := httptest.NewRequest(http.MethodGet, "/api/v1/vacancies", nil)
		odd.Method, odd.Host, odd.RemoteAddr = text, text, text
		h.handler.ServeHTTP(httptest.NewRecorder(), odd)
	}
}

// TestNobodyWritesIntoTheLogOverTheWire sends the same as bytes on a connection, where the server speaks before the handler.
func TestNobodyWritesIntoTheLogOverTheWire(t *testing.T) {
	for format, read := range map[string]func(string) (map[string]any, error){"text": readText, "json": readJSON} {
		t.Run(format, func(t *testing.T) {
			log := newBook(format)
			h := newHouse(t, storetest.SQLite(t), func(s *api.Services) { s.Log = slog.New(log) })
			l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
			h.must(err)
			ctx, stop := context.WithCancel(t.Context())
			served := make(chan error, 1)
			go func() { served <- api.Serve(ctx, l, h.handler, time.Minute, slog.New(log)) }()
			for _, text := range forged {
				for _, request := range []string{
					"GET /api/v1/vacancies?q=" + text + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
					"GET /" + text + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
					text + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
					"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nUser-Agent: " + text + "\r\nX-Forwarded-For: " + text +
						"\r\nAuthorization: Bearer " + text + "\r\nAccept-Language: " + text + "\r\n\r\n",
				} {
					shout(t, l.Addr().String(), request)
				}
			}
			stop()
			h.must(<-served)
			for _, said := range log.messages(t, read) {
				if said != "call" && said != "stopping" {
					t.Errorf("the log says %q", said)
				}
			}
		})
	}
}

// shout sends bytes and hears the answer out.
func shout(t *testing.T, address, request string) {
	t.Helper()
	c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, c) // a connection that the server resets has said enough
}
