package onetime

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"
)

// Bounds of one message: the time for all of it, and the bytes of the answer's headers. Its body is not read.
const (
	gatewayTime = 5 * time.Second
	headerBytes = 16 << 10
)

// gateway posts messages to an address that turns them into text messages.
type gateway struct {
	address, token string
	timeout        time.Duration
	client         *http.Client
}

// newGateway opens a connection for each message and uses no proxy: codes go nowhere but to the address, and as long as
// there is no connection nothing was sent.
func newGateway(address, token string) *gateway {
	return &gateway{address: address, token: token, timeout: gatewayTime, client: &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext:            new(net.Dialer).DialContext,
			DisableKeepAlives:      true,
			MaxResponseHeaderBytes: headerBytes,
		},
	}}
}

// wire is the body of a request as docs/operations.md promises it.
type wire struct {
	Phone   string `json:"phone"`
	Code    string `json:"code"`
	Purpose string `json:"purpose"`
	Minutes int    `json:"minutes"`
	Text    string `json:"text"`
}

// Send tries once more when there was no connection at all. Once there was one the message may be on its way, and a
// second one would puzzle its reader.
func (g *gateway) Send(ctx context.Context, m Message) error {
	body, err := json.Marshal(wire{string(m.Phone), m.Code, string(m.Purpose), m.Minutes, m.Text()})
	if err != nil {
		return err
	}
	ctx, done := context.WithTimeout(ctx, g.timeout)
	defer done()
	connected, err := g.post(ctx, body)
	if err != nil && !connected && ctx.Err() == nil {
		_, err = g.post(ctx, body)
	}
	return err
}

// post makes one request and tells whether it came as far as a connection.
func (g *gateway) post(ctx context.Context, body []byte) (connected bool, err error) {
	var got atomic.Bool
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { got.Store(true) }})
	r, err := http.NewRequestWithContext(traced, http.MethodPost, g.address, bytes.NewReader(body))
	if err != nil {
		return true, unavailable("the gateway's address cannot be used")
	}
	r.Header.Set("Content-Type", "application/json")
	if g.token != "" {
		r.Header.Set("Authorization", "Bearer "+g.token)
	}
	answer, err := g.client.Do(r)
	if err != nil {
		return got.Load(), fault(ctx, got.Load(), err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return true, unavailable("the gateway answered %d", answer.StatusCode)
	}
	return true, nil
}

// fault says why there was no answer, without the address, and without what a gateway may have sent back: it could be
// the phone or the code.
func fault(ctx context.Context, connected bool, err error) error {
	var u *url.Error
	switch {
	case ctx.Err() != nil:
		return unavailable("no answer of the gateway: %w", ctx.Err())
	case !connected && errors.As(err, &u):
		return unavailable("the gateway cannot be reached: %w", u.Err)
	}
	return unavailable("the gateway broke off or sent what is no answer")
}
