package store

import (
	"time"

	"konggang/models"
)

// vacancyRow is a vacancy's columns and, by its JSON names, the form in which an edition freezes it.
type vacancyRow struct {
	Record
	Number           string                `json:"number"`
	EnterpriseID     string                `json:"enterprise_id"`
	ExternalID       *string               `json:"external_id,omitempty"`
	SourceName       string                `json:"source_name,omitempty"`
	SourceURL        string                `json:"source_url,omitempty"`
	Title            string                `json:"title"`
	Occupation       models.OccupationCode `json:"occupation,omitempty"`
	EmploymentType   models.EmploymentType `json:"employment_type,omitempty"`
	Headcount        int                   `json:"headcount,omitempty"`
	Filled           int                   `json:"filled,omitempty"`
	WageMin          *models.Fen           `json:"wage_min,omitempty"`
	WageMax          *models.Fen           `json:"wage_max,omitempty"`
	WageUnit         models.WageUnit       `json:"wage_unit,omitempty"`
	WageNegotiable   bool                  `json:"wage_negotiable,omitempty"`
	WageNote         string                `json:"wage_note,omitempty"`
	Duties           string                `json:"duties,omitempty"`
	Education        models.Education      `json:"education,omitempty"`
	ExperienceYears  int                   `json:"experience_years,omitempty"`
	AgeMin           int                   `json:"age_min,omitempty"`
	AgeMax           int                   `json:"age_max,omitempty"`
	Skills           list[string]          `json:"skills,omitempty"`
	Certificates     list[string]          `json:"certificates,omitempty"`
	Shift            models.Shift          `json:"shift,omitempty"`
	HoursPerDay      float64               `json:"hours_per_day,omitempty"`
	RestDaysPerMonth int                   `json:"rest_days_per_month,omitempty"`
	Benefits         list[models.Benefit]  `json:"benefits,omitempty"`
	BenefitsNote     string                `json:"benefits_note,omitempty"`
	WorkDivision     models.DivisionCode   `json:"work_division,omitempty"`
	WorkAddress      string                `json:"work_address,omitempty"`
	WorkPoint        point                 `gorm:"embedded;embeddedPrefix:work_" json:"work_point,omitzero"`
	ContactName      string                `json:"contact_name,omitempty"`
	ContactPhone     models.Phone          `json:"contact_phone,omitempty"`
	ValidUntil       models.Date           `json:"valid_until,omitempty"`
	Status           models.VacancyStatus  `json:"status"`
	StatusReason     string                `json:"status_reason,omitempty"`
	Findings         list[findingColumn]   `json:"findings,omitempty"`
	OpenedAt         *time.Time            `json:"opened_at,omitempty"`
	SubmittedAt      *time.Time            `json:"submitted_at,omitempty"`
}

// TableName implements GORM's schema.Tabler.
func (vacancyRow) TableName() string { return "vacancies" }

type findingColumn struct {
	Rule     string          `json:"rule"`
	Severity models.Severity `json:"severity"`
	Field    string          `json:"field,omitempty"`
	Column   string          `json:"column,omitempty"`
	Excerpt  string          `json:"excerpt,omitempty"`
	Start    int             `json:"start,omitempty"`
	Law      string          `json:"law,omitempty"`
	Code     models.Code     `json:"code"`
	Args     []string        `json:"args,omitempty"`
}

func findingColumnOf(f models.Finding) findingColumn { return findingColumn(f) }

func (c findingColumn) model() models.Finding { return models.Finding(c) }

func vacancyRowOf(v models.Vacancy) vacancyRow {
	return vacancyRow{
		Record: Record{v.ID, v.Version, v.CreatedAt.UTC(), v.UpdatedAt.UTC()},
		Number: v.Number, EnterpriseID: v.EnterpriseID, ExternalID: unlessEmpty(v.ExternalID),
		SourceName: v.Source.Name, SourceURL: v.Source.URL,
		Title: v.Title, Occupation: v.Occupation, EmploymentType: v.EmploymentType, Headcount: v.Headcount, Filled: v.Filled,
		WageMin: v.Wage.Min, WageMax: v.Wage.Max, WageUnit: v.Wage.Unit, WageNegotiable: v.Wage.Negotiable, WageNote: v.Wage.Note,
		Duties: v.Duties, Education: v.Education, ExperienceYears: v.ExperienceYears, AgeMin: v.AgeMin, AgeMax: v.AgeMax,
		Skills: v.Skills, Certificates: v.Certificates,
		Shift: v.Shift, HoursPerDay: v.HoursPerDay, RestDaysPerMonth: v.RestDaysPerMonth,
		Benefits: v.Benefits, BenefitsNote: v.BenefitsNote,
		WorkDivision: v.Workplace.Division, WorkAddress: v.Workplace.Address, WorkPoint: pointOf(v.Workplace.Point),
		ContactName: v.Contact.Name, ContactPhone: v.Contact.Phone,
		ValidUntil: v.ValidUntil, Status: v.Status, StatusReason: v.StatusReason,
		Findings: converted(v.Findings, findingColumnOf), OpenedAt: utc(v.OpenedAt), SubmittedAt: utc(v.SubmittedAt),
	}
}

func (r vacancyRow) model() models.Vacancy {
	return models.Vacancy{
		ID: r.ID, Number: r.Number, EnterpriseID: r.EnterpriseID, ExternalID: orEmpty(r.ExternalID),
		Source: models.Source{Name: r.SourceName, URL: r.SourceURL},
		Title:  r.Title, Occupation: r.Occupation, EmploymentType: r.EmploymentType, Headcount: r.Headcount, Filled: r.Filled,
		Wage:   models.Wage{Min: r.WageMin, Max: r.WageMax, Unit: r.WageUnit, Negotiable: r.WageNegotiable, Note: r.WageNote},
		Duties: r.Duties, Education: r.Education, ExperienceYears: r.ExperienceYears, AgeMin: r.AgeMin, AgeMax: r.AgeMax,
		Skills: r.Skills, Certificates: r.Certificates,
		Shift: r.Shift, HoursPerDay: r.HoursPerDay, RestDaysPerMonth: r.RestDaysPerMonth,
		Benefits: r.Benefits, BenefitsNote: r.BenefitsNote,
		Workplace:  models.Workplace{Division: r.WorkDivision, Address: r.WorkAddress, Point: r.WorkPoint.model()},
		Contact:    models.Contact{Name: r.ContactName, Phone: r.ContactPhone},
		ValidUntil: r.ValidUntil, Status: r.Status, StatusReason: r.StatusReason,
		Findings: converted(r.Findings, findingColumn.model), OpenedAt: utc(r.OpenedAt), SubmittedAt: utc(r.SubmittedAt),
		Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
	}
}
