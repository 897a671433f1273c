// Package importing brings the rows of a file in one by one and accounts for every one of them.
package importing

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"konggang/models"
)

// Transactions is a store that can do several things together or not at all, and one transaction of a name after another.
type Transactions interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
	Alone(ctx context.Context, name string) error
}

// queue is the name that imports queue under: two that bring in the same new record at once would both find it missing.
const queue = "import"

// By is who brings a file in. Home is the division that new records belong to when the file names none. Anywhere lifts
// the bounds of the actor: it is the command line of the machine that the database is on (see CommandLine).
type By struct {
	Actor    models.Actor
	Home     models.DivisionCode
	Anywhere bool
}

// CommandLine is whoever sits at the machine that the database is on.
func CommandLine(home models.DivisionCode) By {
	return By{Actor: models.System("command line"), Home: home, Anywhere: true}
}

// Reaches tells whether records of the division may be brought in.
func (b By) Reaches(d models.DivisionCode) bool { return b.Anywhere || b.Actor.Oversees(d) }

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

// Counts are the counts of the report in words for the audit: rows=5, created=2 and so on.
func (r Report) Counts() []string {
	return []string{fmt.Sprintf("rows=%d", r.Rows), fmt.Sprintf("created=%d", r.Created), fmt.Sprintf("updated=%d", r.Updated),
		fmt.Sprintf("unchanged=%d", r.Unchanged), fmt.Sprintf("rejected=%d", r.Rejected)}
}

// Row is one row as it was read: its number, what makes it unusable, and how it is brought in.
type Row struct {
	Number int
	Errors []models.FieldError
	Place  func(ctx context.Context) (Result, error)
}

// Table is a file as it was read: its rows, the headers that were kept out, what the file calls a field of the contract, and
// the field that tells its rows apart, under which stands what is wrong with a row as a whole.
type Table struct {
	Rows           []Row
	UnknownColumns []string
	Column         func(field string) string
	Key            string
}

// Options of a run: DryRun keeps nothing and tries every row by itself against what is there; Progress, if not nil,
// hears how many of how many rows are done.
type Options struct {
	DryRun   bool
	Progress func(done, total int)
}

// Run brings the rows in, each in a transaction of its own, so that a bad one never stops the others. An error is only
// given when the database fails; what stands before it is kept, and the same file can be brought in again.
func Run(ctx context.Context, store Transactions, t Table, o Options) (Report, error) {
	report := Report{UnknownColumns: t.UnknownColumns}
	for i, row := range t.Rows {
		result, err := t.place(ctx, store, row, o.DryRun)
		if err != nil {
			return report, err
		}
		report.add(result)
		if o.Progress != nil {
			o.Progress(i+1, len(t.Rows))
		}
	}
	return report, nil
}

// place turns what is wrong with a row into its result and leaves the failures of the database as errors.
func (t Table) place(ctx context.Context, store Transactions, row Row, dryRun bool) (Result, error) {
	if len(row.Errors) > 0 {
		return Result{Row: row.Number, Status: Rejected, Errors: row.Errors}, nil
	}
	result, err := attempt(ctx, store, row, dryRun)
	if code := models.CodeOf(err); code == models.CodeDuplicate || code == models.CodeStale {
		result, err = attempt(ctx, store, row, dryRun) // somebody else was quicker: what they kept is found now
	}
	switch models.CodeOf(err) {
	case "":
		result.Row = row.Number
		if dryRun && result.Status == Created {
			result.ID = "" // it was taken back and opens nothing
		}
		return result, nil
	case models.CodeInternal, models.CodeUnavailable:
		return Result{}, err
	}
	return Result{Row: row.Number, Status: Rejected, Errors: t.blame(err)}, nil
}

func attempt(ctx context.Context, store Transactions, row Row, dryRun bool) (Result, error) {
	var result Result
	err := inTrial(ctx, store, dryRun, func(ctx context.Context) error {
		var err error
		result, err = row.Place(ctx)
		return err
	})
	return result, err
}

// blame names the columns that an error is about.
func (t Table) blame(err error) []models.FieldError {
	var e *models.Error
	errors.As(err, &e)
	fields := slices.Clone(e.Fields)
	if len(fields) == 0 {
		fields = []models.FieldError{{Field: t.Key, Code: e.Code, Args: e.Args}}
	}
	for i, f := range fields {
		fields[i].Field = t.Column(f.Field)
	}
	return fields
}
