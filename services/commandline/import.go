// Package commandline is what the commands do for somebody at a terminal: progress, reports in words, filters.
package commandline

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"konggang/models"
	"konggang/services/divisions"
	"konggang/services/enterprises"
	"konggang/services/importing"
	"konggang/services/intake"
	"konggang/services/seekers"
	"konggang/services/vacancies"
)

// Importer brings files in on the machine that the database is on. Home is the division that new employers belong to when
// a file names none.
type Importer struct {
	Divisions   divisions.Service
	Enterprises enterprises.Service
	Vacancies   vacancies.Service
	Seekers     seekers.Service
	Sheltered   enterprises.ImportStore
	Calendar    models.Calendar
	Home        models.DivisionCode
}

// Kinds are the kinds of file that can be brought in.
var Kinds = []string{"divisions", "enterprises", "vacancies", "seekers"}

// ImportOptions say how: Then as in the contract, DryRun keeps nothing.
type ImportOptions struct {
	Kind     string
	Then     vacancies.Then
	DryRun   bool
	Progress func(done, total int)
}

// ImportFile brings in the file at path. Errors name the file.
func (m Importer) ImportFile(ctx context.Context, path string, o ImportOptions) (importing.Report, error) {
	f, err := os.Open(path) //nolint:gosec // the operator names the file
	if err != nil {
		return importing.Report{}, err
	}
	defer func() { _ = f.Close() }()
	return m.Import(ctx, filepath.Base(path), f, o)
}

// Import brings in a file of the given name.
func (m Importer) Import(ctx context.Context, name string, data io.Reader, o ImportOptions) (importing.Report, error) {
	by := importing.CommandLine(m.Home)
	run := importing.Options{DryRun: o.DryRun, Progress: o.Progress}
	today := m.Calendar.Today()
	switch o.Kind {
	case "divisions":
		return rows(intake.Divisions(name, data))(func(s intake.Sheet[intake.DivisionRow]) (importing.Report, error) {
			return m.Divisions.Import(ctx, by, s, run)
		})
	case "enterprises":
		return rows(intake.Enterprises(name, data))(func(s intake.Sheet[intake.EnterpriseRow]) (importing.Report, error) {
			return m.Enterprises.Import(ctx, m.Sheltered, by, s, o.Then == vacancies.ThenOpen, run)
		})
	case "vacancies":
		return rows(intake.Vacancies(name, data, today))(func(s intake.Sheet[intake.VacancyRow]) (importing.Report, error) {
			return m.Vacancies.Import(ctx, by, s, o.Then, run)
		})
	case "seekers":
		return rows(intake.Seekers(name, data, today))(func(s intake.Sheet[intake.SeekerRow]) (importing.Report, error) {
			return m.Seekers.Import(ctx, by, s, run)
		})
	}
	return importing.Report{}, models.FieldErrorf("kind", models.CodeUnknownValue, "divisions enterprises vacancies seekers")
}

// rows goes on with a sheet that could be read.
func rows[R any](s intake.Sheet[R], err error) func(func(intake.Sheet[R]) (importing.Report, error)) (importing.Report, error) {
	return func(then func(intake.Sheet[R]) (importing.Report, error)) (importing.Report, error) {
		if err != nil {
			return importing.Report{}, err
		}
		return then(s)
	}
}

// WriteJSON writes a report as one JSON object.
func WriteJSON(w io.Writer, report any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(report)
}

// Summary is a report in one line.
func Summary(kind string, r importing.Report) string {
	return fmt.Sprintf("%s：共 %d 行，新增 %d，更新 %d，未变 %d，退回 %d", kind, r.Rows, r.Created, r.Updated, r.Unchanged, r.Rejected)
}
