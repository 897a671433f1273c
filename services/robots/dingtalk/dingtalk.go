// Package dingtalk sends to custom robots of DingTalk groups (钉钉自定义机器人): POST …/robot/send?access_token=…, signed where the robot
// has a secret; at most 20 messages a minute for each, or it is blocked for ten.
package dingtalk

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"konggang/models"
	"konggang/services/robots"
)

// blocked is how long a robot takes nothing after it was sent too much.
const blocked = 10 * time.Minute

// codes are the errcodes that pass; 130101 and 410100 tell of too many messages.
var codes = robots.ErrCodes{
	-1:     {Code: models.CodeRobotFailed},
	130101: {Code: models.CodeRateLimited, After: blocked},
	410100: {Code: models.CodeRateLimited, After: blocked},
}

// Robot speaks the protocol.
type Robot struct {
	client *http.Client
	now    func() time.Time
}

// New makes one that calls by the client and signs at the time of now.
func New(client *http.Client, now func() time.Time) *Robot { return &Robot{client, now} }

type message struct {
	Type string `json:"msgtype"`
	Text text   `json:"text"`
}

type text struct {
	Content string `json:"content"`
}

// Send implements robots.Robot. DingTalk takes pictures by their address alone, so there is none.
func (r *Robot) Send(ctx context.Context, s robots.Sending) (retry bool, err error) {
	address, err := Signed(s.Target.URL, s.Target.Secret, r.now())
	if err != nil || s.Message.Text == "" {
		return robots.Refuse("no text")
	}
	return codes.Say(ctx, r.client, address, message{"text", text{s.Message.Text}})
}

// Signed is the address with the moment in milliseconds and its signature in the query; without a secret it is the address itself.
// Error for what is no address, without what it is.
func Signed(address, secret string, at time.Time) (string, error) {
	if secret == "" {
		return address, nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", models.Errorf(models.CodeInvalidURL)
	}
	moment := strconv.FormatInt(at.UnixMilli(), 10)
	query := u.Query()
	query.Set("timestamp", moment)
	query.Set("sign", Sign(moment, secret))
	u.RawQuery = query.Encode()
	return u.String(), nil
}

// Sign is the signature of a moment: base64 of HMAC-SHA256 over the moment, a line end and the secret, by the secret.
func Sign(moment, secret string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(moment + "\n" + secret))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
