// Package importing brings the rows of a file in one by one and accounts for every one of them.
package importing

import (
	"context"

	"konggang/models"
)

// Transactions is a store that can do several things together or not at all.
type Transactions interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
}

// By is who brings a file in. Home is the division that new records belong to when the file names none. Anywhere lifts
// the bounds of the actor: it is the command line of the machine that the database is on.
type By struct {
	Actor    models.Actor
	Home     models.DivisionCode
	Anywhere bool
}

// Status is what became of a row.
type Status string

// What can become of a row.
const (
	Created   Status = "created"
	Updated   Status = "updated"
	Unchanged Status = "unchanged"
	Rejected  Status = "rejected"
)

// Result is what became of one row of the file; Row counts from 1, the header.
type Result struct {
	Row      int
	Status   Status
	ID       string
	Errors   []models.FieldError
	Findings []models.Finding
}

// Report accounts for every row of a file; its four counts add up to Rows.
type Report struct {
	Rows           int
	Created        int
	Updated        int
	Unchanged      int
	Rejected       int
	UnknownColumns []string
	Results        []Result
}

func (r *Report) add(row Result) {
	r.Rows++
	r.Results = append(r.Results, row)
	switch row.Status {
	case Created:
		r.Created++
	case Updated:
		r.Updated++
	case Unchanged:
		r.Unchanged++
	case Rejected:
		r.Rejected++
	}
}

// Row is one row as it was read: its number, what makes it unusable, and how it is brought in.
type Row struct {
	Number int
	Errors []models.FieldError
	Place  func(ctx context.Context) (Result, error)
}

// Options of a run: DryRun keeps nothing and tries every row by itself against what is there; Progress, if not nil,
// hears how many of how many rows are done.
type Options struct {
	DryRun   bool
	Progress func(done, total int)
}

// Run brings the rows in, each in a transaction of its own, so that a bad one never stops the others. An error is only
// given when the database fails; what stands before it is kept, and the same file can be brought in again.
func Run(ctx context.Context, store Transactions, rows []Row, unknownColumns []string, o Options) (Report, error) {
	report := Report{UnknownColumns: unknownColumns}
	for i, row := range rows {
		result, err := place(ctx, store, row, o.DryRun)
		if err != nil {
			return report, err
		}
		report.add(result)
		if o.Progress != nil {
			o.Progress(i+1, len(rows))
		}
	}
	return report, nil
}

// place turns what is wrong with a row into its result and leaves the failures of the database as errors.
func place(ctx context.Context, store Transactions, row Row, dryRun bool) (Result, error) {
	if len(row.Errors) > 0 {
		return Result{Row: row.Number, Status: Rejected, Errors: row.Errors}, nil
	}
	var result Result
	err := inTrial(ctx, store, dryRun, func(ctx context.Context) error {
		var err error
		result, err = row.Place(ctx)
		return err
	})
	switch models.CodeOf(err) {
	case "":
		result.Row = row.Number
		return result, nil
	case models.CodeInternal, models.CodeUnavailable:
		return Result{}, err
	}
	var p models.Problems
	p.AddErr("", err)
	return Result{Row: row.Number, Status: Rejected, Errors: p}, nil
}
