package models

import (
	"slices"
	"time"
)

// ReferralStatus is where a referral stands.
type ReferralStatus string

// The states of a referral.
const (
	ReferralApplied   ReferralStatus = "applied"
	ReferralContacted ReferralStatus = "contacted"
	ReferralHired     ReferralStatus = "hired"
	ReferralDeclined  ReferralStatus = "declined"
	ReferralWithdrawn ReferralStatus = "withdrawn"
)

// ReferralStatuses are all states of a referral.
var ReferralStatuses = Vocabulary[ReferralStatus]{
	{ReferralApplied, "已应聘"}, {ReferralContacted, "已联系"}, {ReferralHired, "已录用"}, {ReferralDeclined, "未录用"}, {ReferralWithdrawn, "已撤回"},
}

// Zh is the printed word of the state.
func (s ReferralStatus) Zh() string { return ReferralStatuses.Zh(s) }

// ReferralSide is who moves a referral.
type ReferralSide string

// The two sides: the employer, and the person with those who act for them.
const (
	SideEmployer ReferralSide = "employer"
	SideSeeker   ReferralSide = "seeker"
)

type referralMove struct {
	from []ReferralStatus
	side ReferralSide
}

var referralMoves = map[ReferralStatus]referralMove{
	ReferralContacted: {[]ReferralStatus{ReferralApplied}, SideEmployer},
	ReferralHired:     {[]ReferralStatus{ReferralContacted}, SideEmployer},
	ReferralDeclined:  {[]ReferralStatus{ReferralContacted}, SideEmployer},
	ReferralWithdrawn: {[]ReferralStatus{ReferralApplied, ReferralContacted}, SideSeeker},
}

// SideOf is the side that may take a referral to the state, "" for a state that nobody can.
func (s ReferralStatus) SideOf() ReferralSide { return referralMoves[s].side }

// Check refuses no state and one that there is not; error CodeInvalid.
func (s ReferralStatus) Check() error {
	var p Problems
	if s == "" {
		p.Add("status", CodeRequired)
	}
	ReferralStatuses.check(&p, "status", s)
	return p.Err()
}

// Referral is one person's application for one vacancy: their own, or by an operator or an office for them. It holds nothing
// about the person but the id. Channel is where the person heard of the vacancy.
type Referral struct {
	ID        string
	SeekerID  string
	VacancyID string
	Channel   Channel
	Status    ReferralStatus
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Validate checks what is stated when a referral is made.
func (r Referral) Validate() error {
	var p Problems
	checkRequired(&p, "seeker", r.SeekerID, 36)
	checkRequired(&p, "vacancy", r.VacancyID, 36)
	if r.Channel == "" {
		p.Add("channel", CodeRequired)
	}
	Channels.check(&p, "channel", r.Channel)
	return p.Err()
}

// Move takes the referral to another state; error CodeIllegalTransition names where it stands.
func (r *Referral) Move(to ReferralStatus) error {
	if !slices.Contains(referralMoves[to].from, r.Status) {
		return Errorf(CodeIllegalTransition, r.Status, referralVerb(to))
	}
	r.Status = to
	return nil
}

// Standing tells whether the employer still has something to decide or to do about the person.
func (r Referral) Standing() bool {
	return slices.Contains([]ReferralStatus{ReferralApplied, ReferralContacted, ReferralHired}, r.Status)
}

// referralVerb is a state as what is done to get there, for sentences.
type referralVerb ReferralStatus

var referralVerbs = Vocabulary[referralVerb]{
	{referralVerb(ReferralApplied), "应聘"}, {referralVerb(ReferralContacted), "联系"}, {referralVerb(ReferralHired), "录用"},
	{referralVerb(ReferralDeclined), "谢绝"}, {referralVerb(ReferralWithdrawn), "撤回"},
}

// Zh is the word of what is done.
func (v referralVerb) Zh() string { return referralVerbs.Zh(v) }

// ReferralFilter narrows a list of referrals, newest first; zero fields do not narrow. Within is where the people live.
// EnterpriseID leaves those for the vacancies of an employer whose people agree now to be shown to employers.
type ReferralFilter struct {
	SeekerID     string
	VacancyID    string
	EnterpriseID string
	Within       DivisionCode
	Status       ReferralStatus
}
