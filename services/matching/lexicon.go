package matching

import (
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"konggang/models"
)

// plain is a title, skill or certificate without what writers vary: width, case, spaces and punctuation.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ()（）[]【】<>《》/、,，.。;；:：·-—_+!！?？", r) {
			return -1
		}
		return r
	}, strings.ToLower(models.FoldWidth(s)))
}

// similar tells whether one of two plain words is the other or, being more than one character, part of it.
func similar(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || utf8.RuneCountInString(a) > 1 && strings.Contains(b, a)
}

// proves tells whether a certificate held is the one asked for or a narrower one of its name (低压电工证 for 电工证).
func proves(held, asked string) bool { return asked != "" && strings.Contains(held, asked) }

// lexicon is the plain words that vacancies use of one kind (titles, skills or certificates), found by what they have in
// common with another word instead of by looking at all of them.
type lexicon struct {
	*names
	// pairs is, for two characters that follow each other, the words in which they do, ascending.
	pairs map[[2]rune][]uint32
}

func newLexicon() *lexicon {
	l := &lexicon{newNames(), map[[2]rune][]uint32{}}
	l.added = func(word string, number uint32) {
		for _, p := range pairsOf(word) {
			l.pairs[p] = append(l.pairs[p], number)
		}
	}
	return l
}

// pairsOf is the different pairs of neighbouring characters.
func pairsOf(word string) [][2]rune {
	runes := []rune(word)
	var out [][2]rune
	for i := 1; i < len(runes); i++ {
		if p := [2]rune{runes[i-1], runes[i]}; !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// relation is how a word of a seeker counts for words of vacancies: counts says whether it does, search finds all for
// which it does.
type relation struct {
	words  *lexicon
	counts func(own, word string) bool
	search func(l *lexicon, own string) []uint32
}

// similarity and proof are the two relations there are.
func similarity(l *lexicon) *relation { return &relation{l, similar, (*lexicon).similarTo} }
func proof(l *lexicon) *relation      { return &relation{l, proves, (*lexicon).provenBy} }

// similarTo is the numbers of all words that are similar to a plain one.
func (l *lexicon) similarTo(own string) []uint32 {
	out := append(l.inside(own, 2), l.around(own)...)
	if same, ok := l.number[own]; ok {
		out = append(out, same)
	}
	return out
}

// provenBy is the numbers of all certificates that a plain one proves.
func (l *lexicon) provenBy(own string) []uint32 { return l.inside(own, 1) }

// inside is the words of at least so many characters that occur in a word.
func (l *lexicon) inside(word string, shortest int) []uint32 {
	var out []uint32
	starts := []int{}
	for i := range word {
		starts = append(starts, i)
	}
	starts = append(starts, len(word))
	for i := range starts {
		for j := i + shortest; j < len(starts); j++ {
			if number, ok := l.number[word[starts[i]:starts[j]]]; ok {
				out = append(out, number)
			}
		}
	}
	return out
}

// around is the words in which a word of two or more characters occurs. All its pairs stand in such a word, so the words
// of its rarest pair are enough to look at.
func (l *lexicon) around(word string) []uint32 {
	pairs := pairsOf(word)
	if len(pairs) == 0 {
		return nil
	}
	rarest := l.pairs[pairs[0]]
	for _, p := range pairs[1:] {
		if list := l.pairs[p]; len(list) < len(rarest) {
			rarest = list
		}
	}
	var out []uint32
	for _, number := range rarest {
		if strings.Contains(l.list[number], word) {
			out = append(out, number)
		}
	}
	return out
}

// fewNew is how many new words are compared one by one instead of searching again.
const fewNew = 256

// related is what a relation comes to for one word of a seeker, as far as the lexicon went; ascending, never changed.
type related struct {
	upto int
	list []uint32
}

// extend is the relation of a word to the first so many words of the lexicon or more, given what was known before.
func (r *relation) extend(own string, known related) related {
	l := r.words
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := related{len(l.list), slices.Clip(known.list)} // clipped, so that others who read it see no more
	if out.upto-known.upto > fewNew {
		out.list = r.search(l, own)
		slices.Sort(out.list)
		out.list = slices.Compact(out.list)
		return out
	}
	for number := known.upto; number < out.upto; number++ {
		if r.counts(own, l.list[number]) {
			out.list = append(out.list, uint32(number))
		}
	}
	return out
}

// said is one plain word of a seeker, shared by all who say it; what it is related to is worked out when it is first asked
// for and again when the lexicon has grown.
type said struct {
	number   uint32
	word     string
	relation *relation
	known    atomic.Pointer[related]
}

// related is the words of the lexicon that the word counts for, among the first upto at least.
func (s *said) related(upto int) []uint32 {
	known := s.known.Load()
	if known == nil {
		known = &related{}
	}
	if known.upto < upto {
		next := s.relation.extend(s.word, *known)
		s.known.Store(&next)
		known = &next
	}
	return known.list
}
