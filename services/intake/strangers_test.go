package intake_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"konggang/services/intake"
)

var update = flag.Bool("update", false, "write the golden files anew")

func strangers(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/strangers.csv")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestStrangers reads a sheet with every habit we have seen, invented down to its phones, against what it should become.
func TestStrangers(t *testing.T) {
	sheet, err := intake.Vacancies("strangers.csv", bytes.NewReader(strangers(t)), today)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(shorten(t, sheet), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("testdata/strangers.golden.json", append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/strangers.golden.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// shorten turns a sheet into plain JSON values without the fields that say nothing, so that its golden file can be read.
func shorten(t *testing.T, sheet any) any {
	t.Helper()
	data, err := json.Marshal(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	return stated(value)
}

func stated(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, field := range v {
			if field = stated(field); field == nil {
				delete(v, key)
			} else {
				v[key] = field
			}
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			v[i] = stated(v[i])
		}
	case string:
		if v == "" || v == "0001-01-01T00:00:00Z" {
			return nil
		}
	case float64:
		if v == 0 {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	}
	return value
}

func TestEncodingChangesNothing(t *testing.T) {
	plain, err := intake.Vacancies("a.csv", bytes.NewReader(strangers(t)), today)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := simplifiedchinese.GB18030.NewEncoder().Bytes(strangers(t))
	if err != nil {
		t.Fatal(err)
	}
	gb, err := intake.Vacancies("a.csv", bytes.NewReader(encoded), today)
	if diff := cmp.Diff(plain.Rows, gb.Rows); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}

// TestReadingTwiceChangesNothing takes what was read out again: reading the export gives the same drafts, without the
// findings, since what could not be read is no longer there.
func TestReadingTwiceChangesNothing(t *testing.T) {
	first, err := intake.Vacancies("a.csv", bytes.NewReader(strangers(t)), today)
	if err != nil {
		t.Fatal(err)
	}
	want, file := exportOf(t, first)
	second, err := intake.Vacancies("b.csv", file, today)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := exportOf(t, second)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-first +second)\n%s", diff)
	}
}
