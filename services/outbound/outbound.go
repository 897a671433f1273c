// Package outbound calls addresses that strangers gave us without letting them reach into our own network: only https on
// the public internet, checked in what is written and again in what is dialled.
package outbound

// Rules is what a target may be. The zero value is the one for strangers.
type Rules struct {
	// AllowPrivate also lets through plain http, addresses and names that are not public, and any port. It is for tests
	// and for robots in the office's own network.
	AllowPrivate bool
}
