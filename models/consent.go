package models

import "time"

// ConsentScope is one thing a seeker can agree to separately (PIPL art. 13-15, 23).
type ConsentScope string

// The scopes of the contract.
const (
	ConsentMatching ConsentScope = "matching"
	ConsentShare    ConsentScope = "share_with_employer"
	ConsentContact  ConsentScope = "contact"
)

// ConsentScopes are all scopes.
var ConsentScopes = Vocabulary[ConsentScope]{{ConsentMatching, "岗位匹配"}, {ConsentShare, "向用人单位提供"}, {ConsentContact, "电话联系"}}

// ConsentWords are the words that a person is shown before agreeing to a scope. They are repeated on every entry of the
// ledger, so that a later change here does not change what somebody agreed to.
var ConsentWords = map[ConsentScope]string{
	ConsentMatching: "我同意就业服务机构用我登记的求职信息自动匹配岗位。我可以随时撤回，撤回后不再匹配，不影响其他就业服务。",
	ConsentShare:    "我单独同意就业服务机构把我的求职信息（姓名和电话先以部分遮盖的形式）提供给我适合的岗位的用人单位，用于招聘。我可以随时撤回。",
	ConsentContact:  "我同意就业服务机构以及我同意向其提供信息的用人单位打电话和我联系招聘的事。我可以随时撤回。",
}

// Consent is one agreement that is in force: when it was given and who saw it.
type Consent struct {
	Scope       ConsentScope
	GivenAt     time.Time
	WitnessedBy string
}

// ConsentKind says what an entry of the ledger is.
type ConsentKind string

// A consent is given, and may be withdrawn.
const (
	ConsentGiven     ConsentKind = "given"
	ConsentWithdrawn ConsentKind = "withdrawn"
)

// ConsentEntry is one entry of the consent ledger, which only grows: what was agreed to or taken back, when, recorded by
// whom, seen by whom, and the words that were shown.
type ConsentEntry struct {
	ID         string
	SeekerID   string
	Scope      ConsentScope
	Kind       ConsentKind
	At         time.Time
	RecordedAt time.Time
	RecordedBy string
	Role       Role
	Witness    string
	Words      string
}

// ConsentChanges are the ledger's entries for what is different between two states of a person's consents, in the order of
// the scopes; a consent that was given anew is an entry too.
func ConsentChanges(before, after []Consent, a Actor, now time.Time) []ConsentEntry {
	var out []ConsentEntry
	for _, t := range ConsentScopes {
		old, had := consentTo(before, t.Code)
		c, has := consentTo(after, t.Code)
		entry := ConsentEntry{Scope: t.Code, RecordedBy: a.AccountID, Role: a.Role}
		switch {
		case has && (!had || old != c):
			entry.Kind, entry.At, entry.Witness, entry.Words = ConsentGiven, c.GivenAt, c.WitnessedBy, ConsentWords[t.Code]
		case had && !has:
			entry.Kind, entry.At = ConsentWithdrawn, now
		default:
			continue
		}
		out = append(out, entry)
	}
	return out
}

func consentTo(list []Consent, scope ConsentScope) (Consent, bool) {
	for _, c := range list {
		if c.Scope == scope {
			return c, true
		}
	}
	return Consent{}, false
}

// Agree notes that the person agrees to something now, in place of an earlier agreement to the same; they stand in the order of
// the scopes.
func (s *Seeker) Agree(c Consent) {
	all := append(without(s.Consents, c.Scope), c)
	s.Consents = nil
	for _, t := range ConsentScopes {
		if c, has := consentTo(all, t.Code); has {
			s.Consents = append(s.Consents, c)
		}
	}
}

// Withdraw takes an agreement back and tells whether it was in force.
func (s *Seeker) Withdraw(scope ConsentScope) bool {
	was := s.Consented(scope)
	s.Consents = without(s.Consents, scope)
	return was
}

// without is a list of its own, so that what was read before stays as it was.
func without(list []Consent, scope ConsentScope) []Consent {
	var out []Consent
	for _, c := range list {
		if c.Scope != scope {
			out = append(out, c)
		}
	}
	return out
}

// NeedsConsent is the refusal of what a person has not agreed to: CodeNoConsent, with the scope that is missing.
func NeedsConsent(scope ConsentScope) error {
	return &Error{Code: CodeNoConsent, Fields: []FieldError{{Field: "consents." + string(scope), Code: CodeNoConsent}}}
}

// maxWitness bounds the name of a witness, characters.
const maxWitness = 50

// ConsentSkew is how far the clock of who records a consent may be ahead of ours.
const ConsentSkew = 5 * time.Minute

// CheckConsents holds new entries of a ledger to what it is good for: nothing is given in the future, and where they must be
// witnessed, since somebody else than the person records them, it names who saw it. prefix leads the names of the fields.
func CheckConsents(prefix string, entries []ConsentEntry, witnessed bool, now time.Time) error {
	var p Problems
	for _, e := range entries {
		if e.Kind != ConsentGiven || len(p) > 0 {
			continue
		}
		if e.At.After(now.Add(ConsentSkew)) {
			p.Add(prefix+"given_at", CodeInFuture)
		}
		if witnessed && e.Witness == "" {
			p.Add(prefix+"witnessed_by", CodeRequired)
		}
		checkText(&p, prefix+"witnessed_by", e.Witness, maxWitness)
	}
	return p.Err()
}
