// Package access decides whether an actor may see or change an object. A decision is pure and says why; what cannot be seen
// is CodeNotFound, what can be seen but not changed CodeForbidden, so that nobody learns what is hidden from them.
package access

import "konggang/models"

// Reason says why a decision is as it is; the log keeps it of what was denied.
type Reason string

// The reasons of decisions.
const (
	Public    Reason = "public"       // everybody may
	Own       Reason = "own"          // it is the actor's
	Oversees  Reason = "oversees"     // it lies in the office's division
	Serves    Reason = "serves"       // it lies in the operator's village
	Consented Reason = "consented"    // the person agreed to it
	Hidden    Reason = "hidden"       // it is not the actor's, and not for everybody
	NotYours  Reason = "not_yours"    // the actor may see it, and no more
	NoConsent Reason = "no_consent"   // the person did not agree to it
	Outside   Reason = "outside_area" // it lies outside the actor's division
)

// Decision is whether an actor sees an object and may do what was asked with it.
type Decision struct {
	Visible bool
	Allowed bool
	Reason  Reason
}

// Err is nil for what is allowed, else CodeNotFound or CodeForbidden; the reason is its cause, which only the log hears.
func (d Decision) Err() error {
	switch {
	case !d.Visible:
		return &models.Error{Code: models.CodeNotFound, Cause: denied(d.Reason)}
	case !d.Allowed:
		return &models.Error{Code: models.CodeForbidden, Cause: denied(d.Reason)}
	}
	return nil
}

// denied is the cause of a refusal.
type denied Reason

func (r denied) Error() string { return string(r) }

func allow(why Reason) Decision { return Decision{true, true, why} }

var (
	hide     = Decision{Reason: Hidden}
	withheld = Decision{Reason: NoConsent}
	refuse   = Decision{Visible: true, Reason: NotYours}
	outside  = Decision{Visible: true, Reason: Outside}
)

// ReadVacancy lets anyone see a vacancy that was ever open, and its enterprise and office the others.
func ReadVacancy(a models.Actor, p models.Posting) Decision {
	if p.Vacancy.EverOpen() {
		return allow(Public)
	}
	return keep(a, p.Employer, hide)
}

// WriteVacancy lets the enterprise and the office over it change a vacancy.
func WriteVacancy(a models.Actor, p models.Posting) Decision {
	return keep(a, p.Employer, unlessHidden(ReadVacancy(a, p)))
}

// Keeper tells whether the actor may keep some vacancies; to everybody else each of them looks the same.
func Keeper(a models.Actor) bool {
	return a.Role == models.RoleOffice || a.Role == models.RoleEnterprise
}

// JudgeVacancy lets the office over the enterprise approve and reject.
func JudgeVacancy(a models.Actor, p models.Posting) Decision {
	return judge(a, p.Employer, unlessHidden(ReadVacancy(a, p)))
}

// ReadEnterprise lets the enterprise itself and the office over it see its record.
func ReadEnterprise(a models.Actor, e models.Enterprise) Decision { return keep(a, e, hide) }

// WriteEnterprise lets the enterprise itself and the office over it change its record.
func WriteEnterprise(a models.Actor, e models.Enterprise) Decision { return keep(a, e, hide) }

// JudgeEnterprise lets the office over the enterprise decide about it.
func JudgeEnterprise(a models.Actor, e models.Enterprise) Decision {
	return judge(a, e, unlessHidden(ReadEnterprise(a, e)))
}

// keep allows what the enterprise and the office over it may do; others get the answer given.
func keep(a models.Actor, e models.Enterprise, others Decision) Decision {
	if a.Owns(e.ID) {
		return allow(Own)
	}
	return judge(a, e, others)
}

// judge allows what only the office over the enterprise may do.
func judge(a models.Actor, e models.Enterprise, others Decision) Decision {
	if a.Oversees(e.Division) {
		return allow(Oversees)
	}
	return others
}

// unlessHidden refuses what can be seen and goes on hiding what cannot.
func unlessHidden(read Decision) Decision {
	if read.Visible {
		return refuse
	}
	return hide
}

// Village lets the village's operator and the office over it work for a village.
func Village(a models.Actor, village models.DivisionCode) Decision { return serve(a, village, outside) }

func serve(a models.Actor, village models.DivisionCode, others Decision) Decision {
	switch {
	case a.Oversees(village):
		return allow(Oversees)
	case a.Serves(village):
		return allow(Serves)
	}
	return others
}

// Division lets the office over a division work for all of it.
func Division(a models.Actor, d models.DivisionCode) Decision {
	if a.Oversees(d) {
		return allow(Oversees)
	}
	return outside
}

// ReadEdition lets anyone see what was published, and the village and its office the drafts.
func ReadEdition(a models.Actor, e models.Edition) Decision {
	if e.Status != models.EditionDraft {
		return allow(Public)
	}
	return serve(a, e.Village, hide)
}

// WriteEdition lets the village and its office change an edition.
func WriteEdition(a models.Actor, e models.Edition) Decision {
	return serve(a, e.Village, unlessHidden(ReadEdition(a, e)))
}

// Recall lets the village and its office see a recall and say what was done about it.
func Recall(a models.Actor, r models.Recall) Decision { return serve(a, r.Village, hide) }

// Target lets the village and its office see and remove a robot that posts for the village.
func Target(a models.Actor, t models.Target) Decision { return serve(a, t.Village, hide) }

// Delivery lets the village and its office see what was sent for the village, and have it sent again.
func Delivery(a models.Actor, d models.Delivery) Decision { return serve(a, d.Village, hide) }

// OwnToken lets the holder of a token do with it as they like.
func OwnToken(a models.Actor, holder models.Account) Decision {
	if a.AccountID != "" && a.AccountID == holder.ID {
		return allow(Own)
	}
	return hide
}

// RevokeToken lets the holder withdraw a token, an office those of the offices, enterprises, villages and devices in its
// division, and a village those of its devices. In is where the holder belongs.
func RevokeToken(a models.Actor, holder models.Account, in models.DivisionCode) Decision {
	own := OwnToken(a, holder)
	switch {
	case own.Allowed || holder.Role == models.RoleSeeker:
		return own
	case holder.Role == models.RoleDevice:
		return serve(a, in, hide)
	case a.Oversees(in):
		return allow(Oversees)
	}
	return hide
}

// CloseAccount lets an office close the accounts that lie in its division, but not its own.
func CloseAccount(a models.Actor, holder models.Account, in models.DivisionCode) Decision {
	switch {
	case !a.Oversees(in):
		return hide
	case a.AccountID == holder.ID:
		return refuse
	}
	return allow(Oversees)
}

// IssueToken lets anybody make a token for the own account, and a village and its office one for a device. Nobody makes one
// for another person, whose deeds would be recorded under the wrong name.
func IssueToken(a models.Actor, holder models.Account) Decision {
	if own := OwnToken(a, holder); own.Allowed || holder.Role != models.RoleDevice {
		return own
	}
	return serve(a, holder.Division, hide)
}
