package screening

import (
	"slices"
	"strconv"

	"konggang/models"
)

// Posting judges a vacancy with its employer: what the law requires to be stated, every free text, and the stated figures.
// The place is where the work is, else where the employer is, else the context's.
func Posting(p models.Posting, c Context) []models.Finding {
	v := p.Vacancy
	for _, place := range []models.DivisionCode{p.Employer.Division, v.Workplace.Division} {
		if place != "" {
			c.Place = place
		}
	}
	f := facts{context: c, partTime: v.EmploymentType == models.PartTime, hours: v.HoursPerDay}
	passages := passagesOf(p)
	out := append(p.Missing(c.Today), slices.DeleteFunc(judge(passages, f), misread)...)
	for _, q := range passages {
		f.gatherThemes(fold(q.text))
	}
	f.partTime = v.EmploymentType == models.PartTime
	return append(out, stated(v, f)...)
}

// misread tells whether the finding takes a figure in an address or a name (综合楼701) for pay or hours.
func misread(f models.Finding) bool {
	label := slices.Contains([]string{"contact.name", "workplace.address", "source.name", "enterprise_id"}, f.Field)
	return label && (f.Severity != models.SeverityBlock || f.Rule == RuleMinimumWage)
}

// passagesOf are all texts that villages read or hear.
func passagesOf(p models.Posting) []passage {
	v := p.Vacancy
	out := []passage{{"title", v.Title}, {"duties", v.Duties}, {"contact.name", v.Contact.Name}, {"workplace.address", v.Workplace.Address},
		{"source.name", v.Source.Name}, {"enterprise_id", p.Employer.Name}}
	for _, s := range v.Skills {
		out = append(out, passage{"skills", s})
	}
	for _, s := range v.Certificates {
		out = append(out, passage{"certificates", s})
	}
	return append(out, passage{"benefits_note", v.BenefitsNote}, passage{"wage.note", v.Wage.Note})
}

// stated judges what the fields of a vacancy say in figures.
func stated(v models.Vacancy, f facts) []models.Finding {
	var out []models.Finding
	note := func(id, field, excerpt string, severity models.Severity, args ...string) {
		r := rules[id]
		if severity == "" {
			severity = r.severity
		}
		out = append(out, models.Finding{Rule: id, Severity: severity, Field: field, Excerpt: excerpt, Law: r.law, Code: r.code, Args: args})
	}
	if severity, floor, below := f.context.Wages.judge(payOf(v, f), f.context.Place, f.context.Today); below {
		note(RuleMinimumWage, "wage", v.Wage.Text(), severity, floor)
	}
	low, high := strconv.Itoa(v.AgeMin), strconv.Itoa(v.AgeMax)
	switch {
	case v.AgeMin > 0 && v.AgeMin < models.LegalWorkingAge:
		note(RuleUnderAge, "age_min", low, "", strconv.Itoa(models.LegalWorkingAge))
	case v.AgeMin > 0 && v.AgeMin < minorAge && f.restricted:
		note(RuleMinorJob, "age_min", low, "")
	}
	if v.AgeMax > 0 {
		note(RuleAgeLimit, "age_max", high, "")
	}
	if v.HoursPerDay > dayHours {
		note(RuleHours, "hours_per_day", strconv.FormatFloat(v.HoursPerDay, 'f', -1, 64), "")
	} else if days := (daysOfMonth - float64(v.RestDaysPerMonth)) / weeksOfMonth; v.RestDaysPerMonth > 0 && days*v.HoursPerDay > weekHours {
		note(RuleHours, "rest_days_per_month", strconv.Itoa(v.RestDaysPerMonth), "")
	}
	return out
}

// payOf is the lower end of the stated wage.
func payOf(v models.Vacancy, f facts) Pay {
	if v.Wage.Negotiable || v.Wage.Min == nil && v.Wage.Max == nil {
		return Pay{}
	}
	low := v.Wage.Min
	if low == nil {
		low = v.Wage.Max
	}
	return Pay{Yuan: float64(*low) / 100, Unit: v.Wage.Unit, PartTime: f.partTime}
}
