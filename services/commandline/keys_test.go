package commandline_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"konggang/models"
	"konggang/services/commandline"
)

func keyFileOf(t *testing.T, text string) commandline.KeyFile {
	t.Helper()
	f := commandline.KeyFile(filepath.Join(t.TempDir(), "a.db.keys"))
	if text != "" {
		if err := os.WriteFile(string(f), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func content(t *testing.T, f commandline.KeyFile) string {
	t.Helper()
	text, err := os.ReadFile(string(f))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestKeyFile(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		change              func(commandline.KeyFile) error
	}{
		{"in front", "k1:A=\n", "k2:B=,k1:A=", func(f commandline.KeyFile) error { return f.Prepend("k2:B=") }},
		{"twice is once", " k2:B= ,\n k1:A=", " k2:B= ,\n k1:A=", func(f commandline.KeyFile) error { return f.Prepend("k2:B=") }},
		{"taken out", "k3:C=,k2:B=,k1:A=", "k3:C=,k2:B=", func(f commandline.KeyFile) error { return f.Remove("k1", "k9") }},
		{"never the first", "k3:C=,k2:B=", "k3:C=", func(f commandline.KeyFile) error { return f.Remove("k2", "k3") }},
		{"nothing", "k3:C=", "k3:C=", func(f commandline.KeyFile) error { return f.Remove() }},
	} {
		f := keyFileOf(t, c.before)
		if err := c.change(f); err != nil || content(t, f) != c.after {
			t.Errorf("%s: %q, %v", c.name, content(t, f), err)
		}
		left, err := os.ReadDir(filepath.Dir(string(f)))
		info, statErr := os.Stat(string(f))
		if err != nil || statErr != nil || len(left) != 1 || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v, %v", c.name, left, info.Mode(), errors.Join(err, statErr))
		}
	}
	f := keyFileOf(t, "")
	if err := f.Prepend("k1:A="); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if err := f.Create("k1:A="); err != nil || content(t, f) != "k1:A=" {
		t.Errorf("made: %v", err)
	}
	if err := f.Create("k2:B="); !errors.Is(err, fs.ErrExist) || content(t, f) != "k1:A=" {
		t.Errorf("made over another: %v", err)
	}
}

// TestAKeyFileThatCannotBeWrittenStays leaves the keys as they were when there is no room for new ones.
func TestAKeyFileThatCannotBeWrittenStays(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write anywhere")
	}
	f := keyFileOf(t, "k1:A=")
	if err := os.Chmod(filepath.Dir(string(f)), 0o500); err != nil { //nolint:gosec // a folder
		t.Fatal(err)
	}
	if err := f.Prepend("k2:B="); err == nil || content(t, f) != "k1:A=" {
		t.Errorf("%q, %v", content(t, f), err)
	}
}

// vault is a store of which only the keys matter.
type vault struct {
	alone    int
	used     []string
	rotation models.Rotation
	err      error
	by       models.Actor
	inFile   func() string
	saw      string
}

func (v *vault) Atomically(ctx context.Context, work func(context.Context) error) error {
	if err := work(ctx); err != nil {
		return err
	}
	return work(ctx) // as when the database wants another try
}

func (v *vault) Alone(context.Context, string) error {
	v.alone++
	return nil
}

func (v *vault) KeysInUse(context.Context) ([]string, error) { return v.used, nil }

func (v *vault) Rotate(_ context.Context, by models.Actor, _ func(done, total int)) (models.Rotation, error) {
	v.by, v.saw = by, v.inFile()
	return v.rotation, v.err
}

func TestRotateByTheKeyFile(t *testing.T) {
	broken := errors.New("no database")
	for _, c := range []struct {
		name    string
		options commandline.RotateOptions
		used    []string
		err     error
		seen    string
		after   string
	}{
		{"a fresh key", commandline.RotateOptions{}, nil, nil, "k9:Z=,k1:A=,k0:O=", "k9:Z=,k1:A=,k0:O="},
		{"none", commandline.RotateOptions{KeepKey: true}, nil, nil, "k1:A=,k0:O=", "k1:A=,k0:O="},
		{"and the old ones out", commandline.RotateOptions{Drop: true}, []string{"k9"}, nil, "k9:Z=,k1:A=,k0:O=", "k9:Z="},
		{"but what somebody took up again", commandline.RotateOptions{Drop: true}, []string{"k9", "k1"}, nil, "k9:Z=,k1:A=,k0:O=", "k9:Z=,k1:A="},
		{"when it fails all keys stay", commandline.RotateOptions{Drop: true}, nil, broken, "k9:Z=,k1:A=,k0:O=", "k9:Z=,k1:A=,k0:O="},
	} {
		f := keyFileOf(t, "k1:A=,k0:O=")
		v := &vault{used: c.used, rotation: models.Rotation{Key: "k9", Free: []string{"k1", "k0"}}, err: c.err, inFile: func() string { return content(t, f) }}
		keys := commandline.Keys{Store: v, File: f, Fresh: func() string { return "k9:Z=" }}
		_, err := keys.Rotate(t.Context(), c.options)
		if !errors.Is(err, c.err) || v.saw != c.seen || content(t, f) != c.after {
			t.Errorf("%s: the store saw %q, afterwards %q, %v", c.name, v.saw, content(t, f), err)
		}
		if v.by.Role != models.RoleSystem || v.by.Origin != "command line" || content(t, f) != "k1:A=,k0:O=" && v.alone == 0 {
			t.Errorf("%s: by %+v, alone %d times", c.name, v.by, v.alone)
		}
	}
}

func TestRotateByASetting(t *testing.T) {
	for _, c := range []struct {
		name    string
		stated  int
		options commandline.RotateOptions
		wrong   string
	}{
		{"two keys", 2, commandline.RotateOptions{}, ""},
		{"one key", 1, commandline.RotateOptions{}, "put a new one in front"},
		{"one key, on purpose", 1, commandline.RotateOptions{KeepKey: true}, ""},
		{"nothing to drop from", 2, commandline.RotateOptions{Drop: true}, "take the old ones out there"},
	} {
		v := &vault{inFile: func() string { return "" }}
		_, err := commandline.Keys{Store: v, Setting: "SECRET_KEYS", Stated: c.stated}.Rotate(t.Context(), c.options)
		if c.wrong == "" && err == nil && v.by.Role == models.RoleSystem {
			continue
		}
		if c.wrong == "" || err == nil || !strings.Contains(err.Error(), c.wrong) || !strings.Contains(err.Error(), "SECRET_KEYS") || v.by.Role != "" {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestWriteRotation(t *testing.T) {
	for _, c := range []struct {
		r       models.Rotation
		dropped bool
		whole   bool
		want    []string
	}{
		{models.Rotation{Key: "k2", Sealed: 7, Free: []string{"k1", "k0"}}, false, true, []string{"key k2 seals: 7 rows sealed anew", "may be taken out: k1 k0"}},
		{models.Rotation{Key: "k2", Free: []string{"k1"}}, true, true, []string{"key k2 seals: 0 rows sealed anew", "taken out: k1"}},
		{models.Rotation{Key: "k2", Kept: []models.KeptKey{{ID: "k1", Fleeting: 3}}}, true, true, []string{"key k2 seals: 0 rows sealed anew",
			"key k1 is still needed: 0 sealed values, 3 one-time codes and invitations", `run "konggang keys rotate -keep-key" again once these are gone`}},
		{models.Rotation{Key: "k2", Kept: []models.KeptKey{{ID: "k1", Values: 1}}, Stuck: []models.StuckRow{{Table: "seekers", Row: "7", Err: errors.New("broken")}}}, false, false,
			[]string{"key k2 seals: 0 rows sealed anew", "key k1 is still needed: 1 sealed values, 0 one-time codes and invitations",
				`run "konggang keys rotate -keep-key" again once these are gone`, "not sealed anew: seekers 7: broken"}},
	} {
		var out bytes.Buffer
		whole, err := commandline.WriteRotation(&out, c.r, c.dropped)
		if got := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n"); err != nil || whole != c.whole || !slices.Equal(got, c.want) {
			t.Errorf("%v, %v:\n%s", whole, err, fmt.Sprint(got))
		}
	}
	if _, err := commandline.WriteRotation(broken{}, models.Rotation{}, false); !errors.Is(err, errBroken) {
		t.Errorf("a broken stream: %v", err)
	}
}
