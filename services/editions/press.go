package editions

import (
	"context"
	"time"

	"konggang/models"
	"konggang/services/channels/noticeboard"
)

// Press makes one print job at a time: a large one takes seconds of a processor and hundreds of megabytes.
type Press struct{ turn chan struct{} }

// NewPress is a press that is free.
func NewPress() Press { return Press{make(chan struct{}, 1)} }

// patience is how long a job waits for the one before.
const patience = 30 * time.Second

// Print makes the job of the sheets of list, as noticeboard.Job does, and gives it up when ctx ends. Errors: CodeUnavailable
// when the press does not get free in time or the job is given up; those of noticeboard.Job.
func (p Press) Print(ctx context.Context, list []models.Edition, o noticeboard.Options, duplex bool) ([]byte, error) {
	waited := time.NewTimer(patience)
	defer waited.Stop()
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return nil, &models.Error{Code: models.CodeUnavailable, Cause: ctx.Err()}
	case <-waited.C:
		return nil, models.Errorf(models.CodeUnavailable)
	}
	return noticeboard.Job(ctx, list, o, duplex)
}
