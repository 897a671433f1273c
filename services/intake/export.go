package intake

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"konggang/models"
	"konggang/services/intake/cells"
	"konggang/services/intake/table"
)

// writers say for each field that is exported what its cell holds, in words that Vacancies reads back as they were. Fields
// without a writer are other ways to say the same (wage_min) or go into duties (requirements).
var writers = map[string]func(models.Posting) string{
	"external_id":         func(p models.Posting) string { return p.Vacancy.ExternalID },
	"employer":            func(p models.Posting) string { return p.Employer.Name },
	"credit_code":         func(p models.Posting) string { return string(p.Employer.CreditCode) },
	"kind":                func(p models.Posting) string { return models.EnterpriseKinds.Zh(p.Employer.Kind) },
	"industry":            func(p models.Posting) string { return p.Employer.Industry },
	"enterprise.division": func(p models.Posting) string { return string(p.Employer.Division) },
	"enterprise.address":  func(p models.Posting) string { return p.Employer.Address },
	"title":               func(p models.Posting) string { return p.Vacancy.Title },
	"occupation":          func(p models.Posting) string { return string(p.Vacancy.Occupation) },
	"employment_type":     func(p models.Posting) string { return models.EmploymentTypes.Zh(p.Vacancy.EmploymentType) },
	"headcount":           func(p models.Posting) string { return count(p.Vacancy.Headcount, "") },
	"wage":                func(p models.Posting) string { return p.Vacancy.Wage.Text() },
	"wage.note":           func(p models.Posting) string { return p.Vacancy.Wage.Note },
	"duties":              func(p models.Posting) string { return p.Vacancy.Duties },
	"education":           func(p models.Posting) string { return models.Educations.Zh(p.Vacancy.Education) },
	"experience_years":    func(p models.Posting) string { return count(p.Vacancy.ExperienceYears, "年") },
	"age":                 func(p models.Posting) string { return ageText(p.Vacancy.AgeMin, p.Vacancy.AgeMax) },
	"skills":              func(p models.Posting) string { return cells.JoinList(p.Vacancy.Skills) },
	"certificates":        func(p models.Posting) string { return cells.JoinList(p.Vacancy.Certificates) },
	"shift":               func(p models.Posting) string { return models.Shifts.Zh(p.Vacancy.Shift) },
	"hours_per_day":       func(p models.Posting) string { return hoursText(p.Vacancy.HoursPerDay) },
	"rest_days_per_month": func(p models.Posting) string { return count(p.Vacancy.RestDaysPerMonth, "天") },
	"benefits":            func(p models.Posting) string { return benefitsText(p.Vacancy.Benefits) },
	"benefits_note":       func(p models.Posting) string { return p.Vacancy.BenefitsNote },
	"workplace.division":  func(p models.Posting) string { return string(p.Vacancy.Workplace.Division) },
	"workplace.address":   func(p models.Posting) string { return p.Vacancy.Workplace.Address },
	"workplace.point":     func(p models.Posting) string { return pointText(p.Vacancy.Workplace.Point) },
	"contact.name":        func(p models.Posting) string { return p.Vacancy.Contact.Name },
	"contact.phone":       func(p models.Posting) string { return string(p.Vacancy.Contact.Phone) },
	"valid_until":         func(p models.Posting) string { return string(p.Vacancy.ValidUntil) },
	"source.name":         func(p models.Posting) string { return p.Vacancy.Source.Name },
	"source.url":          func(p models.Posting) string { return p.Vacancy.Source.URL },
}

func count(n int, unit string) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + unit
}

func ageText(low, high int) string {
	switch {
	case low > 0 && high > 0:
		return strconv.Itoa(low) + "-" + strconv.Itoa(high) + "周岁"
	case low > 0:
		return strconv.Itoa(low) + "周岁以上"
	case high > 0:
		return strconv.Itoa(high) + "周岁以下"
	}
	return ""
}

func hoursText(h float64) string {
	if h == 0 {
		return ""
	}
	return strconv.FormatFloat(h, 'f', -1, 64) + "小时"
}

func benefitsText(list []models.Benefit) string {
	words := make([]string, len(list))
	for i, b := range list {
		words[i] = models.Benefits.Zh(b)
	}
	return cells.JoinList(words)
}

func pointText(p *models.Point) string {
	if p == nil {
		return ""
	}
	return cells.JoinPoint(*p)
}

// exported are the columns that have a writer, in the order of the import.
func exported() []column {
	var out []column
	for _, c := range vacancyKind.columns {
		if writers[c.field] != nil {
			out = append(out, c)
		}
	}
	return out
}

// record is the row of a posting under the exported columns; no cell of it can start a formula.
func record(columns []column, p models.Posting) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = table.Defuse(writers[c.field](p))
	}
	return out
}

func headers(columns []column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.header
	}
	return out
}

// WriteVacanciesCSV writes postings under the import's own headers, in UTF-8 with a byte order mark, so that spreadsheet
// programs show Chinese and importing the file again changes nothing.
func WriteVacanciesCSV(w io.Writer, postings []models.Posting) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	columns := exported()
	out := csv.NewWriter(w)
	if err := out.Write(headers(columns)); err != nil {
		return err
	}
	for _, p := range postings {
		if err := out.Write(record(columns, p)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// WriteVacanciesXLSX writes what WriteVacanciesCSV writes as a workbook of text cells. The same postings give the same bytes.
func WriteVacanciesXLSX(w io.Writer, postings []models.Posting) error {
	columns := exported()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it has no file to close
	out, err := f.NewStreamWriter(f.GetSheetName(0))
	if err != nil {
		return err
	}
	if err := writeRow(out, 1, headers(columns)); err != nil {
		return err
	}
	for i, p := range postings {
		if err := writeRow(out, i+2, record(columns, p)); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

func writeRow(out *excelize.StreamWriter, number int, texts []string) error {
	row := make([]any, len(texts))
	for i, s := range texts {
		if s != "" {
			row[i] = s
		}
	}
	return out.SetRow("A"+strconv.Itoa(number), row)
}
