package models

// Severity says what a finding does to a vacancy: block it, ask an officer, or warn the employer.
type Severity string

// The three severities.
const (
	SeverityBlock  Severity = "block"
	SeverityReview Severity = "review"
	SeverityWarn   Severity = "warn"
)

// Finding is one thing noticed about a vacancy: a legal rule it breaks or a spreadsheet cell that could not be read.
// Field is the contract's field name, Column the spreadsheet's header where there was one, Excerpt the text it is about and
// Start its place in characters from the start of the field, Law the source of the rule; Code and Args are the key of its
// advice in the wording catalogue.
type Finding struct {
	Rule     string
	Severity Severity
	Field    string
	Column   string
	Excerpt  string
	Start    int
	Law      string
	Code     Code
	Args     []string
}

// Problem is the finding as what is wrong with a request: it has the finding's code and is worded as its advice. What the
// finding quotes stays behind.
func (f Finding) Problem() FieldError {
	return FieldError{f.Field, f.Code, []any{Finding{Field: f.Field, Column: f.Column, Code: f.Code, Args: f.Args}}}
}

// Blocking tells whether any finding keeps the vacancy from being published.
func Blocking(findings []Finding) bool {
	for _, f := range findings {
		if f.Severity == SeverityBlock {
			return true
		}
	}
	return false
}

// NeedsOfficer tells whether any finding is more than a warning, so that an officer has to look before villages hear of it.
func NeedsOfficer(findings []Finding) bool {
	for _, f := range findings {
		if f.Severity != SeverityWarn {
			return true
		}
	}
	return false
}
