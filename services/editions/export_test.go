package editions

import (
	"context"
	"time"

	"konggang/models"
)

// Renew holds an operation's lease at every tick until ctx ends or the lease is lost.
func (s *Service) Renew(ctx context.Context, op models.Operation, ticks <-chan time.Time, lost func()) {
	s.renew(ctx, op, ticks, lost)
}
