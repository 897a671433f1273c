package api

import (
	"math"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"time"

	"konggang/models"
	"konggang/services/limits"
)

// Limits bound how often somebody may call; a nil limiter bounds nothing.
type Limits struct {
	// Calls counts every call, by account, or by address for who has none.
	Calls *limits.Limiter
	// Guesses counts by address what strangers could try in great numbers: signing in, codes, accounts, reports, bad tokens.
	Guesses *limits.Limiter
}

// remembered bounds the callers whose calls are counted at a time.
const remembered = 100_000

// NewLimits allows calls and guesses a minute, and a fifth of them at once; 0 does not bound.
func NewLimits(calls, guesses int, clock func() time.Time) Limits {
	return Limits{perMinute(calls, clock), perMinute(guesses, clock)}
}

func perMinute(n int, clock func() time.Time) *limits.Limiter {
	if n <= 0 {
		return nil
	}
	return limits.New(limits.Rule{Every: time.Minute / time.Duration(n), Burst: max(n/5, 1)}, clock, remembered)
}

// guessable are the calls that count as guesses too.
var guessable = []string{"create-account", "create-code", "create-session", "reset-password", "report-vacancy"}

// limit counts the call; error CodeRateLimited with the time to wait. It tells the caller where they stand.
func (s *server) limit(header http.Header, r *request, operation string) error {
	if slices.Contains(guessable, operation) {
		if err := tell(header, s.Limits.Guesses.Allow(neighbourhood(r.origin))); err != nil {
			return err
		}
	}
	caller := r.actor.AccountID
	if caller == "" {
		caller = neighbourhood(r.origin)
	}
	return tell(header, s.Limits.Calls.Allow(caller))
}

// neighbourhood is what counts as one address: an IPv6 network of 64 bits, since whoever has one address of it has them all.
func neighbourhood(origin string) string {
	address, err := netip.ParseAddr(origin)
	if err != nil || address.Unmap().Is4() {
		return origin
	}
	network, err := address.Prefix(64)
	if err != nil {
		return origin
	}
	return network.String()
}

// The names of the RateLimit fields as net/http writes them; its Set would rewrite ours at every call.
const (
	rateLimit     = "Ratelimit-Limit"
	rateRemaining = "Ratelimit-Remaining"
	rateReset     = "Ratelimit-Reset"
)

// tell writes the RateLimit fields of draft-ietf-httpapi-ratelimit-headers-03, of the tighter limit where there are two.
func tell(header http.Header, d limits.Decision) error {
	if d.Limit == 0 {
		return nil
	}
	if tighter(d, header.Get(rateRemaining)) {
		values := []string{itoa(d.Limit), itoa(d.Remaining), itoa(seconds(d.Reset))}
		header[rateLimit], header[rateRemaining], header[rateReset] = values[0:1:1], values[1:2:2], values[2:3:3]
	}
	if d.OK {
		return nil
	}
	return models.Errorf(models.CodeRateLimited, d.RetryAfter)
}

// tighter tells whether the decision leaves less than what was told of another limit, "" for nothing.
func tighter(d limits.Decision, told string) bool {
	if told == "" {
		return true
	}
	remaining, err := strconv.Atoi(told)
	return err != nil || d.Remaining < remaining
}

// seconds rounds up, so that who waits that long has waited enough.
func seconds(d time.Duration) int { return max(1, int(math.Ceil(d.Seconds()))) }
