package outbound

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"strings"
	"unicode"
)

// Gateway is an address of the operator's own choice, anywhere, that gets JSON and the token as its bearer, "" for none.
type Gateway struct {
	address, token string
	// Client posts, and may be changed before the first post.
	Client *http.Client
}

// NewGateway leaves the time to whoever posts.
func NewGateway(address, token string) *Gateway {
	return &Gateway{address, token, &http.Client{CheckRedirect: noRedirect, Transport: transport(&net.Dialer{})}}
}

// GatewayAddress tells whether a setting names a gateway: an http or https address without user name and fragment.
func GatewayAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil && !strings.Contains(s, "#")
}

// GatewayToken tells whether a setting can be a token: no space, nor a character that no header can carry.
func GatewayToken(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > unicode.MaxASCII || unicode.IsControl(r) })
}

// Host is the part of the address that holds no secret.
func (g *Gateway) Host() string {
	u, err := url.Parse(g.address)
	if err != nil {
		return ""
	}
	return u.Host
}

// Post sends what the gateway's documentation promises and asks for an answer of the media type accept, "" for any. Whoever gets an
// answer closes its body. The error is an *Unanswered.
func (g *Gateway) Post(ctx context.Context, wire any, accept string) (*http.Response, error) {
	body, err := json.Marshal(wire)
	if err != nil {
		return nil, &Unanswered{cause: err}
	}
	header := http.Header{}
	if accept != "" {
		header.Set("Accept", accept)
	}
	if g.token != "" {
		header.Set("Authorization", "Bearer "+g.token)
	}
	return Post{Address: g.address, Header: header, Body: body}.Do(ctx, g.Client)
}
