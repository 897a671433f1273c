package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"konggang/models"
)

// AuditEntry is one thing that somebody did.
type AuditEntry struct {
	ID        string   `json:"id"`
	Seq       int64    `json:"seq,omitempty" doc:"Its place in the chain; none while it waits for one"`
	At        Stamp    `json:"at"`
	Account   string   `json:"account,omitempty" doc:"None for what the program did by itself or at its command line"`
	Role      string   `json:"role"`
	Origin    string   `json:"origin,omitempty" doc:"The caller's address, or the part of the program"`
	RequestID string   `json:"request_id,omitempty"`
	Action    string   `json:"action" example:"publish"`
	Object    string   `json:"object" example:"edition"`
	ObjectID  string   `json:"object_id,omitempty"`
	Division  string   `json:"division,omitempty"`
	Reason    string   `json:"reason,omitempty"`
	Details   []string `json:"details" doc:"What changed or how much, never what it holds"`
}

func auditEntryOf(e models.AuditEntry) AuditEntry {
	return AuditEntry{e.ID, e.Seq, Stamp(e.At), e.AccountID, string(e.Role), e.Origin, e.RequestID, e.Action, string(e.Object), e.ObjectID,
		string(e.Division), e.Reason, append([]string{}, e.Details...)}
}

// AuditList is a part of the audit and the head of the whole chain.
type AuditList struct {
	List[AuditEntry]
	Head string `json:"head" doc:"SEQ:LINK of the last entry of the whole chain; kept elsewhere it shows later whether the tail was cut off"`
}

type listAuditInput struct {
	Division string `query:"division" maxLength:"12" doc:"The office's own unless stated"`
	Object   string `query:"object" maxLength:"32" doc:"vacancy, enterprise, seeker, edition …"`
	ObjectID string `query:"object_id" maxLength:"64"`
	Account  string `query:"account" maxLength:"64"`
	Action   string `query:"action" maxLength:"32"`
	Since    string `query:"since" maxLength:"40" doc:"RFC 3339, or a day from its beginning in the office's zone"`
	Until    string `query:"until" maxLength:"40" doc:"RFC 3339, itself not included, or a day to its end in the office's zone"`
	Paged
}

// filter reads the query; days begin in the zone. Every wrong one is named.
func (in listAuditInput) filter(zone *time.Location) (models.AuditFilter, error) {
	var p models.Problems
	f := models.AuditFilter{Within: divisionOf(&p, "division", in.Division), Object: models.AuditObject(in.Object), ObjectID: in.ObjectID,
		AccountID: in.Account, Action: in.Action, Since: momentOf(&p, "since", in.Since, zone, 0), Until: momentOf(&p, "until", in.Until, zone, 1)}
	if in.Object != "" && !models.AuditObjects.Has(f.Object) {
		p.Add("object", models.CodeUnknownValue, strings.Join(models.AuditObjects.Words(), " "))
	}
	return f, p.Err()
}

// momentOf reads a moment, or the beginning of the day that lies so many days after the one that is named.
func momentOf(p *models.Problems, field, s string, zone *time.Location, days int) time.Time {
	if s == "" {
		return time.Time{}
	}
	unescaped := strings.Replace(s, " ", "+", 1) // the plus of a zone, where the query did not escape it
	if at, err := time.Parse(time.RFC3339, unescaped); err == nil {
		return at
	}
	day, err := models.ParseDate(s)
	if err != nil {
		p.Add(field, models.CodeInvalidMoment)
		return time.Time{}
	}
	year, month, date := day.Parts()
	return time.Date(year, time.Month(month), date+days, 0, 0, 0, 0, zone)
}

func (s *server) auditRoutes() {
	handle(s, call{id: "list-audit", method: http.MethodGet, path: "/audit", summary: "What was done, by whom and why", tag: "audit"}, s.listAudit)
}

func (s *server) listAudit(ctx context.Context, in *listAuditInput) (*struct{ Body AuditList }, error) {
	f, err := in.filter(s.Calendar.Zone)
	if err != nil {
		return nil, err
	}
	l, err := s.Audit.List(ctx, actorOf(ctx), f, in.page())
	if err != nil {
		return nil, err
	}
	head, err := s.Audit.Head(ctx)
	return &struct{ Body AuditList }{AuditList{listOf(l, auditEntryOf).Body, head.String()}}, err
}
