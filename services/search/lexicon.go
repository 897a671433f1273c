package search

import (
	"cmp"
	"slices"
	"sync"
	"unicode/utf8"

	"konggang/services/occupations"
)

// heard is a text by its sound.
type heard struct {
	sound string
	i     int
}

// hear orders texts by the sounds that of gives; what has none is left out.
func hear(texts []string, of func(string) string) []heard {
	out := make([]heard, 0, len(texts))
	for i, t := range texts {
		if s := of(t); s != "" {
			out = append(out, heard{s, i})
		}
	}
	slices.SortFunc(out, func(a, b heard) int { return cmp.Or(cmp.Compare(a.sound, b.sound), cmp.Compare(a.i, b.i)) })
	return out
}

// heardAs are the texts with exactly the sound.
func heardAs(list []heard, sound string) []heard {
	from, _ := slices.BinarySearchFunc(list, sound, func(h heard, s string) int { return cmp.Compare(h.sound, s) })
	to := from
	for to < len(list) && list[to].sound == sound {
		to++
	}
	return list[from:to]
}

// trades is the dictionary of job titles: the names and synonyms of the occupations. Labels are known words besides.
type trades struct {
	titles  []string
	codes   map[string]string
	labels  map[string]bool
	spelled []heard
	blurred []heard
	longest int // runes
}

var dictionary = sync.OnceValue(func() trades {
	t := trades{codes: map[string]string{}, labels: map[string]bool{}}
	for title, code := range occupations.Titles() {
		t.titles = append(t.titles, title)
		t.codes[title] = code
		t.longest = max(t.longest, utf8.RuneCountInString(title))
	}
	for _, l := range labels {
		if l.word != "" {
			t.titles = append(t.titles, l.word) // words that are known, and no trade
			t.labels[l.word] = true
		}
	}
	t.spelled, t.blurred = hear(t.titles, spelled), hear(t.titles, blurredly)
	return t
})

// knownWord is the length in bytes of the longest job title that a folded text begins with, 0 when there is none.
func knownWord(text string) int {
	d := dictionary()
	ends, at := make([]int, 0, 16), 0
	for at < len(text) && len(ends) < min(d.longest, cap(ends)) {
		_, size := firstRune(text[at:])
		at += size
		ends = append(ends, at)
	}
	for n := len(ends) - 1; n > 0; n-- { // one character is no word
		if _, known := d.codes[text[:ends[n]]]; known || d.labels[text[:ends[n]]] {
			return ends[n]
		}
	}
	return 0
}

func firstRune(text string) (r rune, size int) { return utf8.DecodeRuneInString(text) }

func blurredly(text string) string { return blur(spelled(text)) }

// heardTexts is the titles and the employers of a segment by one way of hearing.
type heardTexts struct{ titles, firms []heard }
