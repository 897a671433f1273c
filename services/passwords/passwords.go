// Package passwords keeps passwords as argon2id hashes (RFC 9106) and says which ones are too easy to guess.
package passwords

import (
	"crypto/rand"
	"crypto/subtle"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// cost is what a hash takes: memory in KiB, passes over it, lanes that may run at once.
type cost struct {
	memory, passes uint32
	lanes          uint8
}

// today is the cost of new hashes: what the OWASP Password Storage Cheat Sheet asks for at the least (19 MiB, two passes),
// in the terms of RFC 9106, section 3.1. A county's server is small.
var today = cost{memory: 19 * 1024, passes: 2, lanes: 1}

// Sizes of new salts and keys in bytes: the 128-bit salt and 256-bit tag of RFC 9106, section 4.
const (
	saltSize = 16
	keySize  = 32
)

// kept is a hash as it is kept.
type kept struct {
	cost
	salt, key []byte
}

// fresh hashes the password at today's cost with a new salt.
func fresh(password string) kept {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails: it ends the program instead
	k := kept{cost: today, salt: salt}
	k.key = k.derive(password, keySize)
	return k
}

// matches tells whether the password is the one that was hashed, in a time that does not depend on how nearly it is.
func (k kept) matches(password string) bool {
	key := k.derive(password, len(k.key))
	return subtle.ConstantTimeCompare(key, k.key) == 1
}

// stale tells whether the hash was made otherwise than one would be today.
func (k kept) stale() bool {
	return k.cost != today || len(k.salt) != saltSize || len(k.key) != keySize
}

func (k kept) derive(password string, size int) []byte {
	return argon2.IDKey([]byte(folded(password)), k.salt, k.passes, k.memory, k.lanes, uint32(size)) //nolint:gosec // at most 64
}

// folded is the form of a password that is checked and hashed (NFKC, NIST SP 800-63B-3 section 5.1.1.2), so that the
// full-width letters and digits of a Chinese keyboard are the ones of any other.
func folded(password string) string { return norm.NFKC.String(password) }
