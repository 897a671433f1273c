// Package speaker turns a loudspeaker script into sound, with a speech engine of this machine or of somebody else's.
package speaker

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
	"konggang/services/limits"
	"konggang/services/outbound"
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
	turn   limits.Turn
	kept   *shelf
}

// New is the speaker that the setting SPEAKER names, the token for a gateway alone. Errors name the setting.
func New(setting, token string) (Speaker, error) {
	switch {
	case setting == off:
		return Speaker{}, nil
	case setting == local:
		return with(espeak{command: local}), nil
	case !outbound.GatewayAddress(setting):
		return Speaker{}, errors.New("settings: SPEAKER must be espeak-ng, off, or an http or https address without user name and fragment")
	case !outbound.GatewayToken(token):
		return Speaker{}, errors.New("settings: SPEAKER_TOKEN holds a space or a character that no header can carry")
	}
	return with(gateway{outbound.NewGateway(setting, token)}), nil
}

func with(e engine) Speaker {
	return Speaker{engine: e, turn: limits.NewTurn(patience), kept: &shelf{room: shelfBytes}}
}

// Bounds of one script: how long it waits for the one before, how long an engine may take for a pass, and how long the audio of all
// passes may be.
const (
	patience     = 30 * time.Second
	enginesTime  = 60 * time.Second
	longestAudio = 16 * time.Minute
)

// Tag names the sound of the script before it is made: who has one of that name need not ask for another. Errors: CodeNotInForce for a
// script with a mark, CodeAboveMaximum for more passes than fit into 16 minutes, CodeNoSpeaker without an engine.
func (s Speaker) Tag(script loudspeaker.Script) (string, error) {
	if err := s.check(script); err != nil {
		return "", err
	}
	sum, err := digestOf(s.engine.name(), script.CharactersPerMinute, script.Segments, script.Passes, script.BetweenPasses)
	return hex.EncodeToString(sum[:16]), err
}

// Audio is the script as a WAVE file of 16-bit PCM with one channel, of size bytes: all passes, with their silences. The file holds
// its place in memory until ctx ends. Errors: those of Tag, CodeSpeakerFailed for an engine that failed, CodeUnavailable when the turn
// does not come in time, when the files that are being sent leave no room, or when ctx ends.
func (s Speaker) Audio(ctx context.Context, script loudspeaker.Script) (file io.WriterTo, size int64, err error) {
	if err := s.check(script); err != nil {
		return nil, 0, err
	}
	pass, err := s.pass(ctx, script)
	if err != nil {
		return nil, 0, err
	}
	r := recording{pass, script.Passes, script.BetweenPasses}
	return r, r.size(), nil
}

func (s Speaker) check(script loudspeaker.Script) error {
	if err := script.Audible(); err != nil {
		return err
	}
	if most := passesWithin(script); script.Passes > most {
		return models.FieldErrorf("passes", models.CodeAboveMaximum, most)
	}
	if s.engine == nil {
		return models.Errorf(models.CodeNoSpeaker)
	}
	return nil
}

// passesWithin is how often the script can be said within the longest audio.
func passesWithin(s loudspeaker.Script) int {
	between := int(s.BetweenPasses)
	return (int(longestAudio/(time.Second/10)) + between) / (10*s.Seconds + between)
}

// pass is one pass, said now or before, which stays on the shelf until ctx ends.
func (s Speaker) pass(ctx context.Context, script loudspeaker.Script) (sound, error) {
	key, err := digestOf(script.CharactersPerMinute, script.Segments)
	if err != nil {
		return sound{}, err
	}
	if known, ok := s.kept.lend(ctx, key); ok {
		return known, nil
	}
	done, err := s.turn.Take(ctx)
	if err != nil {
		return sound{}, err
	}
	defer done()
	if known, ok := s.kept.lend(ctx, key); ok { // the one before said the same
		return known, nil
	}
	said, err := s.say(ctx, script)
	if err != nil {
		return sound{}, err
	}
	return said, s.kept.put(ctx, key, said)
}

// say has the engine say the script, in its time. It is not the engine's fault when the caller leaves.
func (s Speaker) say(ctx context.Context, script loudspeaker.Script) (sound, error) {
	limited, done := context.WithTimeout(ctx, enginesTime)
	defer done()
	said, err := s.engine.say(limited, script)
	if err != nil && ctx.Err() != nil {
		err = &models.Error{Code: models.CodeUnavailable, Cause: ctx.Err()}
	}
	said.pcm = bytes.Clone(said.pcm) // without what stood around it
	return said, err
}

// digest tells apart what is heard.
type digest [sha256.Size]byte

func digestOf(parts ...any) (digest, error) {
	text, err := json.Marshal(parts)
	return sha256.Sum256(text), err
}

// failed is what happened to an engine; the words go to the log alone.
func failed(format string, args ...any) error {
	return &models.Error{Code: models.CodeSpeakerFailed, Cause: fmt.Errorf(format, args...)}
}
