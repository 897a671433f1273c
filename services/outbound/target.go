package outbound

import (
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"konggang/models"
)

// mostBytes is how long a target may be, as it was given and as it is sent.
const mostBytes = 2000

// Target is an address that a stranger wants us to call. The keys of robots stand in their paths and queries, so however
// it is printed, logged or marshalled it shows its scheme and host alone.
type Target struct{ address string }

// ParseTarget reads a target: https, a host that is public as far as its name tells, port 443 or from 1024 on, no user
// name, no fragment, at most 2,000 bytes. It is a CodeInvalid error about the field url: CodeInvalidURL for what is no
// address at all, CodeUnsafeURL for one that may not be called.
func ParseTarget(s string, rules Rules) (Target, error) {
	u, ok := parse(s)
	if !ok {
		return Target{}, models.FieldErrorf("url", models.CodeInvalidURL)
	}
	if u.User != nil || strings.Contains(s, "#") || !rules.allow(u) {
		return Target{}, models.FieldErrorf("url", models.CodeUnsafeURL)
	}
	return Target{u.String()}, nil
}

// parse reads an address with a host that could be one, and brings scheme and host into lower case.
func parse(s string) (*url.URL, bool) {
	if len(s) > mostBytes || !utf8.ValidString(s) || strings.ContainsFunc(s, unprintable) {
		return nil, false
	}
	u, err := url.Parse(s)
	if err != nil || !likelyHost(u.Hostname()) {
		return nil, false
	}
	u.Host = strings.ToLower(u.Host)
	return u, len(u.String()) <= mostBytes
}

func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
}

// hostName is a name of ASCII labels, perhaps with the dot of the root. Names in other scripts have an ASCII form, which
// nobody can take for another name.
var hostName = regexp.MustCompile(`^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)*[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.?$`)

func likelyHost(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	return len(host) <= 253 && hostName.MatchString(host)
}

func (r Rules) allow(u *url.URL) bool {
	if r.AllowPrivate {
		return (u.Scheme == "https" || u.Scheme == "http") && portOf(u) > 0
	}
	port := portOf(u)
	return u.Scheme == "https" && (port == 443 || port >= 1024) && publicHost(u.Hostname())
}

// portOf is the port that would be dialled, 0 for one that is none or is written with zeros in front.
func portOf(u *url.URL) int {
	text := u.Port()
	if text == "" {
		return map[string]int{"https": 443, "http": 80}[u.Scheme]
	}
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil || strconv.FormatUint(n, 10) != text {
		return 0
	}
	return int(n) //nolint:gosec // 16 bits
}

// inside are the ends of names that never leave a machine or a network: RFC 6761, 6762, 8375, ICANN's private-use name,
// and what home routers and Linux systems call their own.
var inside = []string{"localhost", "local", "internal", "home.arpa", "lan", "localdomain"}

// publicHost tells whether a host could be on the internet. A name without a dot belongs to some network's own search
// list.
func publicHost(host string) bool {
	host = strings.TrimSuffix(host, ".")
	if a, err := netip.ParseAddr(host); err == nil {
		return public(a)
	}
	return !endsInNumber(host) && strings.Contains(host, ".") &&
		!slices.ContainsFunc(inside, func(end string) bool { return host == end || strings.HasSuffix(host, "."+end) })
}

// number is a last label that makes a browser and many resolvers read the host as an IPv4 address, whatever stands in
// front: 2130706433, 0177.0.0.1, 127.0.0.0x1 (WHATWG URL, "ends in a number").
var number = regexp.MustCompile(`(?i)(^|\.)([0-9]+|0x[0-9a-f]*)$`)

func endsInNumber(host string) bool { return number.MatchString(host) }

// Address is the whole address with its secrets, for the request and for sealed keeping.
func (t Target) Address() string { return t.address }

// String is the address without path and query.
func (t Target) String() string {
	u, err := url.Parse(t.address)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host + "/…"
}

// Format prints String for every verb, so that %#v and %d tell no more than %v.
func (t Target) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(t.String())) }

// LogValue is String for log/slog.
func (t Target) LogValue() slog.Value { return slog.StringValue(t.String()) }

// MarshalText is String for JSON and its kin. There is no way back, so that nobody keeps it by mistake.
func (t Target) MarshalText() ([]byte, error) { return []byte(t.String()), nil }
