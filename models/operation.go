package models

import "time"

// Operation is long work that an office started: how far it is and what failed, by village.
type Operation struct {
	ID        string
	Kind      string
	Division  DivisionCode
	StartedBy string
	Total     int
	Done      int
	Failures  []OperationFailure
	Finished  bool
	CreatedAt time.Time
	UpdatedAt time.Time
}

// OperationFailure is one village that an operation could not finish, and the code of why.
type OperationFailure struct {
	Village DivisionCode
	Code    Code
}
