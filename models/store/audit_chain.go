package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"konggang/models"
)

// auditBatch bounds the entries of one transaction of the sequencer, and of one look of a verification.
const auditBatch = 500

// link chains an entry behind the one before it.
func link(key []byte, before string, seq int64, mac string) string {
	return keyed(key, fmt.Appendf(nil, "%s %d %s", before, seq, mac))
}

// SequenceAudit gives every entry that is committed and has no place yet its place in the chain, in the order of their ids,
// and tells how many. Entries are written by many at once and become visible in any order; so places are given afterwards, by
// one sequencer at a time, and no entry can appear behind a place that was read already.
func (s *Store) SequenceAudit(ctx context.Context) (int, error) {
	key, err := s.chainKey(ctx)
	if err != nil {
		return 0, err
	}
	for total := 0; ; {
		n, err := s.sequenceSome(ctx, key)
		total += n
		if err != nil || n < auditBatch {
			return total, err
		}
	}
}

func (s *Store) sequenceSome(ctx context.Context, key []byte) (int, error) {
	if waiting, err := s.pendingAudit(ctx); err != nil || waiting == 0 {
		return 0, err
	}
	n := 0
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Alone(ctx, "audit"); err != nil {
			return err
		}
		head, err := s.AuditHead(ctx)
		if err != nil {
			return err
		}
		rows, err := gorm.G[auditRow](s.db(ctx)).Where("seq IS NULL").Order("id").Limit(auditBatch).Find(ctx)
		if err != nil {
			return err
		}
		for _, r := range rows {
			head = models.AuditHead{Seq: head.Seq + 1, Link: link(key, head.Link, head.Seq+1, r.MAC)}
			placed, err := gorm.G[auditRow](s.db(ctx)).Where("id = ? AND seq IS NULL", r.ID).Select("seq", "link").Updates(ctx, auditRow{Seq: &head.Seq, Link: head.Link})
			if err != nil {
				return err
			}
			if placed != 1 {
				return fmt.Errorf("store: audit entry %s got two places", r.ID)
			}
		}
		n = len(rows)
		return nil
	})
	return n, err
}

// pendingAudit counts the entries that have no place yet.
func (s *Store) pendingAudit(ctx context.Context) (int, error) {
	n, err := gorm.G[auditRow](s.db(ctx)).Where("seq IS NULL").Count(ctx, "*")
	return int(n), err
}

// AuditHead is the last link of the chain as it is now; the zero head while there is none.
func (s *Store) AuditHead(ctx context.Context) (models.AuditHead, error) {
	rows, err := gorm.G[auditRow](s.db(ctx)).Where("seq IS NOT NULL").Order("seq DESC").Limit(1).Find(ctx)
	if err != nil || len(rows) == 0 {
		return models.AuditHead{}, err
	}
	return models.AuditHead{Seq: *rows[0].Seq, Link: rows[0].Link}, nil
}

// VerifyAudit reads the whole chain and tells every place where it is not as it was written. Each known head, exported
// earlier, must still be in it. progress, if not nil, hears how many of how many entries are done.
func (s *Store) VerifyAudit(ctx context.Context, known []models.AuditHead, progress func(done, total int)) (models.AuditCheck, error) {
	key, err := s.chainKey(ctx)
	if err != nil {
		return models.AuditCheck{}, err
	}
	head, err := s.AuditHead(ctx)
	if err != nil {
		return models.AuditCheck{}, err
	}
	w := chainWalk{key: key, known: map[int64]string{}}
	for _, h := range known {
		w.known[h.Seq] = h.Link
	}
	for w.check.Head.Seq < head.Seq {
		rows, err := gorm.G[auditRow](s.db(ctx)).Where("seq > ? AND seq <= ?", w.check.Head.Seq, head.Seq).Order("seq").Limit(auditBatch).Find(ctx)
		if err != nil || len(rows) == 0 {
			return w.check, err
		}
		for _, r := range rows {
			if err := w.step(r); err != nil {
				return w.check, err
			}
		}
		if progress != nil {
			progress(int(w.check.Head.Seq), int(head.Seq))
		}
	}
	w.end(known)
	if w.check.Pending, err = s.pendingAudit(ctx); err != nil {
		return w.check, err
	}
	return w.check, s.checkPending(ctx, &w)
}

// checkPending looks at the entries that have no place yet: their content is keyed all the same.
func (s *Store) checkPending(ctx context.Context, w *chainWalk) error {
	rows, err := gorm.G[auditRow](s.db(ctx)).Where("seq IS NULL").Order("id").Limit(auditBatch).Find(ctx)
	for _, r := range rows {
		if err == nil {
			_, err = w.checkContent(r, 0)
		}
	}
	return err
}

// chainWalk goes along the chain; after a fault it goes on from what is there, so that one fault is told once.
type chainWalk struct {
	key   []byte
	known map[int64]string
	check models.AuditCheck
	// owed is the link that the last entry should have; where it has another, that was told.
	owed string
}

func (w *chainWalk) fault(seq int64, id string, what models.AuditFaultKind) {
	if len(w.check.Faults) < models.MaxAuditFaults {
		w.check.Faults = append(w.check.Faults, models.AuditFault{Seq: seq, ID: id, What: what})
	}
}

func (w *chainWalk) step(r auditRow) error {
	seq := *r.Seq
	gap := seq != w.check.Head.Seq+1
	for missing := w.check.Head.Seq + 1; missing < seq && len(w.check.Faults) < models.MaxAuditFaults; missing++ {
		w.fault(missing, "", models.AuditRemoved)
	}
	whole, err := w.checkContent(r, seq)
	if err != nil {
		return err
	}
	linked := equal(r.Link, link(w.key, w.check.Head.Link, seq, r.MAC)) || equal(r.Link, link(w.key, w.owed, seq, r.MAC))
	if whole && !gap && !linked {
		w.fault(seq, r.ID, models.AuditMoved)
	}
	if want, known := w.known[seq]; known && !equal(r.Link, want) {
		w.fault(seq, r.ID, models.AuditCut)
	}
	w.owed = link(w.key, w.check.Head.Link, seq, r.MAC)
	w.check.Entries++
	w.check.Head = models.AuditHead{Seq: seq, Link: r.Link}
	return nil
}

// checkContent tells whether an entry says what was written.
func (w *chainWalk) checkContent(r auditRow, seq int64) (bool, error) {
	mac, err := r.mac(w.key)
	whole := equal(mac, r.MAC)
	if err == nil && !whole {
		w.fault(seq, r.ID, models.AuditEdited)
	}
	return whole, err
}

// end tells the known heads that the chain does not reach.
func (w *chainWalk) end(known []models.AuditHead) {
	for _, h := range known {
		if h.Seq > w.check.Head.Seq {
			w.fault(h.Seq, "", models.AuditCut)
		}
	}
}
