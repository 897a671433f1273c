package store_test

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"strings"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

func ringEntry(id string, fill byte) string {
	return id + ":" + base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{fill}, 32))
}

func TestParseKeyring(t *testing.T) {
	for _, text := range []string{ringEntry("a", 1), " " + ringEntry("a", 1) + ", " + ringEntry("2026-B_x", 2) + "\n", store.NewKeyring()} {
		if _, err := store.ParseKeyring(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	secret := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, 32))
	for _, text := range []string{
		"", ",", secret, "a", "a:", ":" + secret, "a b:" + secret, "seventeen-letters:" + secret, "a:" + secret[:40], "a:" + secret + "AAAA",
		"a:" + secret + "," + "a:" + secret, "a:" + secret + ",", "钥:" + secret,
	} {
		_, err := store.ParseKeyring(text)
		if err == nil {
			t.Errorf("%q was taken", text)
		} else if strings.Contains(err.Error(), secret[:16]) {
			t.Errorf("the error %q tells the secret", err)
		}
	}
	if first, second := store.NewKeyring(), store.NewKeyring(); first == second {
		t.Error("two fresh keys are the same")
	}
}

func FuzzParseKeyring(f *testing.F) {
	for _, seed := range []string{ringEntry("a", 1), ringEntry("a", 1) + "," + ringEntry("b", 2), "a:,", "", "\x00:\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if ring, err := store.ParseKeyring(text); (ring == nil) == (err == nil) {
			t.Fatalf("ring %v, error %v", ring, err)
		}
	})
}

func TestASealedValueOpensOnlyInItsPlace(t *testing.T) {
	storetest.EachRaw(t, func(t *testing.T, s *store.Store, db *sql.DB) {
		ctx := t.Context()
		var name, phone []byte
		var consents string
		for i, damage := range []struct {
			name string
			do   func(k models.Seeker) (sql.Result, error)
		}{
			{"another row's name", func(k models.Seeker) (sql.Result, error) {
				return db.ExecContext(ctx, "UPDATE seekers SET name = ? WHERE id = ?", name, k.ID)
			}},
			{"another row's phone", func(k models.Seeker) (sql.Result, error) {
				return db.ExecContext(ctx, "UPDATE seekers SET phone = ? WHERE id = ?", phone, k.ID)
			}},
			{"another row's consents", func(k models.Seeker) (sql.Result, error) {
				return db.ExecContext(ctx, "UPDATE seekers SET consents = ? WHERE id = ?", consents, k.ID)
			}},
			{"another column", func(k models.Seeker) (sql.Result, error) {
				return db.ExecContext(ctx, "UPDATE seekers SET name = phone WHERE id = ?", k.ID)
			}},
			{"plain text", func(k models.Seeker) (sql.Result, error) {
				return db.ExecContext(ctx, "UPDATE seekers SET name = ? WHERE id = ?", []byte("张三"), k.ID)
			}},
			{"cut short", func(k models.Seeker) (sql.Result, error) {
				return db.ExecContext(ctx, "UPDATE seekers SET name = ? WHERE id = ?", name[:len(name)/3], k.ID)
			}},
			{"one bit", func(k models.Seeker) (sql.Result, error) {
				spoilt := bytes.Clone(name)
				spoilt[len(spoilt)-1] ^= 1
				return db.ExecContext(ctx, "UPDATE seekers SET name = ? WHERE id = ?", spoilt, k.ID)
			}},
		} {
			k := fullSeeker()
			k.Name += strings.Repeat("一", i)
			must(t, s.CreateSeeker(ctx, &k))
			if i == 0 {
				must(t, db.QueryRowContext(ctx, "SELECT name, phone, consents FROM seekers").Scan(&name, &phone, &consents))
				other := fullSeeker()
				other.Name = "另一人"
				must(t, s.CreateSeeker(ctx, &other))
				k = other
			}
			_, err := damage.do(k)
			must(t, err)
			got, err := s.Seeker(ctx, k.ID)
			fails(t, err, models.CodeInternal)
			if got.Name != "" || got.Phone != "" || err != nil && strings.Contains(err.Error(), k.Name) {
				t.Errorf("%s: %+v, %v", damage.name, got, err)
			}
		}
	})
}

func TestKeysChange(t *testing.T) {
	for _, e := range storetest.Engines {
		t.Run(e.Name, func(t *testing.T) {
			ctx, c := t.Context(), e.Config(t)
			c.Keys = storetest.Keyring(t, ringEntry("old", 1))
			k := fullSeeker()
			must(t, storetest.Open(t, c).CreateSeeker(ctx, &k))

			c.Keys = storetest.Keyring(t, ringEntry("new", 2)+","+ringEntry("old", 1))
			s := storetest.Open(t, c)
			same(t, k, given(s.SeekerByPhone(ctx, k.Phone, k.Name)))
			fails(t, s.CreateSeeker(ctx, pointer(fullSeeker())), models.CodeDuplicate)
			must(t, s.UpdateSeeker(ctx, &k))
			same(t, k, given(s.SeekerByPhone(ctx, k.Phone, k.Name)))

			for name, ring := range map[string]string{
				"missing": ringEntry("new", 2), "another": ringEntry("new", 2) + "," + ringEntry("old", 3),
			} {
				c.Keys = storetest.Keyring(t, ring)
				s, err := store.Open(ctx, c)
				must(t, err)
				if err := s.CheckKeys(ctx); err == nil || !strings.Contains(err.Error(), `"old"`) {
					t.Errorf("%s key: %v", name, err)
				}
				if err := s.Migrate(ctx); err == nil {
					t.Errorf("%s key: migrated", name)
				}
				must(t, s.Close())
			}
		})
	}
}
