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

// DeliverySubjects are all subjects.
var DeliverySubjects = Vocabulary[DeliverySubject]{{DeliverPost, "一期"}, {DeliverClosed, "岗位变动"}, {DeliverSuperseded, "一期作废"}}

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
