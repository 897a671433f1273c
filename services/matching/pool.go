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
}

// of is the cells of one offer, one for each person.
func (p *pool) of(offer int) []cell {
	n := len(p.limits)
	return p.cells[offer*n : offer*n+n]
}

// newPool scores the people; they must be in the order of their ids.
func (m *Market) newPool(seekers []*models.Seeker) *pool {
	r := m.reader()
	profiles := make([]*profile, 0, len(seekers))
	people := make([]resident, 0, len(seekers))
	for _, s := range seekers {
		profiles = append(profiles, r.profile(s))
		people = append(people, resident{s.Village, r.class(s)})
	}
	return m.scored(people, profiles)
}

// anyone is a pool of one villager of whom nothing is known.
func (m *Market) anyone() *pool {
	return m.scored(make([]resident, 1), []*profile{m.reader().anyone()})
}

func (m *Market) scored(people []resident, profiles []*profile) *pool {
	p := &pool{people: people, cells: make([]cell, len(m.offers)*len(people)), likeness: likeness(people)}
	homes := map[models.DivisionCode]bool{}
	for i, person := range profiles {
		p.limits = append(p.limits, person.limit)
		homes[people[i].village] = true
	}
	p.villages = len(homes)
	inParallel(len(m.offers), func(j int) {
		cells := p.of(j)
		for i := range cells {
			cells[i] = m.cell(profiles[i], &m.offers[j])
		}
	})
	return p
}

func (m *Market) cell(p *profile, o *offer) cell {
	if !m.admits(p, o) {
		return barred
	}
	c := cell(m.placeless(p, o).sum())
	if p.kinship[o.job] >= closeKinship {
		c |= wantedMark
	}
	return c
}

// class is the middle class of the first wish whose code is known, "" when none is.
func (r *reader) class(s *models.Seeker) string {
	for _, title := range s.Wanted {
		if class := middleClass(r.code(title)); class != "" {
			return class
		}
	}
	for _, code := range s.Occupations {
		if class := middleClass(string(code)); class != "" {
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

// register is the seekers that matching may look at, by id, and what has been made of them so far.
type register struct {
	m       *Market
	seekers []*models.Seeker
	pools   map[models.DivisionCode]*pool
	towns   map[models.DivisionCode]town
	nobody  *pool
}

func (m *Market) register(seekers []models.Seeker) *register {
	r := &register{m: m, pools: map[models.DivisionCode]*pool{}, towns: map[models.DivisionCode]town{}}
	for i := range seekers {
		if m.eligible(&seekers[i]) {
			r.seekers = append(r.seekers, &seekers[i])
		}
	}
	slices.SortStableFunc(r.seekers, func(a, b *models.Seeker) int { return cmp.Compare(a.ID, b.ID) })
	return r
}

func (r *register) within(d models.DivisionCode) []*models.Seeker {
	var within []*models.Seeker
	for _, s := range r.seekers {
		if d.Contains(s.Village) {
			within = append(within, s)
		}
	}
	return within
}

// pool is the people of a division, made once.
func (r *register) pool(d models.DivisionCode) *pool {
	if _, known := r.pools[d]; !known {
		r.pools[d] = r.m.newPool(r.within(d))
	}
	return r.pools[d]
}

// town is how many are registered in each village of a town, and how many a village needs to speak for itself.
type town struct {
	registered map[models.DivisionCode]int
	enough     float64
}

func (r *register) town(d models.DivisionCode) town {
	if known, ok := r.towns[d]; ok {
		return known
	}
	t, reader, people := town{registered: map[models.DivisionCode]int{}}, r.m.reader(), []resident(nil)
	for _, s := range r.within(d) {
		t.registered[s.Village]++
		people = append(people, resident{s.Village, reader.class(s)})
	}
	t.enough = prior(likeness(people))
	r.towns[d] = t
	return t
}

// profileOf finds whose wishes speak for a village: its own people where there are so many that they would weigh more than
// their town (B ≤ ½), its own and its town's where there are fewer, else the town's, else the county's, else anyone's.
func (r *register) profileOf(village models.DivisionCode) (*pool, Basis) {
	t := r.town(village.Town())
	switch own := t.registered[village]; {
	case own > 0 && float64(own) >= t.enough:
		return r.pool(village), BasisOwn
	case own > 0:
		return r.pool(village.Town()), BasisOwn
	case len(t.registered) > 0:
		return r.pool(village.Town()), BasisTown
	}
	if county := r.pool(village.County()); len(county.people) > 0 {
		return county, BasisCounty
	}
	if r.nobody == nil {
		r.nobody = r.m.anyone()
	}
	return r.nobody, BasisNobody
}
