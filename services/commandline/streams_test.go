package commandline_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/commandline"
	"konggang/services/divisions"
	"konggang/services/screening"
)

var errBroken = errors.New("broken pipe")

// broken refuses whatever is written to it.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

// TestSpeakKeepsWhatItSaid gives the lines before the one where reading ends.
func TestSpeakKeepsWhatItSaid(t *testing.T) {
	var out, errs bytes.Buffer
	all, err := commandline.Speak(io.MultiReader(strings.NewReader("管饭\r\n面议\n"), iotest.ErrReader(errBroken)), &out, &errs)
	if !errors.Is(err, errBroken) || !all || out.String() != "管饭\n工资面议\n" || errs.Len() > 0 {
		t.Errorf("%v %v %q %q", all, err, out.String(), errs.String())
	}
}

// TestSpeakPassesOverLongLines tells the number of a line beyond the limit and goes on behind it.
func TestSpeakPassesOverLongLines(t *testing.T) {
	const limit = 1 << 20
	for _, c := range []struct{ name, in, out, errs string }{
		{"in the middle", "管饭\n" + strings.Repeat("饭", limit) + "\n面议\n", "管饭\n\n工资面议\n", "2: longer than 1048576 bytes\n"},
		{"many buffers, without an end", "管饭\n" + strings.Repeat("x", 5*limit), "管饭\n\n", "2: longer than 1048576 bytes\n"},
		{"one byte too many", strings.Repeat(" ", limit+1) + "\n面议", "\n工资面议\n", "1: longer than 1048576 bytes\n"},
		{"just within", strings.Repeat(" ", limit) + "\r\n面议", "\n工资面议\n", ""},
	} {
		var out, errs bytes.Buffer
		all, err := commandline.Speak(strings.NewReader(c.in), &out, &errs)
		if err != nil || all != (c.errs == "") || out.String() != c.out || errs.String() != c.errs {
			t.Errorf("%s: %v %v %.40q %.80q", c.name, all, err, out.String(), errs.String())
		}
	}
}

// TestSpeakTellsOfBrokenStreams never takes a line that could not be written for a line that was.
func TestSpeakTellsOfBrokenStreams(t *testing.T) {
	for _, c := range []struct {
		name, in  string
		out, errs io.Writer
	}{
		{"out, at the end", "管饭\n", broken{}, io.Discard},
		{"out, in the middle", strings.Repeat("管饭\n", 5000), broken{}, io.Discard},
		{"errs", "McDonald\n", io.Discard, broken{}},
	} {
		if _, err := commandline.Speak(strings.NewReader(c.in), c.out, c.errs); !errors.Is(err, errBroken) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestEveryUnreadableLineIsNumbered counts from one, empty lines included.
func TestEveryUnreadableLineIsNumbered(t *testing.T) {
	var out, errs bytes.Buffer
	all, err := commandline.Speak(strings.NewReader("McDonald\n\n管饭\nMcDonald\nMcDonald"), &out, &errs)
	if all || err != nil || out.String() != "\n\n管饭\n\n\n" {
		t.Errorf("%v %v %q", all, err, out.String())
	}
	var numbers []string
	for line := range strings.Lines(errs.String()) {
		number, _, _ := strings.Cut(line, ":")
		numbers = append(numbers, number)
	}
	if got := strings.Join(numbers, " "); got != "1 4 5" {
		t.Errorf("lines %s: %q", got, errs.String())
	}
}

// TestSpeakTakesWhatEditorsLeave reads lines with a mark of byte order, with carriage returns, with bytes that are no text
// and without an end.
func TestSpeakTakesWhatEditorsLeave(t *testing.T) {
	var out, errs bytes.Buffer
	all, err := commandline.Speak(strings.NewReader("\ufeff5000元\r\n招\xff人\r\n2人"), &out, &errs)
	if all || err != nil || out.String() != "五千元\n\n两人\n" || !strings.HasPrefix(errs.String(), "2: ") {
		t.Errorf("%v %v %q %q", all, err, out.String(), errs.String())
	}
}

// TestBarStaysOnItsLine draws counts that do not add up, as when rows are found while counting.
func TestBarStaysOnItsLine(t *testing.T) {
	for _, c := range []struct {
		done, total int
		want        string
	}{
		{0, 10, "\ra [" + strings.Repeat(" ", 30) + "]   0%"},
		{10, 10, "\ra [" + strings.Repeat("#", 30) + "] 100%\n"},
		{12, 10, "\ra [" + strings.Repeat("#", 30) + "] 100%"},
		{-1, 10, "\ra [" + strings.Repeat(" ", 30) + "]   0%"},
		{0, 0, "\ra [" + strings.Repeat(" ", 30) + "]   0%\n"},
	} {
		var out bytes.Buffer
		commandline.Bar(&out, "a")(c.done, c.total)
		if out.String() != c.want {
			t.Errorf("%d of %d: %q, want %q", c.done, c.total, out.String(), c.want)
		}
	}
}

// TestImportFile reads a file by its ending, names one that is not there and refuses what is no table.
func TestImportFile(t *testing.T) {
	s := storetest.SQLite(t)
	m := commandline.Importer{Divisions: divisions.Service{Store: s}, Calendar: models.Calendar{Now: func() time.Time { return storetest.Start }, Zone: time.UTC}}
	folder := t.TempDir()
	for _, c := range []struct {
		name, kind, content string
		dry                 bool
		created             int
		code                models.Code
	}{
		{"试.csv", "divisions", "code,name\n410184000000,新郑市\n", true, 1, ""},
		{"真.csv", "divisions", "code,name\n410184000000,新郑市\n", false, 1, ""},
		{"又.csv", "divisions", "code,name\n410184000000,新郑市\n", false, 0, ""},
		{"空.csv", "divisions", "", false, 0, models.CodeUnreadableFile},
		{"坏.xlsx", "divisions", "PK\x03\x04", false, 0, models.CodeUnreadableFile},
		{"图.png", "divisions", "\x89PNG", false, 0, models.CodeNoHeader},
		{"无.csv", "divisions", "甲,乙\n1,2\n", false, 0, models.CodeNoHeader},
		{"坏.xlsx", "seekers", "PK\x03\x04", false, 0, models.CodeUnreadableFile},
		{"坏.xlsx", "vacancies", "PK\x03\x04", false, 0, models.CodeUnreadableFile},
		{"坏.xlsx", "enterprises", "PK\x03\x04", false, 0, models.CodeUnreadableFile},
		{"真.csv", "", "code,name\n", false, 0, models.CodeInvalid},
	} {
		path := filepath.Join(folder, c.name)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		report, err := m.ImportFile(t.Context(), path, commandline.ImportOptions{Kind: c.kind, DryRun: c.dry})
		if models.CodeOf(err) != c.code || report.Created != c.created {
			t.Errorf("%s of %q: %+v, %v", c.name, c.kind, report, err)
		}
	}
	if _, err := m.ImportFile(t.Context(), filepath.Join(folder, "没有.csv"), commandline.ImportOptions{Kind: "divisions"}); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "没有.csv") {
		t.Errorf("a file that is not there: %v", err)
	}
}

// TestScreenKeepsWhatItJudged gives the lines before the one where reading ends, and tells of a stream that takes nothing.
func TestScreenKeepsWhatItJudged(t *testing.T) {
	var out bytes.Buffer
	in := strings.NewReader("管饭\r\n\n" + strings.Repeat("饭", 1<<20) + "\n管饭\n")
	if err := commandline.Screen(in, &out, screening.Context{}); err == nil || out.String() != "[]\n[]\n" {
		t.Errorf("%v %q", err, out.String())
	}
	if err := commandline.Screen(strings.NewReader("管饭\n"), broken{}, screening.Context{}); !errors.Is(err, errBroken) {
		t.Error(err)
	}
}
