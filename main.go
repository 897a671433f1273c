// Konggang turns the vacancies of a county into what each village hears: a sheet on the noticeboard, a post for the WeChat
// group, a script for the loudspeaker.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"konggang/models"
	"konggang/services/wording"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// Exit codes of the process.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// errUsage says that the words of a command are off; what to say of it has been said.
var errUsage = errors.New("usage")

// errPartly says that a command did what it could and has reported the rest.
var errPartly = errors.New("partly done")

// streams are where a command reads and writes.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// command is one thing the program does; run gets its words without the command's own.
type command struct {
	name string
	does string
	run  func(ctx context.Context, args []string, s streams) error
}

func commands() []command {
	return []command{
		{"demo", "do the main job on a bundled sample and serve it", runDemo},
		{"serve", "serve the API on the configured database", runServe},
		{"migrate", "bring the database's schema up to date", runMigrate},
		{"import", "bring in a spreadsheet", runImport},
		{"account", "make an account and print its token", runAccount},
		{"audit", "verify the audit, or print its head", runAudit},
		{"report", "say what the lists of villages are worth", runReport},
		{"keys", "seal everything anew under a new key", runKeys},
		{"spoken", "turn lines into spoken Chinese", runSpoken},
		{"screen", "judge lines of advert text by the law", runScreen},
		{"openapi", "print the API's document", runOpenAPI},
		{"version", "print the version", runVersion},
	}
}

// run is the program without its process: 0 done, 1 failed, 2 wrong words.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s := streams{in, out, errs}
	if len(args) > 0 {
		for _, c := range commands() {
			if c.name == args[0] {
				return exitCode(c.run(ctx, args[1:], s), errs)
			}
		}
	}
	usage(errs)
	return exitUsage
}

func usage(w io.Writer) {
	_, _ = fmt.Fprintln(w, "usage: konggang COMMAND [-h]")
	for _, c := range commands() {
		_, _ = fmt.Fprintf(w, "  %-8s  %s\n", c.name, c.does)
	}
}

func exitCode(err error, errs io.Writer) int {
	var domain *models.Error
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitDone
	case errors.Is(err, errUsage):
		return exitUsage
	case errors.Is(err, errPartly):
	case errors.As(err, &domain) && wording.Known(domain.Code) && domain.Cause == nil:
		_, _ = fmt.Fprintln(errs, "konggang:", wording.Error(wording.Chinese, domain))
		for _, f := range domain.Fields {
			_, _ = fmt.Fprintln(errs, "  ", wording.FieldError(wording.Chinese, f))
		}
	default:
		_, _ = fmt.Fprintln(errs, "konggang:", err)
	}
	return exitFailed
}

// flags makes a flag set that reports to errs and turns wrong words into errUsage.
func flags(name string, s streams) *flag.FlagSet {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(s.err)
	return set
}

func parse(set *flag.FlagSet, args []string, rest int) error {
	err := set.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	if err == nil && set.NArg() != rest {
		_, _ = fmt.Fprintf(set.Output(), "%s: expected %d file name(s) after the flags, got %d\n", set.Name(), rest, set.NArg())
		set.Usage()
		err = errUsage
	}
	if err != nil {
		return errUsage
	}
	return nil
}
