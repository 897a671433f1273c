package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"konggang/models"
)

// headSecret is the row of secrets with the last head that the sequencer gave. It is sealed, so that nobody can take places
// away with SQL alone and have the program give them anew as if nothing had been.
const headSecret = "audit head"

// sealedHead is the last head that the sequencer gave; not there when its row is gone or was not written by the program, since
// there is one from the moment that a chain has its key.
func (s *Store) sealedHead(ctx context.Context) (head models.AuditHead, there bool, err error) {
	kept, err := gorm.G[secretRow](s.db(ctx)).Where("name = ?", headSecret).Limit(1).Find(ctx)
	if err != nil || len(kept) == 0 {
		return head, false, err
	}
	text, err := s.unseal(secretPlace(headSecret), kept[0].Value)
	if err == nil {
		head, err = models.ParseAuditHead(text)
	}
	if models.CodeOf(err) == models.CodeUnavailable {
		return head, false, err
	}
	return head, err == nil, nil
}

// keepHead seals the head that was given, in the transaction that gave it.
func (s *Store) keepHead(ctx context.Context, head models.AuditHead) error {
	again := clause.OnConflict{Columns: []clause.Column{{Name: "name"}}, DoUpdates: clause.AssignmentColumns([]string{"value"})}
	return s.keepSecret(ctx, headSecret, head.String(), again)
}

// checkedHead is the last link of the chain, to chain behind. Where it is not the one that was given last, the first to stand
// behind it is an entry that says so, for good.
func (s *Store) checkedHead(ctx context.Context, key []byte) (models.AuditHead, error) {
	head, err := s.AuditHead(ctx)
	if err != nil {
		return head, err
	}
	sealed, there, err := s.sealedHead(ctx)
	if err != nil || there && sealed == head {
		return head, err
	}
	given := "none"
	if there {
		given = fmt.Sprint(sealed.Seq)
	}
	row, err := s.record(ctx, models.System("audit").Did(models.ActionChainBroken, models.ObjectKeys, chainSecret, "").
		With("sealed "+given, fmt.Sprint("found ", head.Seq)))
	if err != nil {
		return head, err
	}
	return s.givePlace(ctx, key, head, row)
}
