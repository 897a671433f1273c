package store

import (
	"context"
	"reflect"
	"sync"

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
	changeRow{}, planRow{}, correctionRow{}, scheduleRow{}, targetRow{}, robotRow{}, deliveryRow{}, recallRow{},
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

// Robot reads one robot; error CodeNotFound.
func (s *Store) Robot(ctx context.Context, id string) (models.Robot, error) {
	return fetch(ctx, s, plainly(robotRow.model), "id = ?", id)
}

// MigrateTo brings the schema up to a version.
func (s *Store) MigrateTo(ctx context.Context, version int64) error {
	provider, err := s.migrator()
	if err == nil {
		_, err = provider.UpTo(ctx, version)
	}
	return err
}

// SealedColumns are the columns of the vault as "table.column", those within JSON with their field, each index after its column.
func SealedColumns() []string {
	var out []string
	for _, t := range vault {
		for _, c := range t.sealed {
			name := t.name + "." + c.name
			if c.field != "" {
				name += "." + c.field
			}
			if out = append(out, name); c.index != "" {
				out = append(out, t.name+"."+c.index)
			}
		}
		for _, c := range t.fleeting {
			out = append(out, t.name+"."+c)
		}
	}
	return out
}

// The types of what only a key can make.
var (
	SealedType = reflect.TypeFor[sealed]()
	IndexType  = reflect.TypeFor[blindIndex]()
)

// RotateInBatches is Rotate with so many rows in one transaction.
func (s *Store) RotateInBatches(ctx context.Context, batch int, progress func(done, total int)) (models.Rotation, error) {
	return s.rotate(ctx, models.System("test"), batch, progress)
}

// Census counts what each key is needed for, by column of the vault and key: "seekers.name k1".
func (s *Store) Census(ctx context.Context) (map[string]int, error) {
	out := map[string]int{}
	for _, t := range vault {
		rows, err := s.vaultRows(ctx, t, nil, maxIn)
		if err != nil {
			return nil, err
		}
		for _, c := range t.sealed {
			one := sealedTable{t.name, t.key, []sealedColumn{c}, nil}
			if err := countColumn(out, one, rows, c.name); err != nil {
				return nil, err
			}
		}
		for _, c := range t.fleeting {
			if err := countColumn(out, sealedTable{t.name, t.key, nil, []string{c}}, rows, c); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func countColumn(into map[string]int, t sealedTable, rows []vaultRow, column string) error {
	seen := newCensus()
	for _, row := range rows {
		if _, err := seen.count(t, row, ""); err != nil {
			return err
		}
	}
	for id, n := range seen.values {
		into[t.name+"."+column+" "+id] += n
	}
	for id, n := range seen.fleeting {
		into[t.name+"."+column+" "+id] += n
	}
	return nil
}

// SealAnewAfter reads the seekers, lets somebody else act, and then seals anew what was read.
func (s *Store) SealAnewAfter(ctx context.Context, act func()) (int, error) {
	rows, err := s.vaultRows(ctx, vault[0], nil, maxIn)
	if err != nil {
		return 0, err
	}
	act()
	n, _, err := s.sealAnew(ctx, vault[0], rows)
	return n, err
}

// FindAfter is SeekersByPhone with something that happens once the question is made and before it is asked.
func (s *Store) FindAfter(ctx context.Context, phone models.Phone, name string, act func()) (models.Seeker, error) {
	act = sync.OnceFunc(act)
	row, err := lookUp(ctx, s, func() (seekerRow, error) {
		where := s.person(phone, name)
		act()
		return selected[seekerRow](ctx, s, where).Take(ctx)
	})
	if err != nil {
		return models.Seeker{}, err
	}
	return s.seeker(row)
}
