package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Keyring holds the keys that seal the names and phones of seekers, in the order in which they were given. One of them seals,
// the first until the database says otherwise; all of them open.
type Keyring struct {
	keys   []sealingKey
	sealer int
}

// sealingKey is what is derived from one secret, for one purpose each.
type sealingKey struct {
	id    string
	aead  cipher.AEAD
	index []byte
}

const secretBytes = 32

var keyID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,16}$`)

// ParseKeyring reads "id:base64 of 32 bytes", comma-separated, the current key first. An error names the entry, never a
// secret.
func ParseKeyring(text string) (*Keyring, error) {
	ring := &Keyring{}
	for i, entry := range strings.Split(text, ",") {
		id, encoded, _ := strings.Cut(strings.TrimSpace(entry), ":")
		if !keyID.MatchString(id) {
			return nil, fmt.Errorf("key %d: its id must be 1 to 16 letters, digits, - or _, followed by a colon", i+1)
		}
		secret, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil || len(secret) != secretBytes {
			return nil, fmt.Errorf("key %q: after the colon there must be the base64 of %d bytes", id, secretBytes)
		}
		if ring.key(id) != nil {
			return nil, fmt.Errorf("key %q is there twice", id)
		}
		key, err := deriveKey(id, secret)
		if err != nil {
			return nil, err
		}
		ring.keys = append(ring.keys, key)
	}
	return ring, nil
}

// NewKeyring makes the text of a ring with one fresh key.
func NewKeyring() string {
	random := make([]byte, 4+secretBytes)
	_, _ = rand.Read(random) // never fails: it ends the program instead
	return "k" + hex.EncodeToString(random[:4]) + ":" + base64.StdEncoding.EncodeToString(random[4:])
}

func deriveKey(id string, secret []byte) (sealingKey, error) {
	sealing, err := hkdf.Key(sha256.New, secret, nil, "konggang sealing v1", secretBytes)
	if err != nil {
		return sealingKey{}, err
	}
	index, err := hkdf.Key(sha256.New, secret, nil, "konggang blind index v1", secretBytes)
	if err != nil {
		return sealingKey{}, err
	}
	block, err := aes.NewCipher(sealing)
	if err != nil {
		return sealingKey{}, err
	}
	aead, err := cipher.NewGCM(block)
	return sealingKey{id, aead, index}, err
}

// current is the key that seals.
func (r *Keyring) current() *sealingKey { return &r.keys[r.sealer] }

// sealingWith is the ring with another of its keys as the one that seals; the ring itself when that key is not in it.
func (r *Keyring) sealingWith(id string) *Keyring {
	i := slices.IndexFunc(r.keys, func(k sealingKey) bool { return k.id == id })
	if i < 0 || i == r.sealer {
		return r
	}
	return &Keyring{r.keys, i}
}

func (r *Keyring) key(id string) *sealingKey {
	for i := range r.keys {
		if r.keys[i].id == id {
			return &r.keys[i]
		}
	}
	return nil
}

// place is where a sealed value lies; what was sealed for one place does not open in another.
type place struct{ table, column, row string }

func (p place) bind(header []byte) []byte {
	return append(header[:len(header):len(header)], p.table+"\x00"+p.column+"\x00"+p.row...)
}

// sealVersion says how a sealed value is laid out: this byte, the length of the key's id, the id, nonce, ciphertext.
const sealVersion = 1

// seal encrypts text for its place with the current key (AES-256-GCM).
func (r *Keyring) seal(at place, text string) sealed {
	key := r.current()
	header := append([]byte{sealVersion, byte(len(key.id))}, key.id...)
	nonce := make([]byte, key.aead.NonceSize())
	_, _ = rand.Read(nonce)
	return sealed{key.aead.Seal(append(header[:len(header):len(header)], nonce...), nonce, []byte(text), at.bind(header))}
}

// keyID is the id of the key that sealed, "" for what no key made.
func (s sealed) keyID() string {
	b := s.bytes
	if len(b) < 2 || b[0] != sealVersion || len(b) < 2+int(b[1]) {
		return ""
	}
	return string(b[2 : 2+int(b[1])])
}

var errSealBroken = errors.New("is not a sealed value")

// unseal opens what seal made. The error says which key is missing or wrong, or that the value was moved or changed.
func (r *Keyring) unseal(at place, s sealed) (string, error) {
	fail := func(err error) (string, error) {
		return "", fmt.Errorf("store: %s.%s of %s: %w", at.table, at.column, at.row, err)
	}
	id := s.keyID()
	if id == "" {
		return fail(errSealBroken)
	}
	header, rest := s.bytes[:2+len(id)], s.bytes[2+len(id):]
	key := r.key(id)
	if key == nil {
		return fail(fmt.Errorf("was sealed with key %q, which is not among the secret keys", id))
	}
	size := key.aead.NonceSize()
	if len(rest) < size {
		return fail(errSealBroken)
	}
	text, err := key.aead.Open(nil, rest[:size], rest[size:], at.bind(header))
	if err != nil {
		return fail(fmt.Errorf("does not open with key %q: the key is another one, or the value was moved or changed", id))
	}
	return string(text), nil
}

// blindIndex finds a text without opening anything: equal texts of a column have equal indexes under one key, and nobody
// without that key can tell which text it is.
type blindIndex string

// keyID is the id of the key that the index was made under.
func (b blindIndex) keyID() string {
	id, _, _ := strings.Cut(string(b), ":")
	return id
}

// blind is the blind index of text in a column under the current key.
func (r *Keyring) blind(column, text string) blindIndex { return r.current().blind(column, text) }

// blinds is the blind index of text under every key, for looking up what was indexed with an earlier one.
func (r *Keyring) blinds(column, text string) []blindIndex {
	out := make([]blindIndex, len(r.keys))
	for i, k := range r.keys {
		out[i] = k.blind(column, text)
	}
	return out
}

// equal compares two digests in a time that does not tell how much of them agrees.
func equal[T ~string](a, b T) bool { return hmac.Equal([]byte(a), []byte(b)) }

func (k sealingKey) blind(column, text string) blindIndex {
	mac := hmac.New(sha256.New, k.index)
	mac.Write([]byte(column + "\x00" + text))
	return blindIndex(k.id + ":" + hex.EncodeToString(mac.Sum(nil)))
}
