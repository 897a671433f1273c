package api

import (
	"context"
	"net/http"

	"konggang/models"
	"konggang/services/outbound"
)

// TargetBody is a robot that is to post for a village. Neither the address, which holds the robot's key, nor the secret is ever
// answered.
type TargetBody struct {
	Kind   string `json:"kind" enum:"wecom,dingtalk,webhook"`
	Name   string `json:"name" example:"口张村务工群"`
	URL    string `json:"url" doc:"The whole address as the group's settings show it, with the robot's key"`
	Secret string `json:"secret,omitempty" doc:"wecom: none; dingtalk: the one beginning with SEC, where the robot signs; webhook: at least 16 bytes, which requests are signed with"`
}

func (b TargetBody) model(village models.DivisionCode) models.Target {
	return models.Target{Village: village, Kind: models.RobotKind(b.Kind), Name: b.Name, URL: b.URL, Secret: b.Secret}
}

// Target is a robot as it is answered.
type Target struct {
	ID        string `json:"id"`
	Village   string `json:"village"`
	Kind      string `json:"kind" enum:"wecom,dingtalk,webhook"`
	Name      string `json:"name"`
	URL       string `json:"url" doc:"Without path and query, where keys stand" example:"https://qyapi.weixin.qq.com/…"`
	Signed    bool   `json:"signed" doc:"Requests are signed with a secret"`
	CreatedAt Stamp  `json:"created_at"`
}

func (s *server) targetOf(t models.Target) Target {
	out := Target{ID: t.ID, Village: string(t.Village), Kind: string(t.Kind), Name: t.Name, Signed: t.Secret != "", CreatedAt: Stamp(t.CreatedAt)}
	if address, err := outbound.ParseTarget(t.URL, outbound.Rules{AllowPrivate: true}); err == nil {
		out.URL = address.String()
	}
	return out
}

type targetInput struct {
	ByCode
	Keyed
	JSONBody
}

func (s *server) targetRoutes() {
	handleOnce(s, command[targetInput, single[Target]]{
		call: call{id: "create-target", method: http.MethodPost, path: "/villages/{code}/targets", summary: "Let a robot post for a village", tag: "deliveries", status: http.StatusCreated, body: TargetBody{}},
		do:   s.createTarget,
		show: func(ctx context.Context, in *targetInput, o outcome) (*single[Target], error) {
			t, err := s.target(ctx, in.ByCode, o.id)
			if err != nil {
				return nil, err
			}
			return created("/villages/"+string(t.Village)+"/targets/"+t.ID, t.Version, s.targetOf(t)), nil
		},
	})
	handle(s, call{id: "list-targets", method: http.MethodGet, path: "/villages/{code}/targets", summary: "The robots that post for a village", tag: "deliveries"}, s.listTargets)
	handle(s, call{id: "get-target", method: http.MethodGet, path: "/villages/{code}/targets/{id}", summary: "One robot", tag: "deliveries"},
		func(ctx context.Context, in *byCodeAndID) (*single[Target], error) {
			t, err := s.target(ctx, in.ByCode, in.ID)
			if err != nil {
				return nil, err
			}
			return resource(t.Version, s.targetOf(t)), nil
		})
	handle(s, call{id: "delete-target", method: http.MethodDelete, path: "/villages/{code}/targets/{id}", summary: "Forget a robot, and take back what it was still to be told", tag: "deliveries", status: http.StatusNoContent},
		func(ctx context.Context, in *byCodeAndID) (*struct{}, error) {
			code, err := in.code()
			if err != nil {
				return nil, err
			}
			return nil, s.Delivery.RemoveTarget(ctx, actorOf(ctx), code, in.ID)
		})
}

func (s *server) createTarget(ctx context.Context, in *targetInput) (outcome, error) {
	code, err := in.code()
	if err != nil {
		return outcome{}, err
	}
	body, err := decode[TargetBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	t, err := s.Delivery.AddTarget(ctx, actorOf(ctx), body.model(code))
	return outcome{id: t.ID}, err
}

func (s *server) listTargets(ctx context.Context, in *struct {
	ByCode
	Paged
}) (*listed[Target], error) {
	code, err := in.code()
	if err != nil {
		return nil, err
	}
	l, err := s.Delivery.Targets(ctx, actorOf(ctx), code, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(l, s.targetOf), nil
}

func (s *server) target(ctx context.Context, in ByCode, id string) (models.Target, error) {
	code, err := in.code()
	if err != nil {
		return models.Target{}, err
	}
	return s.Delivery.Target(ctx, actorOf(ctx), code, id)
}
