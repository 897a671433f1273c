package spoken_test

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"konggang/services/spoken"
)

// tally counts what became of the lines of one kind.
type tally struct{ lines, right, unread int }

// trial holds what must be true of anything that is read, and measures the
// share that is read, and read as wanted, kind by kind.
type trial map[string]*tally

// line tries one line; no wanted words stand for any.
func (all trial) line(t *testing.T, kind, written string, wanted ...string) {
	t.Helper()
	k := all[kind]
	if k == nil {
		k = &tally{}
		all[kind] = k
	}
	k.lines++
	said, err := spoken.Text(written)
	check(t, written)
	switch {
	case err != nil:
		k.unread++
		t.Logf("%s: unread %q: %v", kind, written, err)
	case len(wanted) == 0 || slices.Contains(sounds(wanted...), sounds(said)[0]):
		k.right++
	default:
		t.Logf("%s: %q: got %q, want %q", kind, written, said, wanted)
	}
}

// report prints the figures and fails below the least share that is read.
func (all trial) report(t *testing.T, least float64) {
	t.Helper()
	var sum tally
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		k := *all[kind]
		sum = tally{sum.lines + k.lines, sum.right + k.right, sum.unread + k.unread}
		t.Run(kind, func(t *testing.T) { t.Attr("figure", k.String()) })
	}
	t.Attr("figure", sum.String())
	if sum.lines == 0 || sum.share() < least {
		t.Errorf("%s: below %.3f", sum, least)
	}
}

func (k tally) share() float64 { return float64(k.right) / float64(k.lines) }

func (k tally) String() string {
	return fmt.Sprintf("%d of %d read (%.1f %%), %d reported as unreadable, %d otherwise than wanted", k.right, k.lines, 100*k.share(), k.unread, k.lines-k.right-k.unread)
}

// sounds leaves what is heard of texts: pauses differ from speaker to speaker.
func sounds(texts ...string) []string {
	var all []string
	for _, text := range texts {
		all = append(all, strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }), ""))
	}
	return all
}

// TestStrangers takes what people wrote and would say who had not read the
// rules. Behind | stands what we say where both are right.
func TestStrangers(t *testing.T) {
	all := trial{}
	for _, row := range rows(t, "testdata/strangers.tsv", '\t') {
		all.line(t, "strangers", row[0], strings.Split(row[1], "|")...)
	}
	all.report(t, 1)
}

// TestFound takes wages, hours and ages of real adverts and of the bundled
// sample, for which nobody has written down what to say.
func TestFound(t *testing.T) {
	all := trial{}
	for _, row := range rows(t, "testdata/found.tsv", '\t') {
		all.line(t, row[0], row[1])
	}
	all.report(t, .98)
}

// trialsFolder holds data that is not ours to keep: the pairs of other programs
// and crawled adverts. Its trials are skipped without it.
func trialsFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("KONGGANG_TRIALS")
	if folder == "" {
		t.Skip("KONGGANG_TRIALS names no folder")
	}
	return folder
}

// TestPeers takes the test data of other programs, with the forms that our
// conventions accept in the last column.
func TestPeers(t *testing.T) {
	all := trial{}
	for _, row := range rows(t, filepath.Join(trialsFolder(t), "spoken_peers.tsv"), '\t')[1:] {
		if row[5] != "-" {
			all.line(t, row[0]+" "+row[1], row[2], strings.Split(row[5], "|")...)
		}
	}
	all.report(t, .99)
}

// TestAdverts takes every wage, age and time in the adverts of a folder.
func TestAdverts(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(trialsFolder(t), "vacancies_*.csv*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	all, seen := trial{}, map[string]bool{}
	for _, file := range files {
		table := rows(t, file, ',')
		for _, row := range table[1:] {
			for i, column := range table[0] {
				for kind, text := range clauses(column, row[i]) {
					if !seen[kind+text] {
						seen[kind+text] = true
						all.line(t, kind, text)
					}
				}
			}
		}
	}
	all.report(t, .9)
}

var (
	stops = regexp.MustCompile(`[。；;\n，,]|\s{2,}`)
	kinds = []struct {
		name  string
		words *regexp.Regexp
	}{
		{"age", regexp.MustCompile(`\d.*岁|年龄.*\d`)},
		{"wage", regexp.MustCompile(`\d.*元|\d[kK万]|薪.*\d|\d+薪|工资.*\d`)},
		{"hours", regexp.MustCompile(`\d[:：]\d|\d小时|\d点|\d[hH]|\d[休班天]`)},
	}
)

// clauses gives what a cell tells of wages, ages and hours.
func clauses(column, cell string) func(func(kind, text string) bool) {
	return func(yield func(kind, text string) bool) {
		switch column {
		case "wage_raw":
			yield("wage column", cell)
		case "age_req":
			yield("age column", cell)
		case "title", "description", "welfare":
			for _, text := range stops.Split(cell, -1) {
				for _, k := range kinds {
					if k.words.MatchString(text) {
						if !yield(k.name+" in a sentence", text) {
							return
						}
						break
					}
				}
			}
		}
	}
}

// rows reads a table, packed or not, without its comments.
func rows(t *testing.T, name string, comma rune) [][]string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var in io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	r := csv.NewReader(in)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(row []string) bool { return strings.HasPrefix(row[0], "# ") })
}
