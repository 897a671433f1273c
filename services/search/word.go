package search

import (
	"math/bits"
	"slices"
	"strings"

	"konggang/models"
)

// The weight of a word by where it is found: a title says most, then a title that sounds like it, then an employer or a
// place that is named; another title of the same occupation says less, and the rest only mentions it.
const (
	inTitle    = 100
	inSound    = 60 // or is called otherwise
	inEmployer = 40
	inPlace    = 30
	inTrade    = 20
	inRest     = 10
)

// word is one word of a query with all that it may be read as.
type word struct {
	phrase
	trade   string // the occupation whose name it is
	forms   []int  // the labels of the forms of work that it means
	letters gram   // the initials that it may be, 0 for none
	labels  []int  // the labels that hold it
	label   int    // the label that it is, -1 for none
	spots   []spot // where it is found, by part
	// employerOnly is set when an employer is meant, so that its name elsewhere does not count.
	employerOnly bool
	nowhere      bool
}

// spot is where a word is found in a part: first the values of columns that hold it, then, for the documents that are asked
// about, in which of them it is, by place from the best; nil sets are empty. guessed is where the running text has the right
// grams, to be read where they do not settle it.
type spot struct {
	sources []source
	in      [len(weights)]set
	guessed set
}

// source is what holds a word: values of a column, or a label.
type source struct {
	place  int // in weights
	column *column
	values []uint16
	on     set
}

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
	for _, form := range formsOf(text) {
		w.forms, w.trade = append(w.forms, form), ""
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
		m.inTexts(at, byTitle, &p.titles, w.phrase)
		m.inTexts(at, byEmployer, &p.employers, w.phrase)
		m.inTexts(at, byPlace, &p.divisions, w.phrase)
		m.inTexts(at, byPlace, &p.addresses, w.phrase)
		m.inTexts(at, byRest, &p.trades, w.phrase)
		if w.label >= 0 {
			at.add(source{place: byTitle, on: p.labels.of(w.label)})
		}
		for _, l := range w.labels {
			at.add(source{place: byRest, on: p.labels.of(l)})
		}
		for _, other := range saidOtherwise[w.text] {
			m.inTexts(at, bySound, &p.titles, phraseOf(other))
		}
		for _, l := range w.forms {
			at.add(source{place: byTrade, on: p.labels.of(l)})
		}
		if w.trade != "" {
			if value, ok := p.meant.index(w.trade); ok {
				m.keep(at, source{place: byTrade, column: &p.meant, values: m.values(uint16(value))})
			}
		}
	}
}

func (s *spot) add(from source) { s.sources = append(s.sources, from) }

// inTexts adds the texts that hold a phrase.
func (m *moment) inTexts(at *spot, place int, v *vocabulary, ph phrase) {
	values := m.values()
	v.holding(ph, m.scratch, func(i int) { values = append(values, uint16(i)) })
	m.keep(at, source{place: place, column: &v.column, values: values})
}

// keep adds a source that has values, which end what values began.
func (m *moment) keep(at *spot, from source) {
	if len(from.values) > 0 {
		m.kept = from.values[len(from.values):]
		from.values = slices.Clip(from.values)
		at.add(from)
	}
}

// listen adds what is found by initials.
func (m *moment) listen(w *word) {
	for i := range m.parts {
		p, at := &m.parts[i], &w.spots[i]
		heard := []gram{w.letters}
		m.keep(at, source{place: bySound, column: &p.titles.column, values: m.values(p.sounds.common(heard, m.scratch)...)})
		m.keep(at, source{place: byEmployer, column: &p.employers.column, values: m.values(p.firmSounds.common(heard, m.scratch)...)})
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
		divisions := &m.parts[i].divisions.column
		for _, c := range codes {
			values := m.values()
			from, to := divisions.under(c.Prefix())
			for ; from < to && c.Level() > 0; from++ {
				values = append(values, uint16(from))
			}
			m.keep(&w.spots[i], source{place: byPlace, column: divisions, values: values})
		}
	}
}

// settle tells in which documents of acc, few or many, the word is found. Of few each is asked for its values, of many the
// values are asked for theirs.
func (m *moment) settle(at *spot, p *part, acc set, few bool) {
	at.in = [len(weights)]set{}
	for i := range at.sources {
		from := &at.sources[i]
		if at.in[from.place] == nil {
			at.in[from.place] = m.set(p.n)
		}
		to := at.in[from.place]
		switch {
		case from.column == nil:
			to.or(from.on)
		case few:
			m.ask(from, acc, to)
		default:
			for _, v := range from.values {
				from.column.docs.addTo(to, int(v))
			}
		}
	}
}

func (m *moment) ask(from *source, acc, to set) {
	holds := m.set(len(from.column.keys))
	for _, v := range from.values {
		holds.add(v)
	}
	of := from.column.of
	for i, w := range acc {
		for ; w != 0; w &= w - 1 {
			d := i*64 + bits.TrailingZeros64(w)
			if holds.has(of[d]) {
				to.add(uint16(d))
			}
		}
	}
}

// guess leaves of acc what the word is found in, or may be found in when the running text is read.
func (m *moment) guess(w *word, i int, acc set) {
	at, p := &w.spots[i], &m.parts[i]
	n := acc.count()
	m.settle(at, p, acc, n < p.n/scarce)
	if w.employerOnly {
		acc.and(at.in[byEmployer])
		return
	}
	docs := p.terms.commonIn(w.grams, acc, n, m.scratch)
	if len(docs) > 0 {
		to := &at.guessed
		if w.exact {
			to = &at.in[byRest]
		}
		if *to == nil {
			*to = m.set(p.n)
		}
		for _, d := range docs {
			to.add(d)
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
			if at.in[byRest] == nil {
				at.in[byRest] = m.set(p.n)
			}
			at.in[byRest].add(d)
		}
	})
}

func (s *spot) has(d uint16) bool {
	return slices.ContainsFunc(s.in[:], func(docs set) bool { return docs.has(d) })
}

// narrow leaves of acc what the word is found in.
func (s *spot) narrow(acc set) {
	all := [...]set{s.in[0], s.in[1], s.in[2], s.in[3], s.in[4], s.in[5], s.guessed}
	held := slices.DeleteFunc(all[:], func(docs set) bool { return docs == nil })
	for i, w := range acc {
		if w == 0 {
			continue
		}
		found := uint64(0)
		for _, docs := range held {
			found |= docs[i]
		}
		acc[i] = w & found
	}
}

func word64(s set, i int) uint64 {
	if s == nil {
		return 0
	}
	return s[i]
}

// The places where a word is found, and their weights, from the best.
const (
	byTitle = iota
	bySound
	byEmployer
	byPlace
	byTrade
	byRest
)

var weights = [...]int{inTitle, inSound, inEmployer, inPlace, inTrade, inRest}

// relevance is the weight of the best place where the word is found.
func (s *spot) relevance(d uint16) int {
	for n, docs := range s.in {
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
	return slices.ContainsFunc(s.sources, func(from source) bool { return from.meets(m.there[i]) })
}

// meets tells whether anything of a set has what holds the word.
func (from *source) meets(docs set) bool {
	if from.column == nil {
		return meets(from.on, docs)
	}
	return slices.ContainsFunc(from.values, func(v uint16) bool { return from.column.docs.meets(docs, int(v)) })
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
		return ok && p.terms.texts.meets(m.there[i], l)
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
		for _, from := range w.spots[i].sources {
			if from.place == byTitle && from.meets(m.there[i]) {
				return true
			}
		}
	}
	return false
}
