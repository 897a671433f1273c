package outbound

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
)

// Post is one request with a JSON body. It is called that in its header, unless Header says otherwise.
type Post struct {
	Address string
	Header  http.Header
	Body    []byte
}

// Unanswered is the error of a post that got no answer. It tells neither the address nor anything that came back: either may hold
// secrets.
type Unanswered struct {
	// Connected tells that there was a connection, so that the post may be where it should go.
	Connected bool
	cause     error
}

func (u *Unanswered) Error() string { return "no answer: " + u.cause.Error() }

// Unwrap is the end of the context, the reason why there was no connection, or that what came is no answer.
func (u *Unanswered) Unwrap() error { return u.cause }

// ErrAddress is the error of a post to what is no address.
var ErrAddress = errors.New("outbound: the address cannot be used")

var errNoAnswer = errors.New("outbound: the other side broke off or sent what is no answer")

// Do posts with a client of this package. Whoever gets an answer closes its body. The error is an *Unanswered, with ErrAddress or
// ErrRefused in the chain where it was the address.
func (p Post) Do(ctx context.Context, client *http.Client) (*http.Response, error) {
	var connected atomic.Bool
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }})
	r, err := http.NewRequestWithContext(traced, http.MethodPost, p.Address, bytes.NewReader(p.Body))
	if err != nil {
		return nil, &Unanswered{cause: ErrAddress}
	}
	r.Header.Set("Content-Type", "application/json")
	for name, values := range p.Header {
		r.Header[name] = values
	}
	answer, err := client.Do(r)
	if err != nil {
		return nil, unanswered(ctx, connected.Load(), err)
	}
	return answer, nil
}

func unanswered(ctx context.Context, connected bool, err error) *Unanswered {
	u := &Unanswered{Connected: connected, cause: errNoAnswer}
	var called *url.Error
	switch {
	case ctx.Err() != nil:
		u.cause = ctx.Err()
	case !connected && errors.As(err, &called):
		u.cause = called.Err // without the address, which the client puts in front
	}
	return u
}
