package api

import (
	"net/http"
	"testing"

	"konggang/models"
	"konggang/services/wording"
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
		p := problemOf(&request{language: wording.Chinese}, models.Errorf(c.code))
		if p.Status != c.status || p.Code != string(c.code) || (p.GetHeaders().Get("Retry-After") != "") != c.waits {
			t.Errorf("%s: status %d, code %s, headers %v", c.code, p.Status, p.Code, p.GetHeaders())
		}
	}
}
