package api

import (
	"context"
	"fmt"
	"net/http"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/wechat"
	"konggang/services/recalls"
)

// Recall is what still hangs although it is not so any more: a line of a sheet, or without a vacancy all of it.
type Recall struct {
	ID       string           `json:"id"`
	Village  RecalledVillage  `json:"village"`
	Edition  RecalledEdition  `json:"edition"`
	Vacancy  *RecalledVacancy `json:"vacancy,omitempty" doc:"Absent where the whole edition was taken back"`
	Became   string           `json:"became,omitempty" enum:"filled,expired,withdrawn,paused"`
	Status   string           `json:"status" enum:"open,done,lifted,replaced" doc:"replaced: another edition hangs in its place, or the whole one was taken back; lifted: the vacancy is open again"`
	Task     string           `json:"task,omitempty" doc:"What to do about the sheet, while the recall is open" example:"划掉2026年第3期的第3条"`
	Notice   string           `json:"notice" doc:"For groups that no robot tells"`
	Reply    string           `json:"reply,omitempty" doc:"For a personal message"`
	Carriers []string         `json:"carriers" enum:"noticeboard,wechat,loudspeaker" doc:"Where the village saw or heard it. The post is taken to have reached the group, by a robot or by hand"`
	OpenedAt Stamp            `json:"opened_at"`
	Overdue  bool             `json:"overdue" doc:"Open for two days or longer"`
	Settled
	Version int `json:"version"`
}

// Settled is what became of a recall: when, and where somebody did something about the sheet, who and what.
type Settled struct {
	At     *Stamp `json:"settled_at,omitempty"`
	By     string `json:"settled_by,omitempty" doc:"The account that did it"`
	Remedy string `json:"remedy,omitempty" enum:"struck,reprinted,taken_down"`
	Note   string `json:"note,omitempty"`
}

// RecalledVillage is where it hangs.
type RecalledVillage struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// RecalledEdition is the edition that says it.
type RecalledEdition struct {
	ID    string `json:"id"`
	Issue string `json:"issue" doc:"Year and number, as people call it: 2026年第3期"`
}

// RecalledVacancy is the line that says it.
type RecalledVacancy struct {
	ID       string `json:"id"`
	Number   string `json:"number"`
	Rank     int    `json:"rank"`
	Title    string `json:"title"`
	Employer string `json:"employer"`
}

// RecallList is a part of the recalls, and how many of the division are overdue.
type RecallList struct {
	List[Recall]
	Overdue int `json:"overdue" doc:"How many of the division are overdue, on this part or not"`
}

// RecallSettlement is what was done about a sheet.
type RecallSettlement struct {
	Remedy string `json:"remedy,omitempty" enum:"struck,reprinted,taken_down" doc:"A line is struck through, a whole edition taken down, unless stated"`
	Note   string `json:"note,omitempty" maxLength:"200"`
}

func (s *server) recallOf(r recalls.Recalled) Recall {
	issue := channels.Issue(r.Edition)
	out := Recall{ID: r.ID, Village: RecalledVillage{string(r.Village), r.Edition.VillageName}, Edition: RecalledEdition{r.EditionID, issue},
		Became: string(r.Became), Status: string(r.Status), Carriers: []string{}, OpenedAt: Stamp(r.OpenedAt), Overdue: r.Overdue(s.Calendar.Moment()),
		Settled: Settled{stampOf(r.SettledAt), r.SettledBy, string(r.Remedy), r.Note}, Version: r.Version}
	for _, c := range r.Carriers {
		out.Carriers = append(out.Carriers, string(c))
	}
	task := "取下" + issue
	if r.Whole() {
		out.Notice = wechat.SupersededNotice(r.Edition)
	} else {
		task = fmt.Sprintf("划掉%s的第%d条", issue, r.Item.Rank)
		out.Vacancy = &RecalledVacancy{r.VacancyID, r.Item.Number, r.Item.Rank, r.Item.Vacancy.Title, r.Item.Employer}
		out.Notice, out.Reply = wechat.ClosedNotice(r.Edition, r.Item, r.Became), wechat.ClosedReply(r.Edition, r.Item, r.Became)
	}
	if r.Status == models.RecallOpen {
		out.Task = task
	}
	return out
}

func (s *server) recallRoutes() {
	handle(s, call{id: "list-recalls", method: http.MethodGet, path: "/recalls", summary: "What still hangs although it is not so any more, the oldest first", tag: "editions"}, s.listRecalls)
	handle(s, call{id: "get-recall", method: http.MethodGet, path: "/recalls/{id}", summary: "One recall", tag: "editions"},
		func(ctx context.Context, in *ByID) (*single[Recall], error) { return s.showRecall(ctx, in.ID) })
	handleOnce(s, command[actionInput, single[Recall]]{
		call: call{id: "settle-recall", method: http.MethodPost, path: "/recalls/{id}/done", summary: "Say that a line is struck through, or a sheet replaced or taken down", tag: "editions", body: RecallSettlement{}, optional: true},
		do: func(ctx context.Context, in *actionInput) (outcome, error) {
			body, err := decodeOptional[RecallSettlement](requestOf(ctx).media, in.RawBody)
			if err != nil {
				return outcome{}, err
			}
			r, err := s.Recalls.Done(ctx, actorOf(ctx), in.ID, models.RecallRemedy(body.Remedy), body.Note)
			return outcome{id: r.ID}, err
		},
		show: func(ctx context.Context, _ *actionInput, o outcome) (*single[Recall], error) {
			return s.showRecall(ctx, o.id)
		},
	})
}

func (s *server) showRecall(ctx context.Context, id string) (*single[Recall], error) {
	r, err := s.Recalls.Get(ctx, actorOf(ctx), id)
	if err != nil {
		return nil, err
	}
	return resource(r.Version, s.recallOf(r)), nil
}

func (s *server) listRecalls(ctx context.Context, in *struct {
	Village  string `query:"village" maxLength:"12"`
	Division string `query:"division" maxLength:"12" doc:"Leaves what lies within it; the caller's own unless stated"`
	Status   string `query:"status" enum:"open,done,lifted,replaced" default:"open"`
	Overdue  bool   `query:"overdue" doc:"Only what has been open for two days or longer"`
	Paged
}) (*struct{ Body RecallList }, error) {
	var p models.Problems
	q := recalls.Query{Village: divisionOf(&p, "village", in.Village), Division: divisionOf(&p, "division", in.Division), Status: models.RecallStatus(in.Status), Overdue: in.Overdue}
	if err := p.Err(); err != nil {
		return nil, err
	}
	l, overdue, err := s.Recalls.List(ctx, actorOf(ctx), q, in.page())
	if err != nil {
		return nil, err
	}
	return &struct{ Body RecallList }{RecallList{listOf(l, s.recallOf).Body, overdue}}, nil
}
