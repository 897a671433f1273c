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
	Record(ctx context.Context, e models.AuditEntry) error
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
// keeps its point when the table states none. Unlike other imports the map comes in one transaction, with one entry of the
// audit for all of it: an error leaves nothing of it.
func (s Service) Import(ctx context.Context, by importing.By, sheet intake.Sheet[intake.DivisionRow], o importing.Options) (importing.Report, error) {
	if o.DryRun {
		return importing.Run(ctx, s.Store, s.table(sheet), o)
	}
	var report importing.Report
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		var err error
		if report, err = importing.Run(ctx, s.Store, s.table(sheet), o); err != nil {
			return err
		}
		around := common(sheet.Rows)
		return s.Store.Record(ctx, by.Actor.Did("import", models.ObjectDivision, string(around), around).With(report.Counts()...))
	})
	return report, err
}

func (s Service) table(sheet intake.Sheet[intake.DivisionRow]) importing.Table {
	rows := make([]importing.Row, len(sheet.Rows))
	for i, row := range sheet.Rows {
		rows[i] = importing.Row{Number: row.Row, Errors: row.Errors, Place: func(ctx context.Context) (importing.Result, error) {
			result, err := s.place(ctx, row.Division)
			result.Findings = row.Findings
			return result, err
		}}
	}
	return importing.Table{Rows: rows, UnknownColumns: sheet.UnknownColumns, Column: sheet.Column, Key: "code"}
}

// common is the smallest division that holds every row, "" when they lie in several provinces.
func common(rows []intake.DivisionRow) models.DivisionCode {
	var around models.DivisionCode
	for _, row := range rows {
		if row.Division.Code.Level() == 0 {
			continue // it could not be read
		}
		if around == "" {
			around = row.Division.Code
		}
		for !around.Contains(row.Division.Code) {
			if around = around.Parent(); around == "" {
				return ""
			}
		}
	}
	return around
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
