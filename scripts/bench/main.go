// Command bench measures the figures of this repository, each beside a baseline in the same run, and prints them as a table,
// or with -json as one object a line. Start it by scripts/bench.sh, which builds and starts what it needs.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"konggang/scripts/bench/figures"
	"konggang/scripts/bench/province"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, func() { // an engine does not look up from a long computation
		time.Sleep(leaving)
		os.Exit(1)
	})
	if len(os.Args) == 4 && os.Args[1] == serveGin {
		exit(gin(ctx, os.Args[2], os.Args[3]))
	}
	exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// leaving is how long an interrupted run may take to put its things away.
const leaving = 5 * time.Second

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// seed is what the whole input is drawn from.
const seed = 20260302

// options are what the caller chose.
type options struct {
	quick, asJSON                      bool
	divisions, product, bleve, profile string
	only                               string
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.BoolVar(&o.quick, "quick", false, "smaller sizes, within five minutes")
	f.BoolVar(&o.asJSON, "json", false, "one JSON object a line in place of the table")
	f.StringVar(&o.divisions, "divisions", "", "CSV `file` of a real map (code,name,lat,lon; may be gzipped) in place of the made one")
	f.StringVar(&o.product, "product", "", "`path` of the built product")
	f.StringVar(&o.bleve, "bleve", "", "`path` of the built bleve benchmark")
	f.StringVar(&o.profile, "profile", "", "`folder` to write CPU profiles of search, matching and HTTP into, and nothing else")
	f.StringVar(&o.only, "only", "", "`sections` to run, divided by commas: "+strings.Join(sectionNames(), ", "))
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("%q is no option", f.Arg(0))
	}
	for _, name := range o.sections() {
		if !slices.Contains(sectionNames(), name) {
			return o, fmt.Errorf("there is no section %q, only %s", name, strings.Join(sectionNames(), ", "))
		}
	}
	return o, nil
}

// sections are the names of those to run.
func (o options) sections() []string {
	if o.only == "" {
		return sectionNames()
	}
	return strings.Split(o.only, ",")
}

// section measures some rows.
type section struct {
	name string
	run  func(*bench) ([]figures.Row, error)
}

// sections are all, in the order of the table.
var sections = []section{
	{"top", (*bench).top}, {"batch", (*bench).batch}, {"exact", (*bench).exact}, {"allocation", (*bench).allocation},
	{"simulation", (*bench).simulation}, {"search", (*bench).search}, {"http", (*bench).http}, {"update", (*bench).update},
	{"printing", (*bench).printing}, {"sheet", (*bench).sheet}, {"memory", (*bench).memory},
}

func sectionNames() []string {
	var names []string
	for _, s := range sections {
		names = append(names, s.name)
	}
	return names
}

// bench is one run.
type bench struct {
	ctx  context.Context
	opt  options
	size size
	land *province.Map
	// dir is for files that are gone when the run ends.
	dir   string
	began time.Time
	log   io.Writer
}

// elapsed is the time on the wall since the run began.
func (b *bench) elapsed() time.Duration { return time.Since(b.began) }

// say tells on standard error what is being done.
func (b *bench) say(format string, args ...any) {
	fmt.Fprintf(b.log, "%6.1fs  %s\n", b.elapsed().Seconds(), fmt.Sprintf(format, args...))
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	b := &bench{ctx: ctx, opt: o, size: full, began: time.Now(), log: stderr}
	if o.quick {
		b.size = quick
	}
	if b.land, err = b.draw(); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "konggang-bench-"); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(b.dir) }()
	if o.profile != "" {
		return b.profile()
	}
	rows, err := b.measure()
	return errors.Join(err, b.write(stdout, rows))
}

// draw makes or reads the map.
func (b *bench) draw() (*province.Map, error) {
	if b.opt.divisions != "" {
		return province.Open(b.opt.divisions, seed)
	}
	return province.Made(seed, b.size.villages), nil
}

// measure runs the sections; one that fails does not take the figures of the others along.
func (b *bench) measure() ([]figures.Row, error) {
	var rows []figures.Row
	var failed []error
	for _, s := range sections {
		if !slices.Contains(b.opt.sections(), s.name) {
			continue
		}
		if b.ctx.Err() != nil {
			return rows, b.ctx.Err()
		}
		b.say("%s", s.name)
		more, err := s.run(b)
		rows = append(rows, more...)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", s.name, err))
		}
	}
	b.say("done")
	return rows, errors.Join(failed...)
}

func (b *bench) write(w io.Writer, rows []figures.Row) error {
	if b.opt.asJSON {
		for _, r := range rows {
			if err := r.WriteJSON(w); err != nil {
				return err
			}
		}
		return nil
	}
	if _, err := fmt.Fprintln(w, b.size.words(b.land)); err != nil {
		return err
	}
	return figures.WriteTable(w, rows)
}
