package passwords

import (
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"golang.org/x/crypto/argon2"
)

// Bounds of what a kept hash may ask for, so that a row that was tampered with costs no more than a few good ones.
const (
	mostMemory = 64 * 1024 // KiB
	mostPasses = 10
	mostLanes  = 4
)

// phc is the form of the PHC string format for argon2id: numbers without leading zeros, salts of 8 to 64 bytes, keys of
// 16 to 64, in Base64 without padding.
var phc = regexp.MustCompile(`^\$argon2id\$v=19\$m=([1-9]\d{0,6}),t=([1-9]\d?),p=([1-9])\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$`)

// errForm deliberately says nothing of what was read.
var errForm = errors.New("passwords: not an argon2id hash within bounds")

// encoding refuses a last character with bits that stand for nothing: a hash has one written form.
var encoding = base64.RawStdEncoding.Strict()

// String is the hash in PHC string form.
func (k kept) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, k.memory, k.passes, k.lanes,
		encoding.EncodeToString(k.salt), encoding.EncodeToString(k.key))
}

// parse reads the PHC string form; errForm for anything else, and for what asks for more than the bounds.
func parse(s string) (kept, error) {
	m := phc.FindStringSubmatch(s)
	if m == nil {
		return kept{}, errForm
	}
	k := kept{cost: cost{memory: number(m[1]), passes: number(m[2]), lanes: uint8(number(m[3]))}} //nolint:gosec // one digit
	var wrongSalt, wrongKey error
	k.salt, wrongSalt = encoding.DecodeString(m[4])
	k.key, wrongKey = encoding.DecodeString(m[5])
	if wrongSalt != nil || wrongKey != nil || !k.bounded() {
		return kept{}, errForm
	}
	return k, nil
}

// bounded also holds the least memory of RFC 9106, section 3.1: eight KiB a lane.
func (c cost) bounded() bool {
	return c.memory <= mostMemory && c.memory >= 8*uint32(c.lanes) && c.passes <= mostPasses && c.lanes <= mostLanes
}

// number reads digits that the pattern has already counted.
func number(digits string) uint32 {
	n, _ := strconv.ParseUint(digits, 10, 32)
	return uint32(n)
}
