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

// ActionChainBroken is the action of the entry that the sequencer writes when the chain does not end as it left it.
const ActionChainBroken = "chain_broken"

// AuditObject is the kind of thing that an entry is about.
type AuditObject string

// What can be acted on; each has its word in AuditObjects.
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
	ObjectOperation  AuditObject = "operation"
	ObjectKeys       AuditObject = "keys"
	ObjectSchedule   AuditObject = "schedule"
	ObjectTarget     AuditObject = "target"
	ObjectDelivery   AuditObject = "delivery"
	ObjectRecall     AuditObject = "recall"
)

// AuditObjects are all kinds of things that can be acted on.
var AuditObjects = Vocabulary[AuditObject]{
	{ObjectVacancy, "岗位"}, {ObjectEnterprise, "用人单位"}, {ObjectSeeker, "求职者"}, {ObjectEdition, "一期"}, {ObjectAccount, "账号"},
	{ObjectToken, "令牌"}, {ObjectInvitation, "邀请"}, {ObjectReferral, "推荐"}, {ObjectDivision, "区划"}, {ObjectOperation, "批量任务"},
	{ObjectKeys, "密钥"}, {ObjectSchedule, "定时出刊"}, {ObjectTarget, "群机器人"}, {ObjectDelivery, "群发"},
	{ObjectRecall, "撤回"},
}

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

// Bounds of an entry: characters of its texts, and how many details it has of how many characters.
const (
	maxAuditName    = 32
	maxAuditPlace   = 64
	maxAuditReason  = 500
	maxAuditDetails = 100
	maxAuditDetail  = 100
)

// Clean puts every text into the form that is kept (see CleanText), so that an entry is one line wherever it is shown.
func (e *AuditEntry) Clean() {
	cleanAll(&e.Origin, &e.RequestID, &e.Action, &e.ObjectID, &e.Reason)
	e.Details = cleanList(e.Details)
}

// Validate checks that an entry says what was done to what, within the bounds that every database keeps.
func (e AuditEntry) Validate() error {
	var p Problems
	checkRequired(&p, "role", string(e.Role), maxAuditName)
	checkRequired(&p, "action", e.Action, maxAuditName)
	if !AuditObjects.Has(e.Object) {
		p.Add("object", CodeUnknownValue, joinWords(AuditObjects))
	}
	if e.Division != "" {
		e.Division.check(&p, "division")
	}
	checkText(&p, "account_id", e.AccountID, 36)
	checkText(&p, "origin", e.Origin, maxAuditPlace)
	checkText(&p, "request_id", e.RequestID, maxAuditPlace)
	checkText(&p, "object_id", e.ObjectID, maxAuditPlace)
	checkText(&p, "reason", e.Reason, maxAuditReason)
	checkTexts(&p, "details", e.Details, maxAuditDetails, maxAuditDetail)
	return p.Err()
}

// AuditHead is the last link of the chain: whoever keeps one outside the database can tell later that nothing up to it was
// cut off.
type AuditHead struct {
	Seq  int64
	Link string
}

// String is the form in which a head is logged, exported and given back: SEQ:LINK.
func (h AuditHead) String() string { return strconv.FormatInt(h.Seq, 10) + ":" + h.Link }

var auditHead = regexp.MustCompile(`^(0|[1-9][0-9]{0,17}):([0-9a-f]{64})?$`)

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

// AuditFault is one place where the chain is not as it was written; Seq is 0 for an entry that waits for its place, ID is ""
// for one that is gone.
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
	// AuditMoved is an entry that does not follow the one before it: it comes from another place, or its link is not what
	// was written.
	AuditMoved AuditFaultKind = "moved"
	// AuditCut is a head missing that was exported or is kept sealed: the tail up to it was cut off or written anew.
	AuditCut AuditFaultKind = "cut"
	// AuditBroken is an entry by which the sequencer tells that it found the chain with another head than it had given.
	AuditBroken AuditFaultKind = "broken"
)

// AuditCheck is what a verification found: how many entries the chain has, its head, how many entries wait for their place,
// and the faults, at most MaxAuditFaults, in the order of the chain.
type AuditCheck struct {
	Entries int64
	Head    AuditHead
	Pending int
	Faults  []AuditFault
}

// MaxAuditFaults bounds how many faults a verification tells.
const MaxAuditFaults = 100
