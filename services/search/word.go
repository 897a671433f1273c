package search

import (
	"strings"

	"konggang/models"
)

// The weight of a word by where it is found: a title says most, then a title that sounds like it, then an employer or a
// place that is named; another title of the same occupation says less, and the rest only mentions it.
const (
	inTitle    = 100
	inSound    = 60
	inEmployer = 40
	inPlace    = 30
	inTrade    = 20
	inRest     = 10
)

// word is one word of a query with all that it may be read as.
type word struct {
	phrase
	trade   string // the occupation whose name it is
	letters gram   // the initials that it may be, 0 for none
	labels  []int  // the labels that hold it
	label   int    // the label that it is, -1 for none
	spots   []spot // where it is found, by part
	// employerOnly is set when an employer is meant, so that its name elsewhere does not count.
	employerOnly bool
}

// spot is where a word is found in a part; nil sets are empty. guessed is where the running text has the right grams, to be
// read where they do not settle it.
type spot struct{ title, sound, employer, place, trade, rest, guessed set }

func newWord(text string) word {
	w := word{phrase: phraseOf(text), label: -1}
	w.trade = dictionary().codes[text]
	for i, l := range labels {
		if l.word == text {
			w.label, w.trade = i, "" // 临时工 is a form of employment before it is a trade
		} else if strings.Contains(l.word, text) {
			w.labels = append(w.labels, i)
		}
	}
	return w
}

// lettersOf is the gram of a word that may be pinyin initials, 0 for another.
func lettersOf(text string) gram {
	if len(text) < fewestInitials || len(text) > mostInitials {
		return 0
	}
	for i := range len(text) {
		if text[i] < 'a' || text[i] > 'z' {
			return 0
		}
	}
	return initialsGram(text)
}

// moment is an index as it was at a time: what was there, by part.
type moment struct {
	*Index
	there []set
	*scratch
}

// find looks everywhere but in the running text, whose phrases cost more to verify.
func (m *moment) find(w *word) {
	w.spots = make([]spot, len(m.parts))
	for i := range m.parts {
		p, at := &m.parts[i], &w.spots[i]
		m.fromTexts(&at.title, p, &p.titles, w.phrase)
		m.fromTexts(&at.employer, p, &p.employers, w.phrase)
		m.fromTexts(&at.place, p, &p.divisions, w.phrase)
		m.fromTexts(&at.place, p, &p.addresses, w.phrase)
		m.fromTexts(&at.rest, p, &p.trades, w.phrase)
		if w.label >= 0 {
			m.put(&at.title, p, &p.labels, w.label)
		}
		for _, l := range w.labels {
			m.put(&at.rest, p, &p.labels, l)
		}
		if w.trade != "" {
			if from, ok := p.meant.index(w.trade); ok {
				m.put(&at.trade, p, &p.meant.docs, from)
			}
		}
	}
}

// listen adds what is found by initials.
func (m *moment) listen(w *word) {
	for i := range m.parts {
		p, at := &m.parts[i], &w.spots[i]
		for _, t := range p.sounds.common([]gram{w.letters}, m.scratch) {
			m.put(&at.sound, p, &p.titles.docs, int(t))
		}
		for _, t := range p.firmSounds.common([]gram{w.letters}, m.scratch) {
			m.put(&at.employer, p, &p.employers.docs, int(t))
		}
	}
	for _, h := range heardAs(m.places.initial, w.text) {
		if found, ok := m.places.named(m.places.written[h.i]); ok && (m.places.wide(&found) || len(w.text) > fewestInitials) {
			m.within(w, found.codes)
		}
	}
}

// within adds what lies in the divisions.
func (m *moment) within(w *word, codes []models.DivisionCode) {
	for i := range m.parts {
		at := &w.spots[i]
		if at.place == nil {
			at.place = m.set(m.parts[i].n)
		}
		for _, c := range codes {
			m.parts[i].inside(c, at.place)
		}
	}
}

func (m *moment) put(to *set, p *part, from *postings, i int) {
	if *to == nil {
		*to = m.set(p.n)
	}
	from.addTo(*to, i)
}

func (m *moment) fromTexts(to *set, p *part, v *vocabulary, ph phrase) {
	v.holding(ph, m.scratch, func(i int) { m.put(to, p, &v.docs, i) })
}

// guess leaves of acc what the word is found in, or may be found in when the running text is read.
func (m *moment) guess(w *word, i int, acc set) {
	at := &w.spots[i]
	if w.employerOnly {
		acc.and(at.employer)
		return
	}
	p := &m.parts[i]
	if w.exact {
		if l, ok := p.terms.find(w.grams[0]); ok {
			m.put(&at.rest, p, &p.terms.texts, l)
		}
		at.narrow(acc)
		return
	}
	if docs := p.terms.common(w.grams, m.scratch); len(docs) > 0 {
		at.guessed = m.set(p.n)
		for _, d := range docs {
			at.guessed.add(d)
		}
	}
	at.narrow(acc)
}

// read settles for the documents of acc what was guessed.
func (m *moment) read(w *word, i int, acc set) {
	p, at := &m.parts[i], &w.spots[i]
	guessed := at.guessed
	at.guessed = nil
	guessed.and(acc)
	guessed.each(func(d uint16) {
		if !at.has(d) && w.in(p.textOf(d)) {
			if at.rest == nil {
				at.rest = m.set(p.n)
			}
			at.rest.add(d)
		}
	})
}

func (s *spot) has(d uint16) bool {
	return s.title.has(d) || s.sound.has(d) || s.employer.has(d) || s.place.has(d) || s.trade.has(d) || s.rest.has(d)
}

// narrow leaves of acc what the word is found in.
func (s *spot) narrow(acc set) {
	for i := range acc {
		if acc[i] != 0 {
			acc[i] &= word64(s.title, i) | word64(s.sound, i) | word64(s.employer, i) | word64(s.place, i) | word64(s.trade, i) | word64(s.rest, i) | word64(s.guessed, i)
		}
	}
}

func word64(s set, i int) uint64 {
	if s == nil {
		return 0
	}
	return s[i]
}

// weights are those of the sets that sets gives.
var weights = [...]int{inTitle, inSound, inEmployer, inPlace, inTrade, inRest}

// sets are where a word is found, from the best place.
func (s *spot) sets() [len(weights)]set {
	return [...]set{s.title, s.sound, s.employer, s.place, s.trade, s.rest}
}

// relevance is the weight of the best place where the word is found.
func (s *spot) relevance(d uint16) int {
	for n, docs := range s.sets() {
		if docs.has(d) {
			return weights[n]
		}
	}
	return 0
}

// found tells whether the word is found in anything that was there.
func (m *moment) found(w *word) bool {
	for i := range m.parts {
		if m.anyOf(&w.spots[i], i) {
			return true
		}
	}
	for i := range m.parts {
		if m.readable(w, i) {
			return true
		}
	}
	return false
}

func (m *moment) anyOf(s *spot, i int) bool {
	for _, docs := range s.sets() {
		if meets(docs, m.there[i]) {
			return true
		}
	}
	return false
}

func meets(a, b set) bool {
	for i, w := range a {
		if w&b[i] != 0 {
			return true
		}
	}
	return false
}

// readable tells whether the running text of anything has the word.
func (m *moment) readable(w *word, i int) bool {
	p := &m.parts[i]
	if w.exact {
		l, ok := p.terms.find(w.grams[0])
		return ok && p.terms.texts.live(m.there[i], l) > 0
	}
	for _, d := range p.terms.common(w.grams, m.scratch) {
		if m.there[i].has(d) && w.in(p.textOf(d)) {
			return true
		}
	}
	return false
}

// inTitles tells whether the word stands in a title of anything.
func (m *moment) inTitles(w *word) bool {
	for i := range m.parts {
		if meets(w.spots[i].title, m.there[i]) {
			return true
		}
	}
	return false
}
