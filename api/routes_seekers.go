package api

import (
	"context"
	"math"
	"net/http"

	"konggang/models"
)

func (s *server) seekerRoutes() {
	handleOnce(s, command[jsonInput, single[Seeker]]{
		call: call{id: "create-seeker", method: http.MethodPost, path: "/seekers", summary: "Register a seeker, or oneself, with consent", tag: "seekers", status: http.StatusCreated, body: SeekerBody{}},
		do:   s.createSeeker,
		show: func(ctx context.Context, _ *jsonInput, o outcome) (*single[Seeker], error) {
			return s.showSeeker(ctx, o.id, true)
		},
	})
	handle(s, call{id: "get-seeker", method: http.MethodGet, path: "/seekers/{id}", summary: "One seeker", tag: "seekers"},
		func(ctx context.Context, in *ByID) (*single[Seeker], error) { return s.showSeeker(ctx, in.ID, false) })
	handle(s, call{id: "patch-seeker", method: http.MethodPatch, path: "/seekers/{id}", summary: "Change a seeker", tag: "seekers", body: SeekerBody{}}, s.patchSeeker)
	handle(s, call{id: "delete-seeker", method: http.MethodDelete, path: "/seekers/{id}", summary: "Erase a seeker", tag: "seekers", status: http.StatusNoContent},
		func(ctx context.Context, in *ByID) (*struct{}, error) {
			return nil, s.Seekers.Erase(ctx, actorOf(ctx), in.ID)
		})
	handle(s, call{id: "list-seekers", method: http.MethodGet, path: "/seekers", summary: "The seekers of a village or an office", tag: "seekers"}, s.listSeekers)
	handle(s, call{id: "list-seeker-matches", method: http.MethodGet, path: "/seekers/{id}/matches", summary: "Vacancies that suit, and why", tag: "seekers"}, s.listMatches)
}

func (s *server) createSeeker(ctx context.Context, in *jsonInput) (outcome, error) {
	body, err := decode[SeekerBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	who, err := body.model()
	if err != nil {
		return outcome{}, err
	}
	r := requestOf(ctx)
	if who, err = s.Seekers.Register(ctx, r.actor, who); err != nil {
		return outcome{}, err
	}
	if r.actor.Role == models.RoleSeeker {
		r.actor.SeekerID = who.ID // the account is bound from here on
	}
	return outcome{id: who.ID}, nil
}

func (s *server) showSeeker(ctx context.Context, id string, isNew bool) (*single[Seeker], error) {
	who, err := s.Seekers.Get(ctx, actorOf(ctx), id)
	if err != nil {
		return nil, err
	}
	view := seekerOf(actorOf(ctx), who)
	if isNew {
		return created("/seekers/"+id, who.Version, view), nil
	}
	return resource(who.Version, view), nil
}

func (s *server) patchSeeker(ctx context.Context, in *patchInput) (*single[Seeker], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	a := actorOf(ctx)
	standing, err := s.Seekers.Get(ctx, a, in.ID)
	if err != nil {
		return nil, err
	}
	body, _, err := merge(requestOf(ctx).media, seekerBodyOf(a, standing), in.RawBody)
	if err != nil {
		return nil, err
	}
	if err := body.restate(&standing); err != nil {
		return nil, err
	}
	who, err := s.Seekers.Change(ctx, a, in.ID, version, func(who *models.Seeker) { _ = body.restate(who) })
	if err != nil {
		return nil, err
	}
	return resource(who.Version, seekerOf(a, who)), nil
}

func (s *server) listSeekers(ctx context.Context, in *struct {
	Division string `query:"division" maxLength:"12"`
	Status   string `query:"status" enum:"looking,paused,placed"`
	Paged
}) (*listed[Seeker], error) {
	var p models.Problems
	f := models.SeekerFilter{Within: divisionOf(&p, "division", in.Division), Status: models.SeekerStatus(in.Status)}
	if err := p.Err(); err != nil {
		return nil, err
	}
	a := actorOf(ctx)
	l, err := s.Seekers.List(ctx, a, f, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(l, func(who models.Seeker) Seeker { return seekerOf(a, who) }), nil
}

// Reason is one part of why something is on a list.
type Reason struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

func reasonsOf(list []models.Reason) []Reason {
	out := make([]Reason, len(list))
	for i, r := range list {
		out[i] = Reason{r.Kind, r.Text}
	}
	return out
}

// share turns a score of 1000 into one from 0 to 1.
func share(score int) float64 { return float64(score) / 1000 }

// kilometres gives a distance to one decimal, nil where it is unknown.
func kilometres(km float64) *float64 {
	if km == models.DistanceUnknown {
		return nil
	}
	km = math.Round(km*10) / 10
	return &km
}

// Match is a vacancy that suits a seeker.
type Match struct {
	Vacancy    Vacancy  `json:"vacancy"`
	Score      float64  `json:"score"`
	DistanceKM *float64 `json:"distance_km,omitempty"`
	Reasons    []Reason `json:"reasons"`
}

// MatchList is the ranked vacancies.
type MatchList struct {
	Items []Match `json:"items"`
}

func (s *server) listMatches(ctx context.Context, in *struct {
	ByID
	Limit int `query:"limit" minimum:"1" maximum:"100" default:"20"`
}) (*struct{ Body MatchList }, error) {
	r := requestOf(ctx)
	found, err := s.Market.Matches(ctx, r.actor, in.ID, in.Limit)
	if err != nil {
		return nil, err
	}
	out := MatchList{Items: make([]Match, len(found))}
	for i, m := range found {
		out.Items[i] = Match{vacancyOf(r, m.Posting), share(m.Score), kilometres(m.DistanceKM), reasonsOf(m.Reasons)}
	}
	return &struct{ Body MatchList }{out}, nil
}
