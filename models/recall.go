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

// RecallOverdue is how long a recall may be open before it stands out on the office's list.
const RecallOverdue = 48 * time.Hour

// Recall is a sheet that still says what is not so any more: a line of an issued edition whose vacancy closed, or with no VacancyID a
// whole edition that was taken back. There is one for an edition and a vacancy; Round counts how often it was opened. Became is what
// became of the vacancy, "" for an edition.
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
