package store_test

import (
	"fmt"
	"slices"
	"testing"

	"konggang/models"
)

// takeOut removes the entry at a place and has the program number anew all that stood behind it.
func (l *ledger) takeOut(seq int) {
	l.do("DELETE FROM audit_entries WHERE seq = ?", seq)
	l.do("UPDATE audit_entries SET seq = NULL, link = '' WHERE seq > ?", seq)
}

// TestPlacesTakenAwayAreTold removes entries and lets the program number the rest anew, with SQL alone: that stays to be seen,
// also when honest work goes on.
func TestPlacesTakenAwayAreTold(t *testing.T) {
	for _, c := range []struct {
		name    string
		do      func(l *ledger)
		atOnce  []string // before anything is sequenced
		forGood []string
		details []string // of the last entry that tells it
	}{
		{"nothing", func(*ledger) {}, nil, nil, nil},
		{"in the middle", func(l *ledger) { l.takeOut(4) }, []string{"7 cut"}, []string{"4 broken"}, []string{"sealed 7", "found 3"}},
		{"the first", func(l *ledger) { l.takeOut(1) }, []string{"7 cut"}, []string{"1 broken"}, []string{"sealed 7", "found 0"}},
		{"all wait again", func(l *ledger) { l.do("UPDATE audit_entries SET seq = NULL, link = ''") }, []string{"7 cut"}, []string{"1 broken"}, []string{"sealed 7", "found 0"}},
		{"the tail waits again", func(l *ledger) { l.do("UPDATE audit_entries SET seq = NULL, link = '' WHERE seq > 5") }, []string{"7 cut"}, []string{"6 broken"}, []string{"sealed 7", "found 5"}},
		{"the tail gone", func(l *ledger) { l.do("DELETE FROM audit_entries WHERE seq > 5") }, []string{"7 cut"}, []string{"6 broken"}, []string{"sealed 7", "found 5"}},
		{"twice", func(l *ledger) {
			l.takeOut(4)
			given(l.store.SequenceAudit(l.t.Context()))
			l.takeOut(6)
		}, []string{"4 broken", "7 cut"}, []string{"4 broken", "6 broken"}, []string{"sealed 7", "found 5"}},
		{"twice, the second time what told of the first", func(l *ledger) {
			l.takeOut(4)
			given(l.store.SequenceAudit(l.t.Context()))
			l.takeOut(4)
		}, []string{"7 cut"}, []string{"4 broken"}, []string{"sealed 7", "found 3"}},
		{"what told of the first waits again", func(l *ledger) {
			l.takeOut(4)
			given(l.store.SequenceAudit(l.t.Context()))
			l.do("UPDATE audit_entries SET seq = NULL, link = '' WHERE seq > 3")
		}, []string{"7 cut", "0 broken"}, []string{"4 broken", "8 broken"}, []string{"sealed 7", "found 3"}},
		{"the sealed head gone", func(l *ledger) { l.do("DELETE FROM secrets WHERE name = 'audit head'") }, []string{"7 cut"}, []string{"8 broken"}, []string{"sealed none", "found 7"}},
		{"the sealed head gone, all wait again", func(l *ledger) {
			l.takeOut(1)
			l.do("DELETE FROM secrets WHERE name = 'audit head'")
		}, []string{"0 cut"}, []string{"1 broken"}, []string{"sealed none", "found 0"}},
		{"the sealed head forged", func(l *ledger) {
			l.takeOut(4)
			l.reseal([]byte(fmt.Sprintf("3:%s", l.rows[2][14])))
		}, []string{"3 cut"}, []string{"4 broken"}, []string{"sealed none", "found 3"}},
		{"an earlier sealed head", func(l *ledger) {
			l.write(1)
			l.reseal(l.seal)
		}, []string{"7 cut"}, []string{"9 broken"}, []string{"sealed 7", "found 8"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			eachLedger(t, func(t *testing.T, l *ledger) {
				c.do(l)
				l.wants("at once", l.faults(), c.atOnce...)
				for range 2 {
					l.write(2)
					l.wants("for good", l.faults(), c.forGood...)
				}
				var details []string
				for _, e := range given(l.store.AuditEntries(t.Context(), models.AuditFilter{Action: models.ActionChainBroken}, models.Page{Limit: 1})).Items {
					details = e.Details
				}
				if !slices.Equal(details, c.details) {
					t.Errorf("told as %q, want %q", details, c.details)
				}
			})
		})
	}
}
