package robottest

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5" //nolint:gosec // the protocol asks for it
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"time"
	"unicode/utf8"

	"konggang/models"
)

// protocol is what the documents of one kind of robot say.
type protocol struct {
	kind models.RobotKind
	// path is the one that takes messages; address is path and query up to the key.
	path, address string
	key           func(*http.Request) string
	check         func(incoming) (Message, *reply)
	signs, blocks bool

	fine, unknown, limited, busy reply
}

const kindByStatus = models.RobotWebhook

var protocols = map[models.RobotKind]protocol{
	models.RobotWeCom: {
		kind: models.RobotWeCom, path: "/cgi-bin/webhook/send", address: "/cgi-bin/webhook/send?key=",
		key: parameter("key"), check: checkWeCom,
		fine: errcode(0, "ok"), unknown: errcode(93000, "invalid webhook url"), limited: errcode(45009, "api freq out of limit"), busy: errcode(-1, "system busy"),
	},
	models.RobotDingTalk: {
		kind: models.RobotDingTalk, path: "/robot/send", address: "/robot/send?access_token=",
		key: parameter("access_token"), check: checkDingTalk, signs: true, blocks: true,
		fine: errcode(0, "ok"), unknown: errcode(300001, "token is not exist"), limited: errcode(130101, "send too fast"), busy: errcode(-1, "系统繁忙"),
	},
	models.RobotWebhook: {
		kind: models.RobotWebhook, path: "/hook", address: "/hook?of=",
		key: parameter("of"), check: checkWebhook, signs: true,
		fine: reply{status: http.StatusNoContent}, unknown: reply{status: http.StatusForbidden}, limited: reply{status: http.StatusTooManyRequests},
		busy: reply{status: http.StatusServiceUnavailable},
	},
}

// incoming is a request to the robot that has the secret.
type incoming struct {
	*http.Request
	body   []byte
	secret string
	now    time.Time
}

// reply is an answer.
type reply struct {
	status int
	body   string
}

func errcode(n int, text string) reply {
	return reply{http.StatusOK, fmt.Sprintf(`{"errcode":%d,"errmsg":%q}`, n, text)}
}

func (a reply) write(w http.ResponseWriter) {
	if a.body != "" {
		w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	}
	w.WriteHeader(a.status)
	_, _ = w.Write([]byte(a.body))
}

func refused(a reply) (Message, *reply) { return Message{}, &a }

func parameter(name string) func(*http.Request) string {
	return func(r *http.Request) string { return r.URL.Query().Get(name) }
}

// groupMessage is a message to a group as both services take it.
type groupMessage struct {
	MsgType string
	Text    struct{ Content string }
	Image   struct{ Base64, MD5 string }
}

// mark is how the text of a message names its event.
var mark = regexp.MustCompile(`〔消息 ([0-9A-Z]+)-([0-9]+)〕$`)

func messageOf(text string) Message {
	m := Message{Text: text}
	if found := mark.FindStringSubmatch(text); found != nil {
		m.EventID = found[1]
		m.Number, _ = strconv.Atoi(found[2])
	}
	return m
}

// checkWeCom holds the limits of 企业微信 群机器人配置说明: texts of 2,048 bytes in UTF-8, JPG or PNG of 2 MB with the MD5 of what was encoded.
func checkWeCom(in incoming) (Message, *reply) {
	var m groupMessage
	if err := json.Unmarshal(in.body, &m); err != nil || in.Header.Get("Content-Type") == "" {
		return refused(errcode(40035, "wrong json format"))
	}
	switch {
	case m.MsgType == "text" && m.Text.Content == "":
		return refused(errcode(44004, "empty content"))
	case m.MsgType == "text" && (len(m.Text.Content) > 2048 || !utf8.Valid(in.body)):
		return refused(errcode(40058, "text.content exceed max length 2048"))
	case m.MsgType == "text":
		return messageOf(m.Text.Content), nil
	case m.MsgType == "image":
		return checkPicture(m.Image.Base64, m.Image.MD5)
	}
	return refused(errcode(40008, "invalid message type"))
}

func checkPicture(encoded, digest string) (Message, *reply) {
	file, err := base64.StdEncoding.DecodeString(encoded)
	sum := md5.Sum(file) //nolint:gosec // as above
	switch {
	case err != nil || len(file) > 2<<20:
		return refused(errcode(40009, "invalid image size"))
	case !bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1a\n")) && !bytes.HasPrefix(file, []byte("\xff\xd8\xff")):
		return refused(errcode(40005, "invalid file type"))
	case digest != hex.EncodeToString(sum[:]):
		return refused(errcode(301019, "image md5 not match"))
	}
	return Message{Picture: digest}, nil
}

// checkDingTalk holds 自定义机器人安全设置: the signature in the query, of a moment within an hour, and bodies of 20,000 bytes.
func checkDingTalk(in incoming) (Message, *reply) {
	query := in.URL.Query()
	moment, err := strconv.ParseInt(query.Get("timestamp"), 10, 64)
	if err != nil || in.now.Sub(time.UnixMilli(moment)).Abs() > time.Hour {
		return refused(errcode(310000, "invalid timestamp"))
	}
	if query.Get("sign") != base64.StdEncoding.EncodeToString(hmac256(query.Get("timestamp")+"\n"+in.secret, in.secret)) {
		return refused(errcode(310000, "sign not match"))
	}
	var m groupMessage
	if err := json.Unmarshal(in.body, &m); err != nil || in.Header.Get("Content-Type") == "" || len(in.body) > 20000 {
		return refused(errcode(40035, "缺少参数 json"))
	}
	if m.MsgType != "text" || m.Text.Content == "" {
		return refused(errcode(400105, "不支持的消息类型"))
	}
	return messageOf(m.Text.Content), nil
}

// checkWebhook is a receiver as docs/operations.md has one written: signed within five minutes, by the body as it came.
func checkWebhook(in incoming) (Message, *reply) {
	moment, err := strconv.ParseInt(in.Header.Get("X-Konggang-Timestamp"), 10, 64)
	if err != nil || in.now.Sub(time.Unix(moment, 0)).Abs() > 5*time.Minute {
		return refused(reply{status: http.StatusUnauthorized})
	}
	sign := "v1=" + hex.EncodeToString(hmac256(in.Header.Get("X-Konggang-Timestamp")+"."+string(in.body), in.secret))
	if !hmac.Equal([]byte(sign), []byte(in.Header.Get("X-Konggang-Signature"))) {
		return refused(reply{status: http.StatusUnauthorized})
	}
	var event struct {
		EventID       string `json:"event_id"`
		Number, Of    int
		Subject, Text string
		Edition       struct{ ID, Village, Issue string }
	}
	if err := json.Unmarshal(in.body, &event); err != nil || event.Number < 1 || event.Number > event.Of || event.Text == "" || event.Edition.ID == "" {
		return refused(reply{status: http.StatusUnprocessableEntity})
	}
	if in.Header.Get("Idempotency-Key") != fmt.Sprintf("%s-%d", event.EventID, event.Number) || in.Header.Get("X-Konggang-Event") != event.Subject {
		return refused(reply{status: http.StatusBadRequest})
	}
	return Message{EventID: event.EventID, Number: event.Number, Text: event.Text}, nil
}

func hmac256(text, secret string) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(text))
	return mac.Sum(nil)
}
