package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"konggang/models"
	"konggang/services/channels"
)

// need skips a test for want of a program.
func need(t *testing.T, programs ...string) {
	t.Helper()
	for _, name := range programs {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed, so nobody else reads the sheets back or listens to the scripts; scripts/test.sh installs it", name)
		}
	}
}

// reading is what a tool says of a file.
func reading(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// fontLine is a font of pdffonts: whether it is embedded, a subset, and can be copied from.
var fontLine = regexp.MustCompile(`(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$`)

func checkDocument(t *testing.T, file string) {
	t.Helper()
	if said := reading(t, "qpdf", "--check", file); strings.Contains(said, "WARNING") {
		t.Errorf("qpdf: %s", said)
	}
	fonts := strings.Split(strings.TrimSpace(reading(t, "pdffonts", file)), "\n")[2:]
	for _, line := range fonts {
		if m := fontLine.FindStringSubmatch(line); m == nil || slices.Contains(m[1:], "no") {
			t.Errorf("%s: %s", file, line)
		}
	}
	if len(fonts) == 0 || len(fonts) > 3 {
		t.Errorf("%s has %d fonts", file, len(fonts))
	}
}

// text is what pdftotext gets out of a document, page by page: as it lies there, and in the order of drawing without any spaces.
type text struct {
	file        string
	pages, runs []string
}

func textOf(t *testing.T, file string) text {
	t.Helper()
	x := text{file, pagesOf(reading(t, "pdftotext", "-layout", file, "-")), pagesOf(reading(t, "pdftotext", "-raw", file, "-"))}
	for i, run := range x.runs {
		x.runs[i] = spaceless(run)
	}
	return x
}

// pagesOf are the pages of a text, each of which ends in a form feed.
func pagesOf(s string) []string { return strings.Split(strings.TrimSuffix(s, "\f"), "\f") }

func spaceless(s string) string { return strings.Join(strings.Fields(s), "") }

// part is some pages of a longer document.
func (x text) part(from, to int) text {
	return text{fmt.Sprintf("%s, pages %d to %d", x.file, from+1, to), x.pages[from:to], x.runs[from:to]}
}

// check finds the heading and the number on every page, and the words of the lines on the pages.
func (x text) check(t *testing.T, e models.Edition) {
	t.Helper()
	h := channels.HeaderOf(e, models.ChannelNoticeboard)
	for i, run := range x.runs {
		for _, words := range []string{h.Where() + h.Title, h.Issue, fmt.Sprintf("第%d页共%d页", i+1, len(x.runs))} {
			if !strings.Contains(run, spaceless(words)) {
				t.Errorf("%s: page %d has no %q", x.file, i+1, words)
			}
		}
	}
	x.checkLines(t, e)
}

// checkLines finds what must not be divided as it stands, and the rest where its lines follow one another.
func (x text) checkLines(t *testing.T, e models.Edition) {
	t.Helper()
	laid, run := strings.Join(x.pages, "\n"), strings.Join(x.runs, "")
	for _, words := range words(t, e) {
		if !strings.Contains(run, spaceless(words)) {
			t.Errorf("%s: no %q", x.file, words)
		}
	}
	for _, l := range channels.Lines(e) {
		for _, whole := range []string{l.Wage, l.Phone} {
			if !strings.Contains(laid, whole) { // a wage that is "" is in words by what stands in its place
				t.Errorf("%s: no %q in its layout", x.file, whole)
			}
		}
		if alone := regexp.MustCompile(`(^|[^\d-])` + regexp.QuoteMeta(l.Phone) + `($|[^\d-])`); !alone.MatchString(laid) {
			t.Errorf("%s: other digits stand against %s", x.file, l.Phone)
		}
	}
}

// raster is the first page as an office's printer has it at its coarsest.
func raster(t *testing.T, file string) string {
	t.Helper()
	page := filepath.Join(t.TempDir(), "page")
	reading(t, "pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-singlefile", "-gray", file, page)
	return page + ".pgm"
}

// checkCodes scans pictures, each of which has one code, and counts them.
func checkCodes(t *testing.T, want string, pictures []string) int {
	t.Helper()
	// It looks for these codes alone, which takes a third of the time. What it found is on its standard output, and complaints are not.
	out, err := exec.CommandContext(t.Context(), "zbarimg", append([]string{"-q", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable"}, pictures...)...).Output()
	if err != nil {
		t.Fatalf("zbarimg: %v", err)
	}
	got := strings.Fields(string(out))
	if len(got) != len(pictures) || slices.ContainsFunc(got, func(s string) bool { return s != want }) {
		t.Errorf("%v say %v, want %s", pictures, got, want)
	}
	return len(got)
}
