package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

var clerk = models.Actor{AccountID: noID, Role: models.RoleOffice, Division: "410184000000", Origin: "192.0.2.7", RequestID: "req-1"}

// TestChainAfterManyWriters writes from sixteen sides, sequences from three and verifies meanwhile: whatever was kept has
// one place, nothing that was taken back has one, and no look in between raises an alarm.
func TestChainAfterManyWriters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		const writers, each = 16, 6
		ctx, regret := t.Context(), errors.New("changed my mind")
		var over sync.WaitGroup
		quiet := make(chan struct{})
		while := func(work func() error) {
			over.Go(func() {
				for {
					if err := work(); err != nil {
						t.Error(err)
						return
					}
					select {
					case <-quiet:
						return
					default:
					}
				}
			})
		}
		for range 3 {
			while(func() error { _, err := s.SequenceAudit(ctx); return err })
		}
		var exported []models.AuditHead // by the one goroutine that verifies
		while(func() error {
			head, err := s.AuditHead(ctx)
			if err != nil {
				return err
			}
			exported = append(exported, head)
			check, err := s.VerifyAudit(ctx, exported, nil)
			if len(check.Faults) > 0 {
				t.Errorf("a false alarm: %+v", check.Faults)
			}
			return err
		})
		errs := atOnce(writers, func(i int) error {
			for n := range each {
				err := s.Atomically(ctx, func(ctx context.Context) error {
					e := models.Enterprise{Name: fmt.Sprint("厂", i, "-", n), Division: kouzhang}
					if err := s.CreateEnterprise(ctx, &e); err != nil {
						return err
					}
					if err := s.Record(ctx, clerk.Did("create", models.ObjectEnterprise, e.ID, kouzhang)); err != nil {
						return err
					}
					if n%3 == 2 {
						return regret
					}
					return nil
				})
				if n%3 == 2 && errors.Is(err, regret) {
					err = nil
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		close(quiet)
		over.Wait()
		must(t, errors.Join(errs...))
		given(s.SequenceAudit(ctx))
		const kept = writers * each * 2 / 3
		check := given(s.VerifyAudit(ctx, exported, nil))
		if len(check.Faults) > 0 || check.Entries != kept || check.Head.Seq != kept || check.Pending != 0 || check.Head != given(s.AuditHead(ctx)) {
			t.Errorf("%+v, want %d entries", check, kept)
		}
		seen := map[string]bool{}
		for page := (models.Page{Limit: 100}); ; {
			part := given(s.AuditEntries(ctx, models.AuditFilter{}, page))
			for _, e := range part.Items {
				if seen[e.ObjectID] || !exists(ctx, s, e.ObjectID) || e.Seq < 1 {
					t.Errorf("entry %+v is there twice, of nothing, or has no place", e)
				}
				seen[e.ObjectID] = true
			}
			if page.Cursor = part.Next; page.Cursor == "" {
				break
			}
		}
		if len(seen) != kept {
			t.Errorf("%d entries, want %d", len(seen), kept)
		}
	})
}

// TestADeedGoesWithItsEntry keeps nothing of what could not be recorded, whatever the reason.
func TestADeedGoesWithItsEntry(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, _ store.Config, s *store.Store, db *sql.DB) {
		deed := func(entry models.AuditEntry) (string, error) {
			var e models.Enterprise
			err := s.Atomically(t.Context(), func(ctx context.Context) error {
				e = models.Enterprise{Name: "宏发食品", Division: kouzhang}
				if err := s.CreateEnterprise(ctx, &e); err != nil {
					return err
				}
				entry.ObjectID = e.ID
				return s.Record(ctx, entry)
			})
			return e.ID, err
		}
		fine := clerk.Did("create", models.ObjectEnterprise, "", kouzhang)
		if id, err := deed(fine); err != nil || !exists(t.Context(), s, id) {
			t.Errorf("a deed with its entry: %v", err)
		}
		id, err := deed(fine.Because(strings.Repeat("字", 501)))
		if fails(t, err, models.CodeInvalid); id == "" || exists(t.Context(), s, id) {
			t.Error("a deed was kept whose entry is too long")
		}
		_, err = db.ExecContext(t.Context(), "DROP TABLE audit_entries")
		must(t, err)
		if id, err := deed(fine); err == nil || id == "" || exists(t.Context(), s, id) {
			t.Error("a deed was kept that could not be recorded")
		}
	})
}

func TestEntriesComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		want := clerk.Did("suspend", models.ObjectEnterprise, noID, kouzhang).Because("举报 "+awkward).With("status", awkward)
		must(t, s.Record(ctx, want))
		only := func() models.AuditEntry {
			return given(s.AuditEntries(ctx, models.AuditFilter{}, models.Page{Limit: 1})).Items[0]
		}
		if got := only(); got.ID == "" || got.Seq != 0 || !got.At.After(storetest.Start) {
			t.Errorf("%+v", got)
		}
		if n := given(s.SequenceAudit(ctx)); n != 1 {
			t.Errorf("%d got their place", n)
		}
		got := only()
		want.ID, want.Seq, want.At = got.ID, 1, got.At
		comesBack(t, want, got)
		if n := given(s.SequenceAudit(ctx)); n != 0 {
			t.Errorf("%d got another place", n)
		}
	})
}

func TestListsOfEntries(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		other := models.System("command line")
		for _, e := range []models.AuditEntry{
			clerk.Did("publish", models.ObjectEdition, "e1", kouzhang), clerk.Did("publish", models.ObjectEdition, "e2", elsewhere),
			clerk.Did("suspend", models.ObjectEnterprise, "f", "410184102000"), other.Did("import", models.ObjectDivision, "410184000000", "410184000000"),
			other.Did("rotate", models.ObjectKeys, "", ""),
		} {
			must(t, s.Record(ctx, e))
		}
		all := given(s.AuditEntries(ctx, models.AuditFilter{}, models.Page{Limit: 100})).Items
		for _, c := range []struct {
			filter models.AuditFilter
			want   string
		}{
			{models.AuditFilter{}, "rotate import suspend publish publish"},
			{models.AuditFilter{Within: "410184000000"}, "import suspend publish publish"},
			{models.AuditFilter{Within: "410184102000"}, "suspend publish"},
			{models.AuditFilter{Within: kouzhang}, "publish"},
			{models.AuditFilter{Object: models.ObjectEdition}, "publish publish"},
			{models.AuditFilter{ObjectID: "e2"}, "publish"},
			{models.AuditFilter{AccountID: clerk.AccountID, Action: "suspend"}, "suspend"},
			{models.AuditFilter{Since: all[2].At}, "rotate import suspend"},
			{models.AuditFilter{Until: all[2].At}, "publish publish"},
			{models.AuditFilter{Since: all[2].At, Until: all[2].At.Add(time.Millisecond)}, "suspend"},
			{models.AuditFilter{Action: "sing"}, ""},
		} {
			var got []string
			page := models.Page{Limit: 2}
			for {
				part := given(s.AuditEntries(ctx, c.filter, page))
				for _, e := range part.Items {
					got = append(got, e.Action)
				}
				if page.Cursor = part.Next; page.Cursor == "" {
					break
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%+v: %v, want %s", c.filter, got, c.want)
			}
		}
		_, err := s.AuditEntries(ctx, models.AuditFilter{}, models.Page{Cursor: "?"})
		fails(t, err, models.CodeInvalidCursor)
	})
}

// TestALostKeyIsTold makes no new key for a chain that has lost its own.
func TestALostKeyIsTold(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, c store.Config, s *store.Store, db *sql.DB) {
		must(t, s.Record(t.Context(), clerk.Did("publish", models.ObjectEdition, "e", kouzhang)))
		_, err := db.ExecContext(t.Context(), "DELETE FROM secrets")
		must(t, err)
		again := given(store.Open(t.Context(), c))
		defer func() { must(t, again.Close()) }()
		if err := again.CheckKeys(t.Context()); err == nil || !strings.Contains(err.Error(), "audit chain") {
			t.Errorf("a chain without its key: %v", err)
		}
		_, err = db.ExecContext(t.Context(), "DELETE FROM audit_entries")
		must(t, err)
		must(t, again.CheckKeys(t.Context()))
	})
}
