package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"konggang/models"
	"konggang/services/occupations"
)

// plan is what is looked for: every word, inside one of the places, with the filters that were understood.
type plan struct {
	said   Interpreted
	words  []word
	places []place
	loose  bool // whether the wage that was said was no limit: 保安4000
}

func (p *plan) understood() bool {
	return p.said.WageMax > 0 || p.said.PaidBy != "" || len(p.said.Shifts) > 0 || len(p.places) > 0 || len(p.said.Employers) > 0 || p.said.WageMin > 0 || len(p.said.Benefits) > 0 || p.said.Education != "" || p.said.Age > 0
}

// understand reads a text. What was read as a place, pay or benefits and fits nothing at all is a word after all.
func (m *moment) understand(text string) plan {
	var p plan
	var words []string
	for _, q := range m.reconsider(parse(simplified(fold(text)), m.places), &p.said) {
		switch {
		case q.kind == aPlace && m.somewhere(&q.place):
			p.places = append(p.places, q.place)
		case q.kind == aPlace && m.aroundIsSome(&q.place):
			p.places = append(p.places, q.place)
			p.said.Widened = []Widening{{Without: WishVillage}}
		case q.kind == aPay && m.somewherePaid(q.pay.least):
			m.wants(&p, &q.pay)
		case q.kind == aShift:
			p.said.Shifts = q.shifts
		case q.kind == aBenefit && m.somewhereGiven(q.benefits):
			p.said.Benefits = append(p.said.Benefits, q.benefits...)
		case q.kind == aSchooling:
			p.said.Education = q.education
		case q.kind == anAge:
			p.said.Age = q.age
		default:
			words = append(words, wordsInOrder(q.text)...)
		}
	}
	p.said.Benefits = unique(p.said.Benefits)
	p.places = nested(p.places)
	for i := range p.places {
		p.said.Places = append(p.said.Places, m.nameThe(&p.places[i])...)
	}
	m.resolve(&p, m.unspell(words, &p))
	return p
}

// wants takes in what somebody wants to earn. Who says it by the hour or by the day means work that is paid so, where there is
// any.
func (m *moment) wants(p *plan, wanted *pay) {
	p.loose = wanted.loose
	p.said.WageMin, p.said.WageMax = max(p.said.WageMin, wanted.least), wanted.most
	if u := wanted.unit; (u == models.PerHour || u == models.PerDay) && m.somewhereWith(unitLabels+int(ordinal(models.WageUnits, u))-1) {
		p.said.PaidBy = u
	}
}

// somewhereWith tells whether anything has a label.
func (m *moment) somewhereWith(label int) bool {
	for i := range m.parts {
		if meets(m.parts[i].labels.of(label), m.there[i]) {
			return true
		}
	}
	return false
}

// nested takes of places that lie in others those that do, and leaves the others out: 新郑 孟庄 is the one in 新郑. What then is
// left are places to choose from.
func nested(list []place) []place {
	var out []place
	for i := range list {
		outer := false
		for j := range list {
			if i == j {
				continue
			}
			inner := slices.DeleteFunc(slices.Clone(list[j].codes), func(c models.DivisionCode) bool { return !list[i].around(c) })
			if len(inner) > 0 {
				list[j].codes, outer = inner, true
			}
		}
		if !outer {
			out = append(out, list[i])
		}
	}
	return out
}

// around tells whether a division lies in the place and is not the place.
func (at *place) around(c models.DivisionCode) bool {
	return slices.ContainsFunc(at.codes, func(outer models.DivisionCode) bool { return outer != c && outer.Contains(c) })
}

// plainly reads a text as nothing but words.
func (m *moment) plainly(text string) plan {
	var p plan
	for _, w := range wordsOf(fold(text)) {
		word := newWord(w)
		m.find(&word)
		p.words = append(p.words, word)
		p.said.Words = append(p.said.Words, w)
	}
	return p
}

func unique[T ~string](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}

// reconsider makes one word again of a chunk that was cut in pieces and stands as a whole in a title (班车司机) or, for a
// place with what follows it, in the name of an employer.
func (m *moment) reconsider(pieces []piece, said *Interpreted) []piece {
	out := pieces[:0:0]
	for len(pieces) > 0 {
		n := 1
		for n < len(pieces) && pieces[n].chunk == pieces[0].chunk {
			n++
		}
		chunk := pieces[:n]
		if pieces = pieces[n:]; n > 1 && m.standsWhole(chunk) {
			chunk = []piece{{kind: aWord, text: joined(chunk)}}
		} else if phrase, ok := soundingPhrase(joined(chunk)); ok && chunk[len(chunk)-1].kind == aWord && !m.standsInTitles(joined(chunk)) {
			said.Corrected = append(said.Corrected, Correction{joined(chunk), phrase})
			chunk = parse(phrase, m.places)
		}
		out = append(out, chunk...)
	}
	return out
}

// standsInTitles tells whether a title has a text or, for letters, what sounds so.
func (m *moment) standsInTitles(text string) bool {
	w := newWord(text)
	if m.find(&w); m.inTitles(&w) {
		return true
	}
	if w.letters = lettersOf(text); w.letters == 0 {
		return false
	}
	m.listen(&w)
	return m.found(&w)
}

func joined(chunk []piece) string {
	var b strings.Builder
	for _, q := range chunk {
		b.WriteString(q.text)
	}
	return b.String()
}

func (m *moment) standsWhole(chunk []piece) bool {
	has := func(k kind) bool { return slices.ContainsFunc(chunk, func(q piece) bool { return q.kind == k }) }
	if !has(aWord) || has(aPay) {
		return false
	}
	ph := phraseOf(joined(chunk))
	for i := range m.parts {
		p := &m.parts[i]
		if has(aBenefit) && m.stands(ph, i, &p.titles) || has(aPlace) && m.stands(ph, i, &p.employers) {
			return true
		}
	}
	return false
}

func (m *moment) stands(ph phrase, i int, v *vocabulary) bool {
	found := false
	v.holding(ph, m.scratch, func(t int) { found = found || v.docs.live(m.there[i], t) > 0 })
	return found
}

func (m *moment) somewhere(at *place) bool {
	for i := range m.parts {
		if meets(m.placed(at, &m.parts[i]), m.there[i]) {
			return true
		}
	}
	return false
}

// aroundIsSome takes the towns around villages without work in their place, which have some.
func (m *moment) aroundIsSome(at *place) bool {
	towns := place{name: at.name, stem: at.stem}
	for _, c := range at.codes {
		if c.Level() == models.LevelVillage {
			towns.codes = append(towns.codes, c.Town())
		}
	}
	towns.codes = unique(towns.codes)
	if len(towns.codes) == 0 || !m.somewhere(&towns) {
		return false
	}
	*at = towns
	return true
}

func (m *moment) somewherePaid(fen models.Fen) bool {
	for i := range m.parts {
		p := &m.parts[i]
		for d := m.there[i].next(0); d >= 0; d = m.there[i].next(d + 1) {
			if models.Fen(p.wage[d]) >= fen {
				return true
			}
		}
	}
	return false
}

func (m *moment) somewhereGiven(list []models.Benefit) bool {
	f := narrower{Query: &Query{}, needs: list}
	for i := range m.parts {
		on := m.copy(m.there[i])
		if f.byLabel(&m.parts[i], on); !on.empty() {
			return true
		}
	}
	return false
}

// maxNamed bounds how many places of one name are told.
const maxNamed = 20

func (m *moment) nameThe(at *place) []Named {
	if len(at.codes) == 0 {
		return []Named{{Name: at.name}}
	}
	var out []Named
	for _, c := range at.codes[:min(len(at.codes), maxNamed)] {
		out = append(out, Named{string(c), m.places.names[c]})
	}
	return out
}

// wordsInOrder are the words of a text as they come.
func wordsInOrder(text string) []string {
	words := wordsOf(text)
	slices.SortStableFunc(words, func(a, b string) int { return strings.Index(text, a) - strings.Index(text, b) })
	return words
}

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
