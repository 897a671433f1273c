package models

import (
	"regexp"
	"strconv"
	"time"
)

// AuditEntry is one thing that somebody did, kept for good: who (account and role), from where, in which request, what, on
// which object, in whose division, and why. Details names the fields that changed, never what they hold. Seq is its place
// in the chain, 0 until it has one.
type AuditEntry struct {
	ID        string
	Seq       int64
	At        time.Time
	AccountID string
	Role      Role
	Origin    string
	RequestID string
	Action    string
	Object    AuditObject
	ObjectID  string
	Division  DivisionCode
	Reason    string
	Details   []string
}

// AuditObject is the kind of thing that an entry is about.
type AuditObject string

// What can be acted on.
const (
	ObjectVacancy    AuditObject = "vacancy"
	ObjectEnterprise AuditObject = "enterprise"
	ObjectSeeker     AuditObject = "seeker"
	ObjectEdition    AuditObject = "edition"
	ObjectAccount    AuditObject = "account"
	ObjectToken      AuditObject = "token"
	ObjectInvitation AuditObject = "invitation"
	ObjectReferral   AuditObject = "referral"
	ObjectDivision   AuditObject = "division"
	ObjectKeys       AuditObject = "keys"
)

// Did is an entry about what the actor did to an object that belongs to the division.
func (a Actor) Did(action string, object AuditObject, id string, in DivisionCode) AuditEntry {
	return AuditEntry{AccountID: a.AccountID, Role: a.Role, Origin: a.Origin, RequestID: a.RequestID, Action: action, Object: object,
		ObjectID: id, Division: in}
}

// Because adds why it was done.
func (e AuditEntry) Because(reason string) AuditEntry {
	e.Reason = reason
	return e
}

// With adds the names of what it was done to.
func (e AuditEntry) With(details ...string) AuditEntry {
	e.Details = details
	return e
}

// AuditHead is the last link of the chain: whoever keeps one outside the database can tell later that nothing up to it was
// cut off.
type AuditHead struct {
	Seq  int64
	Link string
}

// String is the form in which a head is logged, exported and given back: SEQ:LINK.
func (h AuditHead) String() string { return strconv.FormatInt(h.Seq, 10) + ":" + h.Link }

var auditHead = regexp.MustCompile(`^([0-9]{1,18}):([0-9a-f]{64})?$`)

// ParseAuditHead reads the form of String; error CodeInvalid.
func ParseAuditHead(s string) (AuditHead, error) {
	m := auditHead.FindStringSubmatch(s)
	if m == nil {
		return AuditHead{}, FieldErrorf("head", CodeMalformed)
	}
	seq, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil || (seq == 0) != (m[2] == "") {
		return AuditHead{}, FieldErrorf("head", CodeMalformed)
	}
	return AuditHead{seq, m[2]}, nil
}

// AuditFilter narrows a list of audit entries, newest first; zero fields do not narrow.
type AuditFilter struct {
	Within    DivisionCode
	Object    AuditObject
	ObjectID  string
	AccountID string
	Action    string
	Since     time.Time
	Until     time.Time
}

// AuditFault is one place where the chain is not as it was written.
type AuditFault struct {
	Seq  int64
	ID   string
	What AuditFaultKind
}

// AuditFaultKind says what is wrong at a place of the chain.
type AuditFaultKind string

// The faults of a chain.
const (
	// AuditEdited is an entry whose content is not what was written.
	AuditEdited AuditFaultKind = "edited"
	// AuditRemoved is a place of which the entry is gone.
	AuditRemoved AuditFaultKind = "removed"
	// AuditMoved is an entry that does not follow the one before it.
	AuditMoved AuditFaultKind = "moved"
	// AuditCut is the exported head missing: the tail was cut off or written anew.
	AuditCut AuditFaultKind = "cut"
)

// AuditCheck is what a verification found: how many entries the chain has, its head, how many entries wait for their place,
// and the faults, at most the first MaxAuditFaults.
type AuditCheck struct {
	Entries int64
	Head    AuditHead
	Pending int
	Faults  []AuditFault
}

// MaxAuditFaults bounds how many faults a verification tells.
const MaxAuditFaults = 100
