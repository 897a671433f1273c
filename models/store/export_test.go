package store

import (
	"context"

	"github.com/go-sql-driver/mysql"
	"gorm.io/gorm/schema"

	"konggang/models"
)

// Transient is what a database says that wants the whole transaction again.
func Transient() error { return TranslateMySQL(&mysql.MySQLError{Number: 1213}) }

// TranslateMySQL and IsTransient show how an error of the MySQL driver is understood.
var (
	TranslateMySQL = mysqlEngine.translate
	IsTransient    = transient
)

// Rows are a zero row of every table.
var Rows = []schema.Tabler{
	divisionRow{}, counterRow{}, enterpriseRow{}, vacancyRow{}, seekerRow{}, editionRow{}, itemRow{},
	accountRow{}, tokenRow{}, operationRow{}, keyRow{}, sealingKeyRow{},
	attemptRow{}, codeRow{}, invitationRow{}, consentRow{}, recordRow{}, reportRow{}, auditRow{}, secretRow{}, referralRow{},
}

// FactsOf is the JSON in which an edition keeps an item.
func FactsOf(i models.EditionItem) (string, error) {
	row, err := itemRowOf("", 1, i)
	return row.Facts, err
}

// SeekerByPhone is the first record of the person with this phone and name.
func (s *Store) SeekerByPhone(ctx context.Context, phone models.Phone, name string) (models.Seeker, error) {
	found, err := s.SeekersByPhone(ctx, phone, name)
	if err != nil || len(found) > 0 {
		return append(found, models.Seeker{})[0], err
	}
	return models.Seeker{}, models.Errorf(models.CodeNotFound)
}

// MigrateTo brings the schema up to a version.
func (s *Store) MigrateTo(ctx context.Context, version int64) error {
	provider, err := s.migrator()
	if err == nil {
		_, err = provider.UpTo(ctx, version)
	}
	return err
}
