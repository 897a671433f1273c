package api

import (
	"context"
	"net/http"

	"konggang/models"
	"konggang/services/wording"
)

// SendBody is which of a village's robots are to post an edition.
type SendBody struct {
	Targets []string `json:"targets,omitempty" doc:"Ids; none for all robots of the village"`
}

// Delivery is what a robot was told, or is to be told.
type Delivery struct {
	ID        string         `json:"id"`
	EventID   string         `json:"event_id" doc:"Stands in every text, the same on every try" example:"K7Q2MZ4P"`
	Village   string         `json:"village"`
	Edition   string         `json:"edition"`
	Target    DeliveryTarget `json:"target"`
	Subject   string         `json:"subject" enum:"edition,closed,superseded" doc:"The post of an edition, that a vacancy on it closed, that it was taken back"`
	Status    string         `json:"status" enum:"waiting,sent,archived,cancelled"`
	Messages  int            `json:"messages"`
	Sent      int            `json:"sent" doc:"Messages that the robot acknowledged"`
	Attempts  int            `json:"attempts" doc:"Tries since the last acknowledged message"`
	Uncertain int            `json:"uncertain" doc:"Tries whose answer has not come: the message may stand in the group more than once"`
	Fault     *DeliveryFault `json:"fault,omitempty" doc:"Why the last try failed"`
	NextAt    *Stamp         `json:"next_at,omitempty" doc:"While it waits: not tried before"`
	SentAt    *Stamp         `json:"sent_at,omitempty"`
	Version   int            `json:"version"`
	CreatedAt Stamp          `json:"created_at"`
}

// DeliveryTarget is the robot of a delivery, which may have been removed since.
type DeliveryTarget struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind string `json:"kind" enum:"wecom,dingtalk,webhook"`
}

// DeliveryFault is why a robot did not take a message.
type DeliveryFault struct {
	Code    string `json:"code" enum:"rate_limited,robot_refused,robot_failed,unsafe_url,internal"`
	Message string `json:"message"`
	Detail  string `json:"detail,omitempty" doc:"The robot's own number" example:"errcode 45009"`
}

func deliveryOf(r *request) func(models.Delivery) Delivery {
	return func(d models.Delivery) Delivery {
		out := Delivery{ID: d.ID, EventID: d.EventID, Village: string(d.Village), Edition: d.EditionID,
			Target: DeliveryTarget{d.TargetID, d.TargetName, string(d.Kind)}, Subject: string(d.Subject), Status: string(d.Status),
			Messages: len(d.Messages), Sent: d.Sent, Attempts: d.Attempts, Uncertain: d.Uncertain, SentAt: stampOf(d.SentAt),
			Version: d.Version, CreatedAt: Stamp(d.CreatedAt)}
		if d.Fault != "" {
			out.Fault = &DeliveryFault{string(d.Fault), wording.Error(r.language(), models.Errorf(d.Fault)), d.FaultDetail}
		}
		if d.Status == models.DeliveryWaiting {
			out.NextAt = stampOf(&d.NextAt)
		}
		return out
	}
}

type sendInput struct {
	ByID
	Keyed
	JSONBody
}

type retryInput struct {
	ByID
	Keyed
}

func (retryInput) content(context.Context) []byte { return nil }

type listDeliveriesInput struct {
	Village  string `query:"village" maxLength:"12"`
	Division string `query:"division" maxLength:"12" doc:"The caller's own unless stated"`
	Edition  string `query:"edition" maxLength:"64"`
	Status   string `query:"status" enum:"waiting,sent,archived,cancelled"`
	Paged
}

func (in listDeliveriesInput) filter() (models.DeliveryFilter, error) {
	var p models.Problems
	f := models.DeliveryFilter{Village: divisionOf(&p, "village", in.Village), Within: divisionOf(&p, "division", in.Division),
		EditionID: in.Edition, Status: models.DeliveryStatus(in.Status)}
	return f, p.Err()
}

func (s *server) deliveryRoutes() {
	handleOnce(s, command[sendInput, listed[Delivery]]{
		call: call{id: "create-deliveries", method: http.MethodPost, path: "/editions/{id}/deliveries", summary: "Have the edition in force posted in the village's groups, once each", tag: "deliveries", status: http.StatusAccepted, body: SendBody{}, optional: true},
		do: func(ctx context.Context, in *sendInput) (outcome, error) {
			body, err := decodeOptional[SendBody](requestOf(ctx).media, in.RawBody)
			if err != nil {
				return outcome{}, err
			}
			err = s.Delivery.Send(ctx, actorOf(ctx), in.ID, body.Targets)
			return outcome{id: in.ID}, err
		},
		show: s.showSent,
	})
	handle(s, call{id: "list-deliveries", method: http.MethodGet, path: "/deliveries", summary: "What was posted in groups and is to be, newest first", tag: "deliveries"},
		func(ctx context.Context, in *listDeliveriesInput) (*listed[Delivery], error) {
			f, err := in.filter()
			if err != nil {
				return nil, err
			}
			l, err := s.Delivery.Deliveries(ctx, actorOf(ctx), f, in.page())
			if err != nil {
				return nil, err
			}
			return listOf(l, deliveryOf(requestOf(ctx))), nil
		})
	handle(s, call{id: "get-delivery", method: http.MethodGet, path: "/deliveries/{id}", summary: "One delivery", tag: "deliveries"},
		func(ctx context.Context, in *ByID) (*single[Delivery], error) { return s.showDelivery(ctx, in.ID) })
	handleOnce(s, command[retryInput, single[Delivery]]{
		call: call{id: "retry-delivery", method: http.MethodPost, path: "/deliveries/{id}/retry", summary: "Have an archived delivery sent again, from the message on that was not taken", tag: "deliveries", status: http.StatusOK},
		do: func(ctx context.Context, in *retryInput) (outcome, error) {
			d, err := s.Delivery.Retry(ctx, actorOf(ctx), in.ID)
			return outcome{id: d.ID}, err
		},
		show: func(ctx context.Context, _ *retryInput, o outcome) (*single[Delivery], error) {
			return s.showDelivery(ctx, o.id)
		},
	})
}

func (s *server) showDelivery(ctx context.Context, id string) (*single[Delivery], error) {
	d, err := s.Delivery.Delivery(ctx, actorOf(ctx), id)
	if err != nil {
		return nil, err
	}
	return resource(d.Version, deliveryOf(requestOf(ctx))(d)), nil
}

func (s *server) showSent(ctx context.Context, in *sendInput, o outcome) (*listed[Delivery], error) {
	body, err := decodeOptional[SendBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return nil, err
	}
	list, err := s.Delivery.Sent(ctx, actorOf(ctx), o.id, body.Targets)
	if err != nil {
		return nil, err
	}
	return listOf(models.Listed[models.Delivery]{Items: list, Total: len(list)}, deliveryOf(requestOf(ctx))), nil
}
