package api

import (
	"context"

	"konggang/models"
)

// Decision is why somebody decides as they do: a template of the list of reasons, words of their own, or both.
type Decision struct {
	Template string `json:"template,omitempty" doc:"Code of a reason template" example:"wage_unclear"`
	Reason   string `json:"reason,omitempty" doc:"Kept behind the template's text; 200 characters in all"`
}

// decide is the work of a call that acts on a resource with a reason; act gives the id of what it acted on.
func decide(j models.Judgement, act func(ctx context.Context, id, reason string) (string, error)) func(context.Context, *actionInput) (outcome, error) {
	return func(ctx context.Context, in *actionInput) (outcome, error) {
		body, err := decodeOptional[Decision](requestOf(ctx).media, in.RawBody)
		if err != nil {
			return outcome{}, err
		}
		reason, err := models.ReasonOf(j, body.Template, body.Reason)
		if err != nil {
			return outcome{}, err
		}
		id, err := act(ctx, in.ID, reason)
		return outcome{id: id}, err
	}
}

// ReasonTemplate is a reason that is given again and again.
type ReasonTemplate struct {
	Code string   `json:"code"`
	For  []string `json:"for" doc:"The calls that take it" example:"reject-vacancy"`
	Zh   string   `json:"zh" doc:"What is kept and shown"`
	En   string   `json:"en"`
}

// ReasonTemplateList is all of them.
type ReasonTemplateList struct {
	Items []ReasonTemplate `json:"items"`
}

func listReasons(context.Context, *struct{}) (*struct{ Body ReasonTemplateList }, error) {
	out := ReasonTemplateList{Items: make([]ReasonTemplate, len(models.ReasonTemplates))}
	for i, t := range models.ReasonTemplates {
		out.Items[i] = ReasonTemplate{Code: t.Code, Zh: t.Zh, En: t.En}
		for _, j := range t.For {
			out.Items[i].For = append(out.Items[i].For, j.String())
		}
	}
	return &struct{ Body ReasonTemplateList }{out}, nil
}
