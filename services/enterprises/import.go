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
	return importing.Run(ctx, store, rows, sheet.UnknownColumns, o)
}

func (s Service) place(ctx context.Context, store ImportStore, by importing.By, e models.Enterprise, approve bool) (importing.Result, error) {
	if e.Division == "" {
		e.Division = by.Home
	}
	known, err := find(ctx, store, e)
	if models.CodeOf(err) == models.CodeNotFound {
		e.Status = models.EnterprisePending
		if approve {
			e.Status = models.EnterpriseApproved
		}
		if err = s.check(ctx, &e); err == nil {
			err = store.CreateEnterprise(ctx, &e)
		}
		return importing.Result{Status: importing.Created, ID: e.ID}, err
	}
	if err != nil {
		return importing.Result{}, err
	}
	changed := known
	changed.Overlay(e)
	if approve && changed.Status == models.EnterprisePending {
		changed.Status = models.EnterpriseApproved
	}
	if err := s.check(ctx, &changed); err != nil {
		return importing.Result{}, err
	}
	if reflect.DeepEqual(known, changed) {
		return importing.Result{Status: importing.Unchanged, ID: known.ID}, nil
	}
	return importing.Result{Status: importing.Updated, ID: known.ID}, store.UpdateEnterprise(ctx, &changed)
}

func find(ctx context.Context, store ImportStore, e models.Enterprise) (models.Enterprise, error) {
	if e.CreditCode != "" {
		return store.EnterpriseByCreditCode(ctx, e.CreditCode)
	}
	return store.EnterpriseByName(ctx, e.Name, e.Division)
}
