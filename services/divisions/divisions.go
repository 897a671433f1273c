// Package divisions is the map: which divisions there are, what they are called and where they lie.
package divisions

import (
	"cmp"
	"context"

	"konggang/models"
	"konggang/services/importing"
	"konggang/services/intake"
)

// Store is what is kept of divisions.
type Store interface {
	importing.Transactions
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	DivisionChildren(ctx context.Context, parent models.DivisionCode) ([]models.Division, error)
	SaveDivisions(ctx context.Context, list []models.Division) error
}

// Service is the use cases of divisions.
type Service struct {
	Store Store
}

// Get reads a division; error CodeNotFound.
func (s Service) Get(ctx context.Context, code models.DivisionCode) (models.Division, error) {
	return s.Store.Division(ctx, code)
}

// Children lists the divisions right below parent, the provinces for ""; a parent without any gives an empty list.
func (s Service) Children(ctx context.Context, parent models.DivisionCode) ([]models.Division, error) {
	return s.Store.DivisionChildren(ctx, parent)
}

// Import brings a table of divisions in (see importing.Run); a division that is there already is brought up to date, and
// keeps its point when the table states none.
func (s Service) Import(ctx context.Context, sheet intake.Sheet[intake.DivisionRow], o importing.Options) (importing.Report, error) {
	rows := make([]importing.Row, len(sheet.Rows))
	for i, row := range sheet.Rows {
		rows[i] = importing.Row{Number: row.Row, Errors: row.Errors, Place: func(ctx context.Context) (importing.Result, error) {
			result, err := s.place(ctx, row.Division)
			result.Findings = row.Findings
			return result, err
		}}
	}
	table := importing.Table{Rows: rows, UnknownColumns: sheet.UnknownColumns, Column: sheet.Column, Key: "code"}
	return importing.Run(ctx, s.Store, table, o)
}

func (s Service) place(ctx context.Context, d models.Division) (importing.Result, error) {
	result := importing.Result{Status: importing.Updated, ID: string(d.Code)}
	known, err := s.Store.Division(ctx, d.Code)
	if d.Point == nil {
		d.Point, d.Precision = known.Point, cmp.Or(known.Precision, d.Precision)
	}
	switch {
	case models.CodeOf(err) == models.CodeNotFound:
		result.Status = importing.Created
	case err != nil:
		return result, err
	case same(known, d):
		result.Status = importing.Unchanged
		return result, nil
	}
	if err := d.Validate(); err != nil {
		return result, err
	}
	return result, s.Store.SaveDivisions(ctx, []models.Division{d})
}

func same(a, b models.Division) bool {
	samePoint := a.Point == nil && b.Point == nil || a.Point != nil && b.Point != nil && *a.Point == *b.Point
	return a.Code == b.Code && a.Name == b.Name && a.Precision == b.Precision && samePoint
}
