package models

import "time"

// RobotKind is the protocol that a target speaks.
type RobotKind string

// The kinds of robots.
const (
	RobotWeCom    RobotKind = "wecom"
	RobotDingTalk RobotKind = "dingtalk"
	RobotWebhook  RobotKind = "webhook"
)

// RobotKinds are all kinds of robots.
var RobotKinds = Vocabulary[RobotKind]{{RobotWeCom, "企业微信群机器人"}, {RobotDingTalk, "钉钉群机器人"}, {RobotWebhook, "网络回调"}}

// Zh is the printed word of the kind.
func (k RobotKind) Zh() string { return RobotKinds.Zh(k) }

// Target is a robot that posts for a village. URL is the whole address with the robot's key in it, and Secret what requests are
// signed with, "" for none: both are sealed in the store, and no answer, log or error holds them.
type Target struct {
	ID        string
	Village   DivisionCode
	Kind      RobotKind
	Name      string
	URL       string
	Secret    string
	AccountID string
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}
