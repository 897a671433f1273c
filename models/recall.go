package models

import "time"

// RecallStatus is where a recall stands.
type RecallStatus string

// The states of a recall: the sheet still says it; somebody struck it through or hung up another; the vacancy is open again; a newer
// edition hangs in the sheet's place.
const (
	RecallOpen     RecallStatus = "open"
	RecallDone     RecallStatus = "done"
	RecallLifted   RecallStatus = "lifted"
	RecallReplaced RecallStatus = "replaced"
)

// RecallStatuses are all states of a recall.
var RecallStatuses = Vocabulary[RecallStatus]{{RecallOpen, "待处理"}, {RecallDone, "已处理"}, {RecallLifted, "已恢复招聘"}, {RecallReplaced, "已换新一期"}}

// Zh is the printed word of the state.
func (s RecallStatus) Zh() string { return RecallStatuses.Zh(s) }

// RecallRemedy is what was done about a sheet.
type RecallRemedy string

// The remedies: the line is struck through by hand, another sheet hangs, or the sheet is taken down.
const (
	RemedyStruck    RecallRemedy = "struck"
	RemedyReprinted RecallRemedy = "reprinted"
	RemedyTakenDown RecallRemedy = "taken_down"
)

// RecallRemedies are all remedies.
var RecallRemedies = Vocabulary[RecallRemedy]{{RemedyStruck, "划掉"}, {RemedyReprinted, "换贴新的"}, {RemedyTakenDown, "取下"}}

// recallAction is what is done with a recall.
type recallAction string

const recallDone recallAction = "done"

// Zh is the printed word of the action.
func (a recallAction) Zh() string { return Vocabulary[recallAction]{{recallDone, "处理"}}.Zh(a) }

// RecallOverdue is how long a recall may be open before it stands out on the office's list.
const RecallOverdue = 48 * time.Hour

// Recall is a sheet that still says what is not so any more: a line of an issued edition whose vacancy closed, or with no VacancyID a
// whole edition that was taken back. There is one for an edition and a vacancy; Round counts how often the village was told that the
// vacancy closed, over all its editions. Became is what became of the vacancy, "" for an edition. SettledBy is the account that did
// it, "" where nobody had to.
type Recall struct {
	ID        string
	Village   DivisionCode
	EditionID string
	VacancyID string
	Became    VacancyStatus
	Round     int
	Status    RecallStatus
	Remedy    RecallRemedy
	Note      string
	OpenedAt  time.Time
	SettledAt *time.Time
	SettledBy string
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Whole tells that the recall is about a whole edition.
func (r Recall) Whole() bool { return r.VacancyID == "" }

// Standing tells that the recalled line is still closed, whatever was done about the sheet; only a lifted recall does not stand.
func (r Recall) Standing() bool { return r.Status != RecallLifted }

// Overdue tells whether the recall has been open for so long that it stands out.
func (r Recall) Overdue(now time.Time) bool {
	return r.Status == RecallOpen && !now.Before(r.OpenedAt.Add(RecallOverdue))
}

// Open opens the recall, or opens it again, as one of that round; what was done about it before is the audit's to tell.
func (r *Recall) Open(became VacancyStatus, round int, now time.Time) {
	r.Status, r.Became, r.Round, r.OpenedAt = RecallOpen, became, round, now
	r.SettledAt, r.SettledBy, r.Remedy, r.Note = nil, "", "", ""
}

// Settle ends a recall about which nobody has to do anything any more. What was done about a sheet stays written.
func (r *Recall) Settle(to RecallStatus, now time.Time) {
	r.Status = to
	if r.SettledAt == nil {
		r.SettledAt = &now
	}
}

// Done settles an open recall as what somebody did about the sheet. No remedy is the nearest one: a line is struck through, a sheet
// taken down. Errors: CodeIllegalTransition for one that is not open, CodeInvalid for no remedy of these, or a line's for a sheet.
func (r *Recall) Done(remedy RecallRemedy, note, account string, now time.Time) error {
	if r.Status != RecallOpen {
		return Errorf(CodeIllegalTransition, r.Status, recallDone)
	}
	remedies := r.remedies()
	if remedy == "" {
		remedy = remedies[0].Code
	}
	var p Problems
	remedies.check(&p, "remedy", remedy)
	checkText(&p, "note", note, MaxRecallNote)
	if err := p.Err(); err != nil {
		return err
	}
	r.Status, r.Remedy, r.Note, r.SettledAt, r.SettledBy = RecallDone, remedy, note, &now, account
	return nil
}

// remedies are those that help, the nearest one first: a whole sheet that was taken back cannot be mended by a stroke.
func (r Recall) remedies() Vocabulary[RecallRemedy] {
	if r.Whole() {
		return Vocabulary[RecallRemedy]{RecallRemedies[2], RecallRemedies[1]}
	}
	return RecallRemedies
}

// MaxRecallNote bounds the note of a recall, characters.
const MaxRecallNote = 200

// IssuedLine is the line about a vacancy on the newest edition of a village that says so and was not taken back. InForce tells that no
// later edition was issued: its sheet is the one that hangs.
type IssuedLine struct {
	VacancyID string
	Village   DivisionCode
	EditionID string
	InForce   bool
}

// RecallFilter narrows a list of recalls, the longest open first; zero fields do not narrow. Within leaves what lies in every one of
// the divisions, "" being everywhere, OpenedBefore what was opened no later than it.
type RecallFilter struct {
	Within       []DivisionCode
	Status       RecallStatus
	OpenedBefore time.Time
}

// Closing is the news that a line of an issued edition closed, or with the zero Item that the edition was taken back. Round tells
// the times apart when the same vacancy closes, opens and closes again.
type Closing struct {
	Edition Edition
	Item    EditionItem
	Became  VacancyStatus
	Round   int
}

// GoneLine is a line of the edition before that closed since, as the next script tells it.
type GoneLine struct {
	VacancyID string
	Number    string
	Title     string
	Employer  string
	Became    VacancyStatus
}
