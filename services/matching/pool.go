package matching

import (
	"cmp"
	"slices"
	"strings"

	"konggang/models"
)

// cell is what one person and one offer come to before the distance: barred, or the points with a mark when the offer is
// the kind of work the person wants.
type cell int16

const (
	barred     cell = -1
	wantedMark cell = 1 << 10
)

func (c cell) points() int  { return int(c &^ wantedMark) }
func (c cell) wanted() bool { return c != barred && c&wantedMark != 0 }

// closeKinship is the number of shared levels from which a job is the kind of work that somebody wants: the small class.
const closeKinship = 3

// pool is a group of people, by id, scored against every offer but for the distance, so that any of its villages can
// finish the score from its own place.
type pool struct {
	people   []resident
	limits   []limit
	cells    []cell
	villages int
	likeness float64
}

// resident is what is remembered of somebody in a pool: the village and the middle class of the first wish ("6-31").
type resident struct {
	village models.DivisionCode
	class   string
	person  *person
}

// of is the cells of one offer, one for each person.
func (p *pool) of(offer int) []cell {
	n := len(p.limits)
	return p.cells[offer*n : offer*n+n]
}

// limit is how far somebody goes: metres of felt distance, and whether lodging lifts it.
type limit struct {
	reach  int32
	lodges bool
}

// newPool scores the people; they must be in the order of their ids.
func (b *board) newPool(people []resident) *pool {
	return b.scored(people, func(q *query, i int) { q.ask(people[i].person, nowhere) })
}

// anyone is a pool of one villager of whom nothing is known.
func (b *board) anyone() *pool {
	return b.scored(make([]resident, 1), func(q *query, _ int) { q.askAnyone(nowhere) })
}

func (b *board) scored(people []resident, ask func(q *query, i int)) *pool {
	p := &pool{people: people, limits: make([]limit, len(people)), cells: make([]cell, len(b.offers)*len(people)), likeness: likeness(people)}
	homes := map[models.DivisionCode]bool{}
	for i := range people {
		homes[people[i].village] = true
	}
	p.villages = len(homes)
	inParallel(len(people), func(i int) {
		q := b.m.query()
		defer q.free()
		ask(q, i)
		p.limits[i] = limit{q.reach, q.lodges}
		for j := range b.offers {
			p.cells[j*len(people)+i] = q.cell(&b.offers[j])
		}
	})
	return p
}

func (q *query) cell(o *offer) cell {
	if !q.admits(o) {
		return barred
	}
	level := q.kinship(o, q.codeLevel(o.trade.occupation))
	c := cell(int32(q.w.Kinship[level]) + q.plainRest(o) + q.skillPoints(o))
	if level >= closeKinship {
		c |= wantedMark
	}
	return c
}

// class is the middle class of the first wish whose code is known, "" when none is.
func class(wishes []*wish) string {
	for _, w := range wishes {
		if class := middleClass(w.code); class != "" {
			return class
		}
	}
	return ""
}

func middleClass(code string) string {
	levels := strings.SplitN(code, "-", 3)
	if len(levels) < 2 {
		return ""
	}
	return levels[0] + "-" + levels[1]
}

// board is the offers of the day in the order of their ids, with what lists ask about them.
type board struct {
	m         *Market
	offers    []offer
	ids       []string
	places    []int
	employers []uint32
}

// register is the offers, and the pools of people made so far.
type register struct {
	*board
	pools  map[models.DivisionCode]*pool
	nobody *pool
}

func (m *Market) register() *register {
	b := &board{m: m, offers: m.liveOffers()}
	for i := range b.offers {
		s := m.known.at(b.offers[i].doc)
		b.ids, b.places, b.employers = append(b.ids, m.id(b.offers[i].doc)), append(b.places, int(s.places)), append(b.employers, s.employer)
	}
	return &register{board: b, pools: map[models.DivisionCode]*pool{}}
}

// pool is the people of a division, made once.
func (r *register) pool(d models.DivisionCode) *pool {
	if known, ok := r.pools[d]; ok {
		return known
	}
	var people []resident
	if d != "" {
		people = r.m.residents(d)
	}
	r.pools[d] = r.newPool(people)
	return r.pools[d]
}

// residents is the people of a division who may be matched today, by id.
func (m *Market) residents(d models.DivisionCode) []resident {
	var out []resident
	for _, home := range m.within(d) {
		people := m.hamlets.at(home).people
		for i := range people {
			if p := &people[i]; p.age(m.year) >= models.LegalWorkingAge {
				out = append(out, resident{m.ahead.homes[home].village, class(m.ahead.wishSets[p.wishes]), p})
			}
		}
	}
	slices.SortFunc(out, func(a, b resident) int {
		return cmp.Compare(m.ahead.seekers[a.person.id], m.ahead.seekers[b.person.id])
	})
	return out
}

// profileOf finds whose wishes speak for a village: its own and its town's people, else the county's, else anyone's.
func (r *register) profileOf(village models.DivisionCode) (*pool, Basis) {
	if town := r.pool(village.Town()); len(town.people) > 0 {
		if slices.ContainsFunc(town.people, func(p resident) bool { return p.village == village }) {
			return town, BasisOwn
		}
		return town, BasisTown
	}
	if county := r.pool(village.County()); len(county.people) > 0 {
		return county, BasisCounty
	}
	if r.nobody == nil {
		r.nobody = r.anyone()
	}
	return r.nobody, BasisNobody
}
