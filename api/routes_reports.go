package api

import (
	"context"
	"encoding/json"
	"net/http"

	"konggang/models"
)

// ReportBody is what somebody says is wrong with a vacancy.
type ReportBody struct {
	Kind string `json:"kind" enum:"fee,fake,discrimination,filled,contact,other"`
	Text string `json:"text,omitempty" doc:"At most 500 characters; for the office alone"`
}

// Report is a report as it is answered; its text only to the office.
type Report struct {
	ID        string `json:"id"`
	Kind      string `json:"kind" enum:"fee,fake,discrimination,filled,contact,other"`
	Text      string `json:"text,omitempty"`
	CreatedAt Stamp  `json:"created_at"`
}

type reportInput struct {
	ByID
	Keyed
	JSONBody
}

type reportAnswer struct {
	Location string `header:"Location"`
	Body     Report
}

func reportOf(r models.Report) Report {
	return Report{ID: r.ID, Kind: string(r.Kind), Text: r.Text, CreatedAt: Stamp(r.CreatedAt)}
}

func (s *server) reviewRoutes() {
	handle(s, call{id: "list-reasons", method: http.MethodGet, path: "/reasons", summary: "Reasons that are given again and again", tag: "review"}, listReasons)
	handleOnce(s, command[reportInput, reportAnswer]{
		call: call{id: "report-vacancy", method: http.MethodPost, path: "/vacancies/{id}/reports", summary: "Say that a vacancy is bad: it goes back to the office's queue", tag: "review", status: http.StatusCreated, body: ReportBody{}},
		do:   s.reportVacancy,
		show: showReported,
	})
	handle(s, call{id: "list-vacancy-reports", method: http.MethodGet, path: "/vacancies/{id}/reports", summary: "What was said about a vacancy since it was judged last", tag: "review"},
		func(ctx context.Context, in *struct {
			ByID
			Paged
		}) (*listed[Report], error) {
			l, err := s.Vacancies.Reports(ctx, actorOf(ctx), in.ID, in.page())
			if err != nil {
				return nil, err
			}
			return listOf(l, reportOf), nil
		})
}

// reportVacancy remembers the answer itself, for whoever reports cannot read the report again. It leaves the text out.
func (s *server) reportVacancy(ctx context.Context, in *reportInput) (outcome, error) {
	body, err := decode[ReportBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	kept, err := s.Vacancies.Report(ctx, actorOf(ctx), in.ID, models.Report{Kind: models.ReportKind(body.Kind), Text: body.Text})
	if err != nil {
		return outcome{}, err
	}
	kept.Text = ""
	text, err := json.Marshal(reportOf(kept))
	return outcome{id: kept.ID, report: text}, err
}

func showReported(_ context.Context, in *reportInput, o outcome) (*reportAnswer, error) {
	out := &reportAnswer{Location: prefix + "/vacancies/" + in.ID + "/reports"}
	return out, json.Unmarshal(o.report, &out.Body)
}
