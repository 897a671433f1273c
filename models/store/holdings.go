package store

import (
	"context"

	"gorm.io/gorm"

	"konggang/models"
)

// HoldingsOf lists the accounts of a seeker with all their tokens, the oldest first.
func (s *Store) HoldingsOf(ctx context.Context, seekerID string) ([]models.Holding, error) {
	rows, err := gorm.G[accountRow](s.db(ctx)).Where("seeker_id = ? AND role = ?", seekerID, models.RoleSeeker).Order("id").Find(ctx)
	if err != nil {
		return nil, err
	}
	return mapped(rows, func(r accountRow) (models.Holding, error) {
		account, err := s.account(r)
		if err != nil {
			return models.Holding{}, err
		}
		tokens, err := gorm.G[tokenRow](s.db(ctx)).Where("account_id = ?", r.ID).Order("id").Find(ctx)
		return models.Holding{Account: account, Tokens: converted(tokens, tokenRow.model)}, err
	})
}
