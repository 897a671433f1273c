// Package access decides whether an actor may see or change an object. Decisions are pure: what cannot be seen is
// CodeNotFound, what can be seen but not changed CodeForbidden, so that nobody learns what is hidden from them.
package access

import "konggang/models"

func decide(visible, allowed bool) error {
	switch {
	case !visible:
		return models.Errorf(models.CodeNotFound)
	case !allowed:
		return models.Errorf(models.CodeForbidden)
	}
	return nil
}

// ReadVacancy lets anyone see a vacancy that was ever open, and its enterprise and office the others.
func ReadVacancy(a models.Actor, p models.Posting) error {
	return decide(p.Vacancy.EverOpen() || keepsVacancy(a, p), true)
}

// WriteVacancy lets the enterprise and the office over it change a vacancy.
func WriteVacancy(a models.Actor, p models.Posting) error {
	return decide(ReadVacancy(a, p) == nil, keepsVacancy(a, p))
}

// JudgeVacancy lets the office over the enterprise approve and reject.
func JudgeVacancy(a models.Actor, p models.Posting) error {
	return decide(ReadVacancy(a, p) == nil, a.Oversees(p.Employer.Division))
}

func keepsVacancy(a models.Actor, p models.Posting) bool {
	return a.Owns(p.Employer.ID) || a.Oversees(p.Employer.Division)
}

// ReadEnterprise lets the enterprise itself and the office over it see its record.
func ReadEnterprise(a models.Actor, e models.Enterprise) error {
	return decide(a.Owns(e.ID) || a.Oversees(e.Division), true)
}

// WriteEnterprise lets the enterprise itself and the office over it change its record.
func WriteEnterprise(a models.Actor, e models.Enterprise) error { return ReadEnterprise(a, e) }

// JudgeEnterprise lets the office over the enterprise decide about it.
func JudgeEnterprise(a models.Actor, e models.Enterprise) error {
	return decide(ReadEnterprise(a, e) == nil, a.Oversees(e.Division))
}

// Seeker lets the person, the village's operator and the office over it see and change a seeker.
func Seeker(a models.Actor, s models.Seeker) error {
	return decide(a.Is(s.ID) || a.Serves(s.Village), true)
}

// Village lets the village's operator and the office over it work for a village.
func Village(a models.Actor, village models.DivisionCode) error {
	return decide(true, a.Serves(village))
}

// Division lets the office over a division work for all of it.
func Division(a models.Actor, d models.DivisionCode) error { return decide(true, a.Oversees(d)) }

// ReadEdition lets anyone see what was published, and the village and its office the drafts.
func ReadEdition(a models.Actor, e models.Edition) error {
	return decide(e.Status != models.EditionDraft || a.Serves(e.Village), true)
}

// WriteEdition lets the village and its office change an edition.
func WriteEdition(a models.Actor, e models.Edition) error {
	return decide(ReadEdition(a, e) == nil, a.Serves(e.Village))
}
