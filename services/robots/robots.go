// Package robots is what all robots that post into groups have in common; each protocol has a package of its own below.
package robots

import (
	"context"
	"fmt"
	"time"

	"konggang/models"
)

// Sending is one message on its way. Target has its address and secret opened; EventID is the delivery's, the same on every try;
// Number counts the delivery's messages from 1, and Of is how many it has; Edition is what a picture is drawn from.
type Sending struct {
	Target  models.Target
	EventID string
	Number  int
	Of      int
	Subject models.DeliverySubject
	Message models.Message
	Edition models.Edition
}

// Robot sends messages by one protocol. Send makes one call and waits for its answer; retry tells whether the same message may be
// sent again after an error. The error never holds an address, a key or what the other side wrote, but its number for the fault; it
// is a *Fault.
type Robot interface {
	Send(ctx context.Context, s Sending) (retry bool, err error)
}

// Fault is why a message was not taken: Code in the house's words, Detail the robot's own number ("errcode 45009", "HTTP 500").
// Unknown tells that the message may have arrived all the same.
type Fault struct {
	Code    models.Code
	Detail  string
	Unknown bool
	// After is how long the robot must be left alone, 0 for the usual wait.
	After time.Duration
}

func (f *Fault) Error() string { return fmt.Sprintf("robots: %s (%s)", f.Code, f.Detail) }
