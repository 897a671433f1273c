package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"konggang/models"
)

// VerifyAudit reads the whole chain and tells every place where it is not as it was written. Each known head, exported
// earlier, must still be in it, and so must the sealed one. progress, if not nil, hears how many of how many entries are done. Entries that are written
// meanwhile are no fault: what has its place never changes again, and what comes later is behind the head of the beginning.
func (s *Store) VerifyAudit(ctx context.Context, known []models.AuditHead, progress func(done, total int)) (models.AuditCheck, error) {
	key, err := s.chainKey(ctx)
	if err != nil {
		return models.AuditCheck{}, err
	}
	w := chainWalk{key: key, known: map[int64][]string{}}
	for _, h := range known {
		w.expect(h)
	}
	head, err := s.expectSealed(ctx, &w)
	if err != nil {
		return models.AuditCheck{}, err
	}
	err = s.walkChain(ctx, &w, head.Seq, progress)
	if err == nil {
		w.end()
		err = s.checkOutside(ctx, &w)
	}
	return w.check, err
}

// expectSealed has the walk find the sealed head, and gives the head to walk to. The sealed head is written with the places up
// to it; so it is never behind a head that was read before it, and is in the chain that is read after it.
func (s *Store) expectSealed(ctx context.Context, w *chainWalk) (models.AuditHead, error) {
	before, err := s.AuditHead(ctx)
	if err != nil {
		return before, err
	}
	sealed, there, err := s.sealedHead(ctx)
	if err != nil {
		return before, err
	}
	switch {
	case !there:
		w.doubt(before.Seq)
	case sealed.Seq < before.Seq:
		w.doubt(sealed.Seq)
	default:
		w.expect(sealed)
	}
	return s.AuditHead(ctx)
}

// walkChain goes along the entries up to the head.
func (s *Store) walkChain(ctx context.Context, w *chainWalk, head int64, progress func(done, total int)) error {
	for w.check.Head.Seq < head {
		rows, err := gorm.G[auditRow](s.db(ctx)).Where("seq > ? AND seq <= ?", w.check.Head.Seq, head).Order("seq").Limit(auditBatch).Find(ctx)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			w.step(r)
		}
		if progress != nil {
			progress(int(w.check.Head.Seq), int(head))
		}
	}
	return nil
}

// checkOutside looks at the entries that are not in the chain: those that have no place yet, whose content is keyed all the
// same, and those moved before its beginning.
func (s *Store) checkOutside(ctx context.Context, w *chainWalk) error {
	for last := ""; ; {
		rows, err := gorm.G[auditRow](s.db(ctx)).Where("(seq IS NULL OR seq < 1) AND id > ?", last).Order("id").Limit(auditBatch).Find(ctx)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			w.outside(r)
			last = r.ID
		}
	}
}

// chainWalk goes along the chain; after a fault it goes on from what is there, so that one fault does not make all that
// follows one.
type chainWalk struct {
	key   []byte
	known map[int64][]string
	check models.AuditCheck
	// owed is the link that the last entry should have; where it has another, that was told.
	owed string
}

func (w *chainWalk) fault(seq int64, id string, what models.AuditFaultKind) {
	if len(w.check.Faults) < models.MaxAuditFaults {
		w.check.Faults = append(w.check.Faults, models.AuditFault{Seq: seq, ID: id, What: what})
	}
}

// expect has a head be in the chain.
func (w *chainWalk) expect(h models.AuditHead) { w.known[h.Seq] = append(w.known[h.Seq], h.Link) }

// doubt has a place be told as cut whatever stands there: no link is the one that it expects.
func (w *chainWalk) doubt(seq int64) {
	if seq == 0 {
		w.fault(0, "", models.AuditCut)
		return
	}
	w.expect(models.AuditHead{Seq: seq, Link: "none"})
}

func (w *chainWalk) step(r auditRow) {
	seq, before := *r.Seq, w.check.Head
	for missing := before.Seq + 1; missing < seq && len(w.check.Faults) < models.MaxAuditFaults; missing++ {
		w.fault(missing, "", models.AuditRemoved)
	}
	linked := seq > before.Seq+1 || equal(r.Link, link(w.key, before.Link, seq, r.MAC)) || equal(r.Link, link(w.key, w.owed, seq, r.MAC))
	if whole := w.content(r, seq); whole && !linked {
		w.fault(seq, r.ID, models.AuditMoved)
	}
	if slices.ContainsFunc(w.known[seq], func(want string) bool { return !equal(r.Link, want) }) {
		w.fault(seq, r.ID, models.AuditCut)
	}
	w.owed = link(w.key, before.Link, seq, r.MAC)
	w.check.Entries++
	w.check.Head = models.AuditHead{Seq: seq, Link: r.Link}
}

// content tells whether an entry says what was written.
func (w *chainWalk) content(r auditRow, seq int64) bool {
	whole := equal(r.mac(w.key), r.MAC)
	if !whole {
		w.fault(seq, r.ID, models.AuditEdited)
	}
	if r.Action == models.ActionChainBroken {
		w.fault(seq, r.ID, models.AuditBroken)
	}
	return whole
}

// outside checks an entry that is not in the chain.
func (w *chainWalk) outside(r auditRow) {
	if r.Seq != nil {
		w.fault(*r.Seq, r.ID, models.AuditMoved)
		return
	}
	w.check.Pending++
	w.content(r, 0)
}

// end tells the known heads that the chain does not reach.
func (w *chainWalk) end() {
	beyond := make([]int64, 0, len(w.known))
	for seq := range w.known {
		if seq > w.check.Head.Seq {
			beyond = append(beyond, seq)
		}
	}
	slices.Sort(beyond)
	for _, seq := range beyond {
		w.fault(seq, "", models.AuditCut)
	}
}
