// Package loudspeaker writes what a village operator reads over the loudspeaker: the first vacancies of an edition in spoken
// Chinese, within the minutes there are. All of it is pure: the same edition gives the same script.
package loudspeaker

import (
	"strings"

	"konggang/models"
)

// Script is what is read Passes times. Its segments are said in this order, each followed by its silence, and hold no digit and no
// Latin but capital letters that people say; every phone is said twice. Opening, Gone (what closed since; "" where nothing did), the
// items' texts and Closing are the same words by paragraph. Mark (草稿, 已作废) is for the operator's eye and "" for an edition in
// force; it stands above the text of one that is not to be read out. Seconds is the length of a pass with its silences: the sum of
// its segments, which the last silence makes whole.
type Script struct {
	Mark                string    `json:"mark,omitempty"`
	Opening             string    `json:"opening"`
	Gone                string    `json:"gone,omitempty"`
	Items               []Item    `json:"items"`
	Closing             string    `json:"closing"`
	Approver            string    `json:"approver,omitempty"`
	Passes              int       `json:"passes"`
	CharactersPerMinute int       `json:"characters_per_minute"`
	Characters          int       `json:"characters"`
	Seconds             int       `json:"seconds"`
	BetweenPasses       Tenths    `json:"between_passes_seconds"`
	TotalSeconds        Tenths    `json:"total_seconds"` // of all passes with the silences between them
	Segments            []Segment `json:"segments"`
	Omitted             []string  `json:"omitted"` // ids of the vacancies that are full, closed or for which no time is left, in rank order
	Unread              []Unread  `json:"unread"`
}

// betweenPasses is the silence in which a listener who came late gets ready for the next pass.
const betweenPasses Tenths = 30

// Item is one vacancy as it is said. Rank is its line on the sheet.
type Item struct {
	Rank      int    `json:"rank"`
	VacancyID string `json:"vacancy_id"`
	Text      string `json:"text"`
}

// Unread is a written text that nobody here can read aloud, and that is never guessed. Without its employer, title or phone
// a vacancy is not read at all; any other text is left out alone, and so is a source that takes too long. It all stands on
// the sheet. Rank 0 is the header, or with a vacancy a line of the sheet before; Field is the name in the contract, Excerpt the part
// in question, "" where nothing is stated.
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
	if s.Gone != "" {
		b.WriteString(s.Gone + "\n")
	}
	for _, item := range s.Items {
		b.WriteString(item.Text + "\n")
	}
	b.WriteString(s.Closing + "\n")
	return b.String()
}

// Compose writes the script of e. Vacancies are taken in rank order until the first for which no time is left; those that
// o.Closed names are told as closed. Errors: CodeInvalid for options out of their bounds, and CodeBelowMinimum for minutes too few
// for opening and closing.
func Compose(e models.Edition, o Options) (Script, error) {
	o = o.filled()
	if err := o.validate(); err != nil {
		return Script{}, err
	}
	var r reader
	opening, closing := o.part(opening(&r, e)), o.part(closing(&r, e, open(e, o.Closed))...)
	closing[len(closing)-1].Pause = 0
	frame := opening.length() + closing.length()
	if frame > o.budget() {
		return Script{}, models.FieldErrorf("minutes", models.CodeBelowMinimum, int(frame+599)/600)
	}
	gone := o.gonePart(goneOf(&r, e, o.Closed), o.budget()-frame)
	s := Script{
		Opening: opening.text(), Gone: gone.text(), Closing: closing.text(), Items: []Item{}, Omitted: []string{}, Unread: append([]Unread{}, r.unread...),
		Passes: o.Passes, CharactersPerMinute: o.CharactersPerMinute, BetweenPasses: betweenPasses, Segments: append(opening, gone...),
	}
	s.mark(e)
	s.fill(e, o, o.budget()-frame-gone.length())
	s.Segments = append(s.Segments, closing...)
	s.sum()
	return s, nil
}

func (s *Script) mark(e models.Edition) {
	if e.Status != models.EditionPublished {
		s.Mark = models.EditionStatuses.Zh(e.Status)
	}
	if e.Status != models.EditionDraft {
		s.Approver = e.Approver
	}
}

// fill adds items while there is time. One that alone takes more than all of it does not stand in the way of the others.
func (s *Script) fill(e models.Edition, o Options, left Tenths) {
	over := false
	for _, item := range e.Items {
		if _, closed := o.Closed[item.VacancyID]; over || closed || full(item.Vacancy) {
			s.Omitted = append(s.Omitted, item.VacancyID)
			continue
		}
		segments, unread := tell(len(s.Items)+1, e, item)
		p := o.part(segments...)
		if p.length() > left {
			s.Omitted = append(s.Omitted, item.VacancyID)
			over = len(s.Items) > 0
			continue
		}
		s.Unread = append(s.Unread, unread...)
		if len(p) > 0 {
			s.Items = append(s.Items, Item{item.Rank, item.VacancyID, p.text()})
			s.Segments = append(s.Segments, p...)
			left -= p.length()
			over = len(s.Items) == o.MaxVacancies
		}
	}
}

// sum adds up the segments; a pass lasts whole seconds, so that it can be planned with.
func (s *Script) sum() {
	p := part(s.Segments)
	s.Characters = p.characters()
	s.Seconds = int(p.length()+9) / 10
	p[len(p)-1].Pause += Tenths(10*s.Seconds) - p.length()
	s.TotalSeconds = Tenths(10*s.Seconds*s.Passes) + betweenPasses*Tenths(s.Passes-1)
}

func full(v models.Vacancy) bool { return v.Headcount > 0 && v.Remaining() == 0 }

// open counts the lines that did not close since.
func open(e models.Edition, closed map[string]models.VacancyStatus) int {
	n := 0
	for _, item := range e.Items {
		if _, is := closed[item.VacancyID]; !is {
			n++
		}
	}
	return n
}
