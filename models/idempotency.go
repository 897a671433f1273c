package models

import "time"

// IdempotencyWindow is how long the answer to a key is remembered.
const IdempotencyWindow = 24 * time.Hour

// IdempotencyLease is how long a claimed key without an answer is taken to be in flight.
const IdempotencyLease = 2 * time.Minute

// KeyClaim is a caller's Idempotency-Key with the fingerprint of what it was sent with, and, once the work is done, what
// came of it: the id of the resource and the status, or for an import its report.
type KeyClaim struct {
	Caller      string
	Key         string
	Fingerprint string
	Done        bool
	Status      int
	ResourceID  string
	Report      []byte
}
