package robottest_test

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/services/robots/robottest"
)

const (
	pixel  = "\x89PNG\r\n\x1a\n"
	md5Of  = "e9dd2797018cad79186e03e8c5aec8dc"
	pixelB = "iVBORw0KGgo="
)

// TestTheServersAreStrict sends what the documents forbid, past our own robots.
func TestTheServersAreStrict(t *testing.T) {
	if base64.StdEncoding.EncodeToString([]byte(pixel)) != pixelB {
		t.Fatal("the picture is another")
	}
	for _, c := range []struct {
		name string
		kind models.RobotKind
		body string
		want string
	}{
		{"a text", models.RobotWeCom, `{"msgtype":"text","text":{"content":"空岗"}}`, `{"errcode":0`},
		{"the longest text", models.RobotWeCom, `{"msgtype":"text","text":{"content":"` + strings.Repeat("a", 2048) + `"}}`, `{"errcode":0`},
		{"one byte more", models.RobotWeCom, `{"msgtype":"text","text":{"content":"` + strings.Repeat("a", 2049) + `"}}`, `{"errcode":40058`},
		{"not UTF-8", models.RobotWeCom, "{\"msgtype\":\"text\",\"text\":{\"content\":\"\xff\"}}", `{"errcode":40058`},
		{"no text", models.RobotWeCom, `{"msgtype":"text","text":{"content":""}}`, `{"errcode":44004`},
		{"no JSON", models.RobotWeCom, `text`, `{"errcode":40035`},
		{"a dance", models.RobotWeCom, `{"msgtype":"dance"}`, `{"errcode":40008`},
		{"a picture", models.RobotWeCom, `{"msgtype":"image","image":{"base64":"` + pixelB + `","md5":"` + md5Of + `"}}`, `{"errcode":0`},
		{"another digest", models.RobotWeCom, `{"msgtype":"image","image":{"base64":"` + pixelB + `","md5":"00"}}`, `{"errcode":301019`},
		{"no picture", models.RobotWeCom, `{"msgtype":"image","image":{"base64":"R0lGODlh","md5":"00"}}`, `{"errcode":40005`},
		{"no base64", models.RobotWeCom, `{"msgtype":"image","image":{"base64":"?","md5":"00"}}`, `{"errcode":40009`},
		{"no signature", models.RobotDingTalk, `{"msgtype":"text","text":{"content":"空岗"}}`, `{"errcode":310000`},
		{"no signature", models.RobotWebhook, `{"event_id":"7K2M9Q","number":1,"of":1,"text":"空岗"}`, "401"},
	} {
		server := robottest.Start(t, c.kind, time.Now)
		if got := post(t, server.Target("first").URL, c.body); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s, %s: %s, want %s", c.kind, c.name, got, c.want)
		}
		if taken := len(server.Taken()); taken > 0 != strings.HasPrefix(c.want, `{"errcode":0`) {
			t.Errorf("%s, %s: taken %d times", c.kind, c.name, taken)
		}
	}
}

// post is the body of the answer, or its status where that is not 200.
func post(t *testing.T, address, body string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return answer.Status
	}
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(said)
}
