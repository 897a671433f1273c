package speaker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"slices"
	"strings"

	"konggang/services/channels/loudspeaker"
)

// Bounds of an answer, in bytes: its headers, and a pass of 15 minutes at 32,000 samples a second.
const (
	headerBytes  = 16 << 10
	gatewayBytes = 64 << 20
)

// gateway asks an address for the sound of a pass.
type gateway struct {
	address, token string
	client         *http.Client
}

// newGateway uses no proxy and follows no redirect: scripts and the token go nowhere but to the address.
func newGateway(address, token string) *gateway {
	return &gateway{address: address, token: token, client: &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext:            new(net.Dialer).DialContext,
			DisableKeepAlives:      true,
			MaxResponseHeaderBytes: headerBytes,
		},
	}}
}

func (g *gateway) name() string { return g.address }

// wire is the body of a request as docs/operations.md promises it.
type wire struct {
	SSML                string `json:"ssml"`
	Text                string `json:"text"`
	Language            string `json:"language"`
	CharactersPerMinute int    `json:"characters_per_minute"`
}

func (g *gateway) say(ctx context.Context, s loudspeaker.Script) (sound, error) {
	ssml, err := s.PassSSML()
	if err != nil {
		return sound{}, err
	}
	body, err := json.Marshal(wire{ssml, s.Text(), "zh-CN", s.CharactersPerMinute})
	if err != nil {
		return sound{}, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.address, bytes.NewReader(body))
	if err != nil {
		return sound{}, failed("the gateway's address cannot be used")
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "audio/wav")
	if g.token != "" {
		r.Header.Set("Authorization", "Bearer "+g.token)
	}
	answer, err := g.client.Do(r)
	if err != nil {
		return sound{}, failed("no answer of the gateway: %w", reason(ctx, err))
	}
	defer func() { _ = answer.Body.Close() }()
	return read(ctx, answer)
}

// waveTypes are what a WAVE file is called.
var waveTypes = []string{"audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"}

func read(ctx context.Context, answer *http.Response) (sound, error) {
	if answer.StatusCode != http.StatusOK {
		return sound{}, failed("the gateway answered %d", answer.StatusCode)
	}
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if err != nil || !slices.Contains(waveTypes, strings.ToLower(kind)) {
		return sound{}, failed("the gateway's answer is not called audio/wav")
	}
	file, err := io.ReadAll(io.LimitReader(answer.Body, gatewayBytes+1))
	switch {
	case err != nil:
		return sound{}, failed("the gateway broke off: %w", reason(ctx, err))
	case len(file) > gatewayBytes:
		return sound{}, failed("the gateway: %w", errTooMuch)
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

// reason is why there was no answer, without the address and without what a gateway may have sent back: either may hold a key.
func reason(ctx context.Context, err error) error {
	var network *net.OpError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &network):
		return network.Err
	}
	return errors.New("what came is no answer")
}
