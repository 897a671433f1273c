package robots_test

import (
	"errors"
	"slices"
	"testing"

	"konggang/models"
	"konggang/services/outbound"
	"konggang/services/robots"
)

func TestCheckTarget(t *testing.T) {
	const (
		work = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6"
		ding = "https://oapi.dingtalk.com/robot/send?access_token=abc"
		hook = "https://hook.example.com:8443/konggang"
		long = "sixteen bytes or more"
	)
	for _, c := range []struct {
		kind        models.RobotKind
		url, secret string
		want        []string
	}{
		{models.RobotWeCom, work, "", nil},
		{models.RobotDingTalk, ding, "", nil},
		{models.RobotDingTalk, ding, "SECabc", nil},
		{models.RobotWebhook, hook, long, nil},
		{models.RobotWebhook, hook, "0123456789abcdef", nil},
		{models.RobotWebhook, hook, "0123456789abcde", []string{"secret secret_too_short"}},
		{models.RobotWebhook, hook, "", []string{"secret required"}},
		{models.RobotWeCom, work, "SECabc", []string{"secret not_combinable"}},
		{models.RobotWeCom, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=", "", []string{"url robot_key_missing"}},
		{models.RobotWeCom, ding, "", []string{"url robot_key_missing"}},
		{models.RobotDingTalk, work, "sec", []string{"url robot_key_missing", "secret invalid_secret"}},
		{models.RobotDingTalk, "https://127.0.0.1/robot/send", "", []string{"url unsafe_url"}},
		{models.RobotWebhook, "http://hook.example.com/", "x", []string{"url unsafe_url", "secret secret_too_short"}},
		{models.RobotWebhook, "hook", long, []string{"url invalid_url"}},
		{"pigeon", work, "", []string{"kind unknown_value"}},
		{"", "", "", []string{"kind unknown_value", "url invalid_url"}},
	} {
		var got []string
		err := robots.CheckTarget(models.Target{Kind: c.kind, URL: c.url, Secret: c.secret}, outbound.Rules{})
		var e *models.Error
		if errors.As(err, &e) {
			for _, f := range e.Fields {
				got = append(got, f.Field+" "+string(f.Code))
			}
		}
		if !slices.Equal(got, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s at %s: got %v, want %v", c.kind, c.url, got, c.want)
		}
	}
	private := models.Target{Kind: models.RobotWeCom, URL: "http://127.0.0.1:8000/send?key=1"}
	if err := robots.CheckTarget(private, outbound.Rules{AllowPrivate: true}); err != nil {
		t.Error(err)
	}
}
