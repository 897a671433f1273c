package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/services/config"
)

// serving is the house as a running program has it wired, on the settings of now.
func serving(t *testing.T) *house {
	t.Helper()
	c, err := config.Load(os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	h, err := open(t.Context(), c, time.Now, streams{nil, os.Stdout, os.Stderr})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.store.Close() })
	if err := h.prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) register(t *testing.T, name string) models.Code {
	t.Helper()
	k := models.Seeker{Name: name, Phone: "15487654321", Village: "410184107001", Status: models.SeekerLooking}
	err := h.store.CreateSeeker(t.Context(), &k)
	if err == nil {
		var found []models.Seeker
		if found, err = h.store.SeekersByPhone(t.Context(), k.Phone, name); err == nil && len(found) == 0 {
			err = models.Errorf(models.CodeNotFound)
		}
	}
	return models.CodeOf(err)
}

func ids(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for entry := range strings.SplitSeq(string(text), ",") {
		id, _, _ := strings.Cut(entry, ":")
		out = append(out, id)
	}
	return out
}

// TestKeysOfAFileRotateBesideARunningServe changes the key under a program that goes on writing.
func TestKeysOfAFileRotateBesideARunningServe(t *testing.T) {
	d := newDesk(t)
	h := serving(t)
	file := os.Getenv("DB_DSN") + ".keys"
	if code := h.register(t, "甲"); code != "" {
		t.Fatal(code)
	}
	first := ids(t, file)
	got := d.command(t, "", "keys", "rotate")
	after := ids(t, file)
	if got.code != exitDone || len(after) != 2 || after[1] != first[0] {
		t.Fatalf("%+v, keys %v and before %v", got, after, first)
	}
	if want := regexp.MustCompile("^key " + after[0] + " seals: [0-9]+ rows sealed anew\nmay be taken out: " + first[0] + "\n$"); !want.MatchString(got.out) {
		t.Errorf("it says %q", got.out)
	}
	if code := h.register(t, "乙"); code != "" {
		t.Errorf("the running program: %s", code)
	}
	got = d.command(t, "", "keys", "rotate", "-keep-key", "-drop")
	if left := ids(t, file); got.code != exitDone || len(left) != 1 || left[0] != after[0] || !strings.Contains(got.out, "\ntaken out: "+first[0]) {
		t.Errorf("%+v, keys %v", got, left)
	}
	if code := h.register(t, "丙"); code != "" {
		t.Errorf("the running program: %s", code)
	}
	if code := serving(t).register(t, "甲"); code != models.CodeDuplicate {
		t.Errorf("with the new key alone the same person: %q", code)
	}
}

// TestKeysOfASettingRotate needs the new key in front in the setting, as the program cannot change its own environment.
func TestKeysOfASettingRotate(t *testing.T) {
	d := newDesk(t)
	one, two := store.NewKeyring(), store.NewKeyring()
	t.Setenv("SECRET_KEYS", one)
	h := serving(t)
	if code := h.register(t, "甲"); code != "" {
		t.Fatal(code)
	}
	if got := d.command(t, "", "keys", "rotate"); got.code != exitFailed || !strings.Contains(got.err, "SECRET_KEYS") || !strings.Contains(got.err, "in front") {
		t.Errorf("one key: %+v", got)
	}
	t.Setenv("SECRET_KEYS", two+","+one)
	if got := d.command(t, "", "keys", "rotate"); got.code != exitDone || !strings.Contains(got.out, "may be taken out: "+one[:strings.Index(one, ":")]) {
		t.Errorf("two keys: %+v", got)
	}
	if code := h.register(t, "乙"); code != models.CodeUnavailable {
		t.Errorf("a program that was not started anew writes: %q", code)
	}
	t.Setenv("SECRET_KEYS", two)
	if code := serving(t).register(t, "甲"); code != models.CodeDuplicate {
		t.Errorf("with the new key alone the same person: %q", code)
	}
	if _, err := os.Stat(os.Getenv("DB_DSN") + ".keys"); err == nil {
		t.Error("there is a key file beside the setting")
	}
}

// TestKeysOfASecretFileAreReadAnew takes a key up from the file of a setting without a new start.
func TestKeysOfASecretFileAreReadAnew(t *testing.T) {
	d := newDesk(t)
	one, two := store.NewKeyring(), store.NewKeyring()
	secret := d.file(t, "secret", one+"\n")
	t.Setenv("SECRET_KEYS_FILE", secret)
	h := serving(t)
	if got := d.command(t, "", "keys", "rotate"); got.code != exitFailed || !strings.Contains(got.err, "SECRET_KEYS_FILE") {
		t.Errorf("one key: %+v", got)
	}
	d.file(t, "secret", two+","+one+"\n")
	if got := d.command(t, "", "keys", "rotate"); got.code != exitDone {
		t.Errorf("two keys: %+v", got)
	}
	if code := h.register(t, "甲"); code != "" {
		t.Errorf("the running program: %s", code)
	}
	if got := d.command(t, "", "keys", "rotate", "-drop"); got.code != exitFailed || !strings.Contains(got.err, "SECRET_KEYS_FILE") {
		t.Errorf("dropping from a file that is not ours: %+v", got)
	}
	if _, err := os.Stat(filepath.Join(d.folder, "test.db.keys")); err == nil {
		t.Error("there is a key file beside the setting")
	}
}

func TestKeysSaysWhatItKnows(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{{"keys"}, {"keys", "turn"}, {"keys", "rotate", "-nothing"}, {"keys", "rotate", "more"}} {
		if got := d.command(t, "", args...); got.code != exitUsage || got.err == "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
}
