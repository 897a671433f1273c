package models

import "time"

// ReportKind is what somebody finds wrong with a vacancy.
type ReportKind string

// The kinds of the contract.
const (
	ReportFee            ReportKind = "fee"
	ReportFake           ReportKind = "fake"
	ReportDiscrimination ReportKind = "discrimination"
	ReportFilled         ReportKind = "filled"
	ReportContact        ReportKind = "contact"
	ReportOther          ReportKind = "other"
)

// ReportKinds are all kinds.
var ReportKinds = Vocabulary[ReportKind]{
	{ReportFee, "乱收费"}, {ReportFake, "虚假信息"}, {ReportDiscrimination, "歧视"}, {ReportFilled, "早已招满"}, {ReportContact, "电话不对"}, {ReportOther, "其他"},
}

// Zh is the printed word of the kind.
func (k ReportKind) Zh() string { return ReportKinds.Zh(k) }

// MaxReport bounds the text of a report, characters.
const MaxReport = 500

// Report is what somebody says is wrong with a vacancy. Text is sealed where it is kept, since people write names and
// numbers into it. Reporter is the account, or a keyed digest of the address of somebody without one.
type Report struct {
	ID        string
	VacancyID string
	Kind      ReportKind
	Text      string
	Reporter  string
	CreatedAt time.Time
}

// Clean puts the text into the form that is kept.
func (r *Report) Clean() { cleanAll(&r.Text) }

// Validate checks the fields that a person fills in.
func (r Report) Validate() error {
	var p Problems
	if r.Kind == "" {
		p.Add("kind", CodeRequired)
	}
	ReportKinds.check(&p, "kind", r.Kind)
	checkText(&p, "text", r.Text, MaxReport)
	return p.Err()
}
