package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/services/accounts"
	"konggang/services/commandline"
	"konggang/services/config"
	"konggang/services/demo"
	"konggang/services/screening"
	"konggang/services/vacancies"
	"konggang/services/wording"
)

// expireEvery is how often validity that has passed is looked for besides midnight, for a clock that was set or asleep then.
const expireEvery = 5 * time.Minute

// tidyEvery is how often what is kept for a while only is dropped.
const tidyEvery = time.Hour

// sequenceEvery is how long an entry of the audit may wait for its place in the chain; until then its loss cannot be seen.
const sequenceEvery = time.Second

// lastWords is how long the end of the program may take to give the last entries their places.
const lastWords = 5 * time.Second

func runServe(ctx context.Context, args []string, s streams) error {
	if err := parse(flags("serve", s), args, 0); err != nil {
		return err
	}
	c, err := config.Load(os.Environ())
	if err != nil {
		return err
	}
	h, err := open(ctx, c, time.Now, s)
	if err != nil {
		return err
	}
	defer func() { _ = h.store.Close() }()
	if err := h.prepare(ctx); err != nil {
		return err
	}
	return h.serve(ctx)
}

// serve answers until ctx ends.
func (h *house) serve(ctx context.Context) error {
	background := api.NewBackground(ctx)
	watch := h.watch()
	h.services.Background = background.Go
	if h.config.MetricsAddr != "" {
		h.services.Metrics = api.NewMetrics()
		if err := h.serveMetrics(ctx, background); err != nil {
			return err
		}
	}
	handler, err := api.New(h.services)
	if err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", h.config.Addr)
	if err != nil {
		return err
	}
	background.Every(expireEvery, h.expire)
	background.AtMidnight(h.calendar, time.After, h.expire)
	background.Every(tidyEvery, h.tidy)
	background.Every(sequenceEvery, watch.look)
	h.log.Info("listening", "address", "http://"+l.Addr().String(), "database", h.config.DBDriver)
	err = api.Serve(ctx, l, handler, h.config.ShutdownGrace, h.log)
	background.Wait()
	watch.end(ctx)
	return err
}

// serveMetrics answers on the address of the metrics, which is not the villagers' business.
func (h *house) serveMetrics(ctx context.Context, background *api.Background) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", h.config.MetricsAddr)
	if err != nil {
		return err
	}
	h.log.Info("metrics", "address", "http://"+l.Addr().String()+"/metrics")
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", h.services.Metrics.Handler())
	background.Go(func(ctx context.Context) {
		if err := api.Serve(ctx, l, mux, h.config.ShutdownGrace, h.log); err != nil {
			h.log.Error("metrics stopped", "error", err.Error())
		}
	})
	return nil
}

func (h *house) expire(ctx context.Context) {
	n, err := h.services.Vacancies.Expire(ctx)
	if err != nil && ctx.Err() == nil {
		h.log.ErrorContext(ctx, "vacancies not expired", "error", err.Error())
	}
	if n > 0 {
		h.log.InfoContext(ctx, "vacancies expired", "count", n)
	}
}

func (h *house) tidy(ctx context.Context) {
	now := h.calendar.Moment()
	for _, drop := range []struct {
		what string
		err  error
	}{
		{"idempotency keys", h.store.DropOldKeys(ctx, now.Add(-models.IdempotencyWindow))},
		{"one-time codes", h.store.DropOldCodes(ctx, now.Add(-accounts.CodesKept))},
		{"failed attempts", h.store.DropOldAttempts(ctx, now.Add(-accounts.AttemptsKept))},
		{"tokens", h.store.DropOldTokens(ctx, now)},
		{"invitations", h.store.DropOldInvitations(ctx, now)},
		{"service records", h.store.DropServiceRecords(ctx, h.calendar.Today())},
	} {
		if drop.err != nil && ctx.Err() == nil {
			h.log.ErrorContext(ctx, "what is old was not dropped", "of", drop.what, "error", drop.err.Error())
		}
	}
}

func runMigrate(ctx context.Context, args []string, s streams) error {
	set := flags("migrate", s)
	status := set.Bool("status", false, "only say where the schema stands")
	if err := parse(set, args, 0); err != nil {
		return err
	}
	return withHouse(ctx, s, func(h *house) error {
		if !*status {
			if err := h.migrate(ctx); err != nil {
				return err
			}
		}
		schema, err := h.store.Schema(ctx)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "schema %d of %d\n%s", schema.Current, schema.Wanted, lines(schema.Pending))
		return err
	})
}

func lines(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return strings.Join(list, "\n") + "\n"
}

// withHouse opens the configured database for a command; an embedded one that is new is brought up first.
func withHouse(ctx context.Context, s streams, work func(*house) error) error {
	c, err := config.Load(os.Environ())
	if err != nil {
		return err
	}
	h, err := open(ctx, c, time.Now, s)
	if err != nil {
		return err
	}
	defer func() { _ = h.store.Close() }()
	return work(h)
}

func withReadyHouse(ctx context.Context, s streams, work func(*house) error) error {
	return withHouse(ctx, s, func(h *house) error {
		if err := h.prepare(ctx); err != nil {
			return err
		}
		return work(h)
	})
}

func runImport(ctx context.Context, args []string, s streams) error {
	set := flags("import", s)
	kind := set.String("kind", "", strings.Join(commandline.Kinds, ", "))
	dryRun := set.Bool("dry-run", false, "try every row and keep nothing")
	then := set.String("then", "draft", "what becomes of complete vacancies: draft, submit or open; open also approves their employers")
	asJSON := set.Bool("json", false, "print the whole report as JSON")
	if err := parse(set, args, 1); err != nil {
		return err
	}
	thens := []vacancies.Then{vacancies.ThenDraft, vacancies.ThenSubmit, vacancies.ThenOpen}
	if !slices.Contains(commandline.Kinds, *kind) || !slices.Contains(thens, vacancies.Then(*then)) {
		_, _ = fmt.Fprintln(s.err, "import: -kind and -then must be one of the words below")
		set.Usage()
		return errUsage
	}
	return withReadyHouse(ctx, s, func(h *house) error {
		home, err := h.home(ctx)
		if err != nil {
			return err
		}
		o := commandline.ImportOptions{Kind: *kind, Then: vacancies.Then(*then), DryRun: *dryRun}
		if isTerminal(s.err) {
			o.Progress = commandline.Bar(s.err, filepath.Base(set.Arg(0)))
		}
		report, err := h.importer(home).ImportFile(ctx, set.Arg(0), o)
		if err != nil {
			return err
		}
		words := api.ReportOf(wording.Chinese, report)
		if *asJSON {
			return commandline.WriteJSON(s.out, words)
		}
		return printReport(s.out, commandline.Summary(filepath.Base(set.Arg(0)), report), words)
	})
}

// printReport says in lines what became of the rows that somebody has to look at.
func printReport(w io.Writer, summary string, r api.ImportReport) error {
	var b strings.Builder
	b.WriteString(summary + "\n")
	if len(r.UnknownColumns) > 0 {
		fmt.Fprintf(&b, "不认识的列（没有导入）：%s\n", strings.Join(r.UnknownColumns, "、"))
	}
	for _, row := range r.Results {
		for _, e := range row.Errors {
			fmt.Fprintf(&b, "第 %d 行退回：%s %s\n", row.Row, e.Column, e.Message)
		}
		for _, f := range row.Findings {
			fmt.Fprintf(&b, "第 %d 行：%s %s\n", row.Row, f.Message, f.Excerpt)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func runAccount(ctx context.Context, args []string, s streams) error {
	if len(args) == 0 || args[0] != "create" {
		_, _ = fmt.Fprintln(s.err, "usage: konggang account create -role ROLE [-division CODE] [-enterprise ID] [-seeker ID] [-phone PHONE] [-name NAME]")
		return errUsage
	}
	set := flags("account create", s)
	role := set.String("role", "", strings.Join(models.Roles.Words(), ", "))
	division := set.String("division", "", "division of an office, village of an operator or a device")
	enterprise := set.String("enterprise", "", "id of the enterprise")
	seeker := set.String("seeker", "", "id of the seeker")
	phone := set.String("phone", "", "phone that its holder signs in with, by one-time code until there is a password")
	name := set.String("name", "", "who it is")
	if err := parse(set, args[1:], 0); err != nil {
		return err
	}
	a := models.Account{Role: models.Role(*role), EnterpriseID: *enterprise, SeekerID: *seeker, Name: *name}
	if *phone != "" {
		number, err := models.ParsePhone(*phone)
		if err != nil {
			return models.FieldErrorf("phone", models.CodeInvalidPhone)
		}
		a.Phone = number
	}
	if *division != "" {
		code, err := models.ParseDivisionCode(*division)
		if err != nil {
			return models.FieldErrorf("division", models.CodeInvalidDivision)
		}
		a.Division = code
	}
	return withReadyHouse(ctx, s, func(h *house) error {
		_, token, err := h.services.Accounts.Create(ctx, models.System("command line"), a)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(s.out, token)
		return err
	})
}

func runKeys(ctx context.Context, args []string, s streams) error {
	if len(args) == 0 || args[0] != "rotate" {
		_, _ = fmt.Fprintln(s.err, "usage: konggang keys rotate [-keep-key] [-drop]")
		return errUsage
	}
	set := flags("keys rotate", s)
	keep := set.Bool("keep-key", false, "make no new key, seal anew under the first one there is")
	drop := set.Bool("drop", false, "take out of the key file the keys that nothing is sealed under any more")
	if err := parse(set, args[1:], 0); err != nil {
		return err
	}
	return withReadyHouse(ctx, s, func(h *house) error {
		o := commandline.RotateOptions{KeepKey: *keep, Drop: *drop}
		if isTerminal(s.err) {
			o.Progress = commandline.Bar(s.err, "keys")
		}
		r, err := h.keyring().Rotate(ctx, o)
		if err != nil {
			return err
		}
		whole, err := commandline.WriteRotation(s.out, r, *drop)
		if err == nil && !whole {
			err = errPartly
		}
		return err
	})
}

func runSpoken(_ context.Context, args []string, s streams) error {
	if err := parse(flags("spoken", s), args, 0); err != nil {
		return err
	}
	all, err := commandline.Speak(s.in, s.out, s.err)
	if err == nil && !all {
		err = errPartly
	}
	return err
}

// Where free text is judged when nothing else is said: 新郑, whose tier of minimum wages is known.
const screenedPlace = "410184"

func runScreen(_ context.Context, args []string, s streams) error {
	set := flags("screen", s)
	place := set.String("place", screenedPlace, "code of the division where the work is")
	date := set.String("date", string(models.DateOf(time.Now(), chinaTime)), "day on which the advert is judged, YYYY-MM-DD")
	wages := set.String("wages", "", "file of minimum wages that win over the bundled ones")
	if err := parse(set, args, 0); err != nil {
		return err
	}
	c, err := screeningContext(*place, *date, *wages)
	if err != nil {
		return err
	}
	return commandline.Screen(s.in, s.out, c)
}

// chinaTime is the time of all of China, which has one zone and no summer time.
var chinaTime = time.FixedZone("Asia/Shanghai", 8*60*60)

func screeningContext(place, date, file string) (c screening.Context, err error) {
	if c.Place, err = models.ParseDivisionCode(place); err != nil {
		return c, err
	}
	if c.Today, err = models.ParseDate(date); err != nil {
		return c, err
	}
	c.Wages, err = minimumWages(file)
	return c, err
}

func runOpenAPI(_ context.Context, args []string, s streams) error {
	if err := parse(flags("openapi", s), args, 0); err != nil {
		return err
	}
	document, err := api.Document(version())
	if err != nil {
		return err
	}
	_, err = s.out.Write(append(document, '\n'))
	return err
}

func runVersion(_ context.Context, args []string, s streams) error {
	if err := parse(flags("version", s), args, 0); err != nil {
		return err
	}
	_, err := fmt.Fprintln(s.out, version())
	return err
}

// version is the module's version as the build knows it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

func runDemo(ctx context.Context, args []string, s streams) error {
	set := flags("demo", s)
	addr := set.String("addr", "127.0.0.1:8080", "address to serve on")
	out := set.String("out", "demo-out", "folder for what comes out")
	once := set.Bool("once", false, "leave when it is done instead of serving")
	if err := parse(set, args, 0); err != nil {
		return err
	}
	h, err := openDemo(ctx, *addr, *out, s)
	if err != nil {
		return err
	}
	defer func() { _ = h.store.Close() }()
	d := demo.Demo{Importer: h.importer(demo.County), Accounts: h.services.Accounts, Editions: h.services.Editions, Kept: h.store, Out: *out, Stdout: s.out}
	if err := d.Run(ctx); err != nil {
		return err
	}
	if *once {
		return nil
	}
	_, _ = fmt.Fprintf(s.out, "http://%s%s\n", *addr, "/api/v1/docs/")
	return h.serve(ctx)
}

// openDemo wires the house on a fresh embedded database in the folder.
func openDemo(ctx context.Context, addr, out string, s streams) (*house, error) {
	if err := os.MkdirAll(out, 0o750); err != nil {
		return nil, err
	}
	file := filepath.Join(out, "demo.db")
	for _, old := range []string{file, file + "-wal", file + "-shm", file + ".keys"} {
		if err := os.Remove(old); err != nil && !os.IsNotExist(err) {
			return nil, err
		}
	}
	c, err := config.From(map[string]string{"DB_DSN": file, "ADDR": addr, "PUBLIC_URL": "http://" + addr,
		"OFFICE_NAME": "新郑市就业服务中心（演示）", "OFFICE_PHONE": "15400001234", "LOG_LEVEL": "warn",
		"DEVELOPMENT": "true", "SMS_GATEWAY_URL": "terminal:"})
	if err != nil {
		return nil, err
	}
	h, err := open(ctx, c, demo.Clock(time.Now), s)
	if err != nil {
		return nil, err
	}
	return h, h.store.Migrate(ctx)
}
