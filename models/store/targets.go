package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"konggang/models"
)

type targetRow struct {
	Record
	Village   models.DivisionCode
	Kind      models.RobotKind
	Name      string
	URL       sealed
	Secret    sealed
	Robot     string
	AccountID string
}

// TableName implements GORM's schema.Tabler.
func (targetRow) TableName() string { return "targets" }

func targetPlace(column, id string) place { return place{"targets", column, id} }

func (s *Store) targetRowOf(t models.Target) targetRow {
	return targetRow{
		Record:  Record{t.ID, t.Version, t.CreatedAt.UTC(), t.UpdatedAt.UTC()},
		Village: t.Village, Kind: t.Kind, Name: t.Name, Robot: t.Robot, AccountID: t.AccountID,
		URL: s.ring().seal(targetPlace("url", t.ID), t.URL), Secret: s.ring().seal(targetPlace("secret", t.ID), t.Secret),
	}
}

func (s *Store) target(r targetRow) (models.Target, error) {
	address, err := s.unseal(targetPlace("url", r.ID), r.URL)
	if err != nil {
		return models.Target{}, err
	}
	secret, err := s.unseal(targetPlace("secret", r.ID), r.Secret)
	return models.Target{ID: r.ID, Village: r.Village, Kind: r.Kind, Name: r.Name, URL: address, Secret: secret, Robot: r.Robot,
		AccountID: r.AccountID, Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC()}, err
}

// CreateTarget keeps a new target, with its robot where nobody has that yet, and gives it its id, version and times. Error
// CodeDuplicate when the village has the robot already.
func (s *Store) CreateTarget(ctx context.Context, t *models.Target) error {
	created := *t
	created.ID, created.Version, created.CreatedAt = newID(), 1, s.moment()
	created.UpdatedAt = created.CreatedAt
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		never := time.Unix(0, 0).UTC()
		robot := robotRow{ID: t.Robot, LeaseUntil: never, NextAt: never}
		if err := put(ctx, s, []robotRow{robot}, clause.OnConflict{DoNothing: true}); err != nil {
			return err
		}
		return insert(ctx, s, s.targetRowOf(created))
	})
	return keep(t, created, taken("url", err))
}

// Target reads one target; error CodeNotFound.
func (s *Store) Target(ctx context.Context, id string) (models.Target, error) {
	return fetch(ctx, s, s.target, "id = ?", id)
}

// Targets lists the targets of a village, the oldest first. Error CodeInvalidCursor.
func (s *Store) Targets(ctx context.Context, village models.DivisionCode, p models.Page) (models.Listed[models.Target], error) {
	return part(ctx, s, conditions{{"village = ?", []any{village}}}, true, p, each(s.target))
}

// DeleteTarget removes a target; its deliveries stay. Error CodeNotFound.
func (s *Store) DeleteTarget(ctx context.Context, id string) error {
	return removeOne[targetRow](ctx, s, id)
}
