package matching

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"konggang/models"
)

// Market is the vacancies that can be heard about and the seekers who may be matched, on one day. It is an immutable value:
// an edit gives another market that shares almost everything with the old one, and both answer, by as many goroutines as
// like to ask. Edits of one line of versions may also be made by several goroutines.
type Market struct {
	rules  *Rules
	chance *chances
	near   *nearness
	// commute is a distance in decimetres from which on no way, not even by a shuttle, brings more than lodging does.
	commute int32
	// suitable and likely are the scores from which a vacancy is suitable for somebody, and could be taken at all.
	suitable, likely int32
	shared           *shared
	ahead            horizon

	today day
	date  models.Date
	year  int
	fresh []int16 // the points of an age in days

	// The offers are kept by vacancy, and arranged twice by their numbers: by occupation and by place.
	offers  table[offer]
	runs    []run
	parcels parcels
	known   table[standing]

	hamlets table[*hamlet] // by home
	order   []uint32       // the homes with people, by village
	homeOf  table[uint32]  // by seeker: the home, counted from 1
	people  int
}

// standing is what is known of a vacancy besides its offer, 12 bytes: what only lists ask about.
type standing struct {
	employer uint32
	places   int32
	valid    day
	state    state
	cause    uint8 // index in closedCauses, when closed
}

// state is where a vacancy stands.
type state uint8

const (
	unheardOf state = iota
	live
	closed
)

// NewMarket is a market without vacancies and people.
func NewMarket(date models.Date, rules Rules) *Market {
	m := &Market{rules: &rules, chance: rules.Acceptance.table(), near: rules.Weights.nearness(), shared: newShared(rules.Occupations)}
	m.suitable, m.likely = m.chance.from(Suitable), m.chance.from(leastChance)
	m.commute = m.commuting()
	m.ahead = m.shared.horizon()
	return m.At(date)
}

// At is the same market on another day: validity, freshness and ages are worked out when they are asked for.
func (m *Market) At(date models.Date) *Market {
	next := *m
	next.date, next.today = date, dayOf(date)
	next.year, _, _ = date.Parts()
	next.fresh = m.rules.Weights.freshness()
	return &next
}

// clone is a copy that looks as far as there is to see.
func (m *Market) clone() *Market {
	next := *m
	next.ahead = m.shared.horizon()
	return &next
}

// With is the market with postings as they are now and without the vacancies whose ids are gone. Only those take part that
// can be heard about: open, with places left, of an approved enterprise, and on days on which they are valid
// (人社厅发〔2025〕60号 asks for the validity). The others are kept only to be named as unlisted. Of a vacancy that is given
// twice the last counts.
func (m *Market) With(changed []models.Posting, gone []string) *Market {
	e := edit{m: m, offers: m.offers.edit(), known: m.known.edit(), byTrade: changes[uint32]{}, byPlace: changes[cube]{}}
	for _, id := range gone {
		if doc, ok := m.shared.vacancies.find(id); ok {
			e.remove(doc)
		}
	}
	for i := range changed {
		e.put(&changed[i])
	}
	next := m.clone()
	next.known, next.offers = e.known.done(), e.offers.done()
	next.runs = append(slices.Clone(m.runs), make([]run, max(0, next.ahead.codes-len(m.runs)))...)
	for occupation, c := range e.byTrade {
		next.runs[occupation] = next.runs[occupation].edit(m.offers, next.offers, c.gone(m.offers), c.added(next.offers))
	}
	next.parcels = m.parcels.edit(e.byPlace, next.offers)
	return next
}

// edit is one edit of the vacancies while it is made.
type edit struct {
	m       *Market
	offers  *tableEdit[offer]
	known   *tableEdit[standing]
	byTrade changes[uint32]
	byPlace changes[cube]
}

func (e *edit) remove(doc uint32) {
	s := e.known.at(doc)
	if s.state == live {
		o := e.offers.at(doc)
		e.byTrade.of(o.trade.occupation).remove(doc)
		if o.at.known() {
			e.byPlace.of(cubeOf(o.at)).remove(doc)
		}
	}
	if s.state != unheardOf {
		e.known.set(doc, standing{})
	}
}

func (e *edit) put(p *models.Posting) {
	h, v := e.m.shared, &p.Vacancy
	doc := h.vacancies.add(v.ID)
	e.remove(doc)
	s := standing{employer: h.employers.add(v.EnterpriseID), places: int32(min(v.Remaining(), math.MaxInt32)), valid: dayOf(v.ValidUntil)}
	if cause := closedBecause(p); cause != "" {
		s.state, s.cause = closed, uint8(slices.Index(closedCauses, cause))
		e.known.set(doc, s)
		return
	}
	o := h.offer(p, doc)
	s.state = live
	e.byTrade.of(o.trade.occupation).put(doc)
	if o.at.known() {
		e.byPlace.of(cubeOf(o.at)).put(doc)
	}
	e.offers.set(doc, o)
	e.known.set(doc, s)
}

// changes are what an edit does to groups of vacancies that are told apart by K.
type changes[K comparable] map[K]*change

// change is the vacancies that leave a group and those that come into it. Who leaves and comes again is in both.
type change struct {
	leaving []uint32
	coming  map[uint32]bool
}

func (c changes[K]) of(group K) *change {
	if c[group] == nil {
		c[group] = &change{coming: map[uint32]bool{}}
	}
	return c[group]
}

func (c *change) put(doc uint32) { c.coming[doc] = true }

// remove takes a vacancy back that came by this edit, or takes one out that was there before.
func (c *change) remove(doc uint32) {
	if c.coming[doc] {
		delete(c.coming, doc)
	} else {
		c.leaving = append(c.leaving, doc)
	}
}

// gone is the keys of those who leave, as they were before, ascending.
func (c *change) gone(before table[offer]) []key {
	var out []key
	for _, doc := range c.leaving {
		out = append(out, before.ref(doc).key())
	}
	slices.SortFunc(out, key.compare)
	return out
}

// added is the offers of those who come, as they are now, by their keys.
func (c *change) added(now table[offer]) []offer {
	var out []offer
	for doc := range c.coming {
		out = append(out, now.at(doc))
	}
	slices.SortFunc(out, byKey)
	return out
}

// Len is the number of vacancies that can be heard about.
func (m *Market) Len() int {
	n := 0
	for range m.live() {
		n++
	}
	return n
}

// live is the offers of the day.
func (m *Market) live() iter.Seq[*offer] {
	return func(yield func(*offer) bool) {
		for doc := range m.known.size() {
			if s := m.known.at(doc); s.state == live && s.valid >= m.today && !yield(m.offers.ref(doc)) {
				return
			}
		}
	}
}

// id is the id of a vacancy by its number.
func (m *Market) id(doc uint32) string { return m.ahead.vacancies[doc] }

// liveDocs is the vacancies of the day by the order of their ids.
func (m *Market) liveDocs() []uint32 {
	var out []uint32
	for o := range m.live() {
		out = append(out, o.doc)
	}
	slices.SortFunc(out, func(a, b uint32) int { return cmp.Compare(m.id(a), m.id(b)) })
	return out
}

// liveOffers is the offers of the day by the order of their ids.
func (m *Market) liveOffers() []offer {
	var out []offer
	for _, doc := range m.liveDocs() {
		out = append(out, m.offers.at(doc))
	}
	return out
}
