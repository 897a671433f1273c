// Package jobposting writes a vacancy as a JobPosting of schema.org, in JSON-LD, with the properties that search engines
// require and recommend. It is pure.
package jobposting

import (
	"encoding/json"
	"time"

	"konggang/models"
	"konggang/services/channels"
)

// Media is the media type of the document.
const Media = "application/ld+json"

// Facts are what is to be written: a vacancy that was ever open, where its work is in the words of the map, and what day it is
// in the office's zone. URL is the address where the vacancy can be read, Office who gave it its number.
type Facts struct {
	Posting          models.Posting
	Region, Locality string // 河南省; 郑州市新郑市
	Street           string // what stands for the address where none is stated: 孟庄镇口张村
	URL              string
	Office           string
	Today            models.Date
	Zone             *time.Location
}

// JSON is the document. A vacancy that is not live any more is told with a validity that is over and without a phone.
func (f Facts) JSON() ([]byte, error) {
	v, l := f.Posting.Vacancy, channels.LineOfPosting(f.Posting)
	d := document{
		Context: "https://schema.org", Type: "JobPosting", Title: l.Title, Description: description(l),
		DatePosted: f.datePosted(), ValidThrough: f.validThrough(),
		Identifier:         propertyValue{"PropertyValue", f.Office, v.Number},
		HiringOrganization: organization{"Organization", l.Employer},
		JobLocation:        place{"Place", f.address()},
		BaseSalary:         salaryOf(v.Wage), EmploymentType: employmentTypes[v.EmploymentType],
		TotalJobOpenings: v.Remaining(), EducationRequirements: credentialOf(v.Education), ExperienceRequirements: experienceOf(v.ExperienceYears),
		Qualifications: listed(l.Demands), Skills: listed(v.Skills), JobBenefits: listed(l.Benefits), WorkHours: listed(l.Hours), URL: f.URL,
	}
	if f.Posting.Live(f.Today) && v.Contact.Phone != "" {
		d.ApplicationContact = &contactPoint{"ContactPoint", "recruitment", v.Contact.Phone.Display()}
	}
	return json.Marshal(d)
}

type document struct {
	Context                string        `json:"@context"`
	Type                   string        `json:"@type"`
	Title                  string        `json:"title"`
	Description            string        `json:"description"`
	DatePosted             string        `json:"datePosted"`
	ValidThrough           string        `json:"validThrough"`
	Identifier             propertyValue `json:"identifier"`
	HiringOrganization     organization  `json:"hiringOrganization"`
	JobLocation            place         `json:"jobLocation"`
	BaseSalary             *salary       `json:"baseSalary,omitempty"`
	EmploymentType         string        `json:"employmentType,omitempty"`
	TotalJobOpenings       int           `json:"totalJobOpenings,omitempty"`
	EducationRequirements  *credential   `json:"educationRequirements,omitempty"`
	ExperienceRequirements *experience   `json:"experienceRequirements,omitempty"`
	Qualifications         string        `json:"qualifications,omitempty"`
	Skills                 string        `json:"skills,omitempty"`
	JobBenefits            string        `json:"jobBenefits,omitempty"`
	WorkHours              string        `json:"workHours,omitempty"`
	ApplicationContact     *contactPoint `json:"applicationContact,omitempty"`
	DirectApply            bool          `json:"directApply"`
	URL                    string        `json:"url"`
}

type propertyValue struct {
	Type  string `json:"@type"`
	Name  string `json:"name"`
	Value string `json:"value"`
}

type organization struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type place struct {
	Type    string  `json:"@type"`
	Address address `json:"address"`
}

type address struct {
	Type     string `json:"@type"`
	Street   string `json:"streetAddress,omitempty"`
	Locality string `json:"addressLocality,omitempty"`
	Region   string `json:"addressRegion,omitempty"`
	Country  string `json:"addressCountry"`
}

type contactPoint struct {
	Type      string `json:"@type"`
	Kind      string `json:"contactType"`
	Telephone string `json:"telephone"`
}

func (f Facts) address() address {
	street := f.Posting.Vacancy.Workplace.Address
	if street == "" {
		street = f.Street
	}
	return address{"PostalAddress", street, f.Locality, f.Region, "CN"}
}

// datePosted is the day of the first opening.
func (f Facts) datePosted() string {
	return f.Posting.Vacancy.OpenedAt.In(f.Zone).Format(time.DateOnly)
}

// validThrough is the end of the last day, or, of a vacancy that closed before it, when that was written down.
func (f Facts) validThrough() string {
	v := f.Posting.Vacancy
	end := v.UpdatedAt
	if last, err := time.ParseInLocation(time.DateOnly, string(v.ValidUntil), f.Zone); err == nil && (v.ValidUntil < f.Today || f.Posting.Live(f.Today)) {
		end = last.AddDate(0, 0, 1).Add(-time.Second)
	}
	return end.In(f.Zone).Format(time.RFC3339)
}
