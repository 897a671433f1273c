package store

import (
	"context"

	"gorm.io/gorm"

	"konggang/models"
)

// HoldEnterprise reads an enterprise and keeps others from changing it, and from deciding about it, until the transaction
// ends. It must be called inside Atomically. Error CodeNotFound.
func (s *Store) HoldEnterprise(ctx context.Context, id string) (models.Enterprise, error) {
	if err := hold[enterpriseRow](ctx, s, id); err != nil {
		return models.Enterprise{}, err
	}
	return s.Enterprise(ctx, id)
}

// HoldPosting reads a posting and keeps others from changing its enterprise and its vacancy until the transaction ends: an
// enterprise is not suspended while its vacancy opens. Always the enterprise is held first, so that two never wait for each
// other. It must be called inside Atomically. Error CodeNotFound.
func (s *Store) HoldPosting(ctx context.Context, id string) (models.Posting, error) {
	v, err := s.Vacancy(ctx, id)
	if err != nil {
		return models.Posting{}, err
	}
	if err := hold[enterpriseRow](ctx, s, v.EnterpriseID); err != nil {
		return models.Posting{}, err
	}
	if err := hold[vacancyRow](ctx, s, id); err != nil {
		return models.Posting{}, err
	}
	return s.Posting(ctx, id)
}

// hold takes the lock of a row by a write that changes nothing, which does so on every engine.
func hold[R any](ctx context.Context, s *Store, id string) error {
	_, err := gorm.G[R](s.db(ctx)).Where("id = ?", id).Update(ctx, "version", gorm.Expr("version"))
	return err
}
