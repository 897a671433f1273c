// Package wecom sends to robots of WeCom groups (企业微信群机器人): POST …/cgi-bin/webhook/send?key=…, at most 20 messages a minute for each.
package wecom

import (
	"context"
	"crypto/md5" //nolint:gosec // the protocol asks for it
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"time"

	"konggang/models"
	"konggang/services/channels/wechat"
	"konggang/services/robots"
)

// The limits of the protocol: the bytes of a text in UTF-8, and of a picture before base64.
const (
	MostText    = 2048
	MostPicture = 2 << 20
)

// codes are the errcodes that pass. 45009 tells of too many messages within a minute, 45033 of too many at once.
var codes = robots.ErrCodes{
	-1:    {Code: models.CodeRobotFailed},
	6000:  {Code: models.CodeRobotFailed},
	45009: {Code: models.CodeRateLimited, After: time.Minute},
	45033: {Code: models.CodeRateLimited},
}

// Robot speaks the protocol.
type Robot struct{ client *http.Client }

// New makes one that calls by the client.
func New(client *http.Client) *Robot { return &Robot{client} }

type textMessage struct {
	Type string `json:"msgtype"`
	Text text   `json:"text"`
}

type text struct {
	Content string `json:"content"`
}

type pictureMessage struct {
	Type  string  `json:"msgtype"`
	Image picture `json:"image"`
}

// picture is a PNG, with the digest of its raw bytes.
type picture struct {
	Base64 string `json:"base64"`
	MD5    string `json:"md5"`
}

// Send implements robots.Robot. A text or picture beyond the limits is refused here, as WeCom would.
func (r *Robot) Send(ctx context.Context, s robots.Sending) (retry bool, err error) {
	if s.Message.Picture > 0 {
		return r.sendPicture(ctx, s)
	}
	if len(s.Message.Text) > MostText {
		return robots.Refuse("text too long")
	}
	return codes.Say(ctx, r.client, s.Target.URL, textMessage{"text", text{s.Message.Text}})
}

func (r *Robot) sendPicture(ctx context.Context, s robots.Sending) (retry bool, err error) {
	file, err := wechat.Picture(s.Edition, s.Message.Picture)
	if err != nil {
		return robots.Refuse("no picture")
	}
	if len(file) > MostPicture {
		return robots.Refuse("picture too large")
	}
	digest := md5.Sum(file) //nolint:gosec // as above
	return codes.Say(ctx, r.client, s.Target.URL, pictureMessage{"image", picture{base64.StdEncoding.EncodeToString(file), hex.EncodeToString(digest[:])}})
}
