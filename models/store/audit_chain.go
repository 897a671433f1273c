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
// one sequencer at a time, and no entry can appear behind a place that was read already. A chain that does not end as it was left
// gets an entry of its own that says so (see checkedHead).
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
		head, err := s.checkedHead(ctx, key)
		if err != nil {
			return err
		}
		rows, err := gorm.G[auditRow](s.db(ctx)).Where("seq IS NULL").Order("id").Limit(auditBatch).Find(ctx)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if head, err = s.givePlace(ctx, key, head, r); err != nil {
				return err
			}
		}
		n = len(rows)
		return s.keepHead(ctx, head)
	})
	return n, err
}

// givePlace chains an entry behind the head and gives the head that it makes.
func (s *Store) givePlace(ctx context.Context, key []byte, head models.AuditHead, r auditRow) (models.AuditHead, error) {
	head = models.AuditHead{Seq: head.Seq + 1, Link: link(key, head.Link, head.Seq+1, r.MAC)}
	placed, err := gorm.G[auditRow](s.db(ctx)).Where("id = ? AND seq IS NULL", r.ID).Select("seq", "link").Updates(ctx, auditRow{Seq: &head.Seq, Link: head.Link})
	if err == nil && placed != 1 {
		err = fmt.Errorf("store: audit entry %s got two places", r.ID)
	}
	return head, err
}

// pendingAudit counts the entries that have no place yet.
func (s *Store) pendingAudit(ctx context.Context) (int, error) {
	n, err := gorm.G[auditRow](s.db(ctx)).Where("seq IS NULL").Count(ctx, "*")
	return int(n), err
}

// AuditHead is the last link of the chain as it is now; the zero head while there is none.
func (s *Store) AuditHead(ctx context.Context) (models.AuditHead, error) {
	rows, err := gorm.G[auditRow](s.db(ctx)).Where("seq > 0").Order("seq DESC").Limit(1).Find(ctx)
	if err != nil || len(rows) == 0 {
		return models.AuditHead{}, err
	}
	return models.AuditHead{Seq: *rows[0].Seq, Link: rows[0].Link}, nil
}
