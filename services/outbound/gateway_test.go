package outbound

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestGatewaySettings(t *testing.T) {
	for address, fine := range map[string]bool{
		"https://a.example/say?x=1": true, "http://127.0.0.1:9000": true, "": false, "ftp://a.example": false, "https://": false,
		"https://user:pw@a.example": false, "https://a.example/#": false, "a.example": false,
	} {
		if GatewayAddress(address) != fine {
			t.Errorf("address %q", address)
		}
	}
	for token, fine := range map[string]bool{"": true, "tk-secret": true, "two words": false, "line\n": false, "密": false, "\x7f": false} {
		if GatewayToken(token) != fine {
			t.Errorf("token %q", token)
		}
	}
	if host := NewGateway("https://a.example:8443/say?key=tk-secret", "").Host(); host != "a.example:8443" {
		t.Errorf("host %q", host)
	}
}

func TestGatewayGetsJSON(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Method != http.MethodPost || string(body) != `{"a":1}` || r.Header.Get("Content-Type") != "application/json" ||
			r.Header.Get("Accept") != "audio/wav" || r.Header.Get("Authorization") != "Bearer tk-secret" {
			t.Errorf("%s %v %s", r.Method, r.Header, body)
		}
		w.WriteHeader(http.StatusTeapot)
	}))
	defer server.Close()
	answer, err := NewGateway(server.URL, "tk-secret").Post(t.Context(), map[string]int{"a": 1}, "audio/wav")
	if err != nil {
		t.Fatal(err)
	}
	if _ = answer.Body.Close(); answer.StatusCode != http.StatusTeapot {
		t.Errorf("%d", answer.StatusCode)
	}
}

// TestWhyThereIsNoAnswer tells whether there was a connection, and which caller left.
func TestWhyThereIsNoAnswer(t *testing.T) {
	silent := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	defer silent.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	gone, leave := context.WithCancel(t.Context())
	leave()
	for _, c := range []struct {
		name, address string
		ctx           context.Context
		connected     bool
		cause         error
	}{
		{"it breaks off", silent.URL, t.Context(), true, errNoAnswer},
		{"nobody is there", closed.URL, t.Context(), false, nil},
		{"the caller left", silent.URL, gone, false, context.Canceled},
		{"no address", "http://%zz", t.Context(), false, ErrAddress},
	} {
		answer, err := NewGateway(c.address, "").Post(c.ctx, nil, "")
		if err == nil {
			_ = answer.Body.Close()
		}
		var u *Unanswered
		if !errors.As(err, &u) || u.Connected != c.connected || c.cause != nil && !errors.Is(err, c.cause) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
