package models

import "time"

// Operation is long work that an office started: how far it is and what failed, by village. Size is how many lines a list may
// have. It goes on after the program that ran it ended: whoever holds its lease runs it, by what is kept here. Tries counts
// how often it was taken up since it last got on.
type Operation struct {
	ID        string
	Kind      string
	Division  DivisionCode
	StartedBy string
	Role      Role
	Size      int
	Planned   bool
	Total     int
	Done      int
	Failures  []OperationFailure
	Finished  bool
	Tries     int
	Lease     Lease
	CreatedAt time.Time
	UpdatedAt time.Time
}

// OperationFailure is one village that an operation could not finish, and the code of why; the operation's division where it
// was no village's fault.
type OperationFailure struct {
	Village DivisionCode
	Code    Code
}

// Lease is who may run an operation, by a token of that run alone, and until when unless it is renewed.
type Lease struct {
	Token string
	Until time.Time
}

// OperationPhase is what an operation is at.
type OperationPhase string

// The phases: all lists are made together, kept, and then drafted one by one.
const (
	PhaseAllocating OperationPhase = "allocating"
	PhaseDrafting   OperationPhase = "drafting"
	PhaseFinished   OperationPhase = "finished"
)

// Phase is what the operation is at. Done counts villages from drafting on.
func (o Operation) Phase() OperationPhase {
	switch {
	case o.Finished:
		return PhaseFinished
	case o.Planned:
		return PhaseDrafting
	}
	return PhaseAllocating
}

// Actor is in whose name the operation works. The request of its deeds is the operation, whichever program runs it.
func (o Operation) Actor() Actor {
	return Actor{AccountID: o.StartedBy, Role: o.Role, Origin: "operation", RequestID: o.ID}
}

// VillagePlan is the list that was made for a village and is to be drafted. Borrowed tells that no seeker of the village
// itself is registered.
type VillagePlan struct {
	Village  DivisionCode
	Borrowed bool
	Lines    []PlannedLine
}

// PlannedLine is a line of a list with what cannot be read from the vacancy when it is drafted.
type PlannedLine struct {
	VacancyID     string
	DistanceKM    float64
	Precision     Precision
	Reasons       []Reason
	SeekersServed int
}
