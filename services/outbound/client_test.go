package outbound

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
)

// door is a real TLS server on loopback that counts who comes in, for the name example.com and the address 127.0.0.1.
type door struct {
	*httptest.Server
	connections, requests atomic.Int64
}

func newDoor(t *testing.T, handler http.HandlerFunc) *door {
	t.Helper()
	d := &door{}
	d.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.requests.Add(1)
		handler(w, r)
	}))
	d.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			d.connections.Add(1)
		}
	}
	d.Config.ErrorLog = log.New(io.Discard, "", 0)
	d.StartTLS()
	t.Cleanup(d.Close)
	return d
}

func (d *door) port() string {
	_, port, _ := net.SplitHostPort(d.Listener.Addr().String())
	return port
}

// client is one that also trusts the door's certificate.
func (d *door) client(t *testing.T, rules Rules, resolver *net.Resolver) *http.Client {
	t.Helper()
	c := newClient(rules, resolver)
	roots := x509.NewCertPool()
	roots.AddCert(d.Certificate())
	transport := c.Transport.(*http.Transport)
	transport.TLSClientConfig = d.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	transport.TLSClientConfig.RootCAs = roots
	t.Cleanup(c.CloseIdleConnections)
	return c
}

// get is the status of the answer and its body, or the error.
func get(t *testing.T, c *http.Client, address string) (int, string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := c.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := ReadBody(answer.Body, 100)
	return answer.StatusCode, string(body), err
}

func hello(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") }

func TestLoopbackIsRefusedUnlessAllowed(t *testing.T) {
	d := newDoor(t, hello)
	if _, _, err := get(t, d.client(t, Rules{}, nil), d.URL); !errors.Is(err, ErrRefused) {
		t.Errorf("got %v", err)
	}
	if n := d.connections.Load(); n != 0 {
		t.Errorf("%d connections were made", n)
	}
	target := parsed(t, d.URL, Rules{AllowPrivate: true})
	if status, body, err := get(t, d.client(t, Rules{AllowPrivate: true}, nil), target.Address()); status != http.StatusOK || body != "hello" || err != nil {
		t.Errorf("got %d %q, %v", status, body, err)
	}
}

func TestPlainHTTPIsReachedWhenAllowed(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(hello))
	defer server.Close()
	target := parsed(t, server.URL, Rules{AllowPrivate: true})
	if status, _, err := get(t, NewClient(Rules{AllowPrivate: true}), target.Address()); status != http.StatusOK || err != nil {
		t.Errorf("got %d, %v", status, err)
	}
	if _, _, err := get(t, NewClient(Rules{}), target.Address()); !errors.Is(err, ErrRefused) {
		t.Errorf("got %v", err)
	}
}

// A name passes when it is given and resolves to loopback when it is called: the dial refuses it.
func TestNameThatResolvesInsideIsRefused(t *testing.T) {
	d := newDoor(t, hello)
	names := resolverTo(t, net.IPv4(127, 0, 0, 1))
	target := parsed(t, "https://example.com:"+d.port()+"/robot?key=tahini", Rules{})
	_, _, err := get(t, d.client(t, Rules{}, names), target.Address())
	if !errors.Is(err, ErrRefused) || d.connections.Load() != 0 {
		t.Errorf("got %v with %d connections", err, d.connections.Load())
	}
	answer, err := Post{Address: target.Address()}.Do(t.Context(), d.client(t, Rules{}, names))
	if err == nil {
		_ = answer.Body.Close()
	}
	if !errors.Is(err, ErrRefused) || strings.Contains(err.Error(), "tahini") {
		t.Errorf("a post gets %v", err)
	}
	if status, _, err := get(t, d.client(t, Rules{AllowPrivate: true}, names), target.Address()); status != http.StatusOK || err != nil {
		t.Errorf("with the switch the same name gives %d, %v", status, err)
	}
}

// resolverTo asks a name server on loopback that has the same address for every name.
func resolverTo(t *testing.T, ip net.IP) *net.Resolver {
	t.Helper()
	server, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	go func() {
		query := make([]byte, 1500)
		for {
			n, from, err := server.ReadFrom(query)
			if err != nil {
				return
			}
			_, _ = server.WriteTo(answerTo(query[:n], ip), from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp4", server.LocalAddr().String())
	}}
}

// answerTo answers a DNS query (RFC 1035, section 4.1) with the address, or with nothing where another type is asked for.
func answerTo(query []byte, ip net.IP) []byte {
	const header, typeA = 12, 1
	end := header + bytes.IndexByte(query[header:], 0) + 1
	answer := append([]byte{}, query[:end+4]...)
	copy(answer[2:], []byte{0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}) // a response, one question, nothing else yet
	if binary.BigEndian.Uint16(query[end:]) == typeA {
		answer[7] = 1
		answer = append(answer, 0xc0, header, 0, typeA, 0, 1, 0, 0, 0, 0, 0, 4)
		answer = append(answer, ip.To4()...)
	}
	return answer
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	other := newDoor(t, hello)
	for _, status := range []int{301, 302, 303, 307, 308} {
		d := newDoor(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL, status) })
		if got, _, err := get(t, d.client(t, Rules{AllowPrivate: true}, nil), d.URL); got != status || err != nil {
			t.Errorf("%d: got %d, %v", status, got, err)
		}
	}
	if n := other.connections.Load(); n != 0 {
		t.Errorf("%d redirects were followed", n)
	}
}

func TestNoProxyOfTheEnvironment(t *testing.T) {
	proxy := newDoor(t, hello)
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"} {
		t.Setenv(name, proxy.URL)
	}
	d := newDoor(t, hello)
	if status, _, err := get(t, d.client(t, Rules{AllowPrivate: true}, nil), d.URL); status != http.StatusOK || err != nil {
		t.Errorf("got %d, %v", status, err)
	}
	if c := NewClient(Rules{}); c.Transport.(*http.Transport).Proxy != nil || proxy.connections.Load() != 0 {
		t.Error("the proxy of the environment is asked")
	}
}

func TestEachRequestHasItsOwnConnection(t *testing.T) {
	d := newDoor(t, hello)
	c := d.client(t, Rules{AllowPrivate: true}, nil)
	for range 2 {
		if _, _, err := get(t, c, d.URL); err != nil {
			t.Fatal(err)
		}
	}
	if n := d.connections.Load(); n != 2 {
		t.Errorf("%d connections for two requests", n)
	}
}

func TestHeadersAreBounded(t *testing.T) {
	d := newDoor(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", headerBytes+1))
	})
	if _, _, err := get(t, d.client(t, Rules{AllowPrivate: true}, nil), d.URL); err == nil {
		t.Error("headers without end are read")
	}
}

func TestEveryStepHasItsTime(t *testing.T) {
	c := NewClient(Rules{})
	transport := c.Transport.(*http.Transport)
	if c.Timeout <= 0 || transport.TLSHandshakeTimeout <= 0 || transport.ResponseHeaderTimeout <= 0 || dialTime <= 0 {
		t.Errorf("%v, %+v", c.Timeout, transport)
	}
}

func TestForeignCertificateIsRefused(t *testing.T) {
	d := newDoor(t, hello)
	if _, _, err := get(t, NewClient(Rules{AllowPrivate: true}), d.URL); err == nil || d.requests.Load() != 0 {
		t.Errorf("got %v with %d requests", err, d.requests.Load())
	}
}

func TestReadBody(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		name  string
		body  io.Reader
		limit int64
		want  string
		err   error
	}{
		{"shorter", strings.NewReader("1234"), 5, "1234", nil},
		{"just as long", strings.NewReader("12345"), 5, "12345", nil},
		{"longer", strings.NewReader("123456"), 5, "12345", ErrTooLong},
		{"nothing", strings.NewReader(""), 0, "", nil},
		{"nothing allowed", strings.NewReader("1"), -1, "", ErrTooLong},
		{"breaks off", io.MultiReader(strings.NewReader("12"), iotest.ErrReader(broken)), 5, "12", broken},
	} {
		got, err := ReadBody(c.body, c.limit)
		if string(got) != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}
