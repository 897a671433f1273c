package config

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExampleMatchesConfig(t *testing.T) {
	text, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^([A-Z_]+)=(.*)$`).FindAllStringSubmatch(string(text), -1) {
		written[m[1]] = m[2]
	}
	known := map[string]string{}
	for f := range reflect.TypeFor[Config]().Fields() {
		if key := f.Tag.Get("env"); key != "-" {
			known[key] = f.Tag.Get("envDefault")
		}
	}
	if diff := cmp.Diff(known, written); diff != "" {
		t.Errorf(".env.example differs from the settings (-code +file):\n%s", diff)
	}
}

func TestLoad(t *testing.T) {
	t.Chdir(t.TempDir())
	secret := filepath.Join(t.TempDir(), "dsn")
	if err := os.WriteFile(secret, []byte("user:pw@tcp(db)/x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		environ []string
		wrong   string
		check   func(Config) bool
	}{
		{"defaults", nil, "", func(c Config) bool { return c.DBDriver == "sqlite" && c.Zone.String() == "Asia/Shanghai" }},
		{"secret from a file", []string{"DB_DSN_FILE=" + secret}, "", func(c Config) bool { return c.DBDSN == "user:pw@tcp(db)/x" }},
		{"trailing slash", []string{"PUBLIC_URL=https://example.org/"}, "", func(c Config) bool { return c.PublicURL == "https://example.org" }},
		{"phone in its form", []string{"OFFICE_PHONE=0371 6230 0000"}, "", func(c Config) bool { return c.OfficePhone == "0371-62300000" }},
		{"proxies", []string{"TRUSTED_PROXIES=10.0.0.1,10.1.0.0/16"}, "", func(c Config) bool { return len(c.TrustedProxies) == 2 }},
		{"token from a file", []string{"SMS_GATEWAY_TOKEN_FILE=" + secret}, "", func(c Config) bool { return c.SMSToken == "user:pw@tcp(db)/x" }},
		{"speaker", nil, "", func(c Config) bool { return c.Speaker == "espeak-ng" && c.SpeakerToken == "" }},
		{"speaker's token from a file", []string{"SPEAKER=off", "SPEAKER_TOKEN_FILE=" + secret}, "", func(c Config) bool { return c.Speaker == "off" && c.SpeakerToken == "user:pw@tcp(db)/x" }},
		{"no developer", nil, "", func(c Config) bool { return !c.Development && c.SMSGatewayURL == "" }},
		{"developer", []string{"DEVELOPMENT=true"}, "", func(c Config) bool { return c.Development }},
		{"perhaps a developer", []string{"DEVELOPMENT=maybe"}, "DEVELOPMENT", nil},
		{"both forms of a secret", []string{"DB_DSN=a", "DB_DSN_FILE=" + secret}, "DB_DSN", nil},
		{"missing secret file", []string{"DB_DSN_FILE=" + secret + "x"}, "DB_DSN_FILE", nil},
		{"unknown driver", []string{"DB_DRIVER=oracle"}, "DB_DRIVER", nil},
		{"unknown zone", []string{"TZ_OFFICE=Mars/Base"}, "TZ_OFFICE", nil},
		{"unknown log format", []string{"LOG_FORMAT=xml"}, "LOG_FORMAT", nil},
		{"bad level", []string{"LOG_LEVEL=loud"}, "LOG_LEVEL", nil},
		{"bad address", []string{"PUBLIC_URL=example.org"}, "PUBLIC_URL", nil},
		{"bad phone", []string{"OFFICE_PHONE=12"}, "OFFICE_PHONE", nil},
		{"mysql without keys", []string{"DB_DRIVER=mysql", "DB_DSN=x"}, "SECRET_KEYS", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Load(c.environ)
			if c.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), c.wrong) {
					t.Fatalf("error %v does not name %s", err, c.wrong)
				}
				return
			}
			if err != nil || !c.check(got) {
				t.Fatalf("got %+v, %v", got, err)
			}
		})
	}
}

func TestDotEnvIsOverriddenByTheEnvironment(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile(".env", []byte("ADDR=127.0.0.1:1\nOFFICE_NAME=甲\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load([]string{"ADDR=127.0.0.1:2"})
	if err != nil || c.Addr != "127.0.0.1:2" || c.OfficeName != "甲" {
		t.Fatalf("got %+v, %v", c, err)
	}
}
