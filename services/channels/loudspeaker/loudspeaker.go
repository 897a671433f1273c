// Package loudspeaker writes what a village operator reads over the loudspeaker: the first vacancies of an edition in spoken
// Chinese, within the minutes there are. All of it is pure: the same edition gives the same script.
package loudspeaker

import (
	"strings"
	"unicode"

	"konggang/models"
)

// Script is one pass. Opening, the items' texts and Closing are read aloud in this order and hold no digit and no Latin
// but capital letters that people say; every phone is said twice. Mark (草稿, 已作废) is for the operator's eye and "" for an
// edition in force; it stands above the text of one that is not to be read out. Characters are those that are said, without punctuation; Seconds is the time they take.
type Script struct {
	Mark       string   `json:"mark,omitempty"`
	Opening    string   `json:"opening"`
	Items      []Item   `json:"items"`
	Closing    string   `json:"closing"`
	Approver   string   `json:"approver,omitempty"`
	Passes     int      `json:"passes"`
	Characters int      `json:"characters"`
	Seconds    int      `json:"seconds"`
	Omitted    []string `json:"omitted"` // ids of the vacancies that are full or for which no time is left, in rank order
	Unread     []Unread `json:"unread"`
}

// Item is one vacancy as it is said. Rank is its line on the sheet.
type Item struct {
	Rank      int    `json:"rank"`
	VacancyID string `json:"vacancy_id"`
	Text      string `json:"text"`
}

// Unread is a written text that nobody here can read aloud, and that is never guessed. Without its employer, title or phone
// a vacancy is not read at all; any other text is left out alone, and so is a source that takes too long. It all stands on
// the sheet. Rank 0 is the header,
// Field the name in the contract, Excerpt the part in question, "" where nothing is stated.
type Unread struct {
	Rank      int    `json:"rank"`
	VacancyID string `json:"vacancy_id,omitempty"`
	Field     string `json:"field"`
	Excerpt   string `json:"excerpt,omitempty"`
}

// Text is the script as plain text, one paragraph a part.
func (s Script) Text() string {
	var b strings.Builder
	if s.Mark != "" {
		b.WriteString("【" + s.Mark + "，请勿播出】\n")
	}
	b.WriteString(s.Opening + "\n")
	for _, item := range s.Items {
		b.WriteString(item.Text + "\n")
	}
	b.WriteString(s.Closing + "\n")
	return b.String()
}

// Compose writes the script of e. Vacancies are taken in rank order until the first for which no time is left. Errors:
// CodeInvalid for options out of their bounds, and CodeBelowMinimum for minutes too few for opening and closing.
func Compose(e models.Edition, o Options) (Script, error) {
	o = o.filled()
	if err := o.validate(); err != nil {
		return Script{}, err
	}
	var header reader
	s := Script{
		Opening: opening(&header, e), Closing: closing(&header, e),
		Items: []Item{}, Omitted: []string{}, Passes: o.Passes,
	}
	s.Characters = said(s.Opening) + said(s.Closing)
	if s.Characters > o.budget() {
		least := (o.seconds(s.Characters) + 59) / 60
		return Script{}, models.FieldErrorf("minutes", models.CodeBelowMinimum, least)
	}
	if e.Status != models.EditionPublished {
		s.Mark = models.EditionStatuses.Zh(e.Status)
	}
	if e.Status != models.EditionDraft {
		s.Approver = e.Approver
	}
	s.Unread = append([]Unread{}, header.unread...)
	s.fill(e, o)
	s.Seconds = o.seconds(s.Characters)
	return s, nil
}

// fill adds items while there is time. One that alone takes more than all of it does not stand in the way of the others.
func (s *Script) fill(e models.Edition, o Options) {
	over := false
	for _, item := range e.Items {
		if over || full(item.Vacancy) {
			s.Omitted = append(s.Omitted, item.VacancyID)
			continue
		}
		text, unread := tell(len(s.Items)+1, e, item)
		characters := said(text)
		if characters > o.budget()-s.Characters {
			s.Omitted = append(s.Omitted, item.VacancyID)
			over = len(s.Items) > 0
			continue
		}
		s.Unread = append(s.Unread, unread...)
		if text != "" {
			s.Items = append(s.Items, Item{item.Rank, item.VacancyID, text})
			s.Characters += characters
			over = len(s.Items) == o.MaxVacancies
		}
	}
}

func full(v models.Vacancy) bool { return v.Headcount > 0 && v.Remaining() == 0 }

// said counts the characters that are spoken.
func said(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
