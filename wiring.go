package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/services/accounts"
	"konggang/services/audit"
	"konggang/services/commandline"
	"konggang/services/config"
	"konggang/services/delivery"
	"konggang/services/divisions"
	"konggang/services/editions"
	"konggang/services/enterprises"
	"konggang/services/feed"
	"konggang/services/market"
	"konggang/services/matching"
	"konggang/services/onetime"
	"konggang/services/outbound"
	"konggang/services/passwords"
	"konggang/services/recalls"
	"konggang/services/referrals"
	"konggang/services/robots"
	"konggang/services/robots/dingtalk"
	"konggang/services/robots/webhook"
	"konggang/services/robots/wecom"
	"konggang/services/sample"
	"konggang/services/screening"
	"konggang/services/seekers"
	"konggang/services/speaker"
	"konggang/services/vacancies"
)

// house is everything wired together on one database.
type house struct {
	config   config.Config
	log      *slog.Logger
	store    *store.Store
	sender   onetime.Sender
	speaker  speaker.Speaker
	wages    *screening.MinimumWages
	rules    matching.Rules
	calendar models.Calendar
	services api.Services
}

// open wires the house on the configured database, whose schema it leaves as it is.
func open(ctx context.Context, c config.Config, now func() time.Time, s streams) (*house, error) {
	h := &house{config: c, log: logger(c, s.err), calendar: models.Calendar{Now: now, Zone: c.Zone}}
	keys, err := h.keys()
	if err != nil {
		return nil, err
	}
	if err := h.shelter(); err != nil {
		return nil, err
	}
	if h.sender, err = onetime.NewSender(c.SMSGatewayURL, c.SMSToken, c.Development, s.err); err != nil {
		return nil, err
	}
	if h.speaker, err = speaker.New(c.Speaker, c.SpeakerToken); err != nil {
		return nil, err
	}
	if h.wages, err = minimumWages(c.MinimumWages); err != nil {
		return nil, err
	}
	if h.rules, err = matchingRules(c.Weights); err != nil {
		return nil, err
	}
	h.store, err = store.Open(ctx, store.Config{Driver: c.DBDriver, DSN: c.DBDSN, Keys: keys, Reload: h.reload(), Clock: now, Log: h.log})
	if err != nil {
		return nil, err
	}
	h.wire()
	return h, nil
}

// minimumWages are the bundled table and the office's own file, where it has one.
func minimumWages(path string) (*screening.MinimumWages, error) {
	if path == "" {
		return screening.LoadMinimumWages(nil)
	}
	f, err := os.Open(path) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return screening.LoadMinimumWages(f)
}

// matchingRules are the bundled weights and the office's own file, where it has one.
func matchingRules(path string) (matching.Rules, error) {
	if path == "" {
		return matching.DefaultRules(), nil
	}
	f, err := os.Open(path) //nolint:gosec // the operator names the file
	if err != nil {
		return matching.Rules{}, err
	}
	defer func() { _ = f.Close() }()
	return matching.LoadRules(f)
}

// shelter makes the file of a new embedded database for its owner alone, before the database would make it for everybody.
func (h *house) shelter() error {
	if h.config.DBDriver != "sqlite" {
		return nil
	}
	f, err := os.OpenFile(h.config.DBDSN, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func (h *house) wire() {
	s, calendar := h.store, h.calendar
	picture := market.New(s, calendar)
	picture.Rules, picture.Encode, picture.Log = h.rules, api.PreparedVacancy, h.log
	groups := h.delivery()
	recalled := recalls.Service{Store: s, Calendar: calendar, Groups: groups}
	h.services = api.Services{
		Accounts:       h.accounts(),
		Divisions:      divisions.Service{Store: s},
		Enterprises:    enterprises.Service{Store: s, Calendar: calendar},
		Vacancies:      vacancies.Service{Store: s, Calendar: calendar, Screen: h.wages.Gate(calendar)},
		Seekers:        seekers.Service{Store: s, Market: picture, Calendar: calendar},
		Referrals:      referrals.Service{Store: s, Calendar: calendar},
		Market:         picture,
		Feed:           feed.Service{Store: s, Market: picture, Calendar: calendar},
		Editions:       &editions.Service{Store: s, Recalls: recalled, Market: picture, Calendar: calendar, Office: h.config.Office()},
		Recalls:        recalled,
		Press:          editions.NewPress(),
		Speaker:        h.speaker,
		Delivery:       groups,
		Audit:          audit.Service{Store: s},
		Keys:           s,
		Health:         s,
		Calendar:       calendar,
		Office:         h.config.Office(),
		Log:            h.log,
		TrustedProxies: h.config.TrustedProxies,
		Origins:        h.config.Origins,
		Limits:         api.NewLimits(h.config.RateLimit, h.config.GuessLimit, time.Now),
		Version:        version(),
	}
	groups.Lines = h.services.Editions
}

// Hashing a password takes a moment and 19 MiB on purpose: no more at once than there are cores to do it, and a queue that
// a burst of sign-ins fits in.
const waitingPasswords = 64

func (h *house) accounts() accounts.Service {
	return accounts.Service{
		Store: h.store, Calendar: h.calendar, Sender: h.sender, Passwords: passwords.NewHasher(runtime.NumCPU(), waitingPasswords),
		Background: func(work func(context.Context)) { h.services.Background(work) },
		Failed: func(ctx context.Context, err error) {
			if ctx.Err() == nil {
				h.log.ErrorContext(ctx, "one-time code not sent", "error", err.Error())
			}
		},
	}
}

// delivery speaks to all robots by one client, which looks at every address that it dials.
func (h *house) delivery() *delivery.Service {
	rules := outbound.Rules{AllowPrivate: h.config.PrivateTargets}
	client := outbound.NewClient(rules)
	return &delivery.Service{
		Store: h.store, Calendar: h.calendar, Rules: rules, Patience: delivery.Usual, Log: h.log,
		Robots: map[models.RobotKind]robots.Robot{
			models.RobotWeCom: wecom.New(client), models.RobotDingTalk: dingtalk.New(client, h.calendar.Now), models.RobotWebhook: webhook.New(client, h.calendar.Now),
		},
		Told: func(kind models.RobotKind, o delivery.Outcome) { h.services.Metrics.Spoken(kind, o) },
	}
}

func (h *house) importer(home models.DivisionCode) commandline.Importer {
	return commandline.Importer{Divisions: h.services.Divisions, Enterprises: h.services.Enterprises, Vacancies: h.services.Vacancies,
		Seekers: h.services.Seekers, Sheltered: h.store, Calendar: h.calendar, Home: home}
}

// home is the county of the database when it has just one, to which new employers then belong.
func (h *house) home(ctx context.Context) (models.DivisionCode, error) {
	var county models.DivisionCode
	provinces, err := h.store.DivisionChildren(ctx, "")
	for _, p := range provinces {
		counties, err := h.store.DivisionsWithin(ctx, p.Code, models.LevelCounty)
		if err != nil {
			return "", err
		}
		for _, c := range counties {
			if county != "" {
				return "", nil
			}
			county = c.Code
		}
	}
	return county, err
}

func logger(c config.Config, w io.Writer) *slog.Logger {
	o := &slog.HandlerOptions{Level: c.LogLevel}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}

// keyFile is the file beside the embedded database, "" where the keys are a setting.
func (h *house) keyFile() commandline.KeyFile {
	if h.config.SecretKeys != "" {
		return ""
	}
	return commandline.KeyFile(h.config.DBDSN + ".keys")
}

// keys are the configured ones, or on the embedded database those of a file beside it, made at the first start.
func (h *house) keys() (*store.Keyring, error) {
	if file := h.keyFile(); file != "" {
		if err := h.makeKeyFile(file); err != nil {
			return nil, err
		}
		return readKeys(string(file))
	}
	return store.ParseKeyring(h.config.SecretKeys)
}

// reload reads the keys anew from their file, for when another process has begun to seal with a new one; nil where they came
// from the environment, which does not change.
func (h *house) reload() func() (*store.Keyring, error) {
	path := h.config.SecretKeysFile
	if file := h.keyFile(); file != "" {
		path = string(file)
	}
	if path == "" {
		return nil
	}
	return func() (*store.Keyring, error) { return readKeys(path) }
}

func readKeys(path string) (*store.Keyring, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, err
	}
	return store.ParseKeyring(string(text))
}

// makeKeyFile makes the key file of a new database.
func (h *house) makeKeyFile(file commandline.KeyFile) error {
	if _, err := os.Stat(string(file)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := os.Stat(h.config.DBDSN); err == nil {
		return fmt.Errorf("%s has no key file %s beside it: names and phones in it cannot be read without; put the file back or set SECRET_KEYS", h.config.DBDSN, file)
	}
	err := file.Create(store.NewKeyring())
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err == nil {
		h.log.Info("made a key file; keep a copy apart from the database", "file", string(file))
	}
	return err
}

// keyring is what changes the keys, wherever they are.
func (h *house) keyring() commandline.Keys {
	k := commandline.Keys{Store: h.store, File: h.keyFile(), Setting: "SECRET_KEYS", Stated: strings.Count(h.config.SecretKeys, ",") + 1, Fresh: store.NewKeyring}
	if h.config.SecretKeysFile != "" {
		k.Setting = "SECRET_KEYS_FILE"
	}
	return k
}

// prepare brings an embedded database up by itself, and refuses another whose schema is not the one that is known.
func (h *house) prepare(ctx context.Context) error {
	if h.config.DBDriver == "sqlite" {
		return h.migrate(ctx)
	}
	schema, err := h.store.Schema(ctx)
	if err != nil {
		return err
	}
	if !schema.Known() {
		return fmt.Errorf("the database has schema %d, this program knows %d: run konggang migrate", schema.Current, schema.Wanted)
	}
	return h.store.CheckKeys(ctx)
}

// migrate brings the schema up and gives a new database the divisions of the bundled county.
func (h *house) migrate(ctx context.Context) error {
	if err := h.store.Migrate(ctx); err != nil {
		return err
	}
	n, err := h.store.CountDivisions(ctx)
	if err != nil || n > 0 {
		return err
	}
	f, err := sample.Files.Open(sample.Divisions)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	_, err = h.importer("").Import(ctx, sample.Divisions, f, commandline.ImportOptions{Kind: "divisions"})
	return err
}
