package api

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"konggang/models"
	"konggang/services/wording"
)

// Problem is an error as RFC 9457 has it. It never holds what was submitted.
type Problem struct {
	Type      string         `json:"type" example:"about:blank"`
	Title     string         `json:"title" doc:"What kind of problem it is"`
	Status    int            `json:"status"`
	Detail    string         `json:"detail,omitempty" doc:"What went wrong, in the caller's language"`
	Instance  string         `json:"instance,omitempty" doc:"The path that was called"`
	Code      string         `json:"code" doc:"Stable name of the problem" example:"invalid"`
	Errors    []ProblemField `json:"errors,omitempty"`
	RequestID string         `json:"request_id,omitempty"`

	// retryAfter is how long the caller should wait, 0 where waiting does not help.
	retryAfter time.Duration
}

// ProblemField is one wrong field.
type ProblemField struct {
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Error implements error.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders implements huma.HeadersError: a caller who should wait is told how long.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.retryAfter > 0 {
		h.Set("Retry-After", itoa(seconds(p.retryAfter)))
	}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
	}
	return h
}

// statuses is the HTTP status of each code that can stand for a whole request.
var statuses = map[models.Code]int{
	models.CodeMalformed:           http.StatusBadRequest,
	models.CodeUnauthenticated:     http.StatusUnauthorized,
	models.CodeForbidden:           http.StatusForbidden,
	models.CodeNotFound:            http.StatusNotFound,
	models.CodeMethodNotAllowed:    http.StatusMethodNotAllowed,
	models.CodeNotAcceptable:       http.StatusNotAcceptable,
	models.CodeConflict:            http.StatusConflict,
	models.CodeDuplicate:           http.StatusConflict,
	models.CodeIllegalTransition:   http.StatusConflict,
	models.CodeAlreadyRegistered:   http.StatusConflict,
	models.CodeNewerIssued:         http.StatusConflict,
	models.CodeOperationUnderway:   http.StatusConflict,
	models.CodeNotPublishable:      http.StatusUnprocessableEntity,
	models.CodeInFlight:            http.StatusConflict,
	models.CodeKeyReused:           http.StatusUnprocessableEntity,
	models.CodeStale:               http.StatusPreconditionFailed,
	models.CodeTooLarge:            http.StatusRequestEntityTooLarge,
	models.CodeUnsupportedMedia:    http.StatusUnsupportedMediaType,
	models.CodeInvalid:             http.StatusUnprocessableEntity,
	models.CodePreconditionMissing: http.StatusPreconditionRequired,
	models.CodeRateLimited:         http.StatusTooManyRequests,
	models.CodeInternal:            http.StatusInternalServerError,
	models.CodeUnavailable:         http.StatusServiceUnavailable,
	models.CodeNoSender:            http.StatusServiceUnavailable,
	models.CodeTooManySchedules:    http.StatusConflict,
	models.CodeUnreadableFile:      http.StatusUnprocessableEntity,
	models.CodeNoHeader:            http.StatusUnprocessableEntity,
	models.CodeNoConsent:           http.StatusForbidden,
	models.CodeNoEdition:           http.StatusNotFound,
	models.CodeNotInForce:          http.StatusConflict,
	models.CodeNoSpeaker:           http.StatusServiceUnavailable,
	models.CodeSpeakerFailed:       http.StatusServiceUnavailable,
	models.CodeFeedGap:             http.StatusGone,
	models.CodeTooManyTargets:      http.StatusConflict,
	models.CodeNoTarget:            http.StatusConflict,
	models.CodeTargetRemoved:       http.StatusConflict,
	models.CodeOvertaken:           http.StatusConflict,
	models.CodeNotPosted:           http.StatusConflict,
}

// problemOf puts an error into the caller's words. A field error about the shape of the request makes it malformed.
func problemOf(r *request, err error) *Problem {
	var e *models.Error
	if !errors.As(err, &e) {
		e = models.Errorf(models.CodeInternal)
	}
	status, known := statuses[e.Code]
	if !known {
		e = &models.Error{Code: models.CodeInvalid, Fields: []models.FieldError{{Field: named[e.Code], Code: e.Code, Args: e.Args}}}
		status = http.StatusUnprocessableEntity
	}
	if e.Code == models.CodeInvalid && slices.ContainsFunc(e.Fields, aboutShape) {
		status = http.StatusBadRequest
	}
	p := &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: string(e.Code),
		Detail: wording.Error(r.language(), e), Instance: discreet(path(r.target())), RequestID: r.id,
		retryAfter: waitOf(status, e)}
	for _, f := range e.Fields[:min(len(e.Fields), maxErrors)] {
		f.Field = shortName(f.Field)
		p.Errors = append(p.Errors, ProblemField{f.Field, string(f.Code), wording.FieldError(r.language(), f)})
	}
	return p
}

// shortWait is how long a caller should wait where nobody knows better.
const shortWait = 5 * time.Second

// waitOf is how long a caller should wait before the same call can go better; the error's first argument where it says so.
func waitOf(status int, e *models.Error) time.Duration {
	if status != http.StatusServiceUnavailable && status != http.StatusTooManyRequests {
		return 0
	}
	if len(e.Args) > 0 {
		if wait, ok := e.Args[0].(time.Duration); ok {
			return wait
		}
	}
	return shortWait
}

// Bounds of what an error repeats of names that are not ours: how many of them, and characters of each.
const (
	maxErrors = 50
	maxName   = 40
)

// phones are runs of digits that could be somebody's number.
var phones = regexp.MustCompile(`\d{7,}`)

// masked leaves out what could be a telephone number in words that were sent to us.
func masked(s string) string { return phones.ReplaceAllString(s, "*") }

func shortName(name string) string {
	name = masked(name)
	if runes := []rune(models.CleanText(name)); len(runes) > maxName {
		return string(runes[:maxName]) + "…"
	}
	return name
}

// named are the parameters that a code without a field is about.
var named = map[models.Code]string{models.CodeInvalidCursor: "cursor"}

func aboutShape(f models.FieldError) bool {
	return f.Code == models.CodeUnknownField || f.Code == models.CodeInvalidCursor
}

// discreet is a path with the telephone numbers in it masked.
func discreet(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		stated, err := url.PathUnescape(part)
		if err != nil {
			continue
		}
		if phone, err := models.ParsePhone(stated); err == nil {
			parts[i] = phone.Masked()
		}
	}
	return strings.Join(parts, "/")
}

func path(target string) string { before, _, _ := strings.Cut(target, "?"); return before }

// problemFromHuma turns what the framework itself finds wrong (parameters, size, media type) into our problem. It drops
// the submitted values that the framework would echo.
func problemFromHuma(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
	r := &request{}
	if ctx != nil {
		r = requestOf(ctx.Context())
	}
	if len(errs) == 1 {
		var e *models.Error
		if errors.As(errs[0], &e) {
			return problemOf(r, e)
		}
	}
	e := &models.Error{Code: codeOfStatus(status)}
	if e.Code == models.CodeTooLarge {
		e.Args = sizeArgs(r)
	}
	for _, err := range errs {
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			e.Fields = append(e.Fields, fieldOf(d.ErrorDetail()))
		}
	}
	slices.SortStableFunc(e.Fields, func(a, b models.FieldError) int { return cmp.Compare(a.Field, b.Field) }) // found in a map's order
	return problemOf(r, e)
}

// sizeArgs says how much the call may carry.
func sizeArgs(r *request) []any {
	limit := "1 MB"
	if strings.HasPrefix(r.media, "multipart/") {
		limit = itoa(maxUpload>>20) + " MB"
	}
	return []any{"at most " + limit, "最多 " + limit}
}

func codeOfStatus(status int) models.Code {
	switch status {
	case http.StatusUnprocessableEntity:
		return models.CodeInvalid
	case http.StatusBadRequest, http.StatusRequestTimeout:
		return models.CodeMalformed
	case http.StatusRequestEntityTooLarge:
		return models.CodeTooLarge
	case http.StatusUnsupportedMediaType:
		return models.CodeUnsupportedMedia
	case http.StatusNotAcceptable:
		return models.CodeNotAcceptable
	}
	return models.CodeInternal
}

// humaMessages maps the beginnings of the framework's English texts to our codes; the rest of the text is the argument.
var humaMessages = []struct {
	text string
	code models.Code
	arg  string
}{
	{"unknown query parameter", models.CodeUnknownField, ""},
	{"unexpected property", models.CodeUnknownField, ""},
	{"required ", models.CodeRequired, ""},
	{"expected number >= ", models.CodeBelowMinimum, "$"},
	{"expected number <= ", models.CodeAboveMaximum, "$"},
	{"expected length <= ", models.CodeAboveMaximum, "$"},
	{"expected array length <= ", models.CodeAboveMaximum, "$"},
	{"expected value to be one of ", models.CodeUnknownValue, "$"},
	{"expected boolean", models.CodeWrongType, "boolean"},
	{"invalid boolean", models.CodeWrongType, "boolean"},
	{"expected integer", models.CodeWrongType, "integer"},
	{"invalid integer", models.CodeWrongType, "integer"},
	{"expected number", models.CodeWrongType, "number"},
	{"invalid float", models.CodeWrongType, "number"},
	{"expected string", models.CodeWrongType, "string"},
}

var locations = regexp.MustCompile(`^(query|path|header|body|form)\.`)

func fieldOf(d *huma.ErrorDetail) models.FieldError {
	f := models.FieldError{Field: locations.ReplaceAllString(d.Location, ""), Code: models.CodeInvalid}
	for _, m := range humaMessages {
		rest, ok := strings.CutPrefix(d.Message, m.text)
		if !ok {
			continue
		}
		f.Code = m.code
		switch m.arg {
		case "":
		case "$":
			f.Args = []any{strings.Trim(rest, `"`)}
		default:
			f.Args = []any{m.arg}
		}
		return f
	}
	return f
}
