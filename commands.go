package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/services/commandline"
	"konggang/services/config"
	"konggang/services/demo"
	"konggang/services/vacancies"
	"konggang/services/wording"
)

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
