package store

import (
	"time"

	"konggang/models"
)

// accountRow keeps the phone sealed, as a seeker may sign in with it; the index finds it without opening anything.
type accountRow struct {
	ID           string `gorm:"primaryKey"`
	Role         models.Role
	Division     models.DivisionCode
	EnterpriseID string
	SeekerID     string
	Name         string
	Phone        *sealed
	PhoneIndex   *blindIndex
	Password     string
	CreatedAt    time.Time `gorm:"autoCreateTime:false"`
}

// TableName implements GORM's schema.Tabler.
func (accountRow) TableName() string { return "accounts" }

func (r accountRow) key() string { return r.ID }

// signInColumn names the blind index of the phones that people sign in with, wherever one is kept.
const signInColumn = "sign-in"

func accountPlace(id string) place { return place{"accounts", phoneColumn, id} }

func (s *Store) accountRowOf(a models.Account) accountRow {
	row := accountRow{ID: a.ID, Role: a.Role, Division: a.Division, EnterpriseID: a.EnterpriseID, SeekerID: a.SeekerID, Name: a.Name,
		Password: a.Password, CreatedAt: a.CreatedAt.UTC()}
	if a.Phone != "" {
		phone, index := s.ring().seal(accountPlace(a.ID), string(a.Phone)), s.ring().blind(signInColumn, string(a.Phone))
		row.Phone, row.PhoneIndex = &phone, &index
	}
	return row
}

func (s *Store) account(r accountRow) (models.Account, error) {
	a := models.Account{ID: r.ID, Role: r.Role, Division: r.Division, EnterpriseID: r.EnterpriseID, SeekerID: r.SeekerID, Name: r.Name,
		Password: r.Password, CreatedAt: r.CreatedAt.UTC()}
	if r.Phone == nil {
		return a, nil
	}
	phone, err := s.unseal(accountPlace(r.ID), *r.Phone)
	a.Phone = models.Phone(phone)
	return a, err
}

type tokenRow struct {
	ID         string `gorm:"primaryKey"`
	AccountID  string
	Kind       models.TokenKind
	Label      string
	Hash       string
	CreatedAt  time.Time `gorm:"autoCreateTime:false"`
	ExpiresAt  time.Time
	LastUsedAt *time.Time
}

// TableName implements GORM's schema.Tabler.
func (tokenRow) TableName() string { return "tokens" }

func (r tokenRow) key() string { return r.ID }

func (r tokenRow) model() models.Token {
	t := models.Token(r)
	t.CreatedAt, t.ExpiresAt, t.LastUsedAt = r.CreatedAt.UTC(), r.ExpiresAt.UTC(), utc(r.LastUsedAt)
	return t
}
