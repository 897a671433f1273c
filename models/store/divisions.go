package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"konggang/models"
)

type divisionRow struct {
	Code      models.DivisionCode `gorm:"primaryKey"`
	Name      string
	Parent    models.DivisionCode
	Level     models.Level
	Point     point `gorm:"embedded"`
	Precision models.Precision
	Version   int
}

// TableName implements GORM's schema.Tabler.
func (divisionRow) TableName() string { return "divisions" }

func divisionRowOf(d models.Division) divisionRow {
	return divisionRow{d.Code, d.Name, d.Code.Parent(), d.Code.Level(), pointOf(d.Point), d.Precision, 1}
}

func (r divisionRow) model() models.Division {
	return models.Division{Code: r.Code, Name: r.Name, Point: r.Point.model(), Precision: r.Precision}
}

// takeOver has a division that is there already follow the one that comes.
var takeOver = clause.OnConflict{
	Columns: []clause.Column{{Name: "code"}},
	DoUpdates: append(clause.AssignmentColumns([]string{"name", "lat", "lon", "datum", "precision"}),
		clause.Assignment{Column: clause.Column{Name: "version"}, Value: gorm.Expr("divisions.version + 1")}),
}

// SaveDivisions keeps divisions, all or none; one that is there already takes over name and point.
func (s *Store) SaveDivisions(ctx context.Context, divisions []models.Division) error {
	rows, _ := mapped(divisions, plainly(divisionRowOf))
	return put(ctx, s, rows, takeOver)
}

// Division reads one division; error CodeNotFound.
func (s *Store) Division(ctx context.Context, code models.DivisionCode) (models.Division, error) {
	return fetch(ctx, s, plainly(divisionRow.model), "code = ?", code)
}

// DivisionChildren lists the divisions right below parent by code, the provinces for "".
func (s *Store) DivisionChildren(ctx context.Context, parent models.DivisionCode) ([]models.Division, error) {
	return s.divisions(ctx, conditions{{"parent = ?", []any{parent}}})
}

// DivisionsWithin lists the divisions of a level in the division (itself included) by code; code "" is the whole country,
// level 0 every level.
func (s *Store) DivisionsWithin(ctx context.Context, code models.DivisionCode, level models.Level) ([]models.Division, error) {
	var where conditions
	where.within("code", code)
	if level != 0 {
		where.add("level = ?", level)
	}
	return s.divisions(ctx, where)
}

func (s *Store) divisions(ctx context.Context, where conditions) ([]models.Division, error) {
	rows, err := selected[divisionRow](ctx, s, where).Order("code").Find(ctx)
	if err != nil {
		return nil, err
	}
	return mapped(rows, plainly(divisionRow.model))
}

// CountDivisions counts all divisions.
func (s *Store) CountDivisions(ctx context.Context) (int, error) {
	n, err := gorm.G[divisionRow](s.db(ctx)).Count(ctx, "*")
	return int(n), err
}
