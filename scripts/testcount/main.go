// Command testcount reads the events of "go test -json" from standard input, tells on standard error what became of each
// package, what the failed tests said and the figures that tests measured (t.Attr("figure", …)), and prints one line on
// standard output: "N passed, N failed". It exits with 1 when something failed.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
)

func main() { os.Exit(run(os.Stdin, os.Stdout, os.Stderr)) }

func run(events io.Reader, stdout, stderr io.Writer) int {
	c := counter{report: stderr, said: map[testID][]string{}, broken: map[string]bool{}}
	lines := bufio.NewReader(events)
	for {
		line, err := lines.ReadBytes('\n')
		c.line(line)
		if err != nil {
			break
		}
	}
	fmt.Fprintf(stderr, "%d skipped\n", c.skipped)
	fmt.Fprintf(stdout, "%d passed, %d failed\n", c.passed, c.failed)
	if c.failed > 0 {
		return 1
	}
	return 0
}

// event is what testcount needs of the object documented in "go doc test2json"; builds report by import path.
type event struct {
	Action, Package, Test, Output, ImportPath, Key, Value string
	Elapsed                                               float64
}

type testID struct{ pkg, test string }

type counter struct {
	report                  io.Writer
	said                    map[testID][]string
	broken                  map[string]bool // packages with a failed test
	passed, failed, skipped int
}

func (c *counter) line(line []byte) {
	var e event
	if json.Unmarshal(line, &e) != nil {
		_, _ = c.report.Write(line) // the go command itself, complaining
		return
	}
	id := testID{e.Package, e.Test}
	switch {
	case e.Action == "build-output":
		fmt.Fprint(c.report, e.Output)
	case e.Action == "attr" && e.Key == "figure":
		fmt.Fprintf(c.report, "      %s: %s\n", e.Test, e.Value)
	case e.Action == "output":
		c.said[id] = append(c.said[id], e.Output)
	case e.Test == "":
		c.endPackage(e)
	default:
		c.endTest(id, e.Action)
	}
}

func (c *counter) endTest(id testID, action string) {
	switch action {
	case "pass":
		c.passed++
	case "skip":
		c.skipped++
	case "fail":
		c.failed++
		c.broken[id.pkg] = true
		c.tell(id)
	default:
		return
	}
	delete(c.said, id)
}

// endPackage counts a package that failed without a failed test, as one that does not build or exits early does.
func (c *counter) endPackage(e event) {
	switch e.Action {
	case "pass":
		fmt.Fprintf(c.report, "ok    %s  %.1fs\n", e.Package, e.Elapsed)
	case "fail":
		if !c.broken[e.Package] {
			c.failed++
			c.tellAll(e.Package)
		}
		fmt.Fprintf(c.report, "FAIL  %s  %.1fs\n", e.Package, e.Elapsed)
	}
}

func (c *counter) tell(id testID) {
	for _, s := range c.said[id] {
		fmt.Fprint(c.report, s)
	}
}

func (c *counter) tellAll(pkg string) {
	ids := slices.SortedFunc(maps.Keys(c.said), func(a, b testID) int { return cmp.Compare(a.test, b.test) })
	for _, id := range ids {
		if id.pkg == pkg {
			c.tell(id)
		}
	}
}
