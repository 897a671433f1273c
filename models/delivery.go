package models

import "time"

// DeliverySubject is what a delivery tells a group.
type DeliverySubject string

// The subjects: the post of an edition, that a vacancy on one has closed, that a whole edition was taken back.
const (
	DeliverPost       DeliverySubject = "edition"
	DeliverClosed     DeliverySubject = "closed"
	DeliverSuperseded DeliverySubject = "superseded"
)

// DeliveryStatus is where a delivery stands.
type DeliveryStatus string

// The states of a delivery: it waits for its turn or its next try; every message was acknowledged; its tries are used up or the
// robot refused for good, until somebody has it sent again; or it is not wanted any more.
const (
	DeliveryWaiting   DeliveryStatus = "waiting"
	DeliverySent      DeliveryStatus = "sent"
	DeliveryArchived  DeliveryStatus = "archived"
	DeliveryCancelled DeliveryStatus = "cancelled"
)

// DeliveryStatuses are all states of a delivery.
var DeliveryStatuses = Vocabulary[DeliveryStatus]{
	{DeliveryWaiting, "待发送"}, {DeliverySent, "已送达"}, {DeliveryArchived, "已搁置"}, {DeliveryCancelled, "已取消"},
}

// Message is one call of a robot: a text, or for Picture above 0 the card of that page of the delivery's edition. Where it says that
// a vacancy closed, VacancyID and Became say it for machines.
type Message struct {
	Text      string
	Picture   int
	VacancyID string
	Became    VacancyStatus
}

// Delivery is what one target is to be told, in messages that are sent in their order. EventID is a short code that stands in the
// texts and is the same on every try, so that a reader who gets a message twice knows it again. Subject and Key are what it is
// about: a target is told the same thing once. Robot names the key behind the target (a digest of the address), which other
// targets may share: one robot is spoken to by one worker at a time and so many times a minute.
//
// Sent counts the messages that the robot acknowledged; Attempts the tries since the last one; Uncertain the tries whose answer
// never came, so that the message may stand in the group twice. Fault is why the last try failed, with the robot's own number for it
// in FaultDetail, and "" after a success.
type Delivery struct {
	ID          string
	EventID     string
	Village     DivisionCode
	TargetID    string
	TargetName  string
	Kind        RobotKind
	Robot       string
	EditionID   string
	Subject     DeliverySubject
	Key         string
	Messages    []Message
	Sent        int
	Status      DeliveryStatus
	Attempts    int
	Uncertain   int
	Fault       Code
	FaultDetail string
	NextAt      time.Time
	SentAt      *time.Time
	AccountID   string
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// DeliveriesKept is for how long a delivery is kept once nothing happens to it any more; longer than groups are told about what they
// were sent.
const DeliveriesKept = 180 * 24 * time.Hour

// DeliveryFilter narrows a list of deliveries, newest first; zero fields do not narrow. VacancyID is one that stands on the
// delivery's edition.
type DeliveryFilter struct {
	Village   DivisionCode
	Within    DivisionCode
	EditionID string
	VacancyID string
	TargetID  string
	Robot     string
	Subject   DeliverySubject
	Key       string
	Status    DeliveryStatus
}

// Zh is the printed word of the state.
func (s DeliveryStatus) Zh() string { return DeliveryStatuses.Zh(s) }

// deliveryAction is what is done with a delivery.
type deliveryAction string

const deliveryRetry deliveryAction = "retry"

// Zh is the printed word of the action.
func (a deliveryAction) Zh() string {
	return Vocabulary[deliveryAction]{{deliveryRetry, "重新发送"}}.Zh(a)
}

// Seen tells whether something of it may stand in the group.
func (d Delivery) Seen() bool { return d.Sent > 0 || d.Uncertain > 0 }

// Vacancy is the one that a stop message is about.
func (d Delivery) Vacancy() string {
	if len(d.Messages) == 0 {
		return ""
	}
	return d.Messages[0].VacancyID
}

// Begin says, before a message leaves, that it may arrive; until its answer comes that is uncertain.
func (d *Delivery) Begin() {
	d.Attempts++
	d.Uncertain++
}

// Acknowledge says that the robot took the message, with which the delivery may be done.
func (d *Delivery) Acknowledge(now time.Time) {
	d.Uncertain--
	d.Sent++
	d.Attempts, d.Fault, d.FaultDetail = 0, "", ""
	if d.Sent >= len(d.Messages) {
		d.SentAt = &now
		d.end(DeliverySent)
	}
}

// Fail says why the message was not taken, and when it is tried again; the zero time for never. Unknown says that it may have
// arrived all the same.
func (d *Delivery) Fail(code Code, detail string, unknown bool, again time.Time) {
	if !unknown {
		d.Uncertain--
	}
	d.Fault, d.FaultDetail = code, detail
	if again.IsZero() {
		d.end(DeliveryArchived)
		return
	}
	d.NextAt = again
}

// Follow has a stop message share what became of its post: archived for what kept that from being sent, or cancelled.
func (d *Delivery) Follow(post Delivery, became DeliveryStatus) {
	switch {
	case became == DeliveryCancelled:
		d.Cancel()
	case became == DeliveryArchived && d.Status == DeliveryWaiting:
		d.Status, d.Fault, d.FaultDetail = DeliveryArchived, post.Fault, post.FaultDetail
	}
}

// Cancel takes back a delivery that waits, or was archived, and is not wanted any more.
func (d *Delivery) Cancel() {
	if d.Status == DeliveryWaiting || d.Status == DeliveryArchived {
		d.Status = DeliveryCancelled
	}
}

// end leaves alone what was cancelled while its message was on its way.
func (d *Delivery) end(s DeliveryStatus) {
	if d.Status == DeliveryWaiting {
		d.Status = s
	}
}

// Retry has an archived delivery sent again from the message on that was not taken; error CodeIllegalTransition for any other.
func (d *Delivery) Retry(now time.Time) error {
	if d.Status != DeliveryArchived {
		return Errorf(CodeIllegalTransition, d.Status, deliveryRetry)
	}
	d.Status, d.Attempts, d.NextAt = DeliveryWaiting, 0, now
	return nil
}
