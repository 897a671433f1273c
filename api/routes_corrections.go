package api

import (
	"context"

	"konggang/models"
	"konggang/services/editions"
	"konggang/services/wording"
)

// Corrections are changes by hand on a draft, made in their order, all or none.
type Corrections struct {
	Changes []LineChange `json:"changes" minItems:"1" maxItems:"100"`
}

// LineChange is one change.
type LineChange struct {
	Action  string `json:"action" enum:"drop,add,move,refresh"`
	Vacancy string `json:"vacancy" doc:"The vacancy's id or its number" example:"10012"`
	Rank    *int   `json:"rank,omitempty" doc:"Where the line is to stand: needed to move, the end when left out of add, not for drop and refresh"`
	Reason  string `json:"reason" doc:"Kept with the edition, 200 characters"`
}

func (c LineChange) model() models.LineChange {
	return models.LineChange{Action: models.CorrectionAction(c.Action), Vacancy: c.Vacancy, Rank: c.Rank, Reason: c.Reason}
}

// EditionCorrection is one change that was made, by whom and why.
type EditionCorrection struct {
	Action    string `json:"action" enum:"drop,add,move,refresh"`
	VacancyID string `json:"vacancy_id"`
	Number    string `json:"number"`
	Title     string `json:"title"`
	From      int    `json:"from,omitempty" doc:"The rank that it had"`
	To        int    `json:"to,omitempty" doc:"The rank that it got"`
	Reason    string `json:"reason"`
	Account   string `json:"account"`
	Role      string `json:"role"`
	At        Stamp  `json:"at"`
}

func correctionsOf(list []models.Correction) []EditionCorrection {
	out := make([]EditionCorrection, len(list))
	for i, c := range list {
		out[i] = EditionCorrection{string(c.Action), c.VacancyID, c.Number, c.Title, c.From, c.To, c.Reason, c.AccountID, string(c.Role), Stamp(c.At)}
	}
	return out
}

// EditionWarning is something to look at before a draft is published.
type EditionWarning struct {
	Code    string `json:"code" enum:"line_closed,line_changed,missing_glyph,cell_shortened"`
	Message string `json:"message" doc:"In the caller's language"`
	Rank    int    `json:"rank,omitempty" doc:"The line, where it is one"`
	Column  string `json:"column,omitempty" doc:"Head of the column on the sheet"`
	Detail  string `json:"detail,omitempty" doc:"The character's code point, the vacancy's status" example:"U+2B689"`
}

// warningsOf keeps apart none on a draft and none asked for.
func warningsOf(l wording.Language, list []editions.Warning) []EditionWarning {
	if list == nil {
		return nil
	}
	out := make([]EditionWarning, len(list))
	for i, w := range list {
		out[i] = EditionWarning{string(w.Code), wording.Text(l, w.Code, w.Args...), w.Rank, w.Column, w.Detail}
	}
	return out
}

func (s *server) correctEdition(ctx context.Context, in *patchInput) (*single[Edition], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	body, err := decode[Corrections](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return nil, err
	}
	changes := make([]models.LineChange, len(body.Changes))
	for i, c := range body.Changes {
		changes[i] = c.model()
	}
	e, err := s.Editions.Correct(ctx, actorOf(ctx), in.ID, version, changes)
	if err != nil {
		return nil, err
	}
	return resource(e.Version, s.changedView(ctx, e)), nil
}
