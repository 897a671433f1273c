package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"konggang/models"
	"konggang/services/channels/jobposting"
)

func (s *server) vacancyRoutes() {
	handleOnce(s, command[jsonInput, single[Vacancy]]{
		call: call{id: "create-vacancy", method: http.MethodPost, path: "/vacancies", summary: "Post a vacancy as a draft", tag: "vacancies", status: http.StatusCreated, body: VacancyBody{}},
		do:   s.createVacancy,
		show: func(ctx context.Context, _ *jsonInput, o outcome) (*single[Vacancy], error) {
			return s.showVacancy(ctx, o.id, true)
		},
	})
	handle(s, call{id: "get-vacancy", method: http.MethodGet, path: "/vacancies/{id}", summary: "One vacancy, or as a JobPosting of schema.org", tag: "vacancies", before: huma.Middlewares{s.asJobPosting}},
		func(ctx context.Context, in *ByID) (*single[Vacancy], error) { return s.showVacancy(ctx, in.ID, false) })
	s.describeMedia("/vacancies/{id}", jobposting.Media)
	handle(s, call{id: "patch-vacancy", method: http.MethodPatch, path: "/vacancies/{id}", summary: "Change a vacancy", tag: "vacancies", body: VacancyBody{}}, s.patchVacancy)
	for _, action := range []models.VacancyAction{models.ActSubmit, models.ActWithdraw, models.ActPause, models.ActResume, models.ActFill, models.ActApprove, models.ActReject} {
		handleOnce(s, command[actionInput, single[Vacancy]]{
			call: call{id: string(action) + "-vacancy", method: http.MethodPost, path: "/vacancies/{id}/" + string(action), summary: "Move: " + string(action), tag: "vacancies", body: Decision{}, optional: true},
			do: decide(models.Judgement{Action: string(action), Object: models.ObjectVacancy}, func(ctx context.Context, id, reason string) (string, error) {
				p, err := s.Vacancies.Act(ctx, actorOf(ctx), id, action, reason)
				return p.Vacancy.ID, err
			}),
			show: func(ctx context.Context, _ *actionInput, o outcome) (*single[Vacancy], error) {
				return s.showVacancy(ctx, o.id, false)
			},
		})
	}
	handle(s, call{id: "check-vacancy", method: http.MethodPost, path: "/vacancies/check", summary: "What the publishing gate would say", tag: "vacancies", body: VacancyBody{}}, s.checkVacancy)
	handle(s, call{id: "list-vacancy-candidates", method: http.MethodGet, path: "/vacancies/{id}/candidates", summary: "Seekers who suit and agreed to be shown", tag: "vacancies"}, s.listCandidates)
}

func readVacancy(ctx context.Context, raw []byte) (models.Vacancy, error) {
	body, err := decode[VacancyBody](requestOf(ctx).media, raw)
	if err != nil {
		return models.Vacancy{}, err
	}
	return body.model()
}

func (s *server) createVacancy(ctx context.Context, in *jsonInput) (outcome, error) {
	v, err := readVacancy(ctx, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	p, err := s.Vacancies.Create(ctx, actorOf(ctx), v)
	return outcome{id: p.Vacancy.ID}, err
}

func (s *server) showVacancy(ctx context.Context, id string, isNew bool) (*single[Vacancy], error) {
	p, err := s.Vacancies.Get(ctx, actorOf(ctx), id)
	if err != nil {
		return nil, err
	}
	view := vacancyOf(requestOf(ctx), p)
	reports, err := s.Vacancies.ReportCounts(ctx, actorOf(ctx), p)
	if err != nil {
		return nil, err
	}
	view.Reports = reportCounts(reports[id])
	if isNew {
		return created("/vacancies/"+id, view.Version, view), nil
	}
	return resource(view.Version, view), nil
}

func (s *server) patchVacancy(ctx context.Context, in *patchInput) (*single[Vacancy], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	standing, err := s.Vacancies.Get(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	body, fields, err := merge(requestOf(ctx).media, vacancyBodyOf(standing.Vacancy), in.RawBody)
	if err != nil {
		return nil, err
	}
	if err := body.restate(&standing.Vacancy); err != nil {
		return nil, err
	}
	p, err := s.Vacancies.Change(ctx, actorOf(ctx), in.ID, version, fields, func(v *models.Vacancy) { _ = body.restate(v) })
	if err != nil {
		return nil, err
	}
	view := vacancyOf(requestOf(ctx), p)
	return resource(view.Version, view), nil
}

// Findings is what the gate says about a draft.
type Findings struct {
	Findings    []Finding `json:"findings"`
	Publishable bool      `json:"publishable" doc:"Nothing blocks it"`
}

func (s *server) checkVacancy(ctx context.Context, in *JSONBody) (*struct{ Body Findings }, error) {
	v, err := readVacancy(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	list, err := s.Vacancies.Check(ctx, actorOf(ctx), v)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Findings }{Findings{findingsOf(requestOf(ctx).language(), list), !models.Blocking(list)}}, nil
}

// Candidate is a seeker who agreed to be shown to employers; name and phone are masked.
type Candidate struct {
	Seeker     string   `json:"seeker"`
	Name       string   `json:"name"`
	Phone      string   `json:"phone"`
	Score      float64  `json:"score"`
	DistanceKM *float64 `json:"distance_km,omitempty"`
	Reasons    []Reason `json:"reasons"`
}

// CandidateList is the ranked seekers and how many more suit but did not agree to be shown.
type CandidateList struct {
	Items    []Candidate `json:"items"`
	Withheld int         `json:"withheld"`
}

func (s *server) listCandidates(ctx context.Context, in *struct {
	ByID
	Limit int `query:"limit" minimum:"1" maximum:"100" default:"20"`
}) (*struct{ Body CandidateList }, error) {
	found, err := s.Market.Candidates(ctx, actorOf(ctx), in.ID, in.Limit)
	if err != nil {
		return nil, err
	}
	out := CandidateList{Items: make([]Candidate, len(found.List)), Withheld: found.Withheld}
	for i, c := range found.List {
		who := c.Seeker
		out.Items[i] = Candidate{who.ID, models.MaskedName(who.Name), who.Phone.Masked(), share(c.Score), kilometres(c.DistanceKM), reasonsOf(c.Reasons)}
	}
	return &struct{ Body CandidateList }{out}, nil
}
