package models

import "time"

// Source says where a reposted vacancy comes from; both empty for the office's own.
type Source struct {
	Name string
	URL  string
}

// Workplace is where the work is done.
type Workplace struct {
	Division DivisionCode
	Address  string
	Point    *Point
}

// Vacancy is one job offered by one enterprise. Zero values mean that nothing was stated: no education, no headcount, no
// age limit. OpenedAt is the first opening, SubmittedAt when it last entered the office's queue.
type Vacancy struct {
	ID               string
	Number           string
	EnterpriseID     string
	ExternalID       string
	Source           Source
	Title            string
	Occupation       OccupationCode
	EmploymentType   EmploymentType
	Headcount        int
	Filled           int
	Wage             Wage
	Duties           string
	Education        Education
	ExperienceYears  int
	AgeMin           int
	AgeMax           int
	Skills           []string
	Certificates     []string
	Shift            Shift
	HoursPerDay      float64
	RestDaysPerMonth int
	Benefits         []Benefit
	BenefitsNote     string
	Workplace        Workplace
	Contact          Contact
	ValidUntil       Date
	Status           VacancyStatus
	StatusReason     string
	Findings         []Finding
	Version          int
	OpenedAt         *time.Time
	SubmittedAt      *time.Time
	CreatedAt        time.Time
	UpdatedAt        time.Time
}

// Limits of what a vacancy can hold.
const (
	MaxTitle     = 100
	MaxLongText  = 4000
	MaxHeadcount = 100_000
)

// Remaining is the number of places still free.
func (v Vacancy) Remaining() int { return max(0, v.Headcount-v.Filled) }

// Validate checks every stated field; what the law requires is the publishing gate's matter (see Missing).
func (v Vacancy) Validate() error {
	var p Problems
	checkRequired(&p, "enterprise_id", v.EnterpriseID, 36)
	checkText(&p, "external_id", v.ExternalID, 100)
	checkText(&p, "source.name", v.Source.Name, 100)
	checkURL(&p, "source.url", v.Source.URL)
	v.checkWork(&p)
	v.checkDemands(&p)
	v.checkPlace(&p)
	return p.Err()
}

func (v Vacancy) checkWork(p *Problems) {
	checkRequired(p, "title", v.Title, MaxTitle)
	if v.Occupation != "" {
		v.Occupation.check(p, "occupation")
	}
	EmploymentTypes.check(p, "employment_type", v.EmploymentType)
	checkRange(p, "headcount", v.Headcount, 0, MaxHeadcount)
	p.AddErr("wage", v.Wage.Validate())
	checkText(p, "duties", v.Duties, MaxLongText)
	Shifts.check(p, "shift", v.Shift)
	if !(v.HoursPerDay >= 0 && v.HoursPerDay <= 24) {
		p.Add("hours_per_day", CodeOutOfRange, 0, 24)
	}
	checkRange(p, "rest_days_per_month", v.RestDaysPerMonth, 0, 31)
	Benefits.checkAll(p, "benefits", v.Benefits)
	checkText(p, "benefits_note", v.BenefitsNote, 500)
}

func (v Vacancy) checkDemands(p *Problems) {
	Educations.check(p, "education", v.Education)
	checkRange(p, "experience_years", v.ExperienceYears, 0, 50)
	checkRange(p, "age_min", v.AgeMin, 0, 99)
	checkRange(p, "age_max", v.AgeMax, 0, 99)
	if v.AgeMax > 0 && v.AgeMin > v.AgeMax {
		p.Add("age_min", CodeMinAboveMax)
	}
	if v.AgeMin > 0 && v.AgeMin < LegalWorkingAge {
		p.Add("age_min", CodeUnderAge, LegalWorkingAge)
	}
	if v.AgeMax > 0 && v.AgeMax < LegalWorkingAge {
		p.Add("age_max", CodeUnderAge, LegalWorkingAge)
	}
	checkTexts(p, "skills", v.Skills, 30, 50)
	checkTexts(p, "certificates", v.Certificates, 30, 50)
}

func (v Vacancy) checkPlace(p *Problems) {
	if v.Workplace.Division != "" {
		v.Workplace.Division.check(p, "workplace.division")
	}
	checkText(p, "workplace.address", v.Workplace.Address, 200)
	if v.Workplace.Point != nil {
		p.AddErr("workplace.point", v.Workplace.Point.Validate())
	}
	v.Contact.check(p, "contact")
	if v.ValidUntil != "" {
		_, err := ParseDate(string(v.ValidUntil))
		p.AddErr("valid_until", err)
	}
}
