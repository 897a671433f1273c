package passwords

import (
	"context"

	"konggang/models"
)

// Hasher hashes passwords, a few at a time: each hash takes 19 MiB and a core for some tens of milliseconds, so a crowd
// at the door would otherwise take the machine from everybody else. It is safe for many goroutines.
type Hasher struct {
	turns  chan struct{} // one for each hash at work
	places chan struct{} // one for each hash at work or waiting
}

// NewHasher makes a hasher that works on atOnce hashes at once, at least one, while waiting more wait for their turn.
func NewHasher(atOnce, waiting int) *Hasher {
	atOnce, waiting = max(atOnce, 1), max(waiting, 0)
	return &Hasher{turns: make(chan struct{}, atOnce), places: make(chan struct{}, atOnce+waiting)}
}

// Hash is the password's hash in PHC string form, $argon2id$v=19$m=19456,t=2,p=1$salt$hash. It does not check the
// password. Error CodeUnavailable when all waiting places are taken or ctx ends before its turn.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	var hash string
	err := h.inTurn(ctx, func() { hash = fresh(password).String() })
	return hash, err
}

// Verify tells whether the password is the one of the hash (ok) and whether it is then worth hashing anew because the
// hash was made at another cost than today's (stale). Errors: CodeUnavailable as Hash; an internal one for a hash that is
// none, or that asks for more memory or passes than any of ours.
func (h *Hasher) Verify(ctx context.Context, hash, password string) (ok, stale bool, err error) {
	k, err := parse(hash)
	if err != nil {
		return false, false, err
	}
	err = h.inTurn(ctx, func() { ok = k.matches(password) })
	return ok, ok && k.stale(), err
}

// VerifyNobody does the work of Verify at today's cost for an account that does not exist, so that the time of an answer
// does not tell who has an account. Error CodeUnavailable as Hash.
func (h *Hasher) VerifyNobody(ctx context.Context, password string) error {
	nobody := kept{cost: today, salt: make([]byte, saltSize), key: make([]byte, keySize)}
	return h.inTurn(ctx, func() { nobody.matches(password) })
}

// inTurn does the work when fewer than the allowed number are at it.
func (h *Hasher) inTurn(ctx context.Context, work func()) error {
	if ctx.Err() != nil {
		return &models.Error{Code: models.CodeUnavailable, Cause: ctx.Err()}
	}
	select {
	case h.places <- struct{}{}:
		defer func() { <-h.places }()
	default:
		return models.Errorf(models.CodeUnavailable)
	}
	select {
	case h.turns <- struct{}{}:
		defer func() { <-h.turns }()
	case <-ctx.Done():
		return &models.Error{Code: models.CodeUnavailable, Cause: ctx.Err()}
	}
	work()
	return nil
}
