package search

import (
	"slices"
	"strings"

	"konggang/models"
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
