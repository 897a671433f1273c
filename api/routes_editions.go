package api

import (
	"context"
	"net/http"

	"konggang/models"
	"konggang/services/access"
)

// EditionBrief is what a list of editions tells about each.
type EditionBrief struct {
	ID          string `json:"id"`
	Village     string `json:"village"`
	VillageName string `json:"village_name"`
	TownName    string `json:"town_name,omitempty"`
	Year        int    `json:"year"`
	Number      int    `json:"number" doc:"Within the village and the year"`
	Total       int    `json:"total_number" doc:"Within the village over all years"`
	Date        string `json:"date"`
	Status      string `json:"status" enum:"draft,published,superseded"`
	Reason      string `json:"status_reason,omitempty"`
	Borrowed    bool   `json:"borrowed"`
	Approver    string `json:"approver,omitempty"`
	Lines       int    `json:"lines"`
	Version     int    `json:"version"`
	CreatedAt   Stamp  `json:"created_at"`
	PublishedAt *Stamp `json:"published_at,omitempty"`
}

// Edition is a frozen list with its lines.
type Edition struct {
	EditionBrief
	Office      Office              `json:"office"`
	Items       []EditionItem       `json:"items"`
	Gone        []GoneLine          `json:"gone" doc:"Lines of the edition issued before that closed since; the script tells them"`
	Corrections []EditionCorrection `json:"corrections,omitzero" doc:"What was changed by hand, in the order made; for the village and its office"`
	Warnings    []EditionWarning    `json:"warnings,omitzero" doc:"What to look at before a draft is published; for the village and its office"`
}

// GoneLine is a line of the edition before that closed, with what became of it.
type GoneLine struct {
	VacancyID string `json:"vacancy_id"`
	Number    string `json:"number"`
	Title     string `json:"title"`
	Employer  string `json:"employer"`
	Became    string `json:"became" enum:"filled,expired,withdrawn,paused"`
}

// Office is who answers for an edition, as it was when the edition was frozen.
type Office struct {
	Name      string `json:"name"`
	Phone     string `json:"phone,omitempty"`
	PublicURL string `json:"public_url"`
}

// EditionItem is one line as it was frozen.
type EditionItem struct {
	Rank          int         `json:"rank"`
	New           bool        `json:"new" doc:"The edition that the village was issued before, taken back since or not, did not have it"`
	VacancyID     string      `json:"vacancy_id"`
	Number        string      `json:"number"`
	Employer      string      `json:"employer"`
	EmployerKind  string      `json:"employer_kind,omitempty"`
	Headcount     int         `json:"headcount" doc:"Places free when it was frozen"`
	Vacancy       VacancyBody `json:"vacancy"`
	DistanceKM    *float64    `json:"distance_km,omitempty"`
	Distance      string      `json:"distance,omitempty"`
	Reasons       []Reason    `json:"reasons"`
	SeekersServed int         `json:"seekers_served"`
}

func editionBriefOf(e models.Edition) EditionBrief {
	return EditionBrief{ID: e.ID, Village: string(e.Village), VillageName: e.VillageName, TownName: e.TownName, Year: e.Year,
		Number: e.Number, Total: e.Total, Date: string(e.Date), Status: string(e.Status), Reason: e.StatusReason, Borrowed: e.Borrowed,
		Approver: e.Approver, Lines: len(e.Items), Version: e.Version, CreatedAt: Stamp(e.CreatedAt), PublishedAt: stampOf(e.PublishedAt)}
}

func editionOf(r *request, e models.Edition) Edition {
	out := Edition{EditionBrief: editionBriefOf(e), Office: Office{e.Office.Name, e.Office.Phone, e.Office.PublicURL}, Items: make([]EditionItem, len(e.Items)), Gone: make([]GoneLine, len(e.Gone))}
	for i, g := range e.Gone {
		out.Gone[i] = GoneLine{g.VacancyID, g.Number, g.Title, g.Employer, string(g.Became)}
	}
	for i, it := range e.Items {
		out.Items[i] = EditionItem{it.Rank, it.New, it.VacancyID, it.Number, it.Employer, string(it.EmployerKind), it.Vacancy.Remaining(),
			vacancyBodyOf(it.Vacancy), kilometres(it.DistanceKM), models.DistanceText(it.DistanceKM, it.Precision), reasonsOf(it.Reasons), it.SeekersServed}
	}
	if access.Village(r.actor, e.Village).Allowed {
		out.Corrections = correctionsOf(e.Corrections)
	} else {
		out.Reason = "" // written for colleagues, as those of corrections are
	}
	return out
}

// Publication names who answers for publishing.
type Publication struct {
	Approver string `json:"approver"`
}

// Operation is how far long work is: phase is allocating, drafting or finished, done counts villages.
type Operation struct {
	ID        string             `json:"id"`
	Kind      string             `json:"kind"`
	Division  string             `json:"division"`
	Phase     string             `json:"phase"`
	Total     int                `json:"total"`
	Done      int                `json:"done"`
	Finished  bool               `json:"finished"`
	Failures  []OperationFailure `json:"failures"`
	CreatedAt Stamp              `json:"created_at"`
	UpdatedAt Stamp              `json:"updated_at"`
}

// OperationFailure is a village that could not be done, and why.
type OperationFailure struct {
	Village string `json:"village"`
	Code    string `json:"code"`
}

func operationOf(o models.Operation) Operation {
	out := Operation{o.ID, o.Kind, string(o.Division), string(o.Phase()), o.Total, o.Done, o.Finished, []OperationFailure{}, Stamp(o.CreatedAt), Stamp(o.UpdatedAt)}
	for _, f := range o.Failures {
		out.Failures = append(out.Failures, OperationFailure{string(f.Village), string(f.Code)})
	}
	return out
}

type operationAnswer struct {
	Location string `header:"Location"`
	Body     Operation
}

func (s *server) editionRoutes() {
	handle(s, call{id: "get-edition", method: http.MethodGet, path: "/editions/{id}", summary: "One edition with its lines", tag: "editions"},
		func(ctx context.Context, in *ByID) (*single[Edition], error) { return s.showEdition(ctx, in.ID, false) })
	handle(s, call{id: "patch-edition-items", method: http.MethodPatch, path: "/editions/{id}/items", summary: "Drop, add and move lines of a draft", tag: "editions", body: Corrections{}}, s.correctEdition)
	handleOnce(s, command[actionInput, single[Edition]]{
		call: call{id: "publish-edition", method: http.MethodPost, path: "/editions/{id}/publish", summary: "Make a draft immutable in somebody's name", tag: "editions", body: Publication{}},
		do: func(ctx context.Context, in *actionInput) (outcome, error) {
			body, err := decode[Publication](requestOf(ctx).media, in.RawBody)
			if err != nil {
				return outcome{}, err
			}
			e, err := s.Editions.Publish(ctx, actorOf(ctx), in.ID, body.Approver)
			return outcome{id: e.ID}, err
		},
		show: func(ctx context.Context, _ *actionInput, o outcome) (*single[Edition], error) {
			return s.showEdition(ctx, o.id, false)
		},
	})
	handleOnce(s, command[actionInput, single[Edition]]{
		call: call{id: "supersede-edition", method: http.MethodPost, path: "/editions/{id}/supersede", summary: "Take a wrong edition back", tag: "editions", body: Decision{}},
		do: decide(models.Judgement{Action: "supersede", Object: models.ObjectEdition}, func(ctx context.Context, id, reason string) (string, error) {
			e, err := s.Editions.Supersede(ctx, actorOf(ctx), id, reason)
			return e.ID, err
		}),
		show: func(ctx context.Context, _ *actionInput, o outcome) (*single[Edition], error) {
			return s.showEdition(ctx, o.id, false)
		},
	})
	handleOnce(s, command[draftInput, operationAnswer]{
		call:  call{id: "create-editions", method: http.MethodPost, path: "/divisions/{code}/editions", summary: "Draft an edition for every village of a town or county, allocated together", tag: "editions", status: http.StatusAccepted},
		alone: true,
		do:    s.startEditions,
		show: func(ctx context.Context, _ *draftInput, o outcome) (*operationAnswer, error) {
			return s.showOperation(ctx, o.id)
		},
	})
	handle(s, call{id: "get-operation", method: http.MethodGet, path: "/operations/{id}", summary: "How far an operation is", tag: "editions"},
		func(ctx context.Context, in *ByID) (*operationAnswer, error) { return s.showOperation(ctx, in.ID) })
}

func (s *server) startEditions(ctx context.Context, in *draftInput) (outcome, error) {
	code, err := in.code()
	if err != nil {
		return outcome{}, err
	}
	op, err := s.Editions.Start(ctx, actorOf(ctx), code, in.Size)
	if err != nil {
		return outcome{}, err
	}
	s.Background(func(ctx context.Context) {
		if err := s.Editions.Run(ctx, op.ID); err != nil && ctx.Err() == nil {
			s.Log.ErrorContext(ctx, "operation failed", "operation", op.ID, "error", err.Error())
		}
	})
	return outcome{id: op.ID}, nil
}

func (s *server) showOperation(ctx context.Context, id string) (*operationAnswer, error) {
	op, err := s.Editions.Operation(ctx, actorOf(ctx), id)
	if err != nil {
		return nil, err
	}
	return &operationAnswer{prefix + "/operations/" + op.ID, operationOf(op)}, nil
}

func (s *server) showEdition(ctx context.Context, id string, isNew bool) (*single[Edition], error) {
	e, err := s.Editions.Get(ctx, actorOf(ctx), id)
	if err != nil {
		return nil, err
	}
	if isNew {
		return created("/editions/"+id, e.Version, s.changedView(ctx, e)), nil
	}
	view, err := s.editionView(ctx, e)
	return resource(e.Version, view), err
}

// editionView is an edition with its warnings. Only a draft has some, which nobody sees but who works on it.
func (s *server) editionView(ctx context.Context, e models.Edition) (Edition, error) {
	view := editionOf(requestOf(ctx), e)
	warnings, err := s.Editions.Warnings(ctx, e)
	view.Warnings = warningsOf(requestOf(ctx).language(), warnings)
	return view, err
}

// changedView is an edition right after a change that stands: where its warnings cannot be told the answer has none, for an error
// would have the caller make the change again.
func (s *server) changedView(ctx context.Context, e models.Edition) Edition {
	view, err := s.editionView(ctx, e)
	if err != nil {
		s.Log.ErrorContext(ctx, "warnings not told", "request_id", requestOf(ctx).id, "edition", e.ID, "error", err.Error())
	}
	return view
}
