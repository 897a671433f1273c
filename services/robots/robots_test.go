package robots_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/services/channels/channelstest"
	"konggang/services/outbound"
	"konggang/services/robots"
	"konggang/services/robots/dingtalk"
	"konggang/services/robots/robottest"
	"konggang/services/robots/webhook"
	"konggang/services/robots/wecom"
)

var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

// robotOf is the robot of a kind as main makes it.
func robotOf(kind models.RobotKind, rules outbound.Rules) robots.Robot {
	client := outbound.NewClient(rules)
	switch kind {
	case models.RobotWeCom:
		return wecom.New(client)
	case models.RobotDingTalk:
		return dingtalk.New(client, clock)
	}
	return webhook.New(client, clock)
}

func sendingTo(target models.Target) robots.Sending {
	return robots.Sending{
		Target: target, EventID: "7K2M9Q", Number: 1, Of: 2, Subject: models.DeliverPost,
		Message: models.Message{Text: "招工信息\n〔消息 7K2M9Q-1〕"}, Edition: channelstest.Edition(3),
	}
}

// outcome is what a try comes to, as the worker sees it; the zero value is a message that was taken.
type outcome struct {
	code    models.Code
	detail  string
	retry   bool
	unknown bool
	after   time.Duration
}

func outcomeOf(t *testing.T, retry bool, err error) outcome {
	t.Helper()
	if err == nil {
		return outcome{retry: retry}
	}
	var f *robots.Fault
	if !errors.As(err, &f) {
		t.Fatalf("%T: %v", err, err)
	}
	return outcome{f.Code, f.Detail, retry, f.Unknown, f.After}
}

func refusal(detail string) outcome { return outcome{code: models.CodeRobotRefused, detail: detail} }

func failure(detail string) outcome {
	return outcome{code: models.CodeRobotFailed, detail: detail, retry: true}
}

func (o outcome) unsure() outcome {
	o.unknown = true
	return o
}

func tooFast(detail string, after time.Duration) outcome {
	return outcome{code: models.CodeRateLimited, detail: detail, retry: true, after: after}
}

// misdeeds are what a robot can do besides taking a message, and what each kind must make of it; a kind that is not named takes all.
var misdeeds = []struct {
	name  string
	fault func(*robottest.Server) robottest.Fault
	all   outcome
	kinds map[models.RobotKind]outcome
	taken int
}{
	{name: "400", fault: answers(400, ""), all: refusal("HTTP 400")},
	{name: "401", fault: answers(401, ""), all: refusal("HTTP 401")},
	{name: "403", fault: answers(403, "sesame"), all: refusal("HTTP 403")},
	{name: "404", fault: answers(404, ""), all: refusal("HTTP 404")},
	{name: "413", fault: answers(413, ""), all: refusal("HTTP 413")},
	{name: "429", fault: answers(429, ""), all: tooFast("HTTP 429", time.Minute)},
	{name: "429 for 90 seconds", fault: answers(429, "", "Retry-After", "90"), all: tooFast("HTTP 429", 90*time.Second)},
	{name: "429 for 5 seconds", fault: answers(429, "", "Retry-After", "5"), all: tooFast("HTTP 429", time.Minute)},
	{name: "429 for years", fault: answers(429, "", "Retry-After", "999999999"), all: tooFast("HTTP 429", time.Hour)},
	{name: "429 until a date", fault: answers(429, "", "Date", "Mon, 23 Nov 2026 04:00:00 GMT", "Retry-After", "Mon, 23 Nov 2026 04:03:00 GMT"),
		all: tooFast("HTTP 429", 3*time.Minute)},
	{name: "429 until long ago", fault: answers(429, "", "Retry-After", "Mon, 23 Nov 2009 04:03:00 GMT"), all: tooFast("HTTP 429", time.Minute)},
	{name: "429 until sesame", fault: answers(429, "", "Retry-After", "sesame"), all: tooFast("HTTP 429", time.Minute)},
	{name: "500", fault: answers(500, "sesame"), all: failure("HTTP 500")},
	{name: "502", fault: answers(502, ""), all: failure("HTTP 502").unsure()},
	{name: "503", fault: answers(503, "", "Retry-After", "120"), all: outcome{models.CodeRobotFailed, "HTTP 503", true, false, 2 * time.Minute}},
	{name: "504", fault: answers(504, ""), all: failure("HTTP 504").unsure()},
	{name: "redirect", fault: answers(302, "", "Location", "https://sesame.example.com/"), all: refusal("HTTP 302")},
	{name: "redirect by the same method", fault: answers(307, "", "Location", "/"), all: refusal("HTTP 307")},
	{name: "no body", fault: answers(200, ""), all: failure("unreadable answer").unsure(), kinds: byStatus},
	{name: "no errcode", fault: answers(200, `{"errmsg":"ok"}`), all: failure("unreadable answer").unsure(), kinds: byStatus},
	{name: "a list", fault: answers(200, `[0]`), all: failure("unreadable answer").unsure(), kinds: byStatus},
	{name: "words for a number", fault: answers(200, `{"errcode":"0"}`), all: failure("unreadable answer").unsure(), kinds: byStatus},
	{name: "two answers", fault: answers(200, `{"errcode":0}{"errcode":0}`), all: failure("unreadable answer").unsure(), kinds: byStatus},
	{name: "busy", fault: (*robottest.Server).Busy, all: failure("errcode -1"), kinds: outcomes{models.RobotWebhook: failure("HTTP 503")}},
	{name: "bad key", fault: answers(200, `{"errcode":93000,"errmsg":"sesame"}`), all: refusal("errcode 93000"), kinds: byStatus},
	{name: "too long", fault: answers(200, `{"errcode":40058,"errmsg":"sesame"}`), all: refusal("errcode 40058"), kinds: byStatus},
	{name: "sign or keyword", fault: answers(200, `{"errcode":310000,"errmsg":"sesame"}`), all: refusal("errcode 310000"), kinds: byStatus},
	{name: "rate", fault: (*robottest.Server).RateLimited, kinds: outcomes{
		models.RobotWeCom: tooFast("errcode 45009", time.Minute), models.RobotDingTalk: tooFast("errcode 130101", 10*time.Minute),
		models.RobotWebhook: tooFast("HTTP 429", time.Minute),
	}},
	{name: "lost reply", fault: as(robottest.LostReply), all: failure("no answer").unsure(), taken: 1},
	{name: "cut reply", fault: func(s *robottest.Server) robottest.Fault { return s.CutReply }, all: failure("broken answer").unsure(), kinds: byStatus, taken: 1},
	{name: "garbage", fault: func(s *robottest.Server) robottest.Fault { return s.Garbage }, all: failure("unreadable answer").unsure(), kinds: byStatus, taken: 1},
	{name: "endless", fault: func(s *robottest.Server) robottest.Fault { return s.Endless }, all: failure("broken answer").unsure(), kinds: byStatus, taken: 1},
}

type outcomes = map[models.RobotKind]outcome

// byStatus is for what only those misread that look at the body.
var byStatus = outcomes{models.RobotWebhook: {}}

func answers(status int, body string, header ...string) func(*robottest.Server) robottest.Fault {
	return as(robottest.Answers(status, body, header...))
}

func as(f robottest.Fault) func(*robottest.Server) robottest.Fault {
	return func(*robottest.Server) robottest.Fault { return f }
}

// TestRetry holds for all robots what is tried again, what is not, and what may have arrived; and that no try is made twice and no
// error tells a secret.
func TestRetry(t *testing.T) {
	for _, kind := range models.RobotKinds {
		server := robottest.Start(t, kind.Code, clock)
		target, robot := server.Target("tahini"), robotOf(kind.Code, outbound.Rules{AllowPrivate: true})
		for _, m := range misdeeds {
			want, own := m.kinds[kind.Code]
			if !own {
				want = m.all
			}
			server.Misbehave(m.fault(server))
			requests, taken := server.Requests(), len(server.Taken())
			retry, err := robot.Send(t.Context(), sendingTo(target))
			if got := outcomeOf(t, retry, err); got != want {
				t.Errorf("%s, %s: got %+v, want %+v", kind.Code, m.name, got, want)
			}
			if n := server.Requests() - requests; n != 1 {
				t.Errorf("%s, %s: %d requests", kind.Code, m.name, n)
			}
			if n := len(server.Taken()) - taken; n != m.taken {
				t.Errorf("%s, %s: taken %d times", kind.Code, m.name, n)
			}
			wantNoSecret(t, target, err)
		}
		if retry, err := robot.Send(t.Context(), sendingTo(target)); retry || err != nil {
			t.Errorf("%s afterwards: %t, %v", kind.Code, retry, err)
		}
	}
}

func wantNoSecret(t *testing.T, target models.Target, err error) {
	t.Helper()
	for _, text := range []string{fmt.Sprint(err), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err)} {
		for _, secret := range []string{"tahini", "sesame", target.URL, "127.0.0.1", "〔消息"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s tells %s", text, secret)
			}
		}
	}
}

func TestNobodyAnswers(t *testing.T) {
	for _, kind := range models.RobotKinds {
		server := robottest.Start(t, kind.Code, clock)
		target, robot := server.Target("tahini"), robotOf(kind.Code, outbound.Rules{AllowPrivate: true})
		for name, fault := range map[string]robottest.Fault{"silence": robottest.Silence, "stall": robottest.Stall} {
			ctx, leave := context.WithCancel(t.Context())
			server.Misbehave(func(w http.ResponseWriter, r *http.Request, h robottest.Hands) {
				leave()
				fault(w, r, h)
			})
			retry, err := robot.Send(ctx, sendingTo(target))
			if got := outcomeOf(t, retry, err); got != failure("no answer").unsure() {
				t.Errorf("%s, %s: %+v", kind.Code, name, got)
			}
			wantNoSecret(t, target, err)
		}
	}
}

func TestNobodyIsThere(t *testing.T) {
	for _, kind := range models.RobotKinds {
		server := robottest.Start(t, kind.Code, clock)
		target := server.Target("tahini")
		retry, err := robotOf(kind.Code, outbound.Rules{}).Send(t.Context(), sendingTo(target))
		if got := outcomeOf(t, retry, err); got != (outcome{code: models.CodeUnsafeURL, detail: "address"}) {
			t.Errorf("%s on a private address: %+v", kind.Code, got)
		}
		wantNoSecret(t, target, err)
		if server.Requests() != 0 {
			t.Errorf("%s was called", kind.Code)
		}
		ctx, leave := context.WithCancel(t.Context())
		leave()
		retry, err = robotOf(kind.Code, outbound.Rules{AllowPrivate: true}).Send(ctx, sendingTo(target))
		if got := outcomeOf(t, retry, err); got != failure("no connection") {
			t.Errorf("%s without a connection: %+v", kind.Code, got)
		}
		wantNoSecret(t, target, err)
		target.URL = "https://tahini\x7f/"
		retry, err = robotOf(kind.Code, outbound.Rules{}).Send(t.Context(), sendingTo(target))
		if got := outcomeOf(t, retry, err); got.code != models.CodeRobotRefused || got.retry {
			t.Errorf("%s at no address: %+v", kind.Code, got)
		}
		wantNoSecret(t, target, err)
	}
}

// TestRobotsAreTalkedToByTheirDocuments sends as main does to servers that check as the documents say: keys, signatures, limits.
func TestRobotsAreTalkedToByTheirDocuments(t *testing.T) {
	for _, kind := range models.RobotKinds {
		now := noon
		server := robottest.Start(t, kind.Code, func() time.Time { return now })
		robot := robotOf(kind.Code, outbound.Rules{AllowPrivate: true})
		first, second := server.Target("first"), server.Target("second")
		for range robottest.MostAMinute {
			if retry, err := robot.Send(t.Context(), sendingTo(first)); retry || err != nil {
				t.Fatalf("%s: %t, %v", kind.Code, retry, err)
			}
		}
		retry, err := robot.Send(t.Context(), sendingTo(first))
		got := outcomeOf(t, retry, err)
		if !got.retry || got.code != models.CodeRateLimited || got.after < time.Minute {
			t.Errorf("%s: one too many is %+v", kind.Code, got)
		}
		if _, err := robot.Send(t.Context(), sendingTo(second)); err != nil {
			t.Errorf("%s: another robot is %v", kind.Code, err)
		}
		now = now.Add(got.after)
		if _, err := robotOf(kind.Code, outbound.Rules{AllowPrivate: true}).Send(t.Context(), sendingTo(first)); err != nil {
			t.Errorf("%s: after waiting %v", kind.Code, err)
		}
		acked := server.Acknowledged()
		if len(acked) != robottest.MostAMinute+2 || acked[0].EventID != "7K2M9Q" || acked[0].Number != 1 || acked[0].Key != server.Key("first") {
			t.Errorf("%s: %d messages, the first %+v", kind.Code, len(acked), acked[0])
		}
		stranger := first
		stranger.URL = strings.Replace(first.URL, url.QueryEscape(server.Key("first")), "tahini", 1)
		retry, err = robot.Send(t.Context(), sendingTo(stranger))
		if got := outcomeOf(t, retry, err); got.retry || got.code != models.CodeRobotRefused {
			t.Errorf("%s: an unknown key is %+v", kind.Code, got)
		}
		wantNoSecret(t, stranger, err)
	}
}

func TestWrongSignaturesAreRefused(t *testing.T) {
	for _, kind := range []models.RobotKind{models.RobotDingTalk, models.RobotWebhook} {
		server := robottest.Start(t, kind, clock)
		forged := server.Target("first")
		forged.Secret += "x"
		retry, err := robotOf(kind, outbound.Rules{AllowPrivate: true}).Send(t.Context(), sendingTo(forged))
		if got := outcomeOf(t, retry, err); got.retry || got.code != models.CodeRobotRefused {
			t.Errorf("%s: %+v", kind, got)
		}
		late := robottest.Start(t, kind, func() time.Time { return noon.Add(time.Hour + time.Second) })
		retry, err = robotOf(kind, outbound.Rules{AllowPrivate: true}).Send(t.Context(), sendingTo(late.Target("first")))
		if got := outcomeOf(t, retry, err); got.retry || got.code != models.CodeRobotRefused {
			t.Errorf("%s, an hour late: %+v", kind, got)
		}
	}
}
