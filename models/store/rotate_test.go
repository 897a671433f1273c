package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

var (
	oldKey   = ringEntry("old", 1)
	newKey   = ringEntry("new", 2)
	newerKey = ringEntry("newer", 3)
)

// system is who rotates in these tests.
var system = models.System("test")

// under opens the database of c with another key ring.
func under(t *testing.T, c store.Config, ring ...string) *store.Store {
	t.Helper()
	c.Keys = storetest.Keyring(t, strings.Join(ring, ","))
	return storetest.Open(t, c)
}

// onlyUnder holds that what is counted for other keys than the one given is counted in the columns named alone.
func onlyUnder(t *testing.T, s *store.Store, key string, but ...string) {
	t.Helper()
	counted := given(s.Census(t.Context()))
	for _, column := range store.SealedColumns() {
		table, rest, _ := strings.Cut(column, ".")
		name, _, _ := strings.Cut(rest, ".")
		if slices.Contains(but, table) || strings.HasSuffix(name, "_index") { // an index is counted with its column
			continue
		}
		if counted[table+"."+name+" "+key] == 0 {
			t.Errorf("nothing in %s is under %q, so nothing shows that it was sealed anew: %v", column, key, counted)
		}
	}
	for what, n := range counted {
		table, _, _ := strings.Cut(what, ".")
		if !strings.HasSuffix(what, " "+key) && !slices.Contains(but, table) {
			t.Errorf("%d left in %s", n, what)
		}
	}
}

func eachConfig(t *testing.T, test func(t *testing.T, c store.Config)) {
	for _, e := range storetest.Engines {
		t.Run(e.Name, func(t *testing.T) { test(t, e.Config(t)) })
	}
}

func TestAfterARotationTheNewKeyIsEnough(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		ctx := t.Context()
		p := plantAll(t, under(t, c, oldKey))
		s := under(t, c, newKey, oldKey)
		told(t, s)
		var heard [][2]int
		got := given(s.Rotate(ctx, system, func(done, total int) { heard = append(heard, [2]int{done, total}) }))
		want := models.Rotation{Key: "new", Sealed: 9, Kept: []models.KeptKey{{ID: "old", Fleeting: 3}}}
		same(t, want, got)
		onlyUnder(t, s, "new", "codes", "invitations")
		if last := heard[len(heard)-1]; last[0] != last[1] || last[1] == 0 || slices.ContainsFunc(heard[:len(heard)-1], func(h [2]int) bool { return h[0] >= h[1] }) {
			t.Errorf("heard of %v", heard)
		}
		if got := told(t, s); got != nil {
			t.Errorf("changes are told that nobody can see: %v", got)
		}
		p.checkAll(t, s)

		// The code and the invitation still serve, and go by themselves.
		must(t, s.Atomically(ctx, func(ctx context.Context) error {
			if right, err := s.TryCode(ctx, p.seeker.Phone, models.CodeForLogin, theCode, storetest.Start, 5); err != nil || !right {
				t.Errorf("the code: %v, %v", right, err)
			}
			_, err := s.UseInvitation(ctx, theInvitation, "15400000002", storetest.Start)
			return err
		}))
		same(t, models.Rotation{Key: "new", Free: []string{"old"}}, given(s.Rotate(ctx, system, nil)))
		alone := under(t, c, newKey)
		p.checkAll(t, alone)
		same(t, models.Rotation{Key: "new"}, given(alone.Rotate(ctx, system, nil)))
		entries := given(s.AuditEntries(ctx, models.AuditFilter{Object: models.ObjectKeys}, models.Page{Limit: 9})).Items
		if len(entries) != 3 || entries[1].ObjectID != "new" || !slices.Equal(entries[1].Details, []string{"old"}) || entries[1].Role != models.RoleSystem {
			t.Errorf("audit: %+v", entries)
		}
	})
}

// TestAnInterruptedRotationIsContinued ends the rotation after every number of batches in turn.
func TestAnInterruptedRotationIsContinued(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		p := plantAll(t, under(t, c, oldKey))
		var seekers []models.Seeker
		s := under(t, c, oldKey)
		for i := range 4 {
			k := fullSeeker()
			k.Name = fmt.Sprint("人", i)
			must(t, s.CreateSeeker(t.Context(), &k))
			seekers = append(seekers, k)
		}
		keys := []string{oldKey}
		for n, whole := 1, false; !whole; n++ {
			keys = append([]string{ringEntry(fmt.Sprint("key", n), byte(n+10))}, keys...)
			s := under(t, c, keys...)
			ctx, cancel := context.WithCancel(t.Context())
			batches := 0
			_, err := s.RotateInBatches(ctx, 2, func(int, int) {
				if batches++; batches == n {
					cancel()
				}
			})
			whole = err == nil
			cancel()
			if !whole && !errors.Is(err, context.Canceled) {
				t.Fatalf("after %d batches: %v", n, err)
			}
			p.checkAll(t, s)
			if n%4 == 0 { // now and then it is left to be finished; else the next key takes over in the middle
				given(s.RotateInBatches(t.Context(), 2, nil))
				onlyUnder(t, s, fmt.Sprint("key", n), "codes", "invitations")
			}
			if n > 200 {
				t.Fatal("no end")
			}
		}
		for _, k := range seekers {
			same(t, k, given(under(t, c, keys...).SeekerByPhone(t.Context(), k.Phone, k.Name)))
		}
	})
}

func TestTwoRotationsAtOnceAreHarmless(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		p := plantAll(t, under(t, c, oldKey))
		stores := []*store.Store{under(t, c, newKey, oldKey), under(t, c, newKey, oldKey)}
		must(t, errors.Join(atOnce(4, func(i int) error {
			_, err := stores[i%2].RotateInBatches(t.Context(), 1+i, nil)
			return err
		})...))
		p.checkAll(t, stores[0])
		onlyUnder(t, stores[0], "new", "codes", "invitations")
	})
}

// TestTheDatabaseSaysWhichKeySeals lets a process with the old key in front write beside a rotation: it takes up the new one.
func TestTheDatabaseSaysWhichKeySeals(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		ctx := t.Context()
		stale := under(t, c, oldKey, newKey)
		p := plantAll(t, stale)
		fresh := under(t, c, newKey, oldKey)
		k := fullSeeker()
		k.Name = "后来的人"
		must(t, stale.CreateSeeker(ctx, &k))
		if counted := given(stale.Census(ctx)); counted["seekers.name new"] != 2 { // the name and its index
			t.Errorf("%v", counted)
		}
		given(fresh.Rotate(ctx, system, nil))
		must(t, fresh.DropOldCodes(ctx, at(23)))
		must(t, fresh.DropOldInvitations(ctx, at(23).AddDate(0, 1, 0)))
		same(t, []string{"old"}, given(fresh.Rotate(ctx, system, nil)).Free)
		k.WageMin++
		must(t, stale.UpdateSeeker(ctx, &k))
		alone := under(t, c, newKey)
		same(t, k, given(alone.Seeker(ctx, k.ID)))
		same(t, p.seeker, given(stale.Seeker(ctx, p.seeker.ID)))

		// Back to the old key, which is new to the database again.
		given(under(t, c, oldKey, newKey).Rotate(ctx, system, nil))
		onlyUnder(t, stale, "old", "codes", "invitations")
	})
}

// TestNobodyIsKeptTwiceUnderTwoKeys registers the same person at once through processes with different keys in front.
func TestNobodyIsKeptTwiceUnderTwoKeys(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		stores := []*store.Store{under(t, c, oldKey, newKey), under(t, c, newKey, oldKey)}
		for i := range 20 {
			errs := atOnce(4, func(n int) error {
				k := fullSeeker()
				k.Name = fmt.Sprint("人", i)
				return stores[n%2].CreateSeeker(t.Context(), &k)
			})
			kept := 0
			for _, err := range errs {
				if err == nil {
					kept++
				} else {
					fails(t, err, models.CodeDuplicate)
				}
			}
			if kept != 1 {
				t.Errorf("kept %d times: %v", kept, errs)
			}
		}
	})
}

// TestARowThatChangedIsNotWrittenOver changes rows between the rotation's look and its write.
func TestARowThatChangedIsNotWrittenOver(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		ctx := t.Context()
		s := under(t, c, oldKey)
		changed, erased, plain := fullSeeker(), fullSeeker(), fullSeeker()
		erased.Name, plain.Name = "要走的人", "不动的人"
		for _, k := range []*models.Seeker{&changed, &erased, &plain} {
			must(t, s.CreateSeeker(ctx, k))
		}
		s = under(t, c, newKey, oldKey)
		n := given(s.SealAnewAfter(ctx, func() {
			changed.Name = "改名的人"
			must(t, s.UpdateSeeker(ctx, &changed))
			must(t, s.DeleteSeeker(ctx, erased.ID))
		}))
		if n != 1 {
			t.Errorf("%d rows were written", n)
		}
		same(t, changed, given(s.Seeker(ctx, changed.ID)))
		same(t, changed, given(s.SeekerByPhone(ctx, changed.Phone, changed.Name)))
		same(t, plain, given(s.SeekerByPhone(ctx, plain.Phone, plain.Name)))
		if all := given(s.Seekers(ctx, models.SeekerFilter{}, models.Page{Limit: 9})); all.Total != 2 {
			t.Errorf("%d seekers", all.Total)
		}
	})
}

// TestWhatDoesNotOpenKeepsItsKey goes on past damaged rows, tells them, and lets no key go that they may need.
func TestWhatDoesNotOpenKeepsItsKey(t *testing.T) {
	for damage, statement := range map[string]string{
		"a ciphertext of another row": "UPDATE seekers SET name = (SELECT witness FROM consents ORDER BY id LIMIT 1) WHERE name_index = ?",
		"no JSON":                     "UPDATE seekers SET consents = '{' WHERE name_index = ?",
		"no ciphertext":               "UPDATE seekers SET phone = 'x' WHERE name_index = ?",
		"no ciphertext in JSON":       `UPDATE seekers SET consents = '[{"scope":"contact","witnessed_by":"%"}]' WHERE name_index = ?`,
	} {
		t.Run(damage, func(t *testing.T) {
			eachConfig(t, func(t *testing.T, c store.Config) {
				ctx, s, db := t.Context(), under(t, c, oldKey), storetest.Raw(t, c)
				plantAll(t, s)
				k := fullSeeker()
				k.Name = "好人"
				must(t, s.CreateSeeker(ctx, &k))
				var index string
				must(t, db.QueryRowContext(ctx, "SELECT name_index FROM seekers ORDER BY id LIMIT 1").Scan(&index))
				_, err := db.ExecContext(ctx, statement, index)
				must(t, err)
				s = under(t, c, newKey, oldKey)
				must(t, s.DropOldCodes(ctx, at(23)))
				must(t, s.DropOldInvitations(ctx, at(23).AddDate(0, 1, 0)))
				got := given(s.Rotate(ctx, system, nil))
				if len(got.Stuck) != 1 || got.Stuck[0].Table != "seekers" || got.Stuck[0].Err == nil || len(got.Free) > 0 || len(got.Kept) != 1 {
					t.Errorf("%+v", got)
				}
				same(t, k, given(s.SeekerByPhone(ctx, k.Phone, k.Name)))
			})
		})
	}
}

// TestAKeyIsKeptBesideSomebodyWhoWritesUnderIt meets a program of an earlier version, which follows no key.
func TestAKeyIsKeptBesideSomebodyWhoWritesUnderIt(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		ctx, s, db := t.Context(), under(t, c, oldKey), storetest.Raw(t, c)
		k := fullSeeker()
		must(t, s.CreateSeeker(ctx, &k))
		var name, index []byte
		must(t, db.QueryRowContext(ctx, "SELECT name, name_index FROM seekers").Scan(&name, &index))
		s = under(t, c, newKey, oldKey)
		got := given(s.Rotate(ctx, system, func(int, int) {
			_, err := db.ExecContext(ctx, "UPDATE seekers SET name = ?, name_index = ?", name, string(index))
			must(t, err)
		}))
		if len(got.Free) > 0 || len(got.Kept) != 1 || got.Kept[0].Values == 0 {
			t.Errorf("%+v", got)
		}
		same(t, []string{"old"}, given(s.Rotate(ctx, system, nil)).Free)
		same(t, k, given(under(t, c, newKey).Seeker(ctx, k.ID)))
	})
}

// TestWhatNoKeyIsKnownForKeepsThemAll meets a value that does not even tell its key.
func TestWhatNoKeyIsKnownForKeepsThemAll(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		ctx, db := t.Context(), storetest.Raw(t, c)
		plantAll(t, under(t, c, oldKey))
		s := under(t, c, newKey, oldKey)
		must(t, s.DropOldCodes(ctx, at(23)))
		must(t, s.DropOldInvitations(ctx, at(23).AddDate(0, 1, 0)))
		_, err := db.ExecContext(ctx, "UPDATE reports SET text = 'x'")
		must(t, err)
		if got := given(s.Rotate(ctx, system, nil)); len(got.Stuck) != 1 || len(got.Free) > 0 {
			t.Errorf("%+v", got)
		}
	})
}

// TestATwinUnderAnotherKeyIsTold meets the same person kept twice, as two processes with different keys once could.
func TestATwinUnderAnotherKeyIsTold(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		ctx, db := t.Context(), storetest.Raw(t, c)
		first, twin := fullSeeker(), fullSeeker()
		must(t, under(t, c, oldKey).CreateSeeker(ctx, &first))
		hide(t, db, "hidden")
		s := under(t, c, newKey, oldKey)
		must(t, s.CreateSeeker(ctx, &twin))
		_, err := db.ExecContext(ctx, "UPDATE seekers SET phone_index = 'old:x' WHERE phone_index = 'hidden'")
		must(t, err)
		got := given(s.Rotate(ctx, system, nil))
		if len(got.Stuck) != 1 || got.Stuck[0].Row != first.ID || len(got.Kept) != 1 {
			t.Errorf("%+v", got)
		}
		must(t, s.DeleteSeeker(ctx, first.ID))
		same(t, []string{"old"}, given(s.Rotate(ctx, system, nil)).Free)
	})
}

func hide(t *testing.T, db *sql.DB, index string) {
	t.Helper()
	_, err := db.ExecContext(t.Context(), "UPDATE seekers SET phone_index = ?", index)
	must(t, err)
}

// TestACodeOfAnErasedAccountGoesUnderAnyKey erases an account that was sealed anew after a code was sent to it.
func TestACodeOfAnErasedAccountGoesUnderAnyKey(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		ctx := t.Context()
		p := plantAll(t, under(t, c, oldKey))
		s := under(t, c, newKey, oldKey)
		given(s.Rotate(ctx, system, nil))
		given(s.DeleteAccountsOf(ctx, p.seeker.ID))
		if n := given(s.CodesSince(ctx, p.seeker.Phone, storetest.Start)); n != 0 {
			t.Errorf("%d codes are left", n)
		}
	})
}

func TestARotationWithoutAKeyOfTheDatabaseIsRefused(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		plantAll(t, under(t, c, oldKey))
		c.Keys = storetest.Keyring(t, newerKey)
		s := given(store.Open(t.Context(), c))
		defer func() { must(t, s.Close()) }()
		if _, err := s.Rotate(t.Context(), system, nil); err == nil || !strings.Contains(err.Error(), `"old"`) {
			t.Errorf("%v", err)
		}
	})
}
