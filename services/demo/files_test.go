package demo

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"konggang/services/channels/channelstest"
	"konggang/services/intake"
	"konggang/services/sample"
)

// TestRenderWritesTheFiveFiles renders a short edition and one that takes more pages than a picture has.
func TestRenderWritesTheFiveFiles(t *testing.T) {
	five := []string{"loudspeaker.txt", "noticeboard.pdf", "noticeboard.png", "wechat.png", "wechat.txt"}
	for _, c := range []struct {
		lines int
		more  bool
	}{{3, false}, {40, true}} {
		d := Demo{Out: filepath.Join(t.TempDir(), "out"), Stdout: io.Discard}
		e := channelstest.Edition(c.lines)
		if err := d.render(e); err != nil {
			t.Fatal(err)
		}
		begins := map[string]string{".pdf": "%PDF-", ".png": "\x89PNG", ".txt": ""}
		var names []string
		entries, err := os.ReadDir(filepath.Join(d.Out, string(e.Village)))
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			names = append(names, entry.Name())
			content, err := os.ReadFile(filepath.Join(d.Out, string(e.Village), entry.Name())) //nolint:gosec // ours
			if err != nil || len(content) == 0 || !strings.HasPrefix(string(content), begins[filepath.Ext(entry.Name())]) {
				t.Errorf("%s begins %.8q, %v", entry.Name(), content, err)
			}
			if entry.Name() == "loudspeaker.txt" && bytes.ContainsFunc(content, unicode.IsDigit) {
				t.Errorf("a digit in the script: %s", content)
			}
		}
		for _, name := range five {
			if !slices.Contains(names, name) {
				t.Errorf("%d lines: no %s in %v", c.lines, name, names)
			}
		}
		if c.more != (len(names) > len(five)) {
			t.Errorf("%d lines make %v", c.lines, names)
		}
	}
}

func TestPicturesAreNumberedFromTheSecond(t *testing.T) {
	var got []string
	for _, f := range pictures("wechat", [][]byte{{1}, {2}, {3}}) {
		got = append(got, f.name+string('0'+f.content[0]))
	}
	if diff := cmp.Diff([]string{"wechat.png1", "wechat-2.png2", "wechat-3.png3"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRenderTellsOfAFolderThatIsNone(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	if err := os.WriteFile(out, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (Demo{Out: out, Stdout: io.Discard}).render(channelstest.Edition(1)); err == nil {
		t.Error("rendered into a file")
	}
}

// TestTheClockTurnsWhileTheSampleIsValid: every vacancy of the sample can be heard about on each day that the demo can show.
func TestTheClockTurnsWhileTheSampleIsValid(t *testing.T) {
	content, err := sample.Files.ReadFile(sample.Vacancies)
	if err != nil {
		t.Fatal(err)
	}
	last := lastDay.Format(time.DateOnly)
	sheet, err := intake.Vacancies(sample.Vacancies, bytes.NewReader(content), "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range sheet.Rows {
		if string(row.Vacancy.ValidUntil) < last {
			t.Errorf("row %d ends on %s, before %s", i, row.Vacancy.ValidUntil, last)
		}
	}
	if len(sheet.Rows) == 0 {
		t.Error("the sample has no vacancy")
	}
}

// TestClockAtItsEnds: the last moment of the sample is now, the next one its first day.
func TestClockAtItsEnds(t *testing.T) {
	for at, want := range map[time.Time]time.Time{lastDay.Add(-1): lastDay.Add(-1), lastDay: firstDay} {
		if got := Clock(func() time.Time { return at })(); !got.Equal(want) {
			t.Errorf("at %v the clock shows %v", at, got)
		}
	}
}
