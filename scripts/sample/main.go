// Command sample makes the bundled sample files of services/sample: the map of 新郑市 with a point for every village,
// invented employers and their vacancies, invented seekers. The same flags give the same bytes.
//
//	go run ./scripts/sample [-out services/sample] [-today 2026-12-01] [-seed 410184]
package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("sample", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", filepath.Join("services", "sample"), "folder to write to")
	today := flags.String("today", "2026-12-01", "day that the vacancies' validity counts from")
	seed := flags.Uint64("seed", 410184, "seed of all that is invented")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	day, err := time.Parse(time.DateOnly, *today)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 2
	}
	if err := write(*out, makeSample(*seed, day)); err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// makeSample makes every sheet by its file name. Each kind has a generator of its own, so that a change to one leaves
// the others as they were.
func makeSample(seed uint64, today time.Time) map[string]sheet {
	stream := func(kind uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, kind)) }
	places := spread(published())
	firms := register(stream(1), places)
	return map[string]sheet{
		"divisions.csv":    divisionSheet(places),
		"enterprises.xlsx": enterpriseSheet(firms),
		"vacancies.xlsx":   vacancySheet(stream(2), firms, today),
		"seekers.xlsx":     seekerSheet(stream(3), places),
	}
}

func write(dir string, sheets map[string]sheet) error {
	for name, s := range sheets {
		data, err := s.encode(filepath.Ext(name))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
