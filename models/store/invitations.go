package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

type invitationRow struct {
	ID           string `gorm:"primaryKey"`
	Role         models.Role
	Division     models.DivisionCode
	EnterpriseID string
	Name         string
	PhoneIndex   *blindIndex
	Hash         string
	InvitedBy    string
	CreatedAt    time.Time `gorm:"autoCreateTime:false"`
	ExpiresAt    time.Time
	UsedAt       *time.Time
}

// TableName implements GORM's schema.Tabler.
func (invitationRow) TableName() string { return "invitations" }

func (r invitationRow) model() models.Invitation {
	return models.Invitation{ID: r.ID, Role: r.Role, Division: r.Division, EnterpriseID: r.EnterpriseID, Name: r.Name, Hash: r.Hash,
		InvitedBy: r.InvitedBy, CreatedAt: r.CreatedAt.UTC(), ExpiresAt: r.ExpiresAt.UTC(), UsedAt: utc(r.UsedAt)}
}

// CreateInvitation keeps a new invitation and gives it its id and time.
func (s *Store) CreateInvitation(ctx context.Context, i *models.Invitation) error {
	created := *i
	created.ID, created.CreatedAt, created.ExpiresAt = newID(), s.moment(), *utc(&i.ExpiresAt)
	row := invitationRow{ID: created.ID, Role: i.Role, Division: i.Division, EnterpriseID: i.EnterpriseID, Name: i.Name, Hash: i.Hash,
		InvitedBy: i.InvitedBy, CreatedAt: created.CreatedAt, ExpiresAt: created.ExpiresAt}
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		if i.Phone != "" {
			index := s.ring().blind(signInColumn, string(i.Phone))
			row.PhoneIndex = &index
		}
		return insert(ctx, s, row)
	})
	return keep(i, created, err)
}

// UseInvitation finds the invitation with this hash that is good now and not used, for the phone that accepts it, and marks it
// as used. It must be called inside Atomically. Error CodeNotFound, also when it was meant for another phone.
func (s *Store) UseInvitation(ctx context.Context, hash string, phone models.Phone, now time.Time) (models.Invitation, error) {
	row, err := lookUp(ctx, s, func() (invitationRow, error) {
		return gorm.G[invitationRow](s.db(ctx)).Where("hash = ? AND used_at IS NULL AND expires_at > ?", hash, *utc(&now)).
			Where("phone_index IS NULL OR phone_index IN ?", s.ring().blinds(signInColumn, string(phone))).Take(ctx)
	})
	if err != nil {
		return models.Invitation{}, err
	}
	used, err := gorm.G[invitationRow](s.db(ctx)).Where("id = ? AND used_at IS NULL", row.ID).Update(ctx, "used_at", *utc(&now))
	if err == nil && used == 0 {
		err = models.Errorf(models.CodeNotFound)
	}
	return row.model(), err
}

// DropOldInvitations forgets the invitations that expired before then.
func (s *Store) DropOldInvitations(ctx context.Context, before time.Time) error {
	return remove[invitationRow](ctx, s, "expires_at < ?", *utc(&before))
}
