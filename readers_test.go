package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"html"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
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

// grouped are the forms that are read of the first villages besides the plain ones.
var grouped = []channels.Grouping{channels.ByDistance, channels.ByTrade}

// checkForms holds every form of every village's edition against the lines that were published.
func (d desktop) checkForms(t *testing.T) {
	for i, e := range d.editions {
		d.checkForm(t, e, channels.Ungrouped)
		if i < wellRead {
			for _, by := range grouped {
				d.checkForm(t, e, by)
			}
		}
		d.checkPictures(t, e)
	}
}

// checkForm holds page and workbook against the lines and the headings that they stand under.
func (d desktop) checkForm(t *testing.T, e models.Edition, by channels.Grouping) {
	query := ""
	if by != channels.Ungrouped {
		query = "?group=" + string(by)
	}
	page := d.get(t, "/editions/"+e.ID+"/noticeboard.html"+query, "").Body.String()
	shown := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, ""))
	book, err := excelize.OpenReader(d.get(t, "/editions/"+e.ID+"/noticeboard.xlsx"+query, "").Body)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(channels.Title)
	if err != nil {
		t.Fatal(err)
	}
	cells := slices.Concat(rows...)
	for _, word := range append(words(t, e), headings(t, e, by)...) {
		if !strings.Contains(shown, word) {
			t.Errorf("%s%s: the page has no %s", e.VillageName, query, word)
		}
		if !slices.ContainsFunc(cells, func(cell string) bool { return strings.HasPrefix(cell, word) }) {
			t.Errorf("%s%s: the workbook has no %s", e.VillageName, query, word)
		}
	}
}

// words are what every form says of the lines of e.
func words(t *testing.T, e models.Edition) []string {
	t.Helper()
	var out []string
	for _, l := range channels.Lines(e) {
		out = append(out, l.Title, pay(l), l.Phone, l.Employer, l.Number)
	}
	if len(out) == 0 || slices.Contains(out, "") {
		t.Fatalf("%s: there is something empty to look for in %q", e.VillageName, out)
	}
	return out
}

// pay is the wage, or what stands in its place where no basic pay is stated.
func pay(l channels.Line) string { return cmp.Or(l.Wage, l.Extra) }

func headings(t *testing.T, e models.Edition, by channels.Grouping) []string {
	t.Helper()
	groups, err := channels.Grouped(e, by)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, g := range groups {
		if (g.Head == "") != (by == channels.Ungrouped) {
			t.Errorf("%s by %q: the heading %q", e.VillageName, by, g.Head)
		}
		out = append(out, g.Head)
	}
	return out
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
	need(t, readers...)
	began, sheets, codes := time.Now(), 0, 0
	var pages []int // of each village's own sheet
	for i, e := range d.editions {
		files := []string{filepath.Join(d.folder, string(e.Village), "noticeboard.pdf")}
		scanned := d.pictures(t, e, "noticeboard*.png")
		if i < wellRead {
			for _, form := range []string{"paper=a4&orientation=portrait&tear_off=true", "paper=a3&group=distance", "paper=a3&orientation=portrait&group=trade"} {
				files = append(files, d.keep(t, "/editions/"+e.ID+"/noticeboard.pdf?"+form, "", "sheet.pdf"))
			}
		}
		if i == 0 {
			for _, form := range []string{"paper=a3", "orientation=portrait"} {
				scanned = append(scanned, d.keep(t, "/editions/"+e.ID+"/noticeboard.png?"+form, "", "sheet.png"))
			}
		}
		for j, file := range files {
			checkDocument(t, file)
			sheet := textOf(t, file)
			sheet.check(t, e)
			if j == 0 {
				pages = append(pages, len(sheet.pages))
			}
			scanned = append(scanned, raster(t, file))
			sheets++
		}
		codes += checkCodes(t, channels.BoardURL(e, models.ChannelNoticeboard), scanned)
		codes += checkCodes(t, channels.BoardURL(e, models.ChannelWeChat), d.pictures(t, e, "wechat*.png"))
	}
	job := d.keep(t, "/divisions/"+string(demo.Town)+"/noticeboards.pdf?duplex=true", token, "job.pdf")
	checkDocument(t, job)
	d.checkJob(t, textOf(t, job), pages)
	t.Attr("figure", fmt.Sprintf("%d villages: %d sheets and a print job read back by %s, %d codes scanned, in %.0f s",
		len(d.editions), sheets, strings.Join(readers, ", "), codes, time.Since(began).Seconds()))
}

// checkJob holds that a job for both sides of the paper has every village's sheet, one after the other, and an empty page after
// each with an odd number of pages, but for the last.
func (d desktop) checkJob(t *testing.T, job text, pages []int) {
	at := 0
	for i, e := range d.editions {
		if at+pages[i] > len(job.pages) {
			t.Fatalf("the job has %d pages and ends before the sheet of %s", len(job.pages), e.VillageName)
		}
		job.part(at, at+pages[i]).check(t, e)
		at += pages[i]
		if pages[i]%2 == 1 && i < len(d.editions)-1 {
			if at == len(job.pages) || job.runs[at] != "" {
				t.Fatalf("no empty page after the sheet of %s", e.VillageName)
			}
			at++
		}
	}
	if at != len(job.pages) {
		t.Errorf("the job has %d pages, its sheets have %d", len(job.pages), at)
	}
}
