package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

type consentRow struct {
	ID         string `gorm:"primaryKey"`
	SeekerID   string
	Scope      models.ConsentScope
	Kind       models.ConsentKind
	At         time.Time
	RecordedAt time.Time
	RecordedBy string
	Role       models.Role
	Witness    sealed
	Words      string
}

// TableName implements GORM's schema.Tabler.
func (consentRow) TableName() string { return "consents" }

func ledgerPlace(id string) place { return place{"consents", "witness", id} }

func (s *Store) consent(r consentRow) (models.ConsentEntry, error) {
	witness, err := s.unseal(ledgerPlace(r.ID), r.Witness)
	return models.ConsentEntry{ID: r.ID, SeekerID: r.SeekerID, Scope: r.Scope, Kind: r.Kind, At: r.At.UTC(), RecordedAt: r.RecordedAt.UTC(),
		RecordedBy: r.RecordedBy, Role: r.Role, Witness: witness, Words: r.Words}, err
}

// AddConsents writes entries into a seeker's consent ledger, all or none.
func (s *Store) AddConsents(ctx context.Context, seekerID string, entries []models.ConsentEntry) error {
	return s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		for _, e := range entries {
			id := newID()
			row := consentRow{ID: id, SeekerID: seekerID, Scope: e.Scope, Kind: e.Kind, At: *utc(&e.At), RecordedAt: s.moment(),
				RecordedBy: e.RecordedBy, Role: e.Role, Witness: s.ring().seal(ledgerPlace(id), e.Witness), Words: e.Words}
			if err := insert(ctx, s, row); err != nil {
				return err
			}
		}
		return nil
	})
}

// ConsentLedger reads all of a seeker's ledger, the oldest entry first.
func (s *Store) ConsentLedger(ctx context.Context, seekerID string) ([]models.ConsentEntry, error) {
	rows, err := gorm.G[consentRow](s.db(ctx)).Where("seeker_id = ?", seekerID).Order("id").Find(ctx)
	if err != nil {
		return nil, err
	}
	return mapped(rows, s.consent)
}
