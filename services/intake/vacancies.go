package intake

import (
	"io"
	"slices"
	"strings"

	"konggang/models"
	"konggang/services/intake/cells"
)

// VacancyRow is one row of a sheet of vacancies: the employer as far as the row tells, and the vacancy with what could not be
// read among its findings. A row with errors is refused; their Field is the header of the column.
type VacancyRow struct {
	Row      int
	Employer models.Enterprise
	Vacancy  models.Vacancy
	Errors   []models.FieldError
}

// Vacancies reads a sheet of vacancies; today is what a day without a year is counted from. Errors CodeUnreadableFile,
// CodeTooLarge and CodeNoHeader, each with its reason in English and in Chinese.
func Vacancies(name string, data io.Reader, today models.Date) (Sheet[VacancyRow], error) {
	return read(vacancyKind, name, data, func(r *row) VacancyRow {
		out := VacancyRow{Row: r.number, Employer: r.employer(), Vacancy: r.vacancy(today)}
		out.Vacancy.Findings = r.findings
		out.Errors = r.errors
		return out
	})
}

func (r *row) employer() models.Enterprise {
	return models.Enterprise{
		Name:       r.required("employer", 100),
		CreditCode: value(r, "credit_code", parsed(models.ParseCreditCode)),
		Kind:       value(r, "kind", cells.EnterpriseKind),
		Industry:   value(r, "industry", cells.Industry),
		Division:   value(r, "enterprise.division", parsed(models.ParseDivisionCode)),
		Address:    r.text("enterprise.address", 200),
	}
}

func (r *row) vacancy(today models.Date) models.Vacancy {
	v := models.Vacancy{
		ExternalID:      r.text("external_id", 100),
		Source:          r.source(),
		Title:           r.required("title", models.MaxTitle),
		Occupation:      value(r, "occupation", cells.Occupation),
		EmploymentType:  value(r, "employment_type", cells.EmploymentType),
		Headcount:       value(r, "headcount", cells.Headcount),
		Wage:            r.wage(),
		Education:       value(r, "education", cells.Education),
		ExperienceYears: value(r, "experience_years", cells.Experience),
		Skills:          r.list("skills", 30),
		Certificates:    r.list("certificates", 30),
		Workplace:       r.workplace(),
		Contact:         r.contact(),
		ValidUntil:      value(r, "valid_until", func(s string) (models.Date, bool) { return cells.Date(s, today) }),
	}
	r.ages(&v)
	left := r.schedule(&v)
	r.benefits(&v)
	v.Duties = r.duties(&v, left)
	return v
}

func (r *row) source() models.Source {
	s := models.Source{Name: r.text("source.name", 100)}
	s.URL = value(r, "source.url", cells.Address)
	return s
}

func (r *row) workplace() models.Workplace {
	w := models.Workplace{Division: value(r, "workplace.division", parsed(models.ParseDivisionCode)), Address: r.text("workplace.address", 200)}
	if p := value(r, "workplace.point", cells.Point); p.Datum != "" {
		w.Point = &p
	}
	return w
}

// wage reads the column of wages, or the two columns of its ends.
func (r *row) wage() models.Wage {
	field, text := "wage", r.raw("wage")
	if low, high := r.raw("wage_min"), r.raw("wage_max"); text == "" && low+high != "" {
		field, text = "wage_min", joinEnds(low, high)
	}
	note := r.text("wage.note", 200)
	if text == "" {
		return models.Wage{Note: note}
	}
	hint := cells.WageHintOf(r.header(field))
	if unit := r.raw("wage_unit"); unit != "" {
		hint = cells.WageHintOf(unit)
	}
	w, ok := cells.Wage(text, hint)
	if !ok {
		r.note(models.SeverityBlock, "wage", field, text)
	}
	w.Note = r.limited("wage.note", joined("，", w.Note, note), 200)
	return w
}

// joined is the parts that are not empty.
func joined(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), separator)
}

func joinEnds(low, high string) string {
	switch {
	case low == "":
		return "最高" + high
	case high == "":
		return low + "起"
	case low == high:
		return low
	}
	return low + "-" + high
}

// ages reads the column of ages, or the two columns of its ends.
func (r *row) ages(v *models.Vacancy) {
	field, text := "age", r.raw("age")
	if low, high := r.raw("age_min"), r.raw("age_max"); text == "" && low+high != "" {
		field = "age_min"
		switch {
		case low == "":
			text = high + "以下"
		case high == "":
			text = low + "以上"
		default:
			text = low + "-" + high
		}
	}
	if text == "" {
		return
	}
	low, high, ok := cells.Ages(text)
	if !ok {
		r.note(models.SeverityBlock, "age_min", field, text)
		return
	}
	v.AgeMin, v.AgeMax = low, high
}

// benefits reads the column of benefits, in which people also write 双休 when no other column says how often one rests.
func (r *row) benefits(v *models.Vacancy) {
	given, rest := cells.Benefits(r.raw("benefits"))
	v.Benefits = given
	if days, ok := cells.RestDays(rest); ok && v.RestDaysPerMonth == 0 {
		v.RestDaysPerMonth = days
	}
	v.BenefitsNote = r.limited("benefits_note", joined("、", rest, r.text("benefits_note", 500)), 500)
}

// schedule reads the columns of shift, hours and rest; left is what the first says beyond them.
func (r *row) schedule(v *models.Vacancy) (left string) {
	if text := r.raw("shift"); text != "" {
		s := cells.ReadSchedule(text)
		v.Shift, v.HoursPerDay, v.RestDaysPerMonth = s.Shift, s.HoursPerDay, s.RestDaysPerMonth
		if !s.Complete {
			left = models.CleanText(text)
		} else if s == (cells.Schedule{Complete: true}) {
			r.unreadable("shift")
		}
	}
	if h := value(r, "hours_per_day", cells.Hours); h > 0 {
		v.HoursPerDay = h
	}
	if d := value(r, "rest_days_per_month", cells.RestDays); d > 0 {
		v.RestDaysPerMonth = d
	}
	return left
}
