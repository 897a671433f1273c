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
	rules    *Rules
	chance   *chances
	near     *nearness
	suitable int
	shared   *shared
	ahead    horizon

	today day
	date  models.Date
	year  int
	fresh []int16 // the points of an age in days

	runs  []run // by occupation
	known table[standing]

	hamlets table[*hamlet] // by home
	order   []uint32       // the homes with people, by village
	homeOf  table[uint32]  // by seeker: the home, counted from 1
	people  int
}

// standing is what is known of a vacancy besides its offer: what finds the offer, and what only lists ask about.
type standing struct {
	trade    trade
	cell     uint32
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
	m.suitable, _ = slices.BinarySearch(m.chance[:], Suitable)
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
	e := edit{m: m, known: m.known.edit(), leaving: map[uint32][]key{}, coming: map[uint32]map[uint32]offer{}}
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
	next.runs = slices.Clone(m.runs)
	for len(next.runs) < next.ahead.codes {
		next.runs = append(next.runs, nil)
	}
	for occupation := range e.touched() {
		next.runs[occupation] = next.runs[occupation].edit(e.gone(occupation), e.added(occupation), next.ahead.skillsAsked)
	}
	return next
}

// edit is one edit of the vacancies while it is made: by occupation, the keys that leave and the offers that come.
type edit struct {
	m       *Market
	known   *tableEdit[standing]
	leaving map[uint32][]key
	coming  map[uint32]map[uint32]offer // by vacancy
}

func (e *edit) remove(doc uint32) {
	s := e.known.at(doc)
	if s.state == live {
		at := s.trade.occupation
		e.leaving[at] = append(e.leaving[at], key{s.trade.title, s.cell, doc})
		delete(e.coming[at], doc)
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
	s.state, s.trade, s.cell = live, o.trade, o.cell
	if e.coming[o.trade.occupation] == nil {
		e.coming[o.trade.occupation] = map[uint32]offer{}
	}
	e.coming[o.trade.occupation][doc] = o
	e.known.set(doc, s)
}

func (e *edit) touched() map[uint32]bool {
	out := map[uint32]bool{}
	for occupation := range e.leaving {
		out[occupation] = true
	}
	for occupation := range e.coming {
		out[occupation] = true
	}
	return out
}

func (e *edit) gone(occupation uint32) []key {
	slices.SortFunc(e.leaving[occupation], key.compare)
	return e.leaving[occupation]
}

func (e *edit) added(occupation uint32) []offer {
	return slices.SortedFunc(maps.Values(e.coming[occupation]), byKey)
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
