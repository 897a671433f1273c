package main

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"konggang/api"
	"konggang/models"
	"konggang/services/channels"
	"konggang/services/config"
	"konggang/services/demo"
)

// readers are the programs of other people that must read what we print. scripts/test.sh installs them.
var readers = []string{"qpdf", "pdffonts", "pdftotext", "pdftoppm", "zbarimg"}

// desktop is a demo that has ended, opened again: what it published, and its API.
type desktop struct {
	folder   string
	editions []models.Edition
	api      http.Handler
}

func reopen(t *testing.T, out string) desktop {
	t.Helper()
	c, err := config.From(map[string]string{"DB_DSN": filepath.Join(out, "demo.db"), "PUBLIC_URL": "http://127.0.0.1:8080", "LOG_LEVEL": "error"})
	if err != nil {
		t.Fatal(err)
	}
	h, err := open(t.Context(), c, demo.Clock(time.Now), streams{nil, io.Discard, io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.store.Close() })
	h.services.Background = func(work func(context.Context)) { work(t.Context()) }
	d := desktop{folder: out}
	if d.api, err = api.New(h.services); err != nil {
		t.Fatal(err)
	}
	if d.editions, err = h.store.EditionsInForce(t.Context(), demo.Town); err != nil || len(d.editions) != 23 {
		t.Fatalf("%d editions, %v", len(d.editions), err)
	}
	return d
}

// get asks the API.
func (d desktop) get(t *testing.T, path, token string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1"+path, nil)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	d.api.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	return w
}

// keep writes what the API gives into a file.
func (d desktop) keep(t *testing.T, path, token, name string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, d.get(t, path, token).Body.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// checkForms holds every form of every village's edition against the lines that were published.
func (d desktop) checkForms(t *testing.T) {
	for _, e := range d.editions {
		page := d.get(t, "/editions/"+e.ID+"/noticeboard.html", "").Body.String()
		shown := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, ""))
		book, err := excelize.OpenReader(d.get(t, "/editions/"+e.ID+"/noticeboard.xlsx", "").Body)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows(channels.Title)
		if err != nil {
			t.Fatal(err)
		}
		cells := slices.Concat(rows...)
		for _, l := range channels.Lines(e) {
			for _, word := range []string{l.Title, l.Wage, l.Phone, l.Employer} {
				if !strings.Contains(shown, word) {
					t.Errorf("%s: the page has no %s", e.VillageName, word)
				}
				if !slices.ContainsFunc(cells, func(cell string) bool { return strings.HasPrefix(cell, word) }) {
					t.Errorf("%s: the workbook has no %s", e.VillageName, word)
				}
			}
		}
		d.checkPictures(t, e)
	}
}

// checkPictures holds that pictures have few colours and that cards are small enough for a group's robot.
func (d desktop) checkPictures(t *testing.T, e models.Edition) {
	for _, path := range d.pictures(t, e, "*.png") {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c, err := png.DecodeConfig(bytes.NewReader(content))
		if _, few := c.ColorModel.(color.Palette); err != nil || !few {
			t.Errorf("%s: no palette, %v", path, err)
		}
		if strings.HasPrefix(filepath.Base(path), "wechat") && len(content) > 2<<20 {
			t.Errorf("%s has %d bytes", path, len(content))
		}
	}
}

func (d desktop) pictures(t *testing.T, e models.Edition, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(d.folder, string(e.Village), pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: no pictures, %v", e.Village, err)
	}
	return paths
}

// wellRead are the villages whose sheets are read on every paper; of the others the one that the demo wrote.
const wellRead = 3

// checkReaders has the tools read what was printed, as printers, phones and people who copy from a document do.
func (d desktop) checkReaders(t *testing.T, token string) {
	for _, name := range readers {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed, so nobody else reads the sheets back; scripts/test.sh installs it", name)
		}
	}
	began, sheets, codes := time.Now(), 0, 0
	for i, e := range d.editions {
		files := []string{filepath.Join(d.folder, string(e.Village), "noticeboard.pdf")}
		if i < wellRead {
			for _, form := range []string{"paper=a4&orientation=portrait&tear_off=true", "paper=a3&group=distance", "paper=a3&orientation=portrait&group=trade"} {
				files = append(files, d.keep(t, "/editions/"+e.ID+"/noticeboard.pdf?"+form, "", "sheet.pdf"))
			}
		}
		scanned := d.pictures(t, e, "noticeboard*.png")
		for _, file := range files {
			checkDocument(t, file)
			textOf(t, file).check(t, channels.Lines(e))
			scanned = append(scanned, raster(t, file))
			sheets++
		}
		codes += checkCodes(t, channels.BoardURL(e, models.ChannelNoticeboard), scanned)
		codes += checkCodes(t, channels.BoardURL(e, models.ChannelWeChat), d.pictures(t, e, "wechat.png"))
	}
	job := d.keep(t, "/divisions/"+string(demo.Town)+"/noticeboards.pdf?duplex=true", token, "job.pdf")
	checkDocument(t, job)
	text := textOf(t, job)
	for _, e := range d.editions {
		text.check(t, channels.Lines(e))
	}
	t.Attr("figure", fmt.Sprintf("%d villages: %d sheets and a print job read back by %s, %d codes scanned, in %.0f s",
		len(d.editions), sheets, strings.Join(readers, ", "), codes, time.Since(began).Seconds()))
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

// text is what pdftotext gets out of a document: as it lies on the page, and in the order of drawing without any spaces.
type text struct{ file, page, run string }

func textOf(t *testing.T, file string) text {
	t.Helper()
	return text{file, reading(t, "pdftotext", "-layout", file, "-"), spaceless(reading(t, "pdftotext", "-raw", file, "-"))}
}

func spaceless(s string) string { return strings.Join(strings.Fields(s), "") }

// check finds what must not be divided as it stands, and the rest where its lines follow one another.
func (x text) check(t *testing.T, lines []channels.Line) {
	t.Helper()
	for _, l := range lines {
		for _, whole := range []string{l.Wage, l.Phone} {
			if !strings.Contains(x.page, whole) {
				t.Errorf("%s: no %q in its layout", x.file, whole)
			}
		}
		for _, words := range []string{l.Title, l.Employer, l.Number} {
			if !strings.Contains(x.run, spaceless(words)) {
				t.Errorf("%s: no %q", x.file, words)
			}
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
	// zbarimg complains of itself where it takes text for a bar code; what it found is on its standard output alone.
	out, err := exec.CommandContext(t.Context(), "zbarimg", append([]string{"-q", "--raw", "--nodbus"}, pictures...)...).Output()
	if err != nil {
		t.Fatalf("zbarimg: %v", err)
	}
	got := strings.Fields(string(out))
	if len(got) != len(pictures) || slices.ContainsFunc(got, func(s string) bool { return s != want }) {
		t.Errorf("%v say %v, want %s", pictures, got, want)
	}
	return len(got)
}
