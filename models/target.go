package models

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"
)

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

// MaxTargets bounds the targets of one village.
const MaxTargets = 10

// Target is a robot that posts for a village. URL is the whole address with the robot's key in it, and Secret what requests are
// signed with, "" for none: both are sealed in the store, and no answer, log or error holds them. Robot names the key (see RobotOf).
type Target struct {
	ID        string
	Village   DivisionCode
	Kind      RobotKind
	Name      string
	URL       string
	Secret    string
	Robot     string
	AccountID string
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Clean puts the name into the form that is kept (see CleanText).
func (t *Target) Clean() { cleanAll(&t.Name) }

// Validate checks the name and how long the secret is; the rest is for its protocol to say.
func (t Target) Validate() error {
	var p Problems
	checkRequired(&p, "name", t.Name, 50)
	if n := len(t.Secret); n > 256 {
		p.Add("secret", CodeTooLong, 256, n)
	}
	return p.Err()
}

// RobotOf is the id of the robot behind an address: a digest of its kind, host and key, or of the whole address where the key is not
// known apart. Whatever else is written behind the address, the robot is the same one.
func RobotOf(kind RobotKind, address string) string {
	identity := address
	if u, err := url.Parse(address); err == nil {
		if key := u.Query().Get(keyParameters[kind]); key != "" {
			identity = hostOf(u) + "\n" + key
		}
	}
	sum := sha256.Sum256([]byte(string(kind) + "\n" + identity))
	return hex.EncodeToString(sum[:])
}

// hostOf is the host of an address, and its port unless it is the usual one, in the one form of many that mean the same.
func hostOf(u *url.URL) string {
	host, port := strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")), u.Port()
	if port == "" || u.Scheme == "https" && port == "443" || u.Scheme == "http" && port == "80" {
		return host
	}
	return host + ":" + port
}

// keyParameters are where the protocols have the robot's key.
var keyParameters = map[RobotKind]string{RobotWeCom: "key", RobotDingTalk: "access_token"}

// KeyParameter is the parameter of an address that has the key of such a robot, "" where the protocol has none of its own.
func (k RobotKind) KeyParameter() string { return keyParameters[k] }

// RobotWindow and RobotRate bound how often a robot is spoken to: WeCom and DingTalk take 20 messages in any minute, and shut a robot
// up that sends more.
const (
	RobotWindow = time.Minute
	RobotRate   = 20
)

// Robot is what all who speak to one robot must know, in whichever village and process: who holds it, from when on it may be spoken
// to again, and when it was of late.
type Robot struct {
	ID     string
	Lease  Lease
	NextAt time.Time
	Sends  []time.Time
}

// Room is from when on the robot takes another message; now, or a moment in the past, when it does already.
func (r Robot) Room(now time.Time) time.Time {
	if n := len(r.Sends); n >= RobotRate {
		return r.Sends[n-RobotRate].Add(RobotWindow)
	}
	return now
}

// Spoken notes that the robot was sent a message, and forgets those that do not count any more.
func (r *Robot) Spoken(now time.Time) {
	r.Sends = append(append([]time.Time{}, r.Sends[max(0, len(r.Sends)-RobotRate+1):]...), now)
}

// Answered notes when the message that was sent last arrived at the latest, since the robot counts from there.
func (r *Robot) Answered(now time.Time) {
	if n := len(r.Sends); n > 0 {
		r.Sends = append(append([]time.Time{}, r.Sends[:n-1]...), now)
	}
}
