package models_test

import (
	"testing"

	"konggang/models"
)

// TestWhichRobotsAreOne has addresses that are the robot's of the first, and some that are not.
func TestWhichRobotsAreOne(t *testing.T) {
	one := models.RobotOf(models.RobotWeCom, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc")
	for address, same := range map[string]bool{
		"https://QYAPI.weixin.qq.com:443/cgi-bin/webhook/send?key=abc": true,
		"https://qyapi.weixin.qq.com./send?debug=1&key=abc":            true,
		"https://qyapi.weixin.qq.com:/send?key=abc":                    true,
		"https://qyapi.weixin.qq.com:8443/send?key=abc":                false,
		"https://qyapi.weixin.qq.com:80/send?key=abc":                  false,
		"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=ABC":     false,
		"https://weixin.qq.com/cgi-bin/webhook/send?key=abc":           false,
	} {
		if got := models.RobotOf(models.RobotWeCom, address) == one; got != same {
			t.Errorf("%s: %v", address, got)
		}
	}
	if models.RobotOf(models.RobotDingTalk, "https://a.example:80/?access_token=b") == models.RobotOf(models.RobotDingTalk, "http://a.example:80/?access_token=b") {
		t.Error("a port is usual for its scheme alone")
	}
}
