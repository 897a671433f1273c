package models

import (
	"errors"
	"strings"
)

// Code names what went wrong. It is stable, part of the public contract, and the key of the wording catalogue.
type Code string

// What can be wrong with a request as a whole.
const (
	CodeMalformed           Code = "malformed"
	CodeUnauthenticated     Code = "unauthenticated"
	CodeForbidden           Code = "forbidden"
	CodeNotFound            Code = "not_found"
	CodeMethodNotAllowed    Code = "method_not_allowed"
	CodeNotAcceptable       Code = "not_acceptable"
	CodeConflict            Code = "conflict"
	CodeDuplicate           Code = "duplicate"
	CodeIllegalTransition   Code = "illegal_transition"
	CodeAlreadyRegistered   Code = "already_registered"
	CodeNotPublishable      Code = "not_publishable"
	CodeInFlight            Code = "idempotency_key_in_flight"
	CodeKeyReused           Code = "idempotency_key_reused"
	CodeStale               Code = "stale"
	CodeTooLarge            Code = "too_large"
	CodeUnsupportedMedia    Code = "unsupported_media_type"
	CodeInvalid             Code = "invalid"
	CodePreconditionMissing Code = "precondition_required"
	CodeRateLimited         Code = "rate_limited"
	CodeNewerIssued         Code = "newer_issued"
	CodeOperationUnderway   Code = "operation_underway"
	CodeInternal            Code = "internal"
	CodeUnavailable         Code = "unavailable"
	CodeNoSender            Code = "sms_unavailable"
	CodeTooManySchedules    Code = "too_many_schedules"
	CodeNoEdition           Code = "no_edition"
	CodeNotInForce          Code = "not_in_force"
	CodeNoSpeaker           Code = "speaker_unavailable"
	CodeSpeakerFailed       Code = "speaker_failed"
	CodeFeedGap             Code = "feed_gap"
	CodeTooManyTargets      Code = "too_many_targets"
	CodeNoTarget            Code = "no_target"
	CodeTargetRemoved       Code = "target_removed"
	CodeOvertaken           Code = "overtaken"
	CodeNotPosted           Code = "not_posted"
)

// What can be wrong with one field, cell or column.
const (
	CodeRequired           Code = "required"
	CodeOutOfRange         Code = "out_of_range"
	CodeBelowMinimum       Code = "below_minimum"
	CodeAboveMaximum       Code = "above_maximum"
	CodeTooLong            Code = "too_long"
	CodeTooMany            Code = "too_many"
	CodeUnknownValue       Code = "unknown_value"
	CodeUnknownField       Code = "unknown_field"
	CodeWrongType          Code = "wrong_type"
	CodeInvalidPhone       Code = "invalid_phone"
	CodeInvalidCreditCode  Code = "invalid_credit_code"
	CodeInvalidDivision    Code = "invalid_division"
	CodeUnknownDivision    Code = "unknown_division"
	CodeUnknownEnterprise  Code = "unknown_enterprise"
	CodeUnknownOccupation  Code = "unknown_occupation"
	CodeInvalidPoint       Code = "invalid_point"
	CodeInvalidDate        Code = "invalid_date"
	CodeInvalidMoment      Code = "invalid_moment"
	CodeInvalidTime        Code = "invalid_time"
	CodeInvalidWage        Code = "invalid_wage"
	CodeInvalidURL         Code = "invalid_url"
	CodeUnsafeURL          Code = "unsafe_url"
	CodeInvalidCursor      Code = "invalid_cursor"
	CodeInvalidText        Code = "invalid_text"
	CodeInPast             Code = "in_past"
	CodeMinAboveMax        Code = "min_above_max"
	CodeUnderAge           Code = "under_age"
	CodeNoConsent          Code = "consent_required"
	CodeUnreadable         Code = "unreadable"
	CodeUnreadableFile     Code = "unreadable_file"
	CodeNoHeader           Code = "no_header"
	CodeForeignEnterprise  Code = "foreign_enterprise"
	CodeNotVillage         Code = "not_village"
	CodeUnapprovedEmployer Code = "unapproved_employer"
	CodeBarredEmployer     Code = "barred_employer"
	CodeReasonRequired     Code = "reason_required"
	CodeLineClosed         Code = "line_closed"
	CodeNotCombinable      Code = "not_combinable"
	CodeRepeatedRow        Code = "repeated_row"
	CodeAmbiguous          Code = "ambiguous"
	CodeWrongCode          Code = "wrong_code"
	CodeOneOf              Code = "one_of"
	CodeWeakPassword       Code = "weak_password"
	CodeInFuture           Code = "in_future"
	CodeUnprovenPhone      Code = "unproven_phone"
	CodeNotOpen            Code = "not_open"
	CodeOnEdition          Code = "on_edition"
	CodeNotOnEdition       Code = "not_on_edition"
	CodeTimeTaken          Code = "time_taken"
	CodeNightHours         Code = "night_hours"
	CodeUnknownTarget      Code = "unknown_target"
	CodeNoRobotKey         Code = "robot_key_missing"
	CodeInvalidSecret      Code = "invalid_secret"
	CodeShortSecret        Code = "secret_too_short"
)

// Why a robot did not take a message, besides CodeRateLimited and CodeUnsafeURL: it will not take it however often it is sent, or
// it could not just now.
const (
	CodeRobotRefused Code = "robot_refused"
	CodeRobotFailed  Code = "robot_failed"
)

// What an operator should look at before an edition is published, besides CodeLineClosed.
const (
	CodeLineChanged   Code = "line_changed"
	CodeMissingGlyph  Code = "missing_glyph"
	CodeCellShortened Code = "cell_shortened"
)

// What findings say about a vacancy.
const (
	CodeNotStated  Code = "not_stated"
	CodeCutOff     Code = "cut_off"
	CodeExpired    Code = "expired"
	CodeNegotiable Code = "negotiable"

	CodeGenderAsked      Code = "gender_asked"
	CodeEthnicityAsked   Code = "ethnicity_asked"
	CodeReligionAsked    Code = "religion_asked"
	CodeMaritalAsked     Code = "marital_asked"
	CodeOriginAsked      Code = "origin_asked"
	CodeHepatitisAsked   Code = "hepatitis_asked"
	CodeDisabilityAsked  Code = "disability_asked"
	CodeDepositAsked     Code = "deposit_asked"
	CodeDocumentsKept    Code = "documents_kept"
	CodeUnderAgeAsked    Code = "under_age_asked"
	CodeMinorJob         Code = "minor_job"
	CodeUnderMinimumWage Code = "under_minimum_wage"
	CodeProbationTerms   Code = "probation_terms"
	CodeLongHours        Code = "long_hours"
	CodeAgeLimited       Code = "age_limited"
	CodeRebateInWage     Code = "rebate_in_wage"
)

// FieldError is one thing wrong with one field: Field is its name in the contract (dots for nesting), Args fill the
// wording. Args never hold what was submitted when that could be a phone, a name or a secret.
type FieldError struct {
	Field string
	Code  Code
	Args  []any
}

// Error is the one error type of the domain. Anything that is not an *Error is internal and is never shown.
type Error struct {
	Code   Code
	Args   []any
	Fields []FieldError
	Cause  error
}

// Error implements error for logs; what people read comes from the wording catalogue.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	for _, f := range e.Fields {
		b.WriteString("; " + f.Field + ": " + string(f.Code))
	}
	if e.Cause != nil {
		b.WriteString(": " + e.Cause.Error())
	}
	return b.String()
}

// Unwrap gives the error underneath, if any.
func (e *Error) Unwrap() error { return e.Cause }

// Errorf makes an error of a code with the arguments of its wording.
func Errorf(code Code, args ...any) *Error { return &Error{Code: code, Args: args} }

// FieldErrorf makes an invalid-request error about one field.
func FieldErrorf(field string, code Code, args ...any) *Error {
	return &Error{Code: CodeInvalid, Fields: []FieldError{{field, code, args}}}
}

// CodeOf is the code of the first *Error in the chain of err, "" for nil, and CodeInternal for anything else.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// Problems collects field errors so that a caller hears all of them at once.
type Problems []FieldError

// Add notes that field is wrong.
func (p *Problems) Add(field string, code Code, args ...any) {
	*p = append(*p, FieldError{field, code, args})
}

// AddErr notes err under field: the codes of a domain error, or CodeInvalid for another; nil adds nothing.
func (p *Problems) AddErr(field string, err error) {
	if err == nil {
		return
	}
	var e *Error
	if !errors.As(err, &e) {
		p.Add(field, CodeInvalid)
		return
	}
	if len(e.Fields) == 0 {
		p.Add(field, e.Code, e.Args...)
		return
	}
	for _, f := range e.Fields {
		name := field
		if field == "" || f.Field == "" {
			name += f.Field
		} else {
			name += "." + f.Field
		}
		p.Add(name, f.Code, f.Args...)
	}
}

// Err is nil when nothing was noted, otherwise a CodeInvalid error with all of it.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Code: CodeInvalid, Fields: p}
}
