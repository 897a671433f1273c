package speaker

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"slices"
	"strings"

	"konggang/services/channels/loudspeaker"
	"konggang/services/outbound"
)

// gatewayBytes bounds an answer: a pass of 15 minutes at 32,000 samples a second.
const gatewayBytes = 64 << 20

// gateway asks an address for the sound of a pass.
type gateway struct{ *outbound.Gateway }

func (g gateway) name() string { return g.Host() }

// wire is the body of a request as docs/operations.md promises it.
type wire struct {
	SSML                string `json:"ssml"`
	Text                string `json:"text"`
	Language            string `json:"language"`
	CharactersPerMinute int    `json:"characters_per_minute"`
}

func (g gateway) say(ctx context.Context, s loudspeaker.Script) (sound, error) {
	ssml, err := s.PassSSML()
	if err != nil {
		return sound{}, err
	}
	answer, err := g.Post(ctx, wire{ssml, s.Text(), "zh-CN", s.CharactersPerMinute}, "audio/wav")
	if err != nil {
		return sound{}, failed("the gateway: %w", err)
	}
	defer func() { _ = answer.Body.Close() }()
	return read(answer)
}

// waveTypes are what a WAVE file is called.
var waveTypes = []string{"audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"}

func read(answer *http.Response) (sound, error) {
	if answer.StatusCode != http.StatusOK {
		return sound{}, failed("the gateway answered %d", answer.StatusCode)
	}
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if err != nil || !slices.Contains(waveTypes, strings.ToLower(kind)) {
		return sound{}, failed("the gateway's answer is not called audio/wav")
	}
	file, err := outbound.ReadBody(answer.Body, gatewayBytes)
	switch {
	case errors.Is(err, outbound.ErrTooLong):
		return sound{}, failed("the gateway: %w", err)
	case err != nil:
		return sound{}, failed("the gateway broke off") // err may quote what it sent
	}
	said, err := parseWave(file)
	if err == nil && len(said.pcm) == 0 {
		err = errNoWave
	}
	if err != nil {
		return sound{}, failed("the gateway: %w", err)
	}
	return said, nil
}
