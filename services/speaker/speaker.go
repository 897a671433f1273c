// Package speaker turns a loudspeaker script into sound, with a speech engine of this machine or of somebody else's.
package speaker

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
)

// What SPEAKER may be besides the address of a gateway.
const (
	local = "espeak-ng"
	off   = "off"
)

// engine says one pass of a script with its silences. Its name tells engines apart that say the same script differently.
type engine interface {
	name() string
	say(ctx context.Context, s loudspeaker.Script) (sound, error)
}

// Speaker makes the audio of scripts, one at a time, and keeps what it said last. The zero Speaker has no engine.
type Speaker struct {
	engine engine
	turn   chan struct{}
	kept   *shelf
}

// New is the speaker that the setting SPEAKER names, the token for a gateway alone. Errors name the setting.
func New(setting, token string) (Speaker, error) {
	switch {
	case setting == off:
		return Speaker{}, nil
	case setting == local:
		return with(espeak{command: local}), nil
	case !gatewayAddress(setting):
		return Speaker{}, errors.New("settings: SPEAKER must be espeak-ng, off, or an http or https address without user name and fragment")
	case strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > unicode.MaxASCII || unicode.IsControl(r) }):
		return Speaker{}, errors.New("settings: SPEAKER_TOKEN holds a space or a character that no header can carry")
	}
	return with(newGateway(setting, token)), nil
}

func with(e engine) Speaker {
	return Speaker{engine: e, turn: make(chan struct{}, 1), kept: &shelf{room: shelfBytes}}
}

func gatewayAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil && !strings.Contains(s, "#")
}

// Bounds of one script: how long it waits for the one before, how long an engine may take for a pass, and how long the audio of all
// passes may be, which is held in memory.
const (
	patience     = 30 * time.Second
	enginesTime  = 60 * time.Second
	longestAudio = 16 * time.Minute
)

// Audio is the script as a WAVE file of 16-bit PCM with one channel: all passes, with their silences. Errors: CodeNotInForce for a
// script with a mark, CodeAboveMaximum for more passes than fit into 16 minutes, CodeNoSpeaker without an engine, CodeSpeakerFailed
// for one that failed, CodeUnavailable when its turn does not come in time.
func (s Speaker) Audio(ctx context.Context, script loudspeaker.Script) ([]byte, error) {
	if err := script.Audible(); err != nil {
		return nil, err
	}
	if most := passesWithin(script); script.Passes > most {
		return nil, models.FieldErrorf("passes", models.CodeAboveMaximum, most)
	}
	if s.engine == nil {
		return nil, models.Errorf(models.CodeNoSpeaker)
	}
	pass, err := s.pass(ctx, script)
	if err != nil {
		return nil, err
	}
	return pass.repeated(script.Passes, script.BetweenPasses).file(), nil
}

// passesWithin is how often the script can be said within the longest audio.
func passesWithin(s loudspeaker.Script) int {
	between := int(s.BetweenPasses)
	return (int(longestAudio/(time.Second/10)) + between) / (10*s.Seconds + between)
}

// pass is one pass, said now or before.
func (s Speaker) pass(ctx context.Context, script loudspeaker.Script) (sound, error) {
	key, err := keyOf(s.engine, script)
	if err != nil {
		return sound{}, err
	}
	if known, ok := s.kept.get(key); ok {
		return known, nil
	}
	if err := s.await(ctx); err != nil {
		return sound{}, err
	}
	defer func() { <-s.turn }()
	if known, ok := s.kept.get(key); ok { // the one before said the same
		return known, nil
	}
	ctx, done := context.WithTimeout(ctx, enginesTime)
	defer done()
	said, err := s.engine.say(ctx, script)
	if err != nil {
		return sound{}, err
	}
	s.kept.put(key, said)
	return said, nil
}

// await gets the turn.
func (s Speaker) await(ctx context.Context) error {
	waited := time.NewTimer(patience)
	defer waited.Stop()
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return &models.Error{Code: models.CodeUnavailable, Cause: ctx.Err()}
	case <-waited.C:
		return models.Errorf(models.CodeUnavailable)
	}
}

// digest tells scripts apart by what is heard of a pass.
type digest [sha256.Size]byte

func keyOf(e engine, s loudspeaker.Script) (digest, error) {
	text, err := json.Marshal(struct {
		Engine   string
		Pace     int
		Segments []loudspeaker.Segment
	}{e.name(), s.CharactersPerMinute, s.Segments})
	return sha256.Sum256(text), err
}

// failed is what happened to an engine; the words go to the log alone.
func failed(format string, args ...any) error {
	return &models.Error{Code: models.CodeSpeakerFailed, Cause: fmt.Errorf(format, args...)}
}
