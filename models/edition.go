package models

import "time"

// EditionStatus is where an edition stands.
type EditionStatus string

// The states of an edition.
const (
	EditionDraft      EditionStatus = "draft"
	EditionPublished  EditionStatus = "published"
	EditionSuperseded EditionStatus = "superseded"
)

// EditionStatuses are all states of an edition.
var EditionStatuses = Vocabulary[EditionStatus]{{EditionDraft, "草稿"}, {EditionPublished, "已发布"}, {EditionSuperseded, "已作废"}}

// Zh is the printed word of the state.
func (s EditionStatus) Zh() string { return EditionStatuses.Zh(s) }

// editionAction is what is done with a whole edition.
type editionAction string

const (
	editionPublish   editionAction = "publish"
	editionSupersede editionAction = "supersede"
	editionCorrect   editionAction = "correct"
)

// Zh is the printed word of the action.
func (a editionAction) Zh() string {
	return Vocabulary[editionAction]{{editionPublish, "发布"}, {editionSupersede, "作废"}, {editionCorrect, "修改"}}.Zh(a)
}

// Office is who answers for an edition: its name, its phone and the public address that QR codes point at.
type Office struct {
	Name      string
	Phone     string
	PublicURL string
}

// Reason is one part of why a line is on a list, in words a villager understands, with the points (of 1000) it brought.
type Reason struct {
	Kind   string
	Text   string
	Points int
}

// EditionItem is one line of an edition: the facts of a vacancy as they were when the edition was frozen. New tells that the edition
// that the village was issued before, taken back since or not, did not have it.
type EditionItem struct {
	Rank          int
	New           bool
	VacancyID     string
	Number        string
	Employer      string
	EmployerKind  EnterpriseKind
	Vacancy       Vacancy
	Place         string
	DistanceKM    float64
	Precision     Precision
	Reasons       []Reason
	SeekersServed int
}

// Edition (期) is one frozen list for one village, which every channel renders. Number counts within village and year
// (第N期), Total over all years (总第N期).
type Edition struct {
	ID          string
	Village     DivisionCode
	VillageName string
	TownName    string
	Year        int
	Number      int
	Total       int
	Date        Date
	Status      EditionStatus
	Office      Office
	Approver    string
	// Borrowed tells that no seeker of the village is registered and the list was made for its town's.
	Borrowed     bool
	StatusReason string
	Items        []EditionItem
	// Gone are the lines of the edition that the village was issued before whose vacancies closed since; its script tells them.
	Gone []GoneLine
	// Corrections are what was changed by hand while it was a draft, in the order made; only who reads one edition by its id gets
	// them.
	Corrections []Correction
	Version     int
	CreatedAt   time.Time
	PublishedAt *time.Time
}

// MarkNew settles which lines the edition that the village was issued before did not have. Where there was none, the zero edition,
// everything is new, and nothing is marked.
func (e *Edition) MarkNew(before Edition) {
	had := map[string]bool{}
	for _, i := range before.Items {
		had[i.VacancyID] = true
	}
	for i := range e.Items {
		e.Items[i].New = before.ID != "" && !had[e.Items[i].VacancyID]
	}
}

// Publish makes a draft immutable in the approver's name; errors CodeIllegalTransition, or CodeInvalid without a name.
func (e *Edition) Publish(approver string, now time.Time) error {
	if e.Status != EditionDraft {
		return Errorf(CodeIllegalTransition, e.Status, editionPublish)
	}
	var p Problems
	checkRequired(&p, "approver", approver, 50)
	if err := p.Err(); err != nil {
		return err
	}
	e.Status, e.Approver, e.PublishedAt = EditionPublished, approver, &now
	return nil
}

// Supersede takes a published edition back for a reason; errors as for Publish.
func (e *Edition) Supersede(reason string) error {
	if e.Status != EditionPublished {
		return Errorf(CodeIllegalTransition, e.Status, editionSupersede)
	}
	var p Problems
	checkRequired(&p, "reason", reason, 200)
	if err := p.Err(); err != nil {
		return err
	}
	e.Status, e.StatusReason = EditionSuperseded, reason
	return nil
}
