package intake

import (
	"io"

	"konggang/models"
	"konggang/services/intake/cells"
)

// EnterpriseRow is one row of a sheet of enterprises. A row without a name has errors and is refused; other cells that could
// not be read are in Findings.
type EnterpriseRow struct {
	Row        int
	Enterprise models.Enterprise
	Errors     []models.FieldError
	Findings   []models.Finding
}

// Enterprises reads a sheet of enterprises. Errors as for Vacancies.
func Enterprises(name string, data io.Reader) (Sheet[EnterpriseRow], error) {
	return read(enterpriseKind, name, data, func(r *row) EnterpriseRow {
		e := models.Enterprise{
			Name:       r.required("name", 100),
			CreditCode: value(r, "credit_code", parsed(models.ParseCreditCode)),
			Kind:       value(r, "kind", cells.EnterpriseKind),
			Industry:   value(r, "industry", cells.Industry),
			Division:   value(r, "division", parsed(models.ParseDivisionCode)),
			Address:    r.text("address", 200),
			Point:      r.point(),
			Contact:    r.contact(),
		}
		return EnterpriseRow{Row: r.number, Enterprise: e, Errors: r.errors, Findings: r.findings}
	})
}
