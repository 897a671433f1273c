package onetime

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
)

// post office is a real server on loopback that counts what it is brought.
type postOffice struct {
	*httptest.Server
	requests atomic.Int64
}

func newPostOffice(t *testing.T, handler func(w http.ResponseWriter, r *http.Request, body string)) *postOffice {
	t.Helper()
	p := &postOffice{}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.requests.Add(1)
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		handler(w, r, string(body))
	}))
	t.Cleanup(p.Close)
	return p
}

func answering(status int) func(http.ResponseWriter, *http.Request, string) {
	return func(w http.ResponseWriter, _ *http.Request, body string) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// send sends the message and holds what an error may say.
func send(t *testing.T, g *gateway) error {
	t.Helper()
	return sendWithin(t.Context(), t, g)
}

func sendWithin(ctx context.Context, t *testing.T, g *gateway) error {
	t.Helper()
	err := g.Send(ctx, message)
	if err == nil {
		return nil
	}
	var e *models.Error
	if !errors.As(err, &e) || e.Code != models.CodeUnavailable || e.Cause == nil || len(e.Args) > 0 || len(e.Fields) > 0 {
		t.Errorf("%#v is not the unavailable error", err)
	}
	checkSilent(t, fmt.Sprintf("%v %+v", err, e.Cause))
	return err
}

func TestRequestIsAsDocumented(t *testing.T) {
	for token, authorization := range map[string]string{sesame: "Bearer " + sesame, "": ""} {
		p := newPostOffice(t, func(_ http.ResponseWriter, r *http.Request, body string) {
			var got map[string]any
			if err := json.Unmarshal([]byte(body), &got); err != nil {
				t.Error(err)
			}
			want := map[string]any{"phone": phone, "code": code, "purpose": "login", "minutes": 5.0, "text": message.Text()}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			line := []string{r.Method, r.RequestURI, r.Header.Get("Content-Type"), r.Header.Get("Authorization")}
			if diff := cmp.Diff([]string{"POST", "/send?to=x", "application/json", authorization}, line); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
		if err := send(t, newGateway(p.URL+"/send?to=x", token)); err != nil || p.requests.Load() != 1 {
			t.Errorf("%v after %d requests", err, p.requests.Load())
		}
	}
}

func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		status int
		fine   bool
	}{
		{200, true}, {201, true}, {202, true}, {204, true}, {299, true},
		{300, false}, {301, false}, {302, false}, {307, false}, {400, false}, {401, false}, {429, false}, {500, false}, {503, false},
	} {
		other := newPostOffice(t, answering(200))
		p := newPostOffice(t, func(w http.ResponseWriter, r *http.Request, body string) {
			w.Header().Set("Location", other.URL)
			answering(c.status)(w, r, body)
		})
		err := send(t, newGateway(p.URL, sesame))
		if (err == nil) != c.fine || p.requests.Load() != 1 || other.requests.Load() != 0 {
			t.Errorf("%d: %v after %d requests and %d elsewhere", c.status, err, p.requests.Load(), other.requests.Load())
		}
	}
}

func TestAnswerWithoutEndIsNotRead(t *testing.T) {
	p := newPostOffice(t, func(w http.ResponseWriter, r *http.Request, _ string) {
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, strings.Repeat("x", 1<<16))
		}
	})
	if err := send(t, newGateway(p.URL, sesame)); err != nil {
		t.Error(err)
	}
}

func TestHeadersWithoutEndAreNotRead(t *testing.T) {
	p := newPostOffice(t, func(w http.ResponseWriter, _ *http.Request, body string) {
		w.Header().Set("X-Long", strings.Repeat("x", 1<<16))
	})
	if err := send(t, newGateway(p.URL, sesame)); err == nil || p.requests.Load() != 1 {
		t.Errorf("%v after %d requests", err, p.requests.Load())
	}
}

// closedPort is an address on loopback where nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	return l.Addr().String()
}

// dialling makes the gateway dial these addresses one after the other, and the last one from then on; it counts the dials.
func dialling(g *gateway, addresses ...string) *atomic.Int64 {
	var dials atomic.Int64
	g.Client.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		i := min(int(dials.Add(1)), len(addresses)) - 1
		return new(net.Dialer).DialContext(ctx, network, addresses[i])
	}
	return &dials
}

func TestNoConnectionIsTriedOnceMore(t *testing.T) {
	p := newPostOffice(t, answering(200))
	closed, open := closedPort(t), p.Listener.Addr().String()
	g := newGateway(p.URL, sesame)
	dials := dialling(g, closed, open)
	if err := send(t, g); err != nil || dials.Load() != 2 || p.requests.Load() != 1 {
		t.Errorf("%v after %d dials and %d requests", err, dials.Load(), p.requests.Load())
	}
	dials = dialling(g, closed, closed, open)
	if err := send(t, g); err == nil || dials.Load() != 2 || p.requests.Load() != 1 {
		t.Errorf("%v after %d dials and %d requests", err, dials.Load(), p.requests.Load())
	}
}

func TestNoSecondRequestAfterTheFirst(t *testing.T) {
	for name, said := range map[string]string{
		"silence":            "",
		"half an answer":     "HTTP/1.1 200 OK\r\nX-Half",
		"what is no answer":  "%s " + sesame + "\r\n\r\n",
		"a broken header":    "HTTP/1.1 200 OK\r\n%s\r\n\r\n",
		"a length of no use": "HTTP/1.1 200 OK\r\nContent-Length: " + phone + code + phone + "\r\n\r\n",
		"a broken redirect":  "HTTP/1.1 302 Found\r\nLocation: https://%%zz" + phone + "\r\n\r\n",
	} {
		p := newPostOffice(t, func(w http.ResponseWriter, _ *http.Request, body string) {
			c, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = io.WriteString(c, strings.Replace(strings.ReplaceAll(said, "%%", "%"), "%s", body, 1))
			_ = c.Close()
		})
		g := newGateway(p.URL, sesame)
		dials := dialling(g, p.Listener.Addr().String())
		if err := send(t, g); err == nil || p.requests.Load() != 1 || dials.Load() != 1 {
			t.Errorf("%s: %v after %d dials and %d requests", name, err, dials.Load(), p.requests.Load())
		}
	}
}

func TestForeignCertificateGetsNoMessage(t *testing.T) {
	var requests atomic.Int64
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { requests.Add(1) }))
	s.Config.ErrorLog = quiet
	s.StartTLS()
	defer s.Close()
	if err := send(t, newGateway(s.URL+"?key="+sesame, sesame)); err == nil || requests.Load() != 0 {
		t.Errorf("%v after %d requests", err, requests.Load())
	}
}

// waiting reads the request and answers only when the caller has gone.
func waiting(meanwhile func()) func(http.ResponseWriter, *http.Request, string) {
	return func(_ http.ResponseWriter, r *http.Request, _ string) {
		meanwhile()
		<-r.Context().Done()
	}
}

func TestTimeRunsOut(t *testing.T) {
	p := newPostOffice(t, waiting(func() {}))
	g := newGateway(p.URL, sesame)
	if g.timeout != gatewayTime {
		t.Errorf("a message has %v", g.timeout)
	}
	g.timeout /= 100
	if err := send(t, g); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestCallerLeaves(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	p := newPostOffice(t, waiting(leave))
	if err := sendWithin(ctx, t, newGateway(p.URL, sesame)); !errors.Is(err, context.Canceled) || p.requests.Load() != 1 {
		t.Errorf("%v after %d requests", err, p.requests.Load())
	}
}

func TestCodesGoThroughNoProxy(t *testing.T) {
	proxy := newPostOffice(t, answering(200))
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"} {
		t.Setenv(name, proxy.URL)
	}
	g := newGateway("http://sms.example.com/", sesame)
	dialling(g, closedPort(t))
	if err := send(t, g); err == nil || proxy.requests.Load() != 0 || g.Client.Transport.(*http.Transport).Proxy != nil {
		t.Errorf("%v after %d requests to the proxy", err, proxy.requests.Load())
	}
}

// quiet keeps what a test server complains about out of the report.
var quiet = log.New(io.Discard, "", 0)
