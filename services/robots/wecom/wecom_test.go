package wecom_test

import (
	"crypto/md5" //nolint:gosec // the protocol asks for it
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/wechat"
	"konggang/services/outbound"
	"konggang/services/robots"
	"konggang/services/robots/robottest"
	"konggang/services/robots/wecom"
)

// TestAPostArrives sends all messages of an edition to a robot that checks them, and sees that they are the post.
func TestAPostArrives(t *testing.T) {
	server := robottest.Start(t, models.RobotWeCom, time.Now)
	robot := wecom.New(outbound.NewClient(outbound.Rules{AllowPrivate: true}))
	e := channelstest.Edition(11)
	messages, err := robots.PostMessages(models.RobotWeCom, "7K2M9Q", e)
	if err != nil {
		t.Fatal(err)
	}
	target := server.Target("first")
	for i, m := range messages {
		s := robots.Sending{Target: target, EventID: "7K2M9Q", Number: i + 1, Of: len(messages), Subject: models.DeliverPost, Message: m, Edition: e}
		if retry, err := robot.Send(t.Context(), s); retry || err != nil {
			t.Fatalf("message %d: %t, %v", i+1, retry, err)
		}
	}
	texts := wechat.Text(e, wechat.Options{Event: "7K2M9Q"})
	pictures, err := wechat.Pictures(e)
	if err != nil {
		t.Fatal(err)
	}
	got := server.Acknowledged()
	if len(got) != len(texts)+pictures || pictures < 2 {
		t.Fatalf("%d messages, %d texts, %d pictures", len(got), len(texts), pictures)
	}
	for i, m := range got {
		if i < len(texts) && (m.Text != texts[i] || m.EventID != "7K2M9Q" || m.Number != i+1) {
			t.Errorf("message %d is %+v", i+1, m)
		}
	}
	if last := got[len(got)-1]; last.Picture != digest(t, e, pictures) || last.Picture == got[len(texts)].Picture {
		t.Errorf("the last picture is %+v", last)
	}
}

func digest(t *testing.T, e models.Edition, number int) string {
	t.Helper()
	file, err := wechat.Picture(e, number)
	if err != nil {
		t.Fatal(err)
	}
	sum := md5.Sum(file) //nolint:gosec // as above
	return hex.EncodeToString(sum[:])
}

// What WeCom would refuse is not sent.
func TestWhatCannotBeSent(t *testing.T) {
	server := robottest.Start(t, models.RobotWeCom, time.Now)
	robot := wecom.New(outbound.NewClient(outbound.Rules{AllowPrivate: true}))
	far := channelstest.Edition(1)
	far.Office.PublicURL = "https://" + strings.Repeat("a", 4000)
	for name, s := range map[string]robots.Sending{
		"text too long": {Message: models.Message{Text: strings.Repeat("岗", 683)}},
		"no picture":    {Message: models.Message{Picture: 9}, Edition: channelstest.Edition(1)},
		"no code":       {Message: models.Message{Picture: 1}, Edition: far},
	} {
		s.Target = server.Target("first")
		retry, err := robot.Send(t.Context(), s)
		var f *robots.Fault
		if retry || !errors.As(err, &f) || f.Code != models.CodeRobotRefused || f.Unknown || server.Requests() != 0 {
			t.Errorf("%s: %t, %v", name, retry, err)
		}
	}
}
