package intake

import (
	"io"

	"konggang/models"
	"konggang/services/intake/cells"
)

// DivisionRow is one row of a sheet of divisions. A row without a code that can be read or without a name has errors and is
// refused; other cells that could not be read are in Findings.
type DivisionRow struct {
	Row      int
	Division models.Division
	Errors   []models.FieldError
	Findings []models.Finding
}

// Divisions reads a sheet of divisions. A point is the division's own unless the sheet says otherwise; without a point it is
// the town's. Errors as for Vacancies.
func Divisions(name string, data io.Reader) (Sheet[DivisionRow], error) {
	return read(divisionKind, name, data, func(r *row) DivisionRow {
		d := models.Division{Code: r.code(), Name: r.required("name", 100), Point: r.point(), Precision: value(r, "precision", cells.Precision)}
		switch {
		case d.Point == nil:
			d.Precision = models.PrecisionTown
		case d.Precision == "":
			d.Precision = models.PrecisionOwn
		}
		return DivisionRow{Row: r.number, Division: d, Errors: r.errors, Findings: r.findings}
	})
}

func (r *row) code() models.DivisionCode {
	s := r.required("code", 20)
	if s == "" {
		return ""
	}
	code, err := models.ParseDivisionCode(s)
	if err != nil {
		r.refuse("code", models.CodeInvalidDivision)
	}
	return code
}
