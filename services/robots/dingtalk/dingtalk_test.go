package dingtalk_test

import (
	"testing"
	"time"

	"konggang/services/outbound"
	"konggang/services/robots"
	"konggang/services/robots/dingtalk"
)

// The signature was made by another language's library.
func TestSigned(t *testing.T) {
	at := time.UnixMilli(1577262236757)
	const address = "https://oapi.dingtalk.com/robot/send?access_token=abc"
	for secret, want := range map[string]string{
		"":               address,
		"this is secret": address + "&sign=hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D&timestamp=1577262236757",
	} {
		if got, err := dingtalk.Signed(address, secret, at); got != want || err != nil {
			t.Errorf("%q: %s, %v", secret, got, err)
		}
	}
}

// A picture has no text: DingTalk is never sent an empty message.
func TestNoTextIsRefused(t *testing.T) {
	robot := dingtalk.New(outbound.NewClient(outbound.Rules{}), time.Now)
	var s robots.Sending
	s.Target.URL, s.Message.Picture = "https://oapi.dingtalk.com/robot/send?access_token=abc", 1
	if retry, err := robot.Send(t.Context(), s); retry || err == nil {
		t.Errorf("%t, %v", retry, err)
	}
}
