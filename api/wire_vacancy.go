package api

import (
	"konggang/models"
	"konggang/services/access"
	"konggang/services/wording"
)

// VacancyBody is what an employer states about a vacancy.
type VacancyBody struct {
	EnterpriseID     string     `json:"enterprise_id"`
	ExternalID       string     `json:"external_id,omitempty"`
	Source           *Source    `json:"source,omitempty"`
	Title            string     `json:"title" example:"包装工"`
	Occupation       string     `json:"occupation,omitempty" example:"6-31-01-03"`
	EmploymentType   string     `json:"employment_type,omitempty" enum:"full_time,part_time,casual,seasonal,apprentice,dispatch"`
	Headcount        int        `json:"headcount,omitempty"`
	Wage             *Wage      `json:"wage,omitempty"`
	Duties           string     `json:"duties,omitempty"`
	Education        string     `json:"education,omitempty" enum:"any,10,20,30,40,60,70,80,90"`
	ExperienceYears  int        `json:"experience_years,omitempty"`
	AgeMin           int        `json:"age_min,omitempty"`
	AgeMax           int        `json:"age_max,omitempty"`
	Skills           []string   `json:"skills,omitempty"`
	Certificates     []string   `json:"certificates,omitempty"`
	Shift            string     `json:"shift,omitempty" enum:"day,night,two_shift,three_shift,flexible"`
	HoursPerDay      float64    `json:"hours_per_day,omitempty"`
	RestDaysPerMonth int        `json:"rest_days_per_month,omitempty"`
	Benefits         []string   `json:"benefits,omitempty"`
	BenefitsNote     string     `json:"benefits_note,omitempty"`
	Workplace        *Workplace `json:"workplace,omitempty"`
	Contact          *Contact   `json:"contact,omitempty"`
	ValidUntil       string     `json:"valid_until,omitempty" example:"2027-06-30"`
}

// Source is where a reposted vacancy comes from.
type Source struct {
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"`
}

// Workplace is where the work is done.
type Workplace struct {
	Division string `json:"division,omitempty" example:"410184107000"`
	Address  string `json:"address,omitempty"`
	Point    *Point `json:"point,omitempty"`
}

// Vacancy is a vacancy as it is answered.
type Vacancy struct {
	VacancyBody
	ID           string          `json:"id"`
	Number       string          `json:"number" doc:"Short code that can be read out"`
	Enterprise   EnterpriseBrief `json:"enterprise"`
	Remaining    int             `json:"remaining"`
	Status       string          `json:"status" enum:"draft,submitted,open,paused,filled,expired,withdrawn,rejected"`
	StatusReason string          `json:"status_reason,omitempty"`
	Findings     []Finding       `json:"findings"`
	Reports      map[string]int  `json:"reports,omitempty" doc:"For its office: how often it was reported, by kind"`
	SubmittedAt  *Stamp          `json:"submitted_at,omitempty" doc:"When it last entered the office's queue"`
	Version      int             `json:"version"`
	CreatedAt    Stamp           `json:"created_at"`
	UpdatedAt    Stamp           `json:"updated_at"`
	DistanceKM   *float64        `json:"distance_km,omitempty"` // the last: see preparedItem
}

// EnterpriseBrief is what everybody may know about the employer of a vacancy.
type EnterpriseBrief struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind string `json:"kind,omitempty"`
}

func (b VacancyBody) model() (models.Vacancy, error) {
	var p models.Problems
	v := models.Vacancy{
		EnterpriseID: b.EnterpriseID, ExternalID: b.ExternalID, Title: b.Title,
		Occupation: models.OccupationCode(b.Occupation), EmploymentType: models.EmploymentType(b.EmploymentType),
		Headcount: b.Headcount, Wage: b.Wage.model(&p, "wage"), Duties: b.Duties, Education: models.Education(b.Education),
		ExperienceYears: b.ExperienceYears, AgeMin: b.AgeMin, AgeMax: b.AgeMax, Skills: b.Skills, Certificates: b.Certificates,
		Shift: models.Shift(b.Shift), HoursPerDay: b.HoursPerDay, RestDaysPerMonth: b.RestDaysPerMonth,
		Benefits: codes[models.Benefit](b.Benefits), BenefitsNote: b.BenefitsNote,
		Contact: b.Contact.model(&p, "contact"), ValidUntil: models.Date(b.ValidUntil),
	}
	if b.Source != nil {
		v.Source = models.Source{Name: b.Source.Name, URL: b.Source.URL}
	}
	if b.Workplace != nil {
		v.Workplace = models.Workplace{Division: divisionOf(&p, "workplace.division", b.Workplace.Division),
			Address: b.Workplace.Address, Point: b.Workplace.Point.model()}
	}
	return v, p.Err()
}

// restate puts into v what b states and leaves alone what only the system keeps.
func (b VacancyBody) restate(v *models.Vacancy) error {
	stated, err := b.model()
	if err != nil {
		return err
	}
	stated.ID, stated.Number, stated.EnterpriseID = v.ID, v.Number, v.EnterpriseID
	stated.Filled, stated.Findings, stated.OpenedAt, stated.SubmittedAt = v.Filled, v.Findings, v.OpenedAt, v.SubmittedAt
	stated.Status, stated.StatusReason, stated.Version = v.Status, v.StatusReason, v.Version
	stated.CreatedAt, stated.UpdatedAt = v.CreatedAt, v.UpdatedAt
	*v = stated
	return nil
}

func vacancyBodyOf(v models.Vacancy) VacancyBody {
	b := VacancyBody{
		EnterpriseID: v.EnterpriseID, ExternalID: v.ExternalID, Title: v.Title, Occupation: string(v.Occupation),
		EmploymentType: string(v.EmploymentType), Headcount: v.Headcount, Wage: wageOf(v.Wage), Duties: v.Duties,
		Education: string(v.Education), ExperienceYears: v.ExperienceYears, AgeMin: v.AgeMin, AgeMax: v.AgeMax,
		Skills: v.Skills, Certificates: v.Certificates, Shift: string(v.Shift), HoursPerDay: v.HoursPerDay,
		RestDaysPerMonth: v.RestDaysPerMonth, Benefits: words(v.Benefits), BenefitsNote: v.BenefitsNote,
		Contact: contactOf(v.Contact), ValidUntil: string(v.ValidUntil),
	}
	if v.Source != (models.Source{}) {
		b.Source = &Source{v.Source.Name, v.Source.URL}
	}
	if v.Workplace != (models.Workplace{}) {
		b.Workplace = &Workplace{string(v.Workplace.Division), v.Workplace.Address, pointOf(v.Workplace.Point)}
	}
	return b
}

// vacancyOf is the vacancy as the caller may see it: the keeper's own notes only for those who keep it, and no contact
// once it is closed or its employer is not trusted any more.
func vacancyOf(r *request, p models.Posting) Vacancy {
	v := p.Vacancy
	keeper := access.WriteVacancy(r.actor, p).Err() == nil
	if !keeper {
		v.ExternalID, v.StatusReason, v.Findings, v.SubmittedAt = "", "", nil, nil
		if v.Status != models.VacancyOpen || p.Employer.Status != models.EnterpriseApproved {
			v.Contact = models.Contact{}
		}
	}
	return Vacancy{VacancyBody: vacancyBodyOf(v), ID: v.ID, Number: v.Number,
		Enterprise: EnterpriseBrief{p.Employer.ID, p.Employer.Name, string(p.Employer.Kind)},
		Remaining:  v.Remaining(), Status: string(v.Status), StatusReason: v.StatusReason,
		Findings: findingsOf(r.language(), v.Findings), SubmittedAt: stampOf(v.SubmittedAt), Version: v.Version, CreatedAt: Stamp(v.CreatedAt), UpdatedAt: Stamp(v.UpdatedAt)}
}

// reportCounts is nothing for none.
func reportCounts(of map[models.ReportKind]int) map[string]int {
	out := make(map[string]int, len(of))
	for kind, n := range of {
		out[string(kind)] = n
	}
	return out
}

func findingsOf(l wording.Language, list []models.Finding) []Finding {
	out := make([]Finding, len(list))
	for i, f := range list {
		out[i] = Finding{f.Rule, string(f.Severity), f.Field, f.Column, f.Excerpt, f.Start, f.Law, wording.Finding(l, f)}
	}
	return out
}
