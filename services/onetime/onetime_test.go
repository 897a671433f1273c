package onetime

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"konggang/models"
)

const (
	phone  = "15400001111"
	code   = "271828"
	sesame = "open-sesame"
)

var message = Message{Phone: phone, Code: code, Purpose: models.CodeForLogin, Minutes: 5}

// checkSilent holds that a text tells neither the phone nor the code nor the token.
func checkSilent(t *testing.T, text string) {
	t.Helper()
	for _, secret := range []string{phone, code, sesame} {
		if strings.Contains(text, secret) {
			t.Errorf("%q tells %s", text, secret)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		purpose models.CodePurpose
		want    string
	}{
		{models.CodeForLogin, "【空岗】验证码 271828，5 分钟内有效，用于登录。请勿告诉他人。"},
		{models.CodeForReset, "【空岗】验证码 271828，5 分钟内有效，用于重设密码。请勿告诉他人。"},
		{models.CodeForRegister, "【空岗】验证码 271828，5 分钟内有效，用于注册。请勿告诉他人。"},
	} {
		if got := (Message{Phone: phone, Code: code, Purpose: c.purpose, Minutes: 5}).Text(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestMessageKeepsItsSecrets(t *testing.T) {
	var log bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(handler).Info("sent", "message", message, "pointer", &message)
	}
	said := log.String()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
		said += fmt.Sprintf(verb, message) + fmt.Sprintf(verb, []Message{message}) + fmt.Sprintf(verb, struct{ M *Message }{&message}) + "\n"
	}
	checkSilent(t, said)
	if !strings.Contains(said, "login 154****1111") {
		t.Error(said)
	}
}

func TestNewSender(t *testing.T) {
	for _, c := range []struct {
		name, address, token string
		development          bool
		want, wrong          string
	}{
		{"none", "", "", false, "<nil>", ""},
		{"none in development", "", "", true, "<nil>", ""},
		{"terminal in development", "terminal:", "", true, "onetime.terminal", ""},
		{"terminal", "terminal:", "", false, "", "SMS_GATEWAY_URL"},
		{"https", "https://sms.example.com/send?key=open-sesame", sesame, false, "*onetime.gateway", ""},
		{"http", "http://127.0.0.1:9000/", "", false, "*onetime.gateway", ""},
		{"another scheme", "ftp://sms.example.com/open-sesame", "", true, "", "SMS_GATEWAY_URL"},
		{"terminal and more", "terminal:x", "", true, "", "SMS_GATEWAY_URL"},
		{"no host", "https:///open-sesame", "", true, "", "SMS_GATEWAY_URL"},
		{"no scheme", "sms.example.com/open-sesame", "", true, "", "SMS_GATEWAY_URL"},
		{"user name", "https://user:open-sesame@sms.example.com/", "", true, "", "SMS_GATEWAY_URL"},
		{"fragment", "https://sms.example.com/#open-sesame", "", true, "", "SMS_GATEWAY_URL"},
		{"no address", "https://sms.example.com/%zz/open-sesame", "", true, "", "SMS_GATEWAY_URL"},
		{"token of two lines", "https://sms.example.com/", sesame + "\nX: y", true, "", "SMS_GATEWAY_TOKEN"},
		{"token in Chinese", "https://sms.example.com/", sesame + "密", true, "", "SMS_GATEWAY_TOKEN"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := NewSender(c.address, c.token, c.development, io.Discard)
			if c.wrong == "" {
				if kind := fmt.Sprintf("%T", got); err != nil || kind != c.want {
					t.Errorf("got %s, %v", kind, err)
				}
				return
			}
			if err == nil || got != nil || !strings.Contains(err.Error(), c.wrong) {
				t.Fatalf("got %v, error %v does not name %s", got, err, c.wrong)
			}
			checkSilent(t, err.Error())
		})
	}
}

func TestTerminal(t *testing.T) {
	var w bytes.Buffer
	s, err := NewSender("terminal:", "", true, &w)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Send(t.Context(), message); err != nil || w.String() != "login 154****1111: 271828 (5 min)\n" {
		t.Errorf("%q, %v", w.String(), err)
	}
	read, write := io.Pipe()
	_ = read.CloseWithError(errors.New("closed"))
	if err := (terminal{write}).Send(t.Context(), message); models.CodeOf(err) != models.CodeUnavailable {
		t.Errorf("got %v", err)
	}
}

// Each of sixty pairs of place and digit is drawn two thousand times, give or take less than seven standard deviations.
func TestNewCode(t *testing.T) {
	const draws, deviation = 20_000, 43 // the root of 20,000 · 0.1 · 0.9 is 42.4
	form, counts := regexp.MustCompile(`^[0-9]{6}$`), [6][10]int{}
	for range draws {
		code := NewCode()
		if !form.MatchString(code) {
			t.Fatal(code)
		}
		for i, digit := range code {
			counts[i][digit-'0']++
		}
	}
	for i, digits := range counts {
		for digit, n := range digits {
			if n < draws/10-7*deviation || n > draws/10+7*deviation {
				t.Errorf("%d stands %d times in place %d", digit, n, i)
			}
		}
	}
}
