package models

// Page asks for a part of a list: at most Limit items (1-100) after the place that Cursor, an opaque text given by the
// part before, stands for; "" starts at the beginning.
type Page struct {
	Limit  int
	Cursor string
}

// DefaultLimit and MaxLimit bound the parts of a list.
const (
	DefaultLimit = 20
	MaxLimit     = 100
)

// Listed is a part of a list: its items, the cursor of the next part ("" at the end) and how many the whole list has.
type Listed[T any] struct {
	Items []T
	Next  string
	Total int
}

// EnterpriseFilter narrows a list of enterprises; zero fields do not narrow.
type EnterpriseFilter struct {
	Within DivisionCode
	Status EnterpriseStatus
	Name   string
}

// VacancyFilter narrows a list of vacancies kept, whatever their state; zero fields do not narrow. Within is the division
// of the enterprise. Status is that on the day Today, where one is given (see Vacancy.On). Oldest first is the office's
// queue, by when they entered it; otherwise the newest come first.
type VacancyFilter struct {
	EnterpriseID string
	Within       DivisionCode
	Status       VacancyStatus
	Today        Date
	OldestFirst  bool
}

// SeekerFilter narrows a list of seekers; zero fields do not narrow.
type SeekerFilter struct {
	Within DivisionCode
	Status SeekerStatus
}

// EditionFilter narrows a list of editions, newest first; zero fields do not narrow.
type EditionFilter struct {
	Village DivisionCode
	Within  DivisionCode
	Status  EditionStatus
}
