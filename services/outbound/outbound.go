// Package outbound posts to addresses. Those that strangers gave us may not reach into our own network: only https on the public
// internet, checked in what is written and again in what is dialled. The operator's own gateways may stand anywhere. No proxy
// stands between, no redirect is followed, and no error of a Post shows an address or what came back.
package outbound

// Rules is what a target may be. The zero value is the one for strangers.
type Rules struct {
	// AllowPrivate also lets through plain http, addresses and names that are not public, and any port. It is for tests
	// and for robots in the office's own network.
	AllowPrivate bool
}
