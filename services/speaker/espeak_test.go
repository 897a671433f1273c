//go:build unix

package speaker

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
)

// program is a shell script in the place of espeak-ng.
func program(t *testing.T, lines string) espeak {
	t.Helper()
	path := filepath.Join(t.TempDir(), "espeak-ng")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+lines+"\n"), 0o700); err != nil { //nolint:gosec // it is to be run
		t.Fatal(err)
	}
	return espeak{command: path}
}

// TestEnginesThatFail each end in the same code, whatever it is.
func TestEnginesThatFail(t *testing.T) {
	for name, lines := range map[string]string{
		"it complains": "echo 'no such voice' >&2; exit 2", "it says nothing": "cat >/dev/null", "no wave": "cat >/dev/null; echo hello",
		"it does not end": "cat /dev/zero", "it complains without end": "cat /dev/zero >&2",
	} {
		if _, err := program(t, lines).say(t.Context(), script(t, loudspeaker.Options{})); models.CodeOf(err) != models.CodeSpeakerFailed {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWhoeverLeavesTakesTheEngineAlong, and what the engine started: the pipe that all of them hold is closed.
func TestWhoeverLeavesTakesTheEngineAlong(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "alive")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	engine := program(t, "exec 3>'"+fifo+"'; echo started >&3; sleep 1000 & wait")
	go func() {
		_, err := engine.say(ctx, script(t, loudspeaker.Options{}))
		ended <- err
	}()
	alive, err := os.Open(fifo) // waits for the engine
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = alive.Close() }()
	if _, err := io.ReadFull(alive, make([]byte, len("started\n"))); err != nil {
		t.Fatal(err)
	}
	leave()
	if err := <-ended; models.CodeOf(err) != models.CodeSpeakerFailed {
		t.Errorf("%v", err)
	}
	if rest, err := io.ReadAll(alive); err != nil || len(rest) > 0 { // ends when nobody holds the other end
		t.Errorf("%q, %v", rest, err)
	}
}

// TestTheEngineSeesNoSecrets: text comes through standard input, and of the environment only what it needs.
func TestTheEngineSeesNoSecrets(t *testing.T) {
	t.Setenv("DB_DSN", "tk-secret")
	seen := filepath.Join(t.TempDir(), "seen")
	engine := program(t, "{ env; echo \"$@\"; cat; } >>'"+seen+"'; exit 1")
	_, _ = engine.say(t.Context(), script(t, loudspeaker.Options{}))
	text, err := os.ReadFile(seen)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "tk-secret") || !strings.Contains(string(text), "-s 156 ") || !strings.HasSuffix(strings.TrimSpace(string(text)), "日期是十一月二十三日。") {
		t.Errorf("%s", text)
	}
}

func TestSpeeds(t *testing.T) {
	for pace, want := range map[int]int{75: 80, 90: 80, 99: 90, 135: 122, 180: 156, 244: 200, 300: 235, 307: 240, 400: 240} {
		if got := espeakSpeed(pace); got != want {
			t.Errorf("%d characters a minute: speed %d, want %d", pace, got, want)
		}
	}
}

// TestEspeakKeepsTime has espeak-ng itself say a script at the paces that there are: each within 15 % of what the script says.
func TestEspeakKeepsTime(t *testing.T) {
	if _, err := exec.LookPath(local); err != nil {
		t.Skip("espeak-ng is not installed; scripts/test.sh installs it")
	}
	for _, pace := range []int{120, 180, 240, 300} {
		s := script(t, loudspeaker.Options{CharactersPerMinute: pace, Passes: 1})
		said, err := espeak{command: local}.say(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		got := float64(len(said.pcm)) / sampleBytes / float64(said.rate)
		if ratio := got / float64(s.Seconds); ratio < 0.85 || ratio > 1.15 {
			t.Errorf("%d characters a minute: %.1f s for %d", pace, got, s.Seconds)
		}
	}
}
