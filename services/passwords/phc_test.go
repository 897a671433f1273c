package passwords

import (
	"strings"
	"testing"
)

const (
	salt = "c29tZXNhbHRzb21lc2FsdA"
	key  = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, hash string
		fine       bool
	}{
		{"ours", "$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$" + key, true},
		{"at the bounds", "$argon2id$v=19$m=65536,t=10,p=4$" + salt + "$" + key, true},
		{"least", "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA", true},
		{"nothing", "", false},
		{"another algorithm", "$argon2i$v=19$m=19456,t=2,p=1$" + salt + "$" + key, false},
		{"bcrypt", "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", false},
		{"old version", "$argon2id$v=16$m=19456,t=2,p=1$" + salt + "$" + key, false},
		{"no version", "$argon2id$m=19456,t=2,p=1$" + salt + "$" + key, false},
		{"another order", "$argon2id$v=19$t=2,m=19456,p=1$" + salt + "$" + key, false},
		{"too much memory", "$argon2id$v=19$m=65537,t=2,p=1$" + salt + "$" + key, false},
		{"all memory", "$argon2id$v=19$m=4294967295,t=2,p=1$" + salt + "$" + key, false},
		{"less memory than the lanes need", "$argon2id$v=19$m=31,t=2,p=4$" + salt + "$" + key, false},
		{"no memory", "$argon2id$v=19$m=0,t=2,p=1$" + salt + "$" + key, false},
		{"too many passes", "$argon2id$v=19$m=19456,t=11,p=1$" + salt + "$" + key, false},
		{"no passes", "$argon2id$v=19$m=19456,t=0,p=1$" + salt + "$" + key, false},
		{"too many lanes", "$argon2id$v=19$m=19456,t=2,p=5$" + salt + "$" + key, false},
		{"leading zero", "$argon2id$v=19$m=019456,t=2,p=1$" + salt + "$" + key, false},
		{"sign", "$argon2id$v=19$m=+19456,t=2,p=1$" + salt + "$" + key, false},
		{"salt of seven bytes", "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAA$" + key, false},
		{"key of fifteen bytes", "$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$AAAAAAAAAAAAAAAAAAAA", false},
		{"long salt", "$argon2id$v=19$m=19456,t=2,p=1$" + strings.Repeat("A", 87) + "$" + key, false},
		{"padding", "$argon2id$v=19$m=19456,t=2,p=1$" + salt + "==$" + key, false},
		{"bits left over", "$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$" + key[:len(key)-1] + "B", false},
		{"broken Base64", "$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$" + key + "A" + "A", false},
		{"something behind", "$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$" + key + "\n", false},
		{"one part more", "$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$" + key + "$", false},
	} {
		t.Run(c.name, func(t *testing.T) { checkForm(t, c.hash, c.fine) })
	}
}

func checkForm(t *testing.T, hash string, fine bool) {
	t.Helper()
	k, err := parse(hash)
	switch {
	case (err == nil) != fine:
		t.Errorf("error %v", err)
	case fine && k.String() != hash:
		t.Errorf("written again it is %s", k)
	case !fine && hash != "" && strings.Contains(err.Error(), hash):
		t.Error("the error tells the hash")
	}
}

// FuzzParse holds that whatever is read is within bounds and has one written form.
func FuzzParse(f *testing.F) {
	f.Add("$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$" + key)
	f.Add("$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA")
	f.Add("$argon2id$v=19$m=9999999,t=99,p=9$$")
	f.Fuzz(func(t *testing.T, hash string) {
		k, err := parse(hash)
		if err != nil {
			return
		}
		if k.String() != hash {
			t.Errorf("%q is written again as %q", hash, k)
		}
		if k.memory > mostMemory || k.passes > mostPasses || k.lanes > mostLanes || k.memory < 8 || k.passes < 1 || k.lanes < 1 ||
			len(k.salt) < 8 || len(k.salt) > 64 || len(k.key) < 16 || len(k.key) > 64 {
			t.Errorf("%q is beyond bounds", hash)
		}
	})
}
