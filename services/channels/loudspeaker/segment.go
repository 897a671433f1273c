package loudspeaker

import (
	"strconv"
	"strings"
	"unicode"
)

// Tenths is a time in tenths of a second, in JSON a number of seconds.
type Tenths int

// MarshalJSON writes seconds with one decimal: 12.5.
func (t Tenths) MarshalJSON() ([]byte, error) {
	return []byte(strconv.Itoa(int(t)/10) + "." + strconv.Itoa(int(t)%10)), nil
}

// SegmentKind is what a segment is for.
type SegmentKind string

// The kinds of segments: the greeting, what closed since, a vacancy up to its phone, a phone, the same phone once more, and what
// ends the pass.
const (
	Opening     SegmentKind = "opening"
	Gone        SegmentKind = "gone"
	Vacancy     SegmentKind = "item"
	Phone       SegmentKind = "phone"
	PhoneRepeat SegmentKind = "phone_repeat"
	Closing     SegmentKind = "closing"
)

// Segment is said in one go; Pause is the silence after it. Rank and VacancyID name the line of the sheet where it is about one.
// Characters are those that are said, without punctuation.
type Segment struct {
	Kind       SegmentKind `json:"kind"`
	Rank       int         `json:"rank,omitempty"`
	VacancyID  string      `json:"vacancy_id,omitempty"`
	Text       string      `json:"text"`
	Characters int         `json:"characters"`
	Seconds    Tenths      `json:"seconds"`
	Pause      Tenths      `json:"pause_seconds"`
}

// Pace is how many characters a minute the segment is said at, where speech has o's: a phone is written down while it is heard, and
// takes three quarters.
func (g Segment) Pace(charactersPerMinute int) int {
	if g.Kind == Phone || g.Kind == PhoneRepeat {
		return charactersPerMinute * 3 / 4
	}
	return charactersPerMinute
}

// pauses are the silences after each kind: a breath before a phone, time to write before it comes again, and between two
// vacancies enough to tell that one is over.
var pauses = map[SegmentKind]Tenths{Opening: 10, Gone: 10, Vacancy: 3, Phone: 8, PhoneRepeat: 12, Closing: 5}

// timed is the segment with what it takes, rounded up.
func (o Options) timed(g Segment) Segment {
	g.Characters = said(g.Text)
	pace := g.Pace(o.CharactersPerMinute)
	g.Seconds = Tenths((g.Characters*600 + pace - 1) / pace)
	g.Pause = pauses[g.Kind]
	return g
}

// part is what stands in one paragraph.
type part []Segment

// part times what is said in this order; what has no text is left out.
func (o Options) part(segments ...Segment) part {
	var p part
	for _, g := range segments {
		if g.Text != "" {
			p = append(p, o.timed(g))
		}
	}
	return p
}

func (p part) text() string {
	var b strings.Builder
	for _, g := range p {
		b.WriteString(g.Text)
	}
	return b.String()
}

func (p part) length() Tenths {
	var t Tenths
	for _, g := range p {
		t += g.Seconds + g.Pause
	}
	return t
}

func (p part) characters() int {
	n := 0
	for _, g := range p {
		n += g.Characters
	}
	return n
}

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
