package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

const auditColumns = "id, seq, at, account_id, role, origin, request_id, action, object, object_id, division, reason, details, mac, link"

// auditCells are the columns of auditColumns after id and seq.
var auditCells = strings.Split(auditColumns, ", ")[2:]

// ledger is a chain whose rows can be changed behind the store's back and put back.
type ledger struct {
	t     *testing.T
	store *store.Store
	db    *sql.DB
	sqls  bool // whether it is SQLite, where a text can hold any byte
	rows  [][]any
	seal  []byte // the sealed head
	head  models.AuditHead
}

const ledgerLength = 7

func eachLedger(t *testing.T, test func(t *testing.T, l *ledger)) {
	storetest.EachConfig(t, func(t *testing.T, c store.Config, s *store.Store, db *sql.DB) {
		for i := range ledgerLength {
			e := clerk.Did("publish", models.ObjectEdition, fmt.Sprint("e", i), kouzhang)
			if i%2 == 1 {
				e = e.Because("工资写错 "+awkward).With("status", "字段")
			}
			must(t, s.Record(t.Context(), e))
		}
		given(s.SequenceAudit(t.Context()))
		l := &ledger{t: t, store: s, db: db, sqls: c.Driver == "sqlite", head: given(s.AuditHead(t.Context()))}
		l.rows, l.seal = l.read(), l.sealed()
		test(t, l)
	})
}

func (l *ledger) read() [][]any {
	rows, err := l.db.QueryContext(l.t.Context(), "SELECT "+auditColumns+" FROM audit_entries ORDER BY seq")
	must(l.t, err)
	defer func() { must(l.t, rows.Close()) }()
	var out [][]any
	for rows.Next() {
		row := make([]any, 2+len(auditCells))
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		must(l.t, rows.Scan(into...))
		out = append(out, row)
	}
	must(l.t, rows.Err())
	return out
}

// do changes what is kept.
func (l *ledger) do(statement string, args ...any) {
	l.t.Helper()
	_, err := l.db.ExecContext(l.t.Context(), statement, args...)
	must(l.t, err)
}

// sealed is the sealed head as it is kept, nothing while there is none.
func (l *ledger) sealed() []byte {
	var value []byte
	row := l.db.QueryRowContext(l.t.Context(), "SELECT value FROM secrets WHERE name = 'audit head'")
	if err := row.Scan(&value); !errors.Is(err, sql.ErrNoRows) {
		must(l.t, err)
	}
	return value
}

// reseal puts a sealed head in the place of the one that is kept.
func (l *ledger) reseal(value []byte) {
	l.do("DELETE FROM secrets WHERE name = 'audit head'")
	l.do("INSERT INTO secrets (name, value) VALUES ('audit head', ?)", value)
}

// restore puts every row back.
func (l *ledger) restore() {
	l.do("DELETE FROM audit_entries")
	for _, row := range l.rows {
		l.insert(row)
	}
	l.reseal(l.seal)
}

func (l *ledger) insert(row []any) {
	l.do("INSERT INTO audit_entries ("+auditColumns+") VALUES (?"+strings.Repeat(", ?", len(row)-1)+")", row...)
}

func (l *ledger) id(seq int) string { return fmt.Sprintf("%s", l.rows[seq-1][0]) }

// like is a row again under an id and a place of its own.
func (l *ledger) like(seq int, place any) []any {
	row := slices.Clone(l.rows[seq-1])
	row[0], row[1] = noID, place
	return row
}

// wait records entries that have no place yet.
func (l *ledger) wait(n int) {
	for range n {
		must(l.t, l.store.Record(l.t.Context(), clerk.Did("draft", models.ObjectEdition, "later", kouzhang)))
	}
}

// write records entries that get their place.
func (l *ledger) write(n int) {
	l.wait(n)
	given(l.store.SequenceAudit(l.t.Context()))
}

// faults verifies and gives what was found as "seq kind" with the known heads.
func (l *ledger) faults(known ...models.AuditHead) []string {
	l.t.Helper()
	out := []string{}
	for _, f := range given(l.store.VerifyAudit(l.t.Context(), known, nil)).Faults {
		out = append(out, fmt.Sprint(f.Seq, " ", f.What))
	}
	return out
}

func (l *ledger) wants(what string, got []string, want ...string) {
	l.t.Helper()
	if diff := cmp.Diff(append([]string{}, want...), got); diff != "" {
		l.t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// TestEveryByteOfEveryCellCounts changes one byte, one character or one number of a cell of an entry: the verification
// names that entry and no other.
func TestEveryByteOfEveryCellCounts(t *testing.T) {
	eachLedger(t, func(t *testing.T, l *ledger) {
		for seq := 1; seq <= ledgerLength; seq++ {
			for i, column := range auditCells {
				cell := fmt.Sprintf("%s", l.rows[seq-1][i+2])
				want := []string{fmt.Sprint(seq, " ", map[bool]string{true: "moved", false: "edited"}[column == "link"])}
				if column == "link" && seq == ledgerLength {
					want = append(want, fmt.Sprint(seq, " cut")) // the sealed head is another
				}
				if column == "at" {
					l.do("UPDATE audit_entries SET at = at + 1 WHERE seq = ?", seq)
				} else {
					l.do("UPDATE audit_entries SET "+column+" = ? WHERE seq = ?", spoilt(cell), seq)
				}
				l.wants(fmt.Sprint(column, " of ", seq), l.faults(), want...)
				l.do("UPDATE audit_entries SET "+column+" = ? WHERE seq = ?", l.rows[seq-1][i+2], seq)
			}
			l.do("UPDATE audit_entries SET id = ? WHERE seq = ?", spoilt(l.id(seq)), seq)
			l.wants(fmt.Sprint("id of ", seq), l.faults(), fmt.Sprint(seq, " edited"))
			l.do("UPDATE audit_entries SET id = ? WHERE seq = ?", l.id(seq), seq)
		}
		l.wants("all put back", l.faults(l.head))
	})
}

// spoilt is another text of the same length, but for an empty one.
func spoilt(s string) string {
	if s == "" {
		return "x"
	}
	last := "x"
	if strings.HasSuffix(s, last) {
		last = "y"
	}
	runes := []rune(s)
	return string(runes[:len(runes)-1]) + last
}

// TestAnyByteAnywhere takes SQLite at its word that a text can hold any byte: not even an invalid one hides behind another.
func TestAnyByteAnywhere(t *testing.T) {
	eachLedger(t, func(t *testing.T, l *ledger) {
		if !l.sqls {
			t.Skip("MySQL refuses bytes that are no text")
		}
		rapid.Check(t, func(t *rapid.T) {
			seq, column := rapid.IntRange(1, ledgerLength).Draw(t, "seq"), rapid.IntRange(1, len(auditCells)-1).Draw(t, "column")
			cell := []byte(fmt.Sprintf("%s", l.rows[seq-1][column+2]))
			where := rapid.IntRange(0, len(cell)).Draw(t, "where")
			other := append([]byte{}, cell...)
			if where == len(cell) {
				other = append(other, rapid.Byte().Draw(t, "more"))
			} else {
				other[where] ^= rapid.ByteRange(1, 255).Draw(t, "change")
			}
			l.do("UPDATE audit_entries SET "+auditCells[column]+" = CAST(? AS TEXT) WHERE seq = ?", other, seq)
			if got := l.faults(); len(got) == 0 || slices.ContainsFunc(got, func(f string) bool { return !strings.HasPrefix(f, fmt.Sprint(seq, " ")) }) {
				t.Errorf("%s of %d as %q: %v", auditCells[column], seq, other, got)
			}
			l.do("UPDATE audit_entries SET "+auditCells[column]+" = ? WHERE seq = ?", string(cell), seq)
		})
	})
}

// TestTampering takes entries out, puts others in and changes their order.
func TestTampering(t *testing.T) {
	swap := func(l *ledger, a, b int) {
		l.do("UPDATE audit_entries SET seq = 99 WHERE seq = ?", a)
		l.do("UPDATE audit_entries SET seq = ? WHERE seq = ?", a, b)
		l.do("UPDATE audit_entries SET seq = ? WHERE seq = 99", b)
	}
	cases := []struct {
		name string
		do   func(l *ledger)
		want []string // without a known head
		cut  []string // what the head before it tells beyond that
	}{
		{"nothing", func(*ledger) {}, nil, nil},
		{"the first gone", func(l *ledger) { l.do("DELETE FROM audit_entries WHERE seq = 1") }, []string{"1 removed"}, nil},
		{"one gone", func(l *ledger) { l.do("DELETE FROM audit_entries WHERE seq = 4") }, []string{"4 removed"}, nil},
		{"two gone", func(l *ledger) { l.do("DELETE FROM audit_entries WHERE seq IN (2, 3)") }, []string{"2 removed", "3 removed"}, nil},
		{"the last gone", func(l *ledger) { l.do("DELETE FROM audit_entries WHERE seq = 7") }, []string{"7 cut"}, nil},
		{"the tail gone", func(l *ledger) { l.do("DELETE FROM audit_entries WHERE seq > 3") }, []string{"7 cut"}, nil},
		{"all gone", func(l *ledger) { l.do("DELETE FROM audit_entries") }, []string{"7 cut"}, nil},
		{"the tail written anew", func(l *ledger) {
			l.do("DELETE FROM audit_entries WHERE seq > 5")
			l.write(2)
		}, []string{"6 broken"}, []string{"7 cut"}},
		{"the tail written anew and longer", func(l *ledger) {
			l.do("DELETE FROM audit_entries WHERE seq > 5")
			l.write(4)
		}, []string{"6 broken"}, []string{"7 cut"}},
		{"one gone and the rest moved up", func(l *ledger) {
			l.do("DELETE FROM audit_entries WHERE seq = 3")
			for seq := 4; seq <= ledgerLength; seq++ {
				l.do("UPDATE audit_entries SET seq = ? WHERE seq = ?", seq-1, seq)
			}
		}, []string{"3 moved", "4 moved", "5 moved", "6 moved", "7 cut"}, nil},
		{"two neighbours changed places", func(l *ledger) { swap(l, 2, 3) }, []string{"2 moved", "3 moved", "4 moved"}, nil},
		{"first and last changed places", func(l *ledger) { swap(l, 1, 7) }, []string{"1 moved", "2 moved", "7 moved", "7 cut"}, nil},
		{"two changed places, their links stayed", func(l *ledger) {
			swap(l, 2, 3)
			l.do("UPDATE audit_entries SET link = ? WHERE seq = 2", l.rows[1][14])
			l.do("UPDATE audit_entries SET link = ? WHERE seq = 3", l.rows[2][14])
		}, []string{"2 moved", "3 moved"}, nil},
		{"two changed their hashes", func(l *ledger) {
			l.do("UPDATE audit_entries SET mac = ? WHERE seq = 2", l.rows[2][13])
			l.do("UPDATE audit_entries SET mac = ? WHERE seq = 3", l.rows[1][13])
		}, []string{"2 edited", "3 edited"}, nil},
		{"one again under another id", func(l *ledger) { l.insert(l.like(2, 8)) }, []string{"7 cut", "8 edited"}, nil},
		{"one again under another id, waiting", func(l *ledger) { l.insert(l.like(2, nil)) }, []string{"0 edited"}, nil},
		{"one again under another id, sequenced", func(l *ledger) {
			l.insert(l.like(2, nil))
			given(l.store.SequenceAudit(l.t.Context()))
		}, []string{"8 edited"}, nil},
		{"one sent back to wait", func(l *ledger) { l.do("UPDATE audit_entries SET seq = NULL WHERE seq = 3") }, []string{"3 removed"}, nil},
		{"one sent back and sequenced", func(l *ledger) {
			l.do("UPDATE audit_entries SET seq = NULL WHERE seq = 3")
			given(l.store.SequenceAudit(l.t.Context()))
		}, []string{"3 removed"}, nil},
		{"one before the beginning", func(l *ledger) { l.do("UPDATE audit_entries SET seq = 0 WHERE seq = 7") }, []string{"7 cut", "0 moved"}, nil},
		{"one behind the end", func(l *ledger) { l.do("UPDATE audit_entries SET seq = 9 WHERE seq = 7") }, []string{"7 removed", "8 removed"}, nil},
		{"a link repeated", func(l *ledger) { l.do("UPDATE audit_entries SET link = ? WHERE seq = 5", l.rows[3][14]) }, []string{"5 moved"}, nil},
		{"the last link", func(l *ledger) { l.do("UPDATE audit_entries SET link = ? WHERE seq = 7", l.rows[3][14]) }, []string{"7 moved", "7 cut"}, nil},
		{"the last link, and work went on", func(l *ledger) {
			l.do("UPDATE audit_entries SET link = ? WHERE seq = 7", l.rows[3][14])
			l.write(1)
		}, []string{"7 moved", "8 broken"}, []string{"7 cut"}},
		{"a waiting one changed", func(l *ledger) {
			l.wait(1)
			l.do("UPDATE audit_entries SET reason = 'x' WHERE seq IS NULL")
		}, []string{"0 edited"}, nil},
		// Nothing refers to an entry before it has its place, a second later: its removal is the one that cannot be seen.
		{"a waiting one gone", func(l *ledger) {
			l.wait(1)
			l.do("DELETE FROM audit_entries WHERE seq IS NULL")
		}, nil, nil},
	}
	eachLedger(t, func(t *testing.T, l *ledger) {
		for _, c := range cases {
			c.do(l)
			l.wants(c.name, l.faults(), c.want...)
			known, want := l.faults(l.head), slices.Concat(c.want, c.cut)
			slices.Sort(known)
			slices.Sort(want)
			l.wants(c.name+", with the head", known, want...)
			l.restore()
		}
		l.wants("all put back", l.faults(l.head))
	})
}

// TestEveryKnownHeadMustBeThere holds all that were exported, also two that contradict one another.
func TestEveryKnownHeadMustBeThere(t *testing.T) {
	eachLedger(t, func(t *testing.T, l *ledger) {
		head := func(seq int) models.AuditHead {
			return models.AuditHead{Seq: int64(seq), Link: fmt.Sprintf("%s", l.rows[seq-1][14])}
		}
		l.wants("all of them", l.faults(models.AuditHead{}, head(1), head(4), l.head))
		other := models.AuditHead{Seq: 4, Link: head(5).Link}
		l.wants("another link, then the right one", l.faults(other, head(4)), "4 cut")
		l.wants("the right link, then another one", l.faults(head(4), other), "4 cut")
		l.wants("beyond the end", l.faults(models.AuditHead{Seq: 9, Link: other.Link}, models.AuditHead{Seq: 8, Link: other.Link}), "8 cut", "9 cut")
	})
}

// TestACheckTellsWhatItSaw counts, hears of its progress and bounds what it tells.
func TestACheckTellsWhatItSaw(t *testing.T) {
	eachLedger(t, func(t *testing.T, l *ledger) {
		l.wait(2)
		var heard []int
		got := given(l.store.VerifyAudit(t.Context(), nil, func(done, total int) { heard = append(heard, done, total) }))
		want := models.AuditCheck{Entries: ledgerLength, Head: l.head, Pending: 2}
		if diff := cmp.Diff(want, got); diff != "" || !slices.Equal(heard, []int{ledgerLength, ledgerLength}) {
			t.Errorf("heard %v\n%s", heard, diff)
		}
		l.do("UPDATE audit_entries SET seq = 1000000000000 WHERE seq = 7")
		if got := given(l.store.VerifyAudit(t.Context(), nil, nil)); len(got.Faults) != models.MaxAuditFaults {
			t.Errorf("%d faults are told", len(got.Faults))
		}
		l.do("UPDATE audit_entries SET details = '{' WHERE seq = 6")
		if got := given(l.store.AuditEntries(t.Context(), models.AuditFilter{ObjectID: "e5"}, models.Page{Limit: 1})).Items; len(got) != 1 || got[0].Details[0] != "{" {
			t.Errorf("an entry that was changed is not shown as it stands: %+v", got)
		}
	})
}
