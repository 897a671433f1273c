package outbound

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// Bounds of one call. A robot answers within a second; a stranger's machine gets no more of ours than this.
const (
	dialTime       = 5 * time.Second
	handshakeTime  = 5 * time.Second
	headerTime     = 10 * time.Second
	wholeTime      = 15 * time.Second
	idleTime       = 30 * time.Second
	headerBytes    = 32 << 10
	idleConnection = 2
)

// ErrRefused is the error of a dial to an address that the rules do not allow.
var ErrRefused = errors.New("outbound: the address is not on the public internet")

// ErrTooLong is the error of a body that does not end within its bound.
var ErrTooLong = errors.New("outbound: the answer is too long")

// NewClient makes the client to call targets with. It looks at the address that is really dialled, after the name was
// resolved, so that a name whose answer changes gets nobody in; it follows no redirect, uses no proxy, and bounds the time
// of each step and the bytes of the headers. Errors: ErrRefused in the chain for an address that is not public. Pass them
// through Cause before they are logged.
func NewClient(rules Rules) *http.Client { return newClient(rules, nil) }

// newClient also takes the resolver of names, nil for the system's.
func newClient(rules Rules, resolver *net.Resolver) *http.Client {
	dialer := &net.Dialer{Timeout: dialTime, Resolver: resolver, ControlContext: rules.control}
	return &http.Client{
		Timeout:       wholeTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    handshakeTime,
			ResponseHeaderTimeout:  headerTime,
			MaxResponseHeaderBytes: headerBytes,
			MaxIdleConnsPerHost:    idleConnection,
			IdleConnTimeout:        idleTime,
		},
	}
}

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

// Cause is the error of a call without the address, which the client puts in front of it with all its secrets. It may
// still quote a line that the other side sent.
func Cause(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
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
