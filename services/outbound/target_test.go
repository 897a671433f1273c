package outbound

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"konggang/models"
)

const (
	invalid = models.CodeInvalidURL
	unsafe  = models.CodeUnsafeURL
)

func TestParseTarget(t *testing.T) {
	for _, c := range []struct {
		address         string
		want, ifAllowed models.Code
	}{
		{"https://oapi.dingtalk.com/robot/send?access_token=abc", "", ""},
		{"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4", "", ""},
		{"https://example.com", "", ""},
		{"HTTPS://EXAMPLE.com/", "", ""},
		{"https://example.com./", "", ""},
		{"https://example.com:443/", "", ""},
		{"https://example.com:8443/x", "", ""},
		{"https://example.com:1024/", "", ""},
		{"https://example.com:65535/", "", ""},
		{"https://example.com:/", "", ""},
		{"https://xn--fsqu00a.xn--0zwm56d/", "", ""},
		{"https://a_b.example.com/", "", ""},
		{"https://mylocal/", unsafe, ""},
		{"https://notlocalhost.example/", "", ""},
		{"https://internal.example.com/", "", ""},
		{"https://8.8.8.8/", "", ""},
		{"https://[2606:4700:4700::1111]:8443/", "", ""},
		{"https://example.com/空岗?q=村", "", ""},
		{"https://example.com/" + strings.Repeat("x", mostBytes-20), "", ""},

		{"", invalid, invalid},
		{"example.com", invalid, invalid},
		{"//example.com/", unsafe, unsafe},
		{"https://", invalid, invalid},
		{"https:///path", invalid, invalid},
		{"https:example.com", invalid, invalid},
		{"https://:443/", invalid, invalid},
		{"https://./", invalid, invalid},
		{"https://example..com/", invalid, invalid},
		{"https://-example.com/", invalid, invalid},
		{"https://exam ple.com/", invalid, invalid},
		{" https://example.com/", invalid, invalid},
		{"https://example.com/ ", invalid, invalid},
		{"https://example.com/\r\nHost: x", invalid, invalid},
		{"https://example.com/\x00", invalid, invalid},
		{"https://example.com/\u0085", invalid, invalid},
		{"https://example.com/\u200b", invalid, invalid},
		{"https://example.com/\xff", invalid, invalid},
		{"https://example.com\\@127.0.0.1/", invalid, invalid},
		{"https://example.com:x/", invalid, invalid},
		{"https://[example.com]/", invalid, invalid},
		{"https://[::1/", invalid, invalid},
		{"https://%31%32%37.0.0.1/", invalid, invalid},
		{"https://１２７.0.0.1/", invalid, invalid},
		{"https://127。0。0。1/", invalid, invalid},
		{"https://ⓛocalhost/", invalid, invalid},
		{"https://例子.中国/", invalid, invalid},
		{"https://" + strings.Repeat("a", 64) + ".com/", invalid, invalid},
		{"https://" + strings.Repeat("a.", 127) + "com/", invalid, invalid},
		{"https://example.com/" + strings.Repeat("x", mostBytes-19), invalid, invalid},
		{"https://example.com/" + strings.Repeat("村", 500), invalid, invalid},

		{"http://example.com/", unsafe, ""},
		{"http://example.com:80/", unsafe, ""},
		{"ftp://example.com/", unsafe, unsafe},
		{"file://example.com/etc/passwd", unsafe, unsafe},
		{"https://user@example.com/", unsafe, unsafe},
		{"https://user:secret@example.com/", unsafe, unsafe},
		{"https://@example.com/", unsafe, unsafe},
		{"https://example.com@127.0.0.1/", unsafe, unsafe},
		{"https://example.com/#", unsafe, unsafe},
		{"https://example.com/#x", unsafe, unsafe},
		{"https://example.com:0/", unsafe, unsafe},
		{"https://example.com:22/", unsafe, ""},
		{"https://example.com:80/", unsafe, ""},
		{"https://example.com:1023/", unsafe, ""},
		{"https://example.com:65536/", unsafe, unsafe},
		{"https://example.com:0443/", unsafe, unsafe},
		{"https://localhost/", unsafe, ""},
		{"https://LOCALHOST./", unsafe, ""},
		{"https://a.localhost/", unsafe, ""},
		{"https://printer.local/", unsafe, ""},
		{"https://metadata.google.internal/", unsafe, ""},
		{"https://nas.home.arpa/", unsafe, ""},
		{"https://router.lan/", unsafe, ""},
		{"https://localhost.localdomain/", unsafe, ""},
		{"https://database:8443/", unsafe, ""},
		{"https://127.0.0.1/", unsafe, ""},
		{"https://127.0.0.1./", unsafe, ""},
		{"https://127.1/", unsafe, ""},
		{"https://2130706433/", unsafe, ""},
		{"https://017700000001/", unsafe, ""},
		{"https://0x7f000001/", unsafe, ""},
		{"https://0X7F.0.0.1/", unsafe, ""},
		{"https://0177.0.0.01/", unsafe, ""},
		{"https://127.0.0.0x1/", unsafe, ""},
		{"https://127.0.0.0x/", unsafe, ""},
		{"https://8.8.8.08/", unsafe, ""},
		{"https://example.1/", unsafe, ""},
		{"https://10.1.2.3/", unsafe, ""},
		{"https://100.100.100.200/latest/meta-data/", unsafe, ""},
		{"https://169.254.169.254/latest/meta-data/", unsafe, ""},
		{"https://192.168.1.1:8443/", unsafe, ""},
		{"https://0.0.0.0/", unsafe, ""},
		{"https://[::1]/", unsafe, ""},
		{"https://[::]/", unsafe, ""},
		{"https://[::ffff:127.0.0.1]/", unsafe, ""},
		{"https://[::ffff:7f00:1]/", unsafe, ""},
		{"https://[64:ff9b::7f00:1]/", unsafe, ""},
		{"https://[2002:7f00:1::]/", unsafe, ""},
		{"https://[fd00:ec2::254]/", unsafe, ""},
		{"https://[fe80::1%25eth0]/", unsafe, ""},
	} {
		check(t, c.address, Rules{}, c.want)
		check(t, c.address, Rules{AllowPrivate: true}, c.ifAllowed)
	}
}

func check(t *testing.T, address string, rules Rules, want models.Code) {
	t.Helper()
	target, err := ParseTarget(address, rules)
	var e *models.Error
	switch {
	case want == "" && err != nil, want == "" && target.Address() == "":
		t.Errorf("%.80q with %+v: %v", address, rules, err)
	case want != "" && (!errors.As(err, &e) || e.Code != models.CodeInvalid || e.Fields[0].Field != "url" || e.Fields[0].Code != want):
		t.Errorf("%.80q with %+v: %v, want %s", address, rules, err, want)
	case want != "" && target != Target{}:
		t.Errorf("%.80q is refused and given", address)
	}
}

func parsed(t *testing.T, address string, rules Rules) Target {
	t.Helper()
	target, err := ParseTarget(address, rules)
	if err != nil {
		t.Fatal(err)
	}
	return target
}

// Whatever somebody does to print, log or keep a target, its secrets stay out.
func TestTargetKeepsItsSecrets(t *testing.T) {
	target := parsed(t, "https://hook.example.com:8443/robot/sesame?key=tahini", Rules{})
	if target.Address() != "https://hook.example.com:8443/robot/sesame?key=tahini" {
		t.Error(target.Address())
	}
	type holder struct {
		Name   string
		Target Target
		Others []*Target
	}
	h := holder{"x", target, []*Target{&target}}
	var log bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(handler).Info("sent", "target", target, "pointer", &target, "holder", h)
	}
	text, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	said := []string{log.String(), string(text), target.String(), fmt.Sprint(target, &target, h), fmt.Errorf("to %w: %v", errors.New("x"), target).Error()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%t"} {
		said = append(said, fmt.Sprintf(verb, target), fmt.Sprintf(verb, []Target{target}), fmt.Sprintf(verb, h))
	}
	for _, s := range said {
		for _, secret := range []string{"sesame", "tahini", fmt.Sprintf("%x", "tahini")} {
			if strings.Contains(s, secret) {
				t.Errorf("%q tells %s", s, secret)
			}
		}
	}
	if target.String() != "https://hook.example.com:8443/…" || (Target{}).String() != "" {
		t.Errorf("%v, %v", target, Target{})
	}
}

// FuzzParseTarget holds that what passes has one form, tells no secret, and names no address that is not public.
func FuzzParseTarget(f *testing.F) {
	for _, s := range []string{
		"https://oapi.dingtalk.com/robot/send?access_token=abc", "https://127.0.0.1:8443/a/b?c", "https://[::ffff:127.0.0.1]/", "https://0x7f.1/",
		"https://a@b/#", "HTTPS://Example.COM:0443", "https://[fe80::1%25eth0]/", "https://例子.中国/空?岗", "https://a.b/%zz", "https:a?b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		target, err := ParseTarget(s, Rules{})
		if err != nil {
			if target != (Target{}) || models.CodeOf(err) != models.CodeInvalid {
				t.Fatalf("%q: %v, %v", s, target, err)
			}
			return
		}
		again, err := ParseTarget(target.Address(), Rules{})
		if err != nil || again != target {
			t.Fatalf("%q is %q, and that is %q, %v", s, target.Address(), again.Address(), err)
		}
		u, err := url.Parse(target.Address())
		if err != nil || u.Scheme != "https" || u.User != nil || u.Fragment != "" || len(target.Address()) > mostBytes {
			t.Fatalf("%q is %q", s, target.Address())
		}
		if a, err := netip.ParseAddr(u.Hostname()); err == nil && (!a.IsGlobalUnicast() || a.IsPrivate() || a.Is4In6()) {
			t.Fatalf("%q is at %v", s, a)
		}
		if target.String() != "https://"+u.Host+"/…" {
			t.Fatalf("%q says %q", s, target)
		}
		if _, err := ParseTarget(s, Rules{AllowPrivate: true}); err != nil {
			t.Fatalf("%q is allowed to strangers and not to us: %v", s, err)
		}
	})
}
