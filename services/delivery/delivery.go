// Package delivery tells the groups of villages what they should know: it keeps their robots, queues what they are to be told, and
// works the queue off.
package delivery

import (
	"context"
	"log/slog"
	"time"

	"konggang/models"
	"konggang/services/outbound"
	"konggang/services/robots"
)

// Store is what is kept of targets, of what they are to be told, and of the robots behind them.
type Store interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
	Alone(ctx context.Context, name string) error
	CreateTarget(ctx context.Context, t *models.Target) error
	Target(ctx context.Context, id string) (models.Target, error)
	Targets(ctx context.Context, village models.DivisionCode, p models.Page) (models.Listed[models.Target], error)
	DeleteTarget(ctx context.Context, id string) error
	CreateDelivery(ctx context.Context, d *models.Delivery) error
	Delivery(ctx context.Context, id string) (models.Delivery, error)
	ChangeDelivery(ctx context.Context, id string, change func(*models.Delivery) error) (models.Delivery, error)
	Deliveries(ctx context.Context, f models.DeliveryFilter, p models.Page) (models.Listed[models.Delivery], error)
	DeliveriesInOrder(ctx context.Context, f models.DeliveryFilter) ([]models.Delivery, error)
	ClaimRobot(ctx context.Context, now, until time.Time) (models.Robot, error)
	NextDelivery(ctx context.Context, robot string) (models.Delivery, error)
	UpdateRobot(ctx context.Context, r models.Robot) error
	SpeakTo(ctx context.Context, r models.Robot, deliveryID string, change func(*models.Delivery) error) (models.Delivery, error)
	Edition(ctx context.Context, id string) (models.Edition, error)
	LastIssued(ctx context.Context, village models.DivisionCode) (models.Edition, error)
	Division(ctx context.Context, code models.DivisionCode) (models.Division, error)
	Record(ctx context.Context, e models.AuditEntry) error
}

// Lines knows what became of the lines of editions.
type Lines interface {
	// StillLive refuses an edition with lines whose vacancies have closed: CodeConflict that names them.
	StillLive(ctx context.Context, e models.Edition) error
}

// Service is the use cases of deliveries.
type Service struct {
	Store    Store
	Lines    Lines
	Robots   map[models.RobotKind]robots.Robot
	Rules    outbound.Rules
	Calendar models.Calendar
	// Patience is how failures are tried again.
	Patience Patience
	Log      *slog.Logger
	// Told is told what came of each call of a robot; it may be nil.
	Told func(kind models.RobotKind, o Outcome)
}

// Outcome is what came of one call of a robot.
type Outcome string

// The outcomes: the robot took the message; it is sent again later; the delivery was put aside.
const (
	Acknowledged Outcome = "acknowledged"
	Postponed    Outcome = "postponed"
	Archived     Outcome = "archived"
)

// inVillage does work in one transaction, and lets one at a time queue or take back what the groups of a village are told, so that no
// post slips in between while its edition is taken back.
func (s *Service) inVillage(ctx context.Context, village models.DivisionCode, work func(context.Context) error) error {
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.Alone(ctx, "deliveries/"+string(village)); err != nil {
			return err
		}
		return work(ctx)
	})
}
