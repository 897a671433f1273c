package access

import (
	"slices"

	"konggang/models"
)

// Seeker lets the person, the village's operator and the office over it see and change a seeker.
func Seeker(a models.Actor, s models.Seeker) Decision {
	if a.Is(s.ID) {
		return allow(Own)
	}
	return serve(a, s.Village, hide)
}

// Register lets a village's operator and the office over it register people there, and somebody who signed up and is not
// registered yet register themself anywhere.
func Register(a models.Actor, village models.DivisionCode) Decision {
	if a.Role == models.RoleSeeker && a.SeekerID == "" {
		return allow(Own)
	}
	return Village(a, village)
}

// Interest is what an enterprise has in a person: the vacancy that it asks about, and whether the person is a candidate for it
// or has applied.
type Interest struct {
	Posting models.Posting
	Linked  bool
}

// hires tells whether people may be sent to the vacancy's employer: it is approved, and the vacancy open or paused.
func (i Interest) hires() bool {
	open := slices.Contains([]models.VacancyStatus{models.VacancyOpen, models.VacancyPaused}, i.Posting.Vacancy.Status)
	return open && i.Posting.Employer.Status == models.EnterpriseApproved
}

// Reveal lets the person, the village's operator and the office over it see the full name and phone; and an approved enterprise,
// about a vacancy of its own that is open or paused, those of a candidate or applicant who agreed to be shown to it and called.
func Reveal(a models.Actor, s models.Seeker, of Interest) Decision {
	if a.Role != models.RoleEnterprise {
		return Seeker(a, s)
	}
	switch {
	case !a.Owns(of.Posting.Vacancy.EnterpriseID) || !of.hires() || !of.Linked:
		return hide
	case !s.Consented(models.ConsentShare) || !s.Consented(models.ConsentContact):
		return withheld
	}
	return allow(Consented)
}

// Application is a referral with what decides who sees it: the person's record and the vacancy.
type Application struct {
	Referral models.Referral
	Seeker   models.Seeker
	Vacancy  models.Vacancy
}

// ReadReferral lets the person, the village's operator and the office over it see a referral, and the enterprise that offers
// the vacancy as long as the person agrees to be shown to it.
func ReadReferral(a models.Actor, of Application) Decision {
	switch {
	case !a.Owns(of.Vacancy.EnterpriseID):
		return Seeker(a, of.Seeker)
	case !of.Seeker.Consented(models.ConsentShare):
		return withheld
	}
	return allow(Consented)
}

// MoveReferral lets the enterprise say what became of a referral, and the person and those who act for them take it back.
func MoveReferral(a models.Actor, of Application, to models.ReferralStatus) Decision {
	read := ReadReferral(a, of)
	if !read.Visible {
		return read
	}
	side := models.SideSeeker
	if a.Role == models.RoleEnterprise {
		side = models.SideEmployer
	}
	if to.SideOf() != side {
		return refuse
	}
	return read
}
