// Package config reads the settings of the process from the environment and from a .env file.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the office's zone must be known on machines without zone files

	"github.com/caarlos0/env/v11"
	"github.com/joho/godotenv"

	"konggang/models"
)

// Config is every setting; .env.example says what each one means.
type Config struct {
	Addr           string        `env:"ADDR" envDefault:"127.0.0.1:8080"`
	MetricsAddr    string        `env:"METRICS_ADDR"`
	DBDriver       string        `env:"DB_DRIVER" envDefault:"sqlite"`
	DBDSN          string        `env:"DB_DSN" envDefault:"konggang.db"`
	SecretKeys     string        `env:"SECRET_KEYS"`
	PublicURL      string        `env:"PUBLIC_URL" envDefault:"http://127.0.0.1:8080"`
	OfficeName     string        `env:"OFFICE_NAME" envDefault:"就业服务站"`
	OfficePhone    string        `env:"OFFICE_PHONE"`
	OfficeZone     string        `env:"TZ_OFFICE" envDefault:"Asia/Shanghai"`
	TrustedProxies []string      `env:"TRUSTED_PROXIES"`
	MinimumWages   string        `env:"MINIMUM_WAGES"`
	Weights        string        `env:"MATCHING_WEIGHTS"`
	Origins        []string      `env:"CORS_ORIGINS"`
	RateLimit      int           `env:"RATE_LIMIT" envDefault:"3000"`
	GuessLimit     int           `env:"GUESS_LIMIT" envDefault:"120"`
	LogLevel       slog.Level    `env:"LOG_LEVEL" envDefault:"info"`
	LogFormat      string        `env:"LOG_FORMAT" envDefault:"text"`
	ShutdownGrace  time.Duration `env:"SHUTDOWN_GRACE" envDefault:"15s"`
	SMSGatewayURL  string        `env:"SMS_GATEWAY_URL"`
	SMSToken       string        `env:"SMS_GATEWAY_TOKEN"`
	Speaker        string        `env:"SPEAKER" envDefault:"espeak-ng"`
	SpeakerToken   string        `env:"SPEAKER_TOKEN"`
	Development    bool          `env:"DEVELOPMENT" envDefault:"false"`

	// SecretKeysFile is the file that SecretKeys came from, "" for none.
	SecretKeysFile string `env:"-"`
	// Zone is OfficeZone, loaded.
	Zone *time.Location `env:"-"`
}

// webOrigin is scheme, host and port of a web page; no wildcard, since answers hold people's data.
var webOrigin = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$`)

// secrets are the settings that may also come from a file named by KEY_FILE.
var secrets = []string{"DB_DSN", "SECRET_KEYS", "SMS_GATEWAY_TOKEN", "SPEAKER_TOKEN"}

// Load reads the settings from environ ("KEY=value" entries), completed by the file .env in the working folder where
// there is one; what the environment says wins. The error names the setting that is wrong.
func Load(environ []string) (Config, error) {
	values, err := withDotEnv(environ)
	if err != nil {
		return Config{}, err
	}
	return From(values)
}

// From makes the settings from the values alone, whatever the environment says.
func From(values map[string]string) (Config, error) {
	if err := readSecretFiles(values); err != nil {
		return Config{}, err
	}
	var c Config
	c.SecretKeysFile = values["SECRET_KEYS_FILE"]
	if err := env.ParseWithOptions(&c, env.Options{Environment: values}); err != nil {
		return Config{}, named(err)
	}
	return c, c.check()
}

// named says which setting could not be read, by the name that its owner knows.
func named(err error) error {
	var wrong env.ParseError
	if errors.As(err, &wrong) {
		if f, ok := reflect.TypeFor[Config]().FieldByName(wrong.Name); ok {
			return fmt.Errorf("settings: %s: %w", f.Tag.Get("env"), wrong.Err)
		}
	}
	return fmt.Errorf("settings: %w", err)
}

func withDotEnv(environ []string) (map[string]string, error) {
	values, err := godotenv.Read()
	if errors.Is(err, fs.ErrNotExist) {
		values, err = map[string]string{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("settings: .env: %w", err)
	}
	for _, e := range environ {
		if k, v, ok := strings.Cut(e, "="); ok {
			values[k] = v
		}
	}
	return values, nil
}

func readSecretFiles(values map[string]string) error {
	for _, key := range secrets {
		path := values[key+"_FILE"]
		if path == "" {
			continue
		}
		if values[key] != "" {
			return fmt.Errorf("settings: give either %s or %s_FILE, not both", key, key)
		}
		content, err := os.ReadFile(path) //nolint:gosec // the operator names the file
		if err != nil {
			return fmt.Errorf("settings: %s_FILE: %w", key, err)
		}
		values[key] = strings.TrimSpace(string(content))
	}
	return nil
}

func (c *Config) check() error {
	zone, err := time.LoadLocation(c.OfficeZone)
	if err != nil {
		return fmt.Errorf("settings: TZ_OFFICE: %w", err)
	}
	c.Zone = zone
	switch {
	case c.DBDriver != "sqlite" && c.DBDriver != "mysql":
		return errors.New("settings: DB_DRIVER must be sqlite or mysql")
	case c.LogFormat != "text" && c.LogFormat != "json":
		return errors.New("settings: LOG_FORMAT must be text or json")
	case !strings.HasPrefix(c.PublicURL, "http://") && !strings.HasPrefix(c.PublicURL, "https://"):
		return errors.New("settings: PUBLIC_URL must begin with http:// or https://")
	case c.DBDriver == "mysql" && c.SecretKeys == "":
		return errors.New("settings: SECRET_KEYS is required with DB_DRIVER=mysql (id:base64 of 32 bytes)")
	}
	if c.RateLimit < 0 || c.GuessLimit < 0 {
		return errors.New("settings: RATE_LIMIT and GUESS_LIMIT must not be negative")
	}
	if i := slices.IndexFunc(c.Origins, func(o string) bool { return !webOrigin.MatchString(o) }); i >= 0 {
		return fmt.Errorf("settings: CORS_ORIGINS: entry %d is not an origin such as https://example.com", i+1)
	}
	c.PublicURL = strings.TrimRight(c.PublicURL, "/")
	if c.OfficePhone != "" {
		phone, err := models.ParsePhone(c.OfficePhone)
		if err != nil {
			return errors.New("settings: OFFICE_PHONE is not a telephone number")
		}
		c.OfficePhone = string(phone)
	}
	return nil
}

// Office is who answers for what is published.
func (c Config) Office() models.Office {
	return models.Office{Name: c.OfficeName, Phone: c.OfficePhone, PublicURL: c.PublicURL}
}
