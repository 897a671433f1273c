package matching

import (
	"slices"
	"sync"

	"konggang/models"
)

// sweep is the market prepared to be asked from many places. It is made once for a batch and then only read.
type sweep struct {
	m *Market
	// number is each vacancy's place in the order of the ids of all that are live, −1 for one that is not; docs goes back.
	number []int32
	docs   []uint32
	idle   sync.Pool
}

func (m *Market) sweep() *sweep {
	s := &sweep{m: m, number: slices.Repeat([]int32{-1}, len(m.ahead.vacancies))}
	for _, o := range m.liveOffers() {
		s.number[o.doc] = int32(len(s.docs))
		s.docs = append(s.docs, o.doc)
	}
	s.idle.New = func() any { return &outlook{sweep: s} }
	return s
}

// seen is an offer as it is seen from a place.
type seen struct {
	offer
	felt, points int32
}

// outlook is the offers in sight of one place: occupation by occupation, in each those first whose way brings most, and
// all together in that order. It belongs to one goroutine; the next place is looked at from the same outlook.
type outlook struct {
	*sweep
	q     *query
	from  spot
	seen  []seen
	start []int32   // by occupation, where its offers begin in seen
	near  []finding // all by points from the most
	found []finding
	count []int32
}

// finding is an offer in sight and its way.
type finding struct {
	offer        *offer
	occupation   uint32
	felt, points int32
}

// look is an outlook from a place; done gives it back.
func (s *sweep) look(from spot) *outlook {
	o := s.idle.Get().(*outlook)
	o.q, o.from = s.m.query(), from
	o.gather()
	o.arrange()
	return o
}

func (o *outlook) done() {
	o.q.free()
	o.idle.Put(o)
}

// gather finds the offers in sight that are valid.
func (o *outlook) gather() {
	o.found = o.found[:0]
	if !o.from.known() {
		return
	}
	o.m.parcels.around(o.from, sight, func(one *parcel, _ int32) {
		for i := range one.run {
			o.gatherFrom(one.run[i].offers)
		}
	})
}

func (o *outlook) gatherFrom(offers []offer) {
	for i := range offers {
		x := &offers[i]
		if square := o.from.square(x.at); square < sight*sight && x.valid >= o.m.today {
			w := o.m.wayOf(int32(root(square)), x.needs)
			o.found = append(o.found, finding{x, x.trade.occupation, w.felt, w.points})
		}
	}
}

// arrange puts what was found in order, by counting: first by points from the most, then, keeping that, by occupation.
func (o *outlook) arrange() {
	most := int32(o.m.rules.Weights.Distance)
	o.near, o.count = counted(o.near, o.found, o.count, int(most)+1, func(f finding) int32 { return most - f.points })
	o.found, o.start = counted(o.found, o.near, o.start, len(o.m.runs), func(f finding) int32 { return int32(f.occupation) })
	o.seen = o.seen[:0]
	for _, f := range o.found {
		o.seen = append(o.seen, seen{*f.offer, f.felt, f.points})
	}
}

// counted is a list sorted by keys from 0 to below keys, equal ones in their order, and where each key begins.
func counted(into, list []finding, starts []int32, keys int, key func(finding) int32) (sorted []finding, begins []int32) {
	begins = slices.Grow(starts[:0], keys+1)[:keys+1]
	clear(begins)
	for _, f := range list {
		begins[key(f)+1]++
	}
	for k := range keys {
		begins[k+1] += begins[k]
	}
	into = append(into[:0], list...)
	for _, f := range list {
		k := key(f)
		into[begins[k]] = f
		begins[k]++
	}
	copy(begins[1:], begins)
	begins[0] = 0
	return into, begins
}

// ask puts a person into the outlook, as if they lived here.
func (o *outlook) ask(p *person) { o.q.ask(p, o.from) }

// top offers the ranking every vacancy that could enter it. Its offers are the outlook's own, good until it is done.
func (o *outlook) top(r *ranking) { o.search(&r.floor, r.offer) }

// search gives take every vacancy that scores at least the floor, which may rise meanwhile: what is in sight, and what
// lies beyond for those who would go there.
func (o *outlook) search(floor *int32, take func(x *offer, score int32)) {
	q := o.q
	q.nextVisit()
	if q.from.known() {
		wanted := func(level uint8) bool { return q.able(level, 0, *floor) }
		q.related(wanted, func(occupation uint32, code, level uint8) {
			o.scan(o.seen[o.start[occupation]:o.start[occupation+1]], code, level, floor, take)
		})
		o.scanNear(floor, take)
	}
	if q.beyondSight() {
		q.nextVisit()
		q.searchRelated(floor, sight, take)
		q.searchUnrelated(floor, sight, take)
	}
}

// scan is search among the offers of one occupation that are in sight.
func (o *outlook) scan(list []seen, code, level uint8, floor *int32, take func(x *offer, score int32)) {
	for i := range list {
		x := &list[i]
		if !o.leads(level, x.points, *floor) {
			return
		}
		o.try(&x.offer, way{felt: x.felt, points: x.points}, code, floor, take)
	}
}

// scanNear is search among the offers in sight of the occupations that were not visited.
func (o *outlook) scanNear(floor *int32, take func(x *offer, score int32)) {
	for i := range o.near {
		f := &o.near[i]
		if !o.leads(foreign, f.points, *floor) {
			return
		}
		if !o.q.wasVisited(f.occupation) {
			o.try(f.offer, way{felt: f.felt, points: f.points}, o.q.codeLevel(f.occupation), floor, take)
		}
	}
}

// leads tells whether an offer of a level could reach the floor with the points of its way. In a list by points, where it
// cannot, none behind it can.
func (o *outlook) leads(level uint8, points, floor int32) bool {
	if o.q.lodges {
		points = max(points, int32(o.q.w.Lodged))
	}
	return int32(o.q.w.Kinship[level])+points+o.q.most >= floor
}

func (o *outlook) try(x *offer, w way, code uint8, floor *int32, take func(x *offer, score int32)) {
	points, reachable := o.q.distance(w, x.needs)
	if !reachable || !o.q.admits(x) {
		return
	}
	if score := o.q.finish(x, code, points, *floor); score >= *floor {
		take(x, score)
	}
}

// Scored is a vacancy and its score for somebody.
type Scored struct {
	VacancyID string
	Score     int
}

// Best is the best vacancies of one seeker, the best first, ties by id.
type Best struct {
	SeekerID  string
	Vacancies []Scored
}

// together is how many homes a batch looks at before it tells of them.
const together = 64

// Batch finds the k best vacancies of every seeker of the market, on all processors, and tells of them village by village
// in the order of their codes; seekers who may not work yet have none. It gives what Top gives. A village whose people
// were told to live in several places is told of once for each.
func (m *Market) Batch(k int, each func(village models.DivisionCode, best []Best)) {
	s := m.sweep()
	for homes := range slices.Chunk(m.order, together) {
		found := make([][]Best, len(homes))
		inParallel(len(homes), func(i int) { found[i] = s.bestOf(homes[i], k) })
		for i, at := range homes {
			each(m.ahead.homes[at].village, found[i])
		}
	}
}

func (s *sweep) bestOf(home uint32, k int) []Best {
	people := s.m.hamlets.at(home).people
	o := s.look(s.m.ahead.homes[home].at)
	defer o.done()
	out := make([]Best, len(people))
	r := ranking{k: k, before: func(a, b *offer) bool { return s.number[a.doc] < s.number[b.doc] }}
	for i := range people {
		out[i].SeekerID = s.m.ahead.seekers[people[i].id]
		if k <= 0 || people[i].age(s.m.year) < models.LegalWorkingAge {
			continue
		}
		r.heap, r.floor = r.heap[:0], 0
		o.ask(&people[i])
		o.top(&r)
		for _, h := range r.sorted() {
			out[i].Vacancies = append(out[i].Vacancies, Scored{s.m.id(h.offer.doc), int(h.score)})
		}
	}
	return out
}
