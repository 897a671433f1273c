package api

import (
	"context"
	"net/http"

	"konggang/models"
)

// jsonInput is the input of a call that creates.
type jsonInput struct {
	Keyed
	JSONBody
}

// patchInput is the input of a call that changes.
type patchInput struct {
	ByID
	Versioned
	JSONBody
}

func (s *server) enterpriseRoutes() {
	handleOnce(s, command[jsonInput, single[Enterprise]]{
		call: call{id: "create-enterprise", method: http.MethodPost, path: "/enterprises", summary: "Register an enterprise", tag: "enterprises", status: http.StatusCreated, body: EnterpriseBody{}},
		do:   s.createEnterprise,
		show: func(ctx context.Context, _ *jsonInput, o outcome) (*single[Enterprise], error) {
			return s.showEnterprise(ctx, o.id, true)
		},
	})
	handle(s, call{id: "get-enterprise", method: http.MethodGet, path: "/enterprises/{id}", summary: "One enterprise", tag: "enterprises"},
		func(ctx context.Context, in *ByID) (*single[Enterprise], error) {
			return s.showEnterprise(ctx, in.ID, false)
		})
	handle(s, call{id: "patch-enterprise", method: http.MethodPatch, path: "/enterprises/{id}", summary: "Change an enterprise", tag: "enterprises", body: EnterpriseBody{}}, s.patchEnterprise)
	handle(s, call{id: "list-enterprises", method: http.MethodGet, path: "/enterprises", summary: "The office's enterprises", tag: "enterprises"}, s.listEnterprises)
	for _, action := range []models.EnterpriseAction{models.ApproveEnterprise, models.RejectEnterprise, models.SuspendEnterprise} {
		handleOnce(s, command[actionInput, single[Enterprise]]{
			call: call{id: string(action) + "-enterprise", method: http.MethodPost, path: "/enterprises/{id}/" + string(action), summary: "Decide: " + string(action), tag: "enterprises", body: Decision{}, optional: true},
			do: decide(models.Judgement{Action: string(action), Object: models.ObjectEnterprise}, func(ctx context.Context, id, reason string) (string, error) {
				e, err := s.Enterprises.Decide(ctx, actorOf(ctx), id, action, reason)
				return e.ID, err
			}),
			show: func(ctx context.Context, _ *actionInput, o outcome) (*single[Enterprise], error) {
				return s.showEnterprise(ctx, o.id, false)
			},
		})
	}
}

func (s *server) createEnterprise(ctx context.Context, in *jsonInput) (outcome, error) {
	body, err := decode[EnterpriseBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	e, err := body.model()
	if err != nil {
		return outcome{}, err
	}
	r := requestOf(ctx)
	e, err = s.Enterprises.Create(ctx, r.actor, e)
	if err == nil && r.actor.Role == enterprise {
		r.actor.EnterpriseID = e.ID // whoever registers their own may read it from here on
	}
	return outcome{id: e.ID}, err
}

func (s *server) showEnterprise(ctx context.Context, id string, isNew bool) (*single[Enterprise], error) {
	e, err := s.Enterprises.Get(ctx, actorOf(ctx), id)
	if err != nil {
		return nil, err
	}
	if isNew {
		return created("/enterprises/"+e.ID, e.Version, enterpriseOf(e)), nil
	}
	return resource(e.Version, enterpriseOf(e)), nil
}

func (s *server) patchEnterprise(ctx context.Context, in *patchInput) (*single[Enterprise], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	standing, err := s.Enterprises.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	body, fields, err := merge(requestOf(ctx).media, enterpriseBodyOf(standing), in.RawBody)
	if err != nil {
		return nil, err
	}
	if err := body.restate(&standing); err != nil {
		return nil, err
	}
	e, err := s.Enterprises.Change(ctx, actorOf(ctx), in.ID, version, fields, func(e *models.Enterprise) { _ = body.restate(e) })
	if err != nil {
		return nil, err
	}
	return resource(e.Version, enterpriseOf(e)), nil
}

func (s *server) listEnterprises(ctx context.Context, in *struct {
	Division string `query:"division" maxLength:"12"`
	Status   string `query:"status" enum:"pending,approved,suspended,rejected"`
	Name     string `query:"name" maxLength:"100"`
	Paged
}) (*listed[Enterprise], error) {
	var p models.Problems
	f := models.EnterpriseFilter{Within: divisionOf(&p, "division", in.Division), Status: models.EnterpriseStatus(in.Status), Name: in.Name}
	if err := p.Err(); err != nil {
		return nil, err
	}
	l, err := s.Enterprises.List(ctx, actorOf(ctx), f, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(l, enterpriseOf), nil
}
