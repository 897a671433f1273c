package speaker

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
)

// espeak has espeak-ng of this machine say each segment by itself, and puts silences of the exact length between them. The text goes
// through standard input and never through a shell.
type espeak struct{ command string }

const (
	// The voice cmn of espeak-ng 1.51 reads many characters as the English of their Pinyin; this one reads them as Mandarin.
	espeakVoice = "cmn-latn-pinyin"
	// At the usual amplitude, 100, peaks are cut off.
	espeakAmplitude = "60"
	// utteranceBytes bounds what one segment may come to: six minutes.
	utteranceBytes = 16 << 20
)

func (espeak) name() string { return local }

func (e espeak) say(ctx context.Context, s loudspeaker.Script) (sound, error) {
	path, err := exec.LookPath(e.command)
	if err != nil {
		return sound{}, &models.Error{Code: models.CodeNoSpeaker, Cause: err}
	}
	var pass sound
	for _, g := range s.Segments {
		said, err := utter(ctx, path, g.Text, espeakSpeed(g.Pace(s.CharactersPerMinute)))
		if err != nil {
			return sound{}, err
		}
		pass.rate = said.rate
		pass.pcm = append(append(pass.pcm, said.pcm...), said.silence(g.Pause)...)
	}
	return pass, nil
}

// utter is one text without silence at its ends. Whoever gives up takes the engine and what it started with it.
func utter(ctx context.Context, path, text string, speed int) (sound, error) {
	// -b 1: UTF-8; -z: no pause at the end.
	c := exec.CommandContext(ctx, path, "-v", espeakVoice, "-s", strconv.Itoa(speed), "-a", espeakAmplitude, "-b", "1", "-z", "--stdin", "--stdout") //nolint:gosec // found by the name in the code
	c.Env = environment()
	c.Stdin = strings.NewReader(text)
	out, complaint := &bounded{most: utteranceBytes}, &bounded{most: 1 << 10}
	c.Stdout, c.Stderr = out, complaint
	c.WaitDelay = time.Second
	inItsOwnGroup(c)
	if err := c.Run(); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return sound{}, failed("%s: %w: %s", local, err, complaint.got.String())
	}
	said, err := parseWave(out.got.Bytes())
	if err != nil {
		return sound{}, failed("%s: %w", local, err)
	}
	said = said.trimmed()
	if len(said.pcm) == 0 {
		return sound{}, failed("%s said nothing", local)
	}
	return said, nil
}

// environment is what the engine needs of ours; the rest holds secrets.
func environment() []string {
	env := []string{"LC_ALL=C.UTF-8"}
	for _, key := range []string{"HOME", "PATH", "ESPEAK_DATA_PATH"} {
		if value, ok := os.LookupEnv(key); ok {
			env = append(env, key+"="+value)
		}
	}
	return env
}

// measured are characters a minute that espeak-ng 1.51 said of the scripts of the sample town at settings of its speed, which it
// calls words a minute; 80 is its slowest.
var measured = []struct{ characters, speed int }{{90, 80}, {108, 100}, {132, 120}, {159, 140}, {185, 160}, {207, 175}, {244, 200}, {307, 240}}

// espeakSpeed is the setting for a pace in characters a minute, between the two that were measured around it.
func espeakSpeed(pace int) int {
	for i, m := range measured {
		if pace > m.characters {
			continue
		}
		if i == 0 {
			return m.speed
		}
		below := measured[i-1]
		return below.speed + (pace-below.characters)*(m.speed-below.speed)/(m.characters-below.characters)
	}
	return measured[len(measured)-1].speed
}

// bounded takes so many bytes and no more. It does not embed its buffer, which reads a whole pipe when it can.
type bounded struct {
	got  bytes.Buffer
	most int
}

var errTooMuch = errors.New("more than there is room for")

func (b *bounded) Write(p []byte) (int, error) {
	if b.got.Len()+len(p) > b.most {
		return 0, errTooMuch
	}
	return b.got.Write(p)
}
