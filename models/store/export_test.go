package store

import (
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
	attemptRow{}, codeRow{}, invitationRow{}, consentRow{}, recordRow{}, reportRow{}, auditRow{}, secretRow{},
}

// FactsOf is the JSON in which an edition keeps an item.
func FactsOf(i models.EditionItem) (string, error) {
	row, err := itemRowOf("", 1, i)
	return row.Facts, err
}
