package api

import (
	"net/http"
	"testing"

	"konggang/models"
)

// What passes by itself, or when the office has set something up, is worth another try, and says so.
func TestWhatIsWorthAnotherTryNamesWhen(t *testing.T) {
	for _, c := range []struct {
		code   models.Code
		status int
		waits  bool
	}{
		{models.CodeUnavailable, http.StatusServiceUnavailable, true},
		{models.CodeNoSender, http.StatusServiceUnavailable, true},
		{models.CodeRateLimited, http.StatusTooManyRequests, true},
		{models.CodeNotFound, http.StatusNotFound, false},
	} {
		p := problemOf(&request{}, models.Errorf(c.code))
		if p.Status != c.status || p.Code != string(c.code) || (p.GetHeaders().Get("Retry-After") != "") != c.waits {
			t.Errorf("%s: status %d, code %s, headers %v", c.code, p.Status, p.Code, p.GetHeaders())
		}
	}
}

func TestInstanceTellsNoPhone(t *testing.T) {
	for path, want := range map[string]string{
		"/api/v1/seekers/15400006101": "/api/v1/seekers/154****6101", "/api/v1/seekers/%2B86-154-0000-6101": "/api/v1/seekers/154****6101",
		"/b/410184107208": "/b/410184107208", "/api/v1/seekers/01900000-0000-7000-8000-000000000000": "/api/v1/seekers/01900000-0000-7000-8000-000000000000", "/%zz": "/%zz",
	} {
		if got := discreet(path); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}
