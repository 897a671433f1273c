package models

import "time"

// LegalWorkingAge is the age under which nobody may be employed (劳动法 art. 15, 禁止使用童工规定).
const LegalWorkingAge = 16

// SeekerStatus says whether a seeker is looking for work.
type SeekerStatus string

// The states of a seeker.
const (
	SeekerLooking SeekerStatus = "looking"
	SeekerPaused  SeekerStatus = "paused"
	SeekerPlaced  SeekerStatus = "placed"
)

// SeekerStatuses are all states of a seeker.
var SeekerStatuses = Vocabulary[SeekerStatus]{{SeekerLooking, "求职中"}, {SeekerPaused, "暂停"}, {SeekerPlaced, "已就业"}}

// Seeker is a person who looks for work. Name and Phone never leave the rooms that are allowed to see them: they are
// sealed in the store and appear on no sheet, post or script.
type Seeker struct {
	ID            string
	Name          string
	Phone         Phone
	Village       DivisionCode
	BirthYear     int
	Education     Education
	Wanted        []string
	Occupations   []OccupationCode
	Skills        []string
	Certificates  []string
	WageMin       Fen
	MaxDistanceKM float64
	Shifts        []Shift
	Needs         []Benefit
	AvailableFrom Date
	Consents      []Consent
	Status        SeekerStatus
	Version       int
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

// Validate checks the fields in the year given, which bounds the birth year.
func (s Seeker) Validate(thisYear int) error {
	var p Problems
	checkRequired(&p, "name", s.Name, 50)
	s.Phone.check(&p, "phone")
	s.Village.checkVillage(&p, "village")
	if s.BirthYear != 0 {
		checkRange(&p, "birth_year", s.BirthYear, thisYear-100, thisYear)
	}
	s.checkWishes(&p)
	SeekerStatuses.check(&p, "status", s.Status)
	for _, c := range s.Consents {
		ConsentScopes.checkAll(&p, "consent.scopes", []ConsentScope{c.Scope})
		checkText(&p, "consent.witnessed_by", c.WitnessedBy, maxWitness)
	}
	return p.Err()
}

func (s Seeker) checkWishes(p *Problems) {
	educationsHeld.check(p, "education", s.Education)
	checkTexts(p, "wanted", s.Wanted, 10, 50)
	if len(s.Occupations) > 10 {
		p.Add("occupations", CodeTooMany, 10, len(s.Occupations))
	}
	for _, o := range s.Occupations {
		o.check(p, "occupations")
	}
	checkTexts(p, "skills", s.Skills, 30, 50)
	checkTexts(p, "certificates", s.Certificates, 30, 50)
	if s.WageMin < 0 || s.WageMin > MaxWage {
		p.Add("wage_min", CodeOutOfRange, 0, MaxWage.Yuan())
	}
	if !(s.MaxDistanceKM >= 0 && s.MaxDistanceKM <= 5000) {
		p.Add("max_distance_km", CodeOutOfRange, 0, 5000)
	}
	Shifts.checkAll(p, "shifts", s.Shifts)
	Needs.checkAll(p, "needs", s.Needs)
	if s.AvailableFrom != "" {
		_, err := ParseDate(string(s.AvailableFrom))
		p.AddErr("available_from", err)
	}
}

// Consented tells whether the scope is agreed to now.
func (s Seeker) Consented(scope ConsentScope) bool {
	for _, c := range s.Consents {
		if c.Scope == scope {
			return true
		}
	}
	return false
}

// CertainAge is the youngest the seeker can be in the year given, known from the birth year alone; 0 when unknown.
func (s Seeker) CertainAge(thisYear int) int {
	if s.BirthYear == 0 {
		return 0
	}
	return max(0, thisYear-s.BirthYear-1)
}

// MayWork tells whether the seeker is certainly of legal working age; an unknown birth year is not certain.
func (s Seeker) MayWork(thisYear int) bool { return s.CertainAge(thisYear) >= LegalWorkingAge }
