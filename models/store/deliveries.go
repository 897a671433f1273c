package store

import (
	"context"
	"time"

	"konggang/models"
)

type deliveryRow struct {
	Record
	EventID     string
	Village     models.DivisionCode
	TargetID    string
	TargetName  string
	Kind        models.RobotKind
	Robot       string
	EditionID   string
	Subject     models.DeliverySubject
	SubjectKey  string
	Messages    list[messageColumn]
	Sent        int
	Status      models.DeliveryStatus
	Attempts    int
	Uncertain   int
	Fault       models.Code
	FaultDetail string
	NextAt      time.Time
	SentAt      *time.Time
	AccountID   string
}

// TableName implements GORM's schema.Tabler.
func (deliveryRow) TableName() string { return "deliveries" }

type messageColumn struct {
	Text      string               `json:"text,omitempty"`
	Picture   int                  `json:"picture,omitempty"`
	VacancyID string               `json:"vacancy_id,omitempty"`
	Became    models.VacancyStatus `json:"became,omitempty"`
}

func messageColumnOf(m models.Message) messageColumn { return messageColumn(m) }

func (c messageColumn) model() models.Message { return models.Message(c) }

func deliveryRowOf(d models.Delivery) deliveryRow {
	return deliveryRow{
		Record: Record{d.ID, d.Version, d.CreatedAt.UTC(), d.UpdatedAt.UTC()}, EventID: d.EventID, Village: d.Village, TargetID: d.TargetID,
		TargetName: d.TargetName, Kind: d.Kind, Robot: d.Robot, EditionID: d.EditionID, Subject: d.Subject, SubjectKey: d.Key,
		Messages: converted(d.Messages, messageColumnOf), Sent: d.Sent, Status: d.Status, Attempts: d.Attempts, Uncertain: d.Uncertain,
		Fault: d.Fault, FaultDetail: d.FaultDetail, NextAt: *utc(&d.NextAt), SentAt: utc(d.SentAt), AccountID: d.AccountID,
	}
}

func (r deliveryRow) model() models.Delivery {
	return models.Delivery{
		ID: r.ID, EventID: r.EventID, Village: r.Village, TargetID: r.TargetID, TargetName: r.TargetName, Kind: r.Kind, Robot: r.Robot,
		EditionID: r.EditionID, Subject: r.Subject, Key: r.SubjectKey, Messages: converted(r.Messages, messageColumn.model), Sent: r.Sent,
		Status: r.Status, Attempts: r.Attempts, Uncertain: r.Uncertain, Fault: r.Fault, FaultDetail: r.FaultDetail, NextAt: r.NextAt.UTC(),
		SentAt: utc(r.SentAt), AccountID: r.AccountID, Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
	}
}

// CreateDelivery queues a delivery and gives it its id, version and times. Error CodeDuplicate when its target has been told, or is
// to be told, the same.
func (s *Store) CreateDelivery(ctx context.Context, d *models.Delivery) error {
	created := *d
	created.ID, created.Version, created.CreatedAt = newID(), 1, s.moment()
	created.UpdatedAt = created.CreatedAt
	return keep(d, created, insert(ctx, s, deliveryRowOf(created)))
}

// Delivery reads one delivery; error CodeNotFound.
func (s *Store) Delivery(ctx context.Context, id string) (models.Delivery, error) {
	return fetch(ctx, s, plainly(deliveryRow.model), "id = ?", id)
}

// ChangeDelivery changes a delivery as it stands, while nobody else does, unless change says that it is not to be. Errors: CodeNotFound,
// and what change says.
func (s *Store) ChangeDelivery(ctx context.Context, id string, change func(*models.Delivery) error) (models.Delivery, error) {
	var changed models.Delivery
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := hold[deliveryRow](ctx, s, id); err != nil {
			return err
		}
		d, err := s.Delivery(ctx, id)
		if err != nil {
			return err
		}
		if err := change(&d); err != nil {
			return err
		}
		d.Version, d.UpdatedAt = d.Version+1, s.moment()
		changed = d
		return replace(ctx, s, deliveryRowOf(d), d.Version-1)
	})
	return changed, err
}

// NextDelivery reads the delivery that a robot is to get next: the first that was queued of those that wait. Error CodeNotFound.
func (s *Store) NextDelivery(ctx context.Context, robot string) (models.Delivery, error) {
	row, err := selected[deliveryRow](ctx, s, conditions{{"robot = ? AND status = ?", []any{robot, models.DeliveryWaiting}}}).Order("id").Take(ctx)
	return row.model(), err
}

// Deliveries lists deliveries, the newest first. Error CodeInvalidCursor.
func (s *Store) Deliveries(ctx context.Context, f models.DeliveryFilter, p models.Page) (models.Listed[models.Delivery], error) {
	return part(ctx, s, deliveryConditions(f), false, p, each(plainly(deliveryRow.model)))
}

// DeliveriesInOrder lists all deliveries that the filter leaves, in the order in which they were queued. The filter should name a
// target, an edition or a vacancy: of one there are not many.
func (s *Store) DeliveriesInOrder(ctx context.Context, f models.DeliveryFilter) ([]models.Delivery, error) {
	rows, err := selected[deliveryRow](ctx, s, deliveryConditions(f)).Order("id").Find(ctx)
	return converted(rows, deliveryRow.model), err
}

func deliveryConditions(f models.DeliveryFilter) conditions {
	var where conditions
	where.within("village", f.Within)
	for _, c := range []struct{ column, value string }{
		{"village", string(f.Village)}, {"edition_id", f.EditionID}, {"target_id", f.TargetID}, {"robot", f.Robot},
		{"subject", string(f.Subject)}, {"subject_key", f.Key}, {"status", string(f.Status)},
	} {
		if c.value != "" {
			where.add(c.column+" = ?", c.value)
		}
	}
	if f.VacancyID != "" {
		where.add("edition_id IN (SELECT edition_id FROM edition_items WHERE vacancy_id = ?)", f.VacancyID)
	}
	return where
}
