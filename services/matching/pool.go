package matching

import (
	"cmp"
	"slices"
	"strings"

	"konggang/models"
)

// resident is somebody behind a list: where they live, the middle class of their first wish ("6-31", "" when it is not
// known), and themselves; nil stands for the villager of whom nothing is known.
type resident struct {
	village models.DivisionCode
	class   string
	person  *person
	// place is the resident's place in the order of all people of the pool.
	place int
}

// pool is the people of a town or county, by id.
type pool struct {
	people   []resident
	villages int
	likeness float64
	// speakers is the people who speak for all of them in other villages.
	speakers []resident
}

// mostSpeakers bounds how many people of a town or county speak for it. A town of thousands is known as well by some hundreds
// of its people, and a list is made in a tenth of the time.
const mostSpeakers = 256

func newPool(people []resident) *pool {
	homes := map[models.DivisionCode]bool{}
	for i := range people {
		people[i].place = i
		homes[people[i].village] = true
	}
	return &pool{people, len(homes), likeness(people), evenly(people, mostSpeakers)}
}

// evenly is at most n of a list, spread evenly over it.
func evenly[T any](list []T, n int) []T {
	if len(list) <= n {
		return list
	}
	out := make([]T, n)
	for i := range out {
		out[i] = list[i*len(list)/n]
	}
	return out
}

// of is the people of one village of the pool.
func (p *pool) of(village models.DivisionCode) []resident {
	var own []resident
	for _, person := range p.people {
		if person.village == village {
			own = append(own, person)
		}
	}
	return own
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
	*sweep
	numbered  []offer
	places    []int
	employers []uint32
}

// id is the id of the vacancy of an offer.
func (b *board) id(offer int32) string { return b.m.id(b.docs[offer]) }

// register is the offers, and the pools of people made so far.
type register struct {
	*board
	pools map[models.DivisionCode]*pool
}

func (m *Market) register() *register {
	b := &board{sweep: m.sweep(), numbered: m.liveOffers()}
	for _, doc := range b.docs {
		s := m.known.at(doc)
		b.places, b.employers = append(b.places, int(s.places)), append(b.employers, s.employer)
	}
	return &register{board: b, pools: map[models.DivisionCode]*pool{}}
}

// pool is the people of a division, made once.
func (r *register) pool(d models.DivisionCode) *pool {
	known, ok := r.pools[d]
	if !ok {
		var people []resident
		if d != "" {
			people = r.m.residents(d)
		}
		known = newPool(people)
		r.pools[d] = known
	}
	return known
}

// forget lets the pools go, which belong to a county that is done.
func (r *register) forget() { clear(r.pools) }

// residents is the people of a division who may be matched today, by id.
func (m *Market) residents(d models.DivisionCode) []resident {
	var out []resident
	for _, home := range m.within(d) {
		people := m.hamlets.at(home).people
		for i := range people {
			if p := &people[i]; p.age(m.year) >= models.LegalWorkingAge {
				out = append(out, resident{m.ahead.homes[home].village, class(m.ahead.wishSets[p.wishes]), p, 0})
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
	return newPool(make([]resident, 1)), BasisNobody
}
