package main

import (
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"konggang/models"
)

// heardScript is what loudspeaker.json says that there is to hear.
type heardScript struct {
	Seconds  int
	Total    float64 `json:"total_seconds"`
	Segments []struct {
		Seconds float64
		Pause   float64 `json:"pause_seconds"`
	}
}

// checkVoices has espeak-ng say the script of every village, and sox listen: how long it is and how loud it gets, and of the first
// ones how often and how long it is silent.
func (d desktop) checkVoices(t *testing.T) {
	need(t, "espeak-ng", "sox")
	began, silences, apart := time.Now(), 0, 0.0
	for i, e := range d.editions {
		passes := 1
		if i == 0 {
			passes = 2
		}
		file, script := d.voice(t, e, passes)
		ratio := checkSound(t, e, file, script)
		if i < wellRead {
			silences += checkSilences(t, e, file, script, passes)
		}
		apart = max(apart, math.Abs(ratio-1))
	}
	t.Attr("figure", fmt.Sprintf("%d scripts said by espeak-ng and heard by sox: %d silences in the first ones, lengths within %.1f %% of what the scripts say, in %.0f s",
		len(d.editions), silences, 100*apart, time.Since(began).Seconds()))
}

// voice keeps the audio of an edition in a file, with what there should be to hear.
func (d desktop) voice(t *testing.T, e models.Edition, passes int) (string, heardScript) {
	t.Helper()
	base, query := "/editions/"+e.ID+"/loudspeaker.", "?passes="+strconv.Itoa(passes)
	var script heardScript
	if err := json.Unmarshal(d.get(t, base+"json"+query, "").Body.Bytes(), &script); err != nil {
		t.Fatal(err)
	}
	return d.keep(t, base+"wav"+query, "", "script.wav"), script
}

// checkSound tells how long the audio is against what the script says.
func checkSound(t *testing.T, e models.Edition, file string, script heardScript) (ratio float64) {
	t.Helper()
	long := seconds(t, file)
	if ratio = long / script.Total; ratio < 0.85 || ratio > 1.15 {
		t.Errorf("%s: %.1f s of audio for a script of %.1f s", e.VillageName, long, script.Total)
	}
	if loudest := statistic(t, file, "Maximum amplitude"); loudest > 0.99 || loudest < 0.1 {
		t.Errorf("%s: the loudest sample is %g of 1", e.VillageName, loudest)
	}
	return ratio
}

// checkSilences tells how many silences were heard.
func checkSilences(t *testing.T, e models.Edition, file string, script heardScript, passes int) (silences int) {
	t.Helper()
	// Pauses of this length are ours alone; the engine's own, at commas, come on top of the short ones.
	for _, least := range []float64{0.8, 1, 1.2} {
		if got, want := pieces(t, file, least), passes*script.pieces(least); got != want {
			t.Errorf("%s: %d pieces between silences of %g s, want %d", e.VillageName, got, least, want)
		}
	}
	silences = pieces(t, file, 0.3) - 1
	if silences < passes*(len(script.Segments)-1) {
		t.Errorf("%s: %d silences, %d segments in %d passes", e.VillageName, silences, len(script.Segments), passes)
	}
	return silences
}

// pieces is how many parts of a pass silences of that length divide; the one at its end divides nothing.
func (s heardScript) pieces(least float64) int {
	n := 1
	for _, g := range s.Segments[:len(s.Segments)-1] {
		if g.Pause >= least {
			n++
		}
	}
	return n
}

func seconds(t *testing.T, file string) float64 {
	t.Helper()
	return number(t, reading(t, "sox", "--i", "-D", file))
}

func statistic(t *testing.T, file, name string) float64 {
	t.Helper()
	found := regexp.MustCompile(name + `: *(\S+)`).FindStringSubmatch(reading(t, "sox", file, "-n", "stat"))
	if found == nil {
		t.Fatalf("sox does not tell the %s", name)
	}
	return number(t, found[1])
}

func number(t *testing.T, said string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(strings.TrimSpace(said), 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// pieces has sox cut the audio wherever it is silent for so many seconds; it listens in windows, and misses some of each silence.
func pieces(t *testing.T, file string, silent float64) int {
	t.Helper()
	folder := t.TempDir()
	least := strconv.FormatFloat(silent-0.05, 'f', -1, 64)
	reading(t, "sox", file, filepath.Join(folder, "piece.wav"), "silence", "1", "0.02", "0.1%", "1", least, "0.1%", ":", "newfile", ":", "restart")
	found, err := filepath.Glob(filepath.Join(folder, "*.wav"))
	if err != nil {
		t.Fatal(err)
	}
	return len(slices.DeleteFunc(found, func(piece string) bool { return seconds(t, piece) == 0 })) // nothing is after the last silence
}
