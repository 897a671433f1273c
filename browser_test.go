package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/services/channels"
)

// browser is what offices print the page with, or its like without a window. scripts/test.sh installs it.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium-headless-shell", "chromium"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("there is no chromium-headless-shell or chromium, so no browser prints the page; scripts/test.sh installs the first")
	return ""
}

// checkBrowser has a browser print the page of the first villages, and holds the paper, the words and the code.
func (d desktop) checkBrowser(t *testing.T) {
	program := browser(t)
	need(t, append([]string{"pdfinfo"}, readers...)...)
	for i, c := range []struct {
		village       int
		query         string
		width, height float64 // millimetres
	}{
		{0, "", 297, 210},
		{0, "?orientation=portrait", 210, 297},
		{1, "?paper=a3&group=distance", 420, 297},
		{2, "?paper=a3&orientation=portrait&group=trade", 297, 420},
	} {
		e := d.editions[c.village]
		page := d.keep(t, "/editions/"+e.ID+"/noticeboard.html"+c.query, "", "page.html")
		file := printed(t, program, page)
		checkSizes(t, file, c.width, c.height)
		x := textOf(t, file)
		h := channels.HeaderOf(e, models.ChannelNoticeboard)
		for _, words := range []string{h.Where(), h.Issue, h.Free} {
			if !strings.Contains(x.runs[0], spaceless(words)) {
				t.Errorf("print %d: no %q on its first page", i, words)
			}
		}
		x.checkLines(t, e)
		checkCodes(t, channels.BoardURL(e, models.ChannelNoticeboard), []string{raster(t, file)})
	}
}

// fonts is the folder of the sheet's fonts, found before a test moves to a folder of its own.
var fonts, _ = filepath.Abs(filepath.Join("services", "typeset", "fonts"))

// printed is the document that a browser makes of a page with the sheet's fonts, as on a machine that has them.
func printed(t *testing.T, program, page string) string {
	t.Helper()
	const patience = time.Minute
	folder := t.TempDir()
	config, file := filepath.Join(folder, "fonts.conf"), filepath.Join(folder, "page.pdf")
	settings := fmt.Sprintf(`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>`, fonts, folder)
	if err := os.WriteFile(config, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	command := exec.CommandContext(ctx, program, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(folder, "profile"),
		"--no-pdf-header-footer", "--print-to-pdf="+file, "file://"+page)
	command.Env = append(os.Environ(), "FONTCONFIG_FILE="+config)
	command.WaitDelay = time.Second
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return file
}

var pageSize = regexp.MustCompile(`(?m)^Page\s+\d+ size:\s+([\d.]+) x ([\d.]+) pts`)

// checkSizes holds that every page has the size, in millimetres; browsers round to whole pixels.
func checkSizes(t *testing.T, file string, width, height float64) {
	t.Helper()
	const points, rounding = 72 / 25.4, 0.75
	pages := pageSize.FindAllStringSubmatch(reading(t, "pdfinfo", "-l", "-1", file), -1)
	if len(pages) == 0 {
		t.Errorf("%s: no pages", file)
	}
	for _, m := range pages {
		for i, want := range []float64{width, height} {
			if got, err := strconv.ParseFloat(m[i+1], 64); err != nil || math.Abs(got-want*points) > rounding {
				t.Errorf("%s: %s, want %g x %g mm", file, m[0], width, height)
			}
		}
	}
}
