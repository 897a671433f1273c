package models

import "slices"

// Overlay takes over from other what other states, and keeps the rest: a sheet that is brought in again changes what it
// says and wipes nothing that was added since.
func (v *Vacancy) Overlay(other Vacancy) {
	take(&v.ExternalID, other.ExternalID)
	take(&v.Source, other.Source)
	take(&v.Title, other.Title)
	take(&v.Occupation, other.Occupation)
	take(&v.EmploymentType, other.EmploymentType)
	take(&v.Headcount, other.Headcount)
	if other.Wage.Stated() {
		v.Wage = other.Wage
	}
	take(&v.Duties, other.Duties)
	take(&v.Education, other.Education)
	take(&v.ExperienceYears, other.ExperienceYears)
	take(&v.AgeMin, other.AgeMin)
	take(&v.AgeMax, other.AgeMax)
	takeList(&v.Skills, other.Skills)
	takeList(&v.Certificates, other.Certificates)
	take(&v.Shift, other.Shift)
	take(&v.HoursPerDay, other.HoursPerDay)
	take(&v.RestDaysPerMonth, other.RestDaysPerMonth)
	takeList(&v.Benefits, other.Benefits)
	take(&v.BenefitsNote, other.BenefitsNote)
	take(&v.Workplace.Division, other.Workplace.Division)
	take(&v.Workplace.Address, other.Workplace.Address)
	take(&v.Workplace.Point, other.Workplace.Point)
	take(&v.Contact.Name, other.Contact.Name)
	take(&v.Contact.Phone, other.Contact.Phone)
	take(&v.ValidUntil, other.ValidUntil)
}

// Overlay takes over from other what other states about the enterprise, and keeps the rest and its standing.
func (e *Enterprise) Overlay(other Enterprise) {
	take(&e.CreditCode, other.CreditCode)
	take(&e.Kind, other.Kind)
	take(&e.Industry, other.Industry)
	take(&e.Address, other.Address)
	take(&e.Point, other.Point)
	take(&e.Contact.Name, other.Contact.Name)
	take(&e.Contact.Phone, other.Contact.Phone)
}

// Overlay takes over from other what other states about the seeker, and keeps the rest, consents included: these change
// only by the person's own word.
func (s *Seeker) Overlay(other Seeker) {
	take(&s.Village, other.Village)
	take(&s.BirthYear, other.BirthYear)
	take(&s.Education, other.Education)
	takeList(&s.Wanted, other.Wanted)
	takeList(&s.Occupations, other.Occupations)
	takeList(&s.Skills, other.Skills)
	takeList(&s.Certificates, other.Certificates)
	take(&s.WageMin, other.WageMin)
	take(&s.MaxDistanceKM, other.MaxDistanceKM)
	takeList(&s.Shifts, other.Shifts)
	takeList(&s.Needs, other.Needs)
	take(&s.AvailableFrom, other.AvailableFrom)
}

func take[T comparable](into *T, from T) {
	var nothing T
	if from != nothing {
		*into = from
	}
}

func takeList[T any](into *[]T, from []T) {
	if len(from) > 0 {
		*into = slices.Clone(from)
	}
}
