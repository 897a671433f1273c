package models

import "slices"

// Clean puts every text into the form that is kept (see CleanText) and drops empty and repeated list entries.
func (v *Vacancy) Clean() {
	cleanAll(&v.ExternalID, &v.Source.Name, &v.Source.URL, &v.Title, &v.Wage.Note, &v.Duties, &v.BenefitsNote,
		&v.Workplace.Address, &v.Contact.Name, &v.StatusReason)
	v.Skills, v.Certificates = cleanList(v.Skills), cleanList(v.Certificates)
	v.Benefits = unique(v.Benefits)
}

// Clean puts every text into the form that is kept.
func (e *Enterprise) Clean() {
	cleanAll(&e.Name, &e.Industry, &e.Address, &e.Contact.Name)
}

// Clean puts every text into the form that is kept and drops empty and repeated list entries.
func (s *Seeker) Clean() {
	cleanAll(&s.Name)
	s.Wanted, s.Skills, s.Certificates = cleanList(s.Wanted), cleanList(s.Skills), cleanList(s.Certificates)
	s.Occupations, s.Shifts, s.Needs = unique(s.Occupations), unique(s.Shifts), unique(s.Needs)
	s.Consents = cleanConsents(s.Consents)
}

// cleanConsents keeps the first of several to the same scope.
func cleanConsents(list []Consent) []Consent {
	var out []Consent
	for _, c := range list {
		cleanAll(&c.WitnessedBy)
		if _, twice := consentTo(out, c.Scope); !twice {
			out = append(out, c)
		}
	}
	return out
}

func cleanAll(texts ...*string) {
	for _, t := range texts {
		*t = CleanText(*t)
	}
}

func cleanList(list []string) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		if s = CleanText(s); s != "" {
			out = append(out, s)
		}
	}
	return unique(out)
}

// unique keeps the first of equal entries; an empty list is nil, so that what is read back equals what was kept.
func unique[T comparable](list []T) []T {
	var out []T
	for _, x := range list {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
