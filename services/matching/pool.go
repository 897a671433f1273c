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

// register is the seekers that matching may look at, by id, and the pools made of them so far.
type register struct {
	m       *Market
	seekers []*models.Seeker
	pools   map[models.DivisionCode]*pool
	nobody  *pool
}

func (m *Market) register(seekers []models.Seeker) *register {
	r := &register{m: m, pools: map[models.DivisionCode]*pool{}}
	for i := range seekers {
		if m.eligible(&seekers[i]) {
			r.seekers = append(r.seekers, &seekers[i])
		}
	}
	slices.SortStableFunc(r.seekers, func(a, b *models.Seeker) int { return cmp.Compare(a.ID, b.ID) })
	return r
}

// pool is the people of a division, made once.
func (r *register) pool(d models.DivisionCode) *pool {
	if known, ok := r.pools[d]; ok {
		return known
	}
	var within []*models.Seeker
	for _, s := range r.seekers {
		if d.Contains(s.Village) {
			within = append(within, s)
		}
	}
	r.pools[d] = r.m.newPool(within)
	return r.pools[d]
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
		r.nobody = r.m.anyone()
	}
	return r.nobody, BasisNobody
}
