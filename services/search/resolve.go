package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"konggang/services/occupations"
)

// resolve decides for every word what it is.
func (m *moment) resolve(p *plan, words []string) {
	slices.Sort(words)
	for _, w := range slices.Compact(words) {
		m.resolveWord(p, w)
	}
	slices.Sort(p.said.Words)
	slices.SortFunc(p.said.Occupations, func(a, b Named) int { return strings.Compare(a.Code, b.Code) })
	p.said.Occupations = slices.Compact(p.said.Occupations)
}

func (m *moment) resolveWord(p *plan, text string) {
	text = withoutTail(text)
	w := newWord(text)
	m.find(&w)
	if w.letters = lettersOf(text); w.letters != 0 && !m.inTitles(&w) {
		m.listen(&w)
	}
	if m.found(&w) {
		m.accept(p, w)
		return
	}
	if parts, ok := m.apart(text); ok {
		for _, part := range parts {
			m.resolveWord(p, part)
		}
		return
	}
	if parts := m.split(text); parts != nil {
		for _, part := range parts {
			m.accept(p, part)
		}
		return
	}
	if stem, ok := firmStem(text); ok && m.namesEmployer(stem) {
		m.resolveWord(p, stem)
		return
	}
	if better, ok := m.corrected(text); ok {
		p.said.Corrected = append(p.said.Corrected, Correction{text, better.text})
		m.accept(p, better)
		return
	}
	if known := m.knownIn(text); known != nil {
		p.said.Corrected = append(p.said.Corrected, Correction{text, joinedWords(known)})
		for _, part := range known {
			m.accept(p, part)
		}
		return
	}
	w.nowhere = true
	m.accept(p, w)
}

func (m *moment) namesEmployer(text string) bool {
	ph := phraseOf(text)
	for i := range m.parts {
		if m.stands(ph, i, &m.parts[i].employers) {
			return true
		}
	}
	return false
}

// apart is what a text has between fillers, or its stretches of one script: qc质检 that stands nowhere is both.
func (m *moment) apart(text string) ([]string, bool) {
	if bare, ok := withoutFillers(text); ok && !slices.ContainsFunc(bare, single) {
		return bare, true
	}
	runs := runsOf(text)
	return runs, len(runs) > 1
}

func joinedWords(words []word) string {
	var list []string
	for _, w := range words {
		list = append(list, w.text)
	}
	return strings.Join(list, " ")
}

// knownIn are the job titles and labels that a text holds which is found nowhere: 晚上兼职 is at least 兼职.
func (m *moment) knownIn(text string) (out []word) {
	for at := 0; at < len(text); {
		if size := knownWord(text[at:]); size > 0 {
			w := newWord(text[at : at+size])
			if m.find(&w); m.found(&w) {
				out, at = append(out, w), at+size
				continue
			}
		}
		_, size := firstRune(text[at:])
		at += size
	}
	return out
}

// runsOf are the stretches of one script: qc质检 that stands nowhere is both.
func runsOf(text string) []string {
	var out []string
	for r, rest, ok := nextRun(text); ok; r, rest, ok = nextRun(rest) {
		out = append(out, r.text)
	}
	return out
}

func single(text string) bool { return utf8.RuneCountInString(text) == 1 }

// accept takes a word in, with what it says besides.
func (m *moment) accept(p *plan, w word) {
	if names := m.employersMeant(&w); names != nil {
		p.said.Employers = unique(append(p.said.Employers, names...))
		w.employerOnly = true
		for i := range w.spots {
			w.spots[i].sources = slices.DeleteFunc(w.spots[i].sources, func(from source) bool { return from.place != byEmployer })
		}
	} else if w.trade != "" {
		p.said.Occupations = append(p.said.Occupations, Named{w.trade, occupations.Name(w.trade)})
	}
	p.said.Words = append(p.said.Words, w.text)
	p.words = append(p.words, w)
}

// maxEmployers is how many employers a word can mean; what more have in their names means none of them.
const maxEmployers = 5

// employersMeant are the employers that a word means: it begins what people call them, stands in no title and is no trade.
func (m *moment) employersMeant(w *word) []string {
	r, _ := firstRune(w.text)
	if w.trade != "" || utf8.RuneCountInString(w.text) < shortestStem || scriptOf(r) != han || m.inTitles(w) {
		return nil
	}
	var names []string
	for i := range m.parts {
		v := &m.parts[i].employers
		v.holding(w.phrase, m.scratch, func(e int) {
			if len(names) <= maxEmployers && m.called(v.texts[e], w.text) && v.docs.live(m.there[i], e) > 0 {
				names = append(names, partOf(v.keys[e], 1))
			}
		})
	}
	if names = unique(names); len(names) > maxEmployers {
		return nil
	}
	return names
}

func (m *moment) called(name, word string) bool {
	return strings.HasPrefix(name, word) && utf8.RuneCountInString(word) > len("郑州市")/3 || strings.HasPrefix(m.places.core(name), word)
}

// split reads a word that is found nowhere as several that are, the longest first: 食品包装 where only 食品厂包装工 is offered.
func (m *moment) split(text string) []word {
	ends := []int{0}
	for i, c := range text {
		if scriptOf(c) != han {
			return nil
		}
		if i > 0 {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(text))
	if len(ends) > maxSplit {
		return nil
	}
	return m.splitAt(text, ends, len(ends)-1)
}

// maxSplit bounds how long a word may be, in characters, to be tried in parts.
const maxSplit = 16

func (m *moment) splitAt(text string, ends []int, most int) []word {
	last := len(ends) - 1
	for n := min(most, last); n >= shortestStem; n-- {
		if n == last && ends[0] == 0 || last-n == 1 {
			continue
		}
		w := newWord(text[ends[0]:ends[n]])
		if m.find(&w); !m.found(&w) {
			continue
		}
		if n == last {
			return []word{w}
		}
		if rest := m.splitAt(text, ends[n:], last); rest != nil {
			return append([]word{w}, rest...)
		}
	}
	return nil
}
