package enterprises

import (
	"context"
	"reflect"

	"konggang/models"
	"konggang/services/importing"
	"konggang/services/intake"
)

// ImportStore is what bringing enterprises in needs besides.
type ImportStore interface {
	Store
	importing.Transactions
	HasAccount(ctx context.Context, enterpriseID string) (bool, error)
	EnterpriseByCreditCode(ctx context.Context, code models.CreditCode) (models.Enterprise, error)
	EnterpriseByName(ctx context.Context, name string, within models.DivisionCode) (models.Enterprise, error)
}

// Import brings a table of enterprises in (see importing.Run), pending, or approved when the office vouches for them.
func (s Service) Import(ctx context.Context, store ImportStore, by importing.By, sheet intake.Sheet[intake.EnterpriseRow], approve bool, o importing.Options) (importing.Report, error) {
	rows := make([]importing.Row, len(sheet.Rows))
	for i, row := range sheet.Rows {
		rows[i] = importing.Row{Number: row.Row, Errors: row.Errors, Place: func(ctx context.Context) (importing.Result, error) {
			result, err := s.place(ctx, store, by, row.Enterprise, approve)
			result.Findings = row.Findings
			return result, err
		}}
	}
	table := importing.Table{Rows: rows, UnknownColumns: sheet.UnknownColumns, Column: sheet.Column, Key: "name"}
	return importing.Run(ctx, store, table, o)
}

func (s Service) place(ctx context.Context, store ImportStore, by importing.By, e models.Enterprise, approve bool) (importing.Result, error) {
	if e.Division == "" {
		e.Division = by.Home
	}
	known, err := find(ctx, store, e)
	if models.CodeOf(err) == models.CodeNotFound {
		return s.add(ctx, by, e, approve)
	}
	if err != nil {
		return importing.Result{}, err
	}
	if !by.Reaches(known.Division) {
		return importing.Result{}, models.FieldErrorf("name", models.CodeForeignEnterprise)
	}
	changed := known
	changed.Overlay(e)
	if approve && changed.Status == models.EnterprisePending {
		claimed, err := store.HasAccount(ctx, known.ID)
		if err != nil {
			return importing.Result{}, err
		}
		if !claimed { // who signed up under that name is for the office to judge by itself
			changed.Status = models.EnterpriseApproved
		}
	}
	if err := s.check(ctx, &changed); err != nil {
		return importing.Result{}, err
	}
	if reflect.DeepEqual(known, changed) {
		return importing.Result{Status: importing.Unchanged, ID: known.ID}, nil
	}
	if err := store.UpdateEnterprise(ctx, &changed); err != nil {
		return importing.Result{}, err
	}
	return importing.Result{Status: importing.Updated, ID: known.ID}, s.recordImport(ctx, by, known.Status, changed, importing.Updated)
}

// recordImport tells the audit what the file did to an enterprise, and that it approved it where it did.
func (s Service) recordImport(ctx context.Context, by importing.By, before models.EnterpriseStatus, e models.Enterprise, what importing.Status) error {
	details := []string{string(what)}
	if e.Status != before {
		details = append(details, string(e.Status))
	}
	return s.record(ctx, by.Actor, "import", e, "", details...)
}

func (s Service) add(ctx context.Context, by importing.By, e models.Enterprise, approve bool) (importing.Result, error) {
	e.Status = models.EnterprisePending
	if approve {
		e.Status = models.EnterpriseApproved
	}
	if err := s.check(ctx, &e); err != nil {
		return importing.Result{}, err
	}
	if !by.Reaches(e.Division) {
		return importing.Result{}, models.FieldErrorf("division", models.CodeForbidden)
	}
	if err := s.Store.CreateEnterprise(ctx, &e); err != nil {
		return importing.Result{}, err
	}
	return importing.Result{Status: importing.Created, ID: e.ID}, s.recordImport(ctx, by, models.EnterprisePending, e, importing.Created)
}

// find goes by the credit code, and by the name when nobody has the code: the name may have been brought in without one.
func find(ctx context.Context, store ImportStore, e models.Enterprise) (models.Enterprise, error) {
	if e.CreditCode != "" {
		known, err := store.EnterpriseByCreditCode(ctx, e.CreditCode)
		if models.CodeOf(err) != models.CodeNotFound {
			return known, err
		}
	}
	known, err := store.EnterpriseByName(ctx, e.Name, e.Division)
	if err == nil && e.CreditCode != "" && known.CreditCode != "" {
		return known, models.Errorf(models.CodeNotFound) // the same name, another registered firm
	}
	return known, err
}
