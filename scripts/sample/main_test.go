package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The committed files are what the maker makes, so nobody edits them by hand, and making them again changes nothing.
func TestCommittedFilesAreMadeHere(t *testing.T) {
	made := t.TempDir()
	var said strings.Builder
	if code := run([]string{"-out", made}, &said); code != 0 {
		t.Fatalf("exit %d: %s", code, said.String())
	}
	for _, name := range []string{"divisions.csv", "enterprises.xlsx", "vacancies.xlsx", "seekers.xlsx"} {
		want, err := os.ReadFile(filepath.Join("..", "..", "services", "sample", name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(made, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from the committed one: run go run ./scripts/sample", name)
		}
	}
}

func TestFlags(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		exit int
	}{
		"unknown flag":     {[]string{"-colour", "red"}, 2},
		"not a day":        {[]string{"-today", "soon"}, 2},
		"no such folder":   {[]string{"-out", filepath.Join(t.TempDir(), "none")}, 1},
		"another day, too": {[]string{"-today", "2030-02-28", "-out", t.TempDir()}, 0},
	} {
		var said strings.Builder
		if got := run(c.args, &said); got != c.exit {
			t.Errorf("%s: exit %d, want %d (%s)", name, got, c.exit, said.String())
		}
	}
}

func TestSeedAndDayMatter(t *testing.T) {
	day := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	a, b, c := makeSample(1, day), makeSample(2, day), makeSample(1, day.AddDate(1, 0, 0))
	for _, name := range []string{"vacancies.xlsx", "seekers.xlsx"} {
		if equal(t, a[name], b[name]) {
			t.Errorf("%s is the same for another seed", name)
		}
	}
	if equal(t, a["vacancies.xlsx"], c["vacancies.xlsx"]) || !equal(t, a["seekers.xlsx"], c["seekers.xlsx"]) {
		t.Error("the day should change the vacancies' validity and nothing else")
	}
}

func equal(t *testing.T, a, b sheet) bool {
	t.Helper()
	x, errX := a.csv()
	y, errY := b.csv()
	if errX != nil || errY != nil {
		t.Fatal(errX, errY)
	}
	return bytes.Equal(x, y)
}

func TestOrganisationCheck(t *testing.T) {
	// the worked example of GB 11714
	if got := organisationCheck("D2143569"); got != "X" {
		t.Errorf("check %s, want X", got)
	}
}

func TestSpiralKeepsItsRing(t *testing.T) {
	centre := [2]float64{34.5, 113.7}
	for n := range 40 {
		lat, lon := onSpiral(centre, n, 40)
		north, east := (lat-centre[0])*111.195, (lon-centre[1])*111.195*0.8241
		if km2 := north*north + east*east; km2 < 1 || km2 > 36.1 {
			t.Errorf("point %d lies outside the ring: %.2f km²", n, km2)
		}
	}
}
