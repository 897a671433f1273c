package robots

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"konggang/models"
)

var someCodes = ErrCodes{-1: {Code: models.CodeRobotFailed}, 45009: {Code: models.CodeRateLimited, After: time.Minute}}

func TestUnderstand(t *testing.T) {
	for body, want := range map[string]string{
		`{"errcode":0,"errmsg":"ok"}`:        "",
		" {\"errmsg\":\"\",\"errcode\":0}\n": "",
		`{"errcode":45009}`:                  "rate_limited errcode 45009 1m0s",
		`{"errcode":-1}`:                     "robot_failed errcode -1 0s",
		`{"errcode":9007199254740993}`:       "robot_refused errcode 9007199254740993 0s",
		`{"errcode":1e3}`:                    "robot_failed unreadable answer 0s unknown",
		`{"errcode":99999999999999999999}`:   "robot_failed unreadable answer 0s unknown",
		`{"errcode":null}`:                   "robot_failed unreadable answer 0s unknown",
		`{"errcode":true}`:                   "robot_failed unreadable answer 0s unknown",
		`0`:                                  "robot_failed unreadable answer 0s unknown",
		`{"errcode":0`:                       "robot_failed unreadable answer 0s unknown",
		`{"errcode":0,"errmsg":"` + strings.Repeat("x", 16<<10): "robot_failed broken answer 0s unknown",
	} {
		if got := said(someCodes.read(strings.NewReader(body))); got != want {
			t.Errorf("%.40s: %s, want %s", body, got, want)
		}
	}
	if got := said(someCodes.read(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(`{"errcode":0}`))))); got != "robot_failed broken answer 0s unknown" {
		t.Error(got)
	}
}

func said(f *Fault) string {
	if f == nil {
		return ""
	}
	text := fmt.Sprint(f.Code, " ", f.Detail, " ", f.After)
	if f.Unknown {
		text += " unknown"
	}
	return text
}

// FuzzUnderstand holds that an answer is taken for a yes only where it says errcode 0 in JSON, and that a fault repeats nothing but
// the number.
func FuzzUnderstand(f *testing.F) {
	for _, s := range []string{
		`{"errcode":0,"errmsg":"ok"}`, `{"errcode":45009,"errmsg":"api freq out of limit"}`, `{"errcode":-0}`, `{"ErrCode":0}`, `{"errcode":0,"errcode":1}`,
		`[{"errcode":0}]`, `{"errcode":0}x`, "\xef\xbb\xbf{\"errcode\":0}", `{"errcode":"0"}`, ``, `null`, `{"errcode":{}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		fault := someCodes.understand(body)
		if fault == nil {
			var m map[string]json.RawMessage
			if err := json.Unmarshal(body, &m); err != nil || len(m) == 0 || !strings.Contains(string(body), "0") {
				t.Fatalf("%q is a yes", body)
			}
			return
		}
		var number int64
		if _, err := fmt.Sscanf(fault.Detail, "errcode %d", &number); err != nil && fault.Detail != "unreadable answer" {
			t.Fatalf("%q tells %s", body, fault.Detail)
		}
		if fault.Unknown != (fault.Detail == "unreadable answer") || fault.Code == "" || number == 0 && !fault.Unknown {
			t.Fatalf("%q is %+v", body, fault)
		}
	})
}
