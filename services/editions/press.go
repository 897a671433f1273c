package editions

import (
	"context"
	"time"

	"konggang/models"
	"konggang/services/channels/noticeboard"
	"konggang/services/limits"
)

// Press makes one print job at a time: a large one takes seconds of a processor and hundreds of megabytes.
type Press struct{ turn limits.Turn }

// NewPress is a press that is free.
func NewPress() Press { return Press{limits.NewTurn(patience)} }

// patience is how long a job waits for the one before.
const patience = 30 * time.Second

// Print makes the job of the sheets of list, as noticeboard.Job does, and gives it up when ctx ends. Errors: CodeUnavailable
// when the press does not get free in time or the job is given up; those of noticeboard.Job.
func (p Press) Print(ctx context.Context, list []models.Edition, o noticeboard.Options, duplex bool) ([]byte, error) {
	done, err := p.turn.Take(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	return noticeboard.Job(ctx, list, o, duplex)
}
