package outbound

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Bounds of one call. A robot answers within a second; a stranger's machine gets no more of ours than this.
const (
	dialTime      = 5 * time.Second
	handshakeTime = 5 * time.Second
	headerTime    = 10 * time.Second
	wholeTime     = 15 * time.Second
	headerBytes   = 32 << 10
)

// ErrRefused is the error of a dial to an address that the rules do not allow.
var ErrRefused = errors.New("outbound: the address is not on the public internet")

// ErrTooLong is the error of a body that does not end within its bound.
var ErrTooLong = errors.New("outbound: the answer is too long")

// NewClient makes the client to call targets with. It looks at the address that is really dialled, after the name was
// resolved, so that a name whose answer changes gets nobody in, and bounds the time of each step. Errors: ErrRefused in the
// chain for an address that is not public.
func NewClient(rules Rules) *http.Client { return newClient(rules, nil) }

// newClient also takes the resolver of names, nil for the system's.
func newClient(rules Rules, resolver *net.Resolver) *http.Client {
	t := transport(&net.Dialer{Timeout: dialTime, Resolver: resolver, ControlContext: rules.control})
	t.TLSHandshakeTimeout, t.ResponseHeaderTimeout = handshakeTime, headerTime
	return &http.Client{Timeout: wholeTime, CheckRedirect: noRedirect, Transport: t}
}

// transport uses no proxy, so that what is sent goes nowhere but to the address, and bounds the headers of answers. It opens a
// connection for each request: one kept from before may be closed from the other side at the moment that it is used, and nobody
// could tell whether the request went with it.
func transport(d *net.Dialer) *http.Transport {
	return &http.Transport{DialContext: d.DialContext, DisableKeepAlives: true, MaxResponseHeaderBytes: headerBytes}
}

// noRedirect has the answer that redirects given out as it is.
func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// control refuses a connection just before it is made, when its address is known and can no longer change.
func (r Rules) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	if r.AllowPrivate {
		return nil
	}
	a, err := netip.ParseAddrPort(address)
	if err != nil || !public(a.Addr()) {
		return ErrRefused
	}
	return nil
}

// ReadBody reads a body of at most limit bytes to its end. Errors: ErrTooLong with the bytes up to the limit, or what
// reading says, with what was read until then.
func ReadBody(r io.Reader, limit int64) ([]byte, error) {
	limit = max(limit, 0)
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(body)) > limit {
		return body[:limit], ErrTooLong
	}
	if err != nil {
		return body, fmt.Errorf("outbound: read the answer: %w", err)
	}
	return body, nil
}
