package api

import (
	"context"
	"net/http"

	"konggang/models"
	"konggang/services/editions"
)

// VillageList is the live list of a village, before anybody freezes it.
type VillageList struct {
	Village  string     `json:"village"`
	Basis    string     `json:"basis" enum:"own,town,county,nobody" doc:"Whose wishes the list was made for"`
	Borrowed bool       `json:"borrowed" doc:"No seeker of the village itself is registered"`
	Items    []ListItem `json:"items"`
}

// ListItem is one line of a list.
type ListItem struct {
	Rank          int      `json:"rank"`
	Vacancy       Vacancy  `json:"vacancy"`
	Places        int      `json:"places"`
	DistanceKM    *float64 `json:"distance_km,omitempty"`
	Distance      string   `json:"distance,omitempty" doc:"As it is printed"`
	Reasons       []Reason `json:"reasons"`
	SeekersServed int      `json:"seekers_served"`
}

func villageListOf(r *request, l editions.List) VillageList {
	out := VillageList{Village: string(l.Village.Code), Basis: string(l.Basis), Borrowed: l.Borrowed(), Items: make([]ListItem, len(l.Lines))}
	for i, line := range l.Lines {
		out.Items[i] = ListItem{Rank: i + 1, Vacancy: vacancyOf(r, l.Postings[i]), Places: line.Places, DistanceKM: kilometres(line.DistanceKM),
			Distance: models.DistanceText(line.DistanceKM, line.Precision), Reasons: reasonsOf(line.Reasons), SeekersServed: line.SeekersServed}
	}
	return out
}

// Sized says how many lines a list should have.
type Sized struct {
	Size int `query:"size" minimum:"1" maximum:"40" default:"20"`
}

func (s *server) villageRoutes() {
	handle(s, call{id: "get-village-list", method: http.MethodGet, path: "/villages/{code}/list", summary: "The live list of a village", tag: "villages"},
		func(ctx context.Context, in *struct {
			ByCode
			Sized
		}) (*struct{ Body VillageList }, error) {
			code, err := in.code()
			if err != nil {
				return nil, err
			}
			l, err := s.Editions.List(ctx, actorOf(ctx), code, in.Size)
			if err != nil {
				return nil, err
			}
			return &struct{ Body VillageList }{villageListOf(requestOf(ctx), l)}, nil
		})
	handleOnce(s, command[draftInput, single[Edition]]{
		call: call{id: "create-village-edition", method: http.MethodPost, path: "/villages/{code}/editions", summary: "Freeze the list of a village as a draft", tag: "editions", status: http.StatusCreated},
		do: func(ctx context.Context, in *draftInput) (outcome, error) {
			code, err := in.code()
			if err != nil {
				return outcome{}, err
			}
			e, err := s.Editions.Draft(ctx, actorOf(ctx), code, in.Size)
			return outcome{id: e.ID}, err
		},
		show: func(ctx context.Context, _ *draftInput, o outcome) (*single[Edition], error) {
			return s.showEdition(ctx, o.id, true)
		},
	})
	handle(s, call{id: "list-village-editions", method: http.MethodGet, path: "/villages/{code}/editions", summary: "The editions of a village, newest first", tag: "editions"},
		func(ctx context.Context, in *struct {
			ByCode
			Paged
		}) (*listed[EditionBrief], error) {
			code, err := in.code()
			if err != nil {
				return nil, err
			}
			l, err := s.Editions.History(ctx, actorOf(ctx), code, in.page())
			if err != nil {
				return nil, err
			}
			return listOf(l, editionBriefOf), nil
		})
	handle(s, call{id: "get-latest-edition", method: http.MethodGet, path: "/villages/{code}/editions/latest", summary: "The edition in force", tag: "editions"},
		func(ctx context.Context, in *ByCode) (*single[Edition], error) {
			e, err := s.latest(ctx, in)
			if err != nil {
				return nil, err
			}
			return s.showEdition(ctx, e.ID, false) // with its corrections
		})
}

func (s *server) latest(ctx context.Context, in *ByCode) (models.Edition, error) {
	code, err := in.code()
	if err != nil {
		return models.Edition{}, err
	}
	return s.Editions.Latest(ctx, code)
}

// draftInput is the input of the calls that make editions.
type draftInput struct {
	ByCode
	Sized
	Keyed
}

func (draftInput) content(context.Context) []byte { return nil }
