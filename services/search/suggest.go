package search

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// Suggestion is a completion of what somebody types: a title, an employer or a place.
type Suggestion struct {
	Kind string
	Text string
	uses int
}

// Suggest gives the titles, employers and places of open vacancies that hold the text, or whose pinyin initials begin
// with it; what begins with it comes first, then what is used most.
func (x *Index) Suggest(text string, limit int) []Suggestion {
	typed := strings.TrimSpace(fold(text))
	if typed == "" {
		return nil
	}
	uses := map[Suggestion]int{}
	for _, d := range x.documents {
		for _, s := range []Suggestion{{Kind: "title", Text: d.posting.Vacancy.Title}, {Kind: "employer", Text: d.posting.Employer.Name}, {Kind: "place", Text: x.names[d.division]}} {
			if s.Text != "" && completes(fold(s.Text), typed) {
				uses[s]++
			}
		}
	}
	out := make([]Suggestion, 0, len(uses))
	for s, n := range uses {
		s.uses = n
		out = append(out, s)
	}
	begins := func(s Suggestion) int {
		if strings.HasPrefix(fold(s.Text), typed) {
			return 0
		}
		return 1
	}
	slices.SortFunc(out, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(begins(a), begins(b)), cmp.Compare(b.uses, a.uses), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Text, b.Text))
	})
	return out[:min(limit, len(out))]
}

func completes(text, typed string) bool {
	return strings.Contains(text, typed) || len(typed) >= 2 && strings.HasPrefix(initials(text), typed)
}

// initials are the first letters of the pinyin of a text; what is not Chinese stays.
func initials(text string) string {
	var b strings.Builder
	for _, r := range text {
		if p := pinyin.SinglePinyin(r, pinyin.NewArgs()); len(p) > 0 && p[0] != "" {
			b.WriteByte(p[0][0])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
