package matching

import (
	"cmp"
	"maps"
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
	// suitable and likely are the scores from which a vacancy is suitable for somebody, and could be taken at all.
	suitable, likely int32
	shared           *shared
	ahead            horizon

	today day
	date  models.Date
	year  int
	fresh []int16 // the points of an age in days

	// The offers are arranged twice: by occupation and by place.
	runs    []run
	parcels parcels
	known   table[standing]

	hamlets table[*hamlet] // by home
	order   []uint32       // the homes with people, by village
	homeOf  table[uint32]  // by seeker: the home, counted from 1
	people  int
}

// standing is what is known of a vacancy besides its offer: what finds the offer, and what only lists ask about.
type standing struct {
	trade    trade
	cell     uint32
	cube     cube
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
	e := edit{m: m, known: m.known.edit(), byTrade: newChanges[uint32](), byPlace: newChanges[cube]()}
	for _, id := range gone {
		if doc, ok := m.shared.vacancies.find(id); ok {
			e.remove(doc)
		}
	}
	for i := range changed {
		e.put(&changed[i])
	}
	next := m.clone()
	next.known = e.known.done()
	next.runs = append(slices.Clone(m.runs), make([]run, max(0, next.ahead.codes-len(m.runs)))...)
	for occupation := range e.byTrade.touched {
		next.runs[occupation] = e.byTrade.made(occupation, next.runs[occupation])
	}
	next.parcels = m.parcels.edit(e.byPlace)
	return next
}

// edit is one edit of the vacancies while it is made.
type edit struct {
	m       *Market
	known   *tableEdit[standing]
	byTrade changes[uint32]
	byPlace changes[cube]
}

func (e *edit) remove(doc uint32) {
	s := e.known.at(doc)
	if s.state == live {
		k := key{s.trade.title, s.cell, doc}
		e.byTrade.remove(s.trade.occupation, k)
		e.byPlace.remove(s.cube, k)
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
	s.state, s.trade, s.cell, s.cube = live, o.trade, o.cell, cubeOf(o.at)
	e.byTrade.put(o.trade.occupation, o)
	e.byPlace.put(s.cube, o)
	e.known.set(doc, s)
}

// changes are what an edit does to runs that are told apart by K.
type changes[K comparable] struct {
	touched map[K]bool
	leaving map[K][]key
	coming  map[K]map[uint32]offer // by vacancy
}

func newChanges[K comparable]() changes[K] {
	return changes[K]{map[K]bool{}, map[K][]key{}, map[K]map[uint32]offer{}}
}

func (c changes[K]) remove(from K, k key) {
	c.touched[from] = true
	c.leaving[from] = append(c.leaving[from], k)
	delete(c.coming[from], k.doc)
}

func (c changes[K]) put(to K, o offer) {
	c.touched[to] = true
	if c.coming[to] == nil {
		c.coming[to] = map[uint32]offer{}
	}
	c.coming[to][o.doc] = o
}

// made is the run of K after the changes.
func (c changes[K]) made(of K, before run) run {
	slices.SortFunc(c.leaving[of], key.compare)
	return before.edit(c.leaving[of], slices.SortedFunc(maps.Values(c.coming[of]), byKey))
}

// Len is the number of vacancies that can be heard about.
func (m *Market) Len() int {
	n := 0
	for _, r := range m.runs {
		for i := range r {
			for j := range r[i].offers {
				if r[i].offers[j].valid >= m.today {
					n++
				}
			}
		}
	}
	return n
}

// id is the id of a vacancy by its number.
func (m *Market) id(doc uint32) string { return m.ahead.vacancies[doc] }

// liveOffers is the offers of the day by the order of their ids.
func (m *Market) liveOffers() []offer {
	var out []offer
	for _, r := range m.runs {
		for i := range r {
			for _, o := range r[i].offers {
				if o.valid >= m.today {
					out = append(out, o)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b offer) int { return cmp.Compare(m.id(a.doc), m.id(b.doc)) })
	return out
}
